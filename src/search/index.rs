//! The index of every language, from the site to files.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::compress::Compressed;
use super::directory::{Contents, json, write};
use super::files::Files;
use super::merge::{List, merge};
use super::shards::shards;
use super::synonyms::synonyms;
use super::terms::PageTerms;
use super::texts::{PageInIndex, text_files};
use crate::site::{Entry, Site};
use crate::text::Fingerprint;

/// The index of a site.
#[derive(Debug, Default)]
pub struct Index {
    /// Its files, by path below the output folder (`ja/search/index.json`).
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// How many pages were cut into terms; the others were known.
    pub fresh: usize,
    /// What the next build can use.
    pub known: KnownIndex,
}

/// What a build leaves for the next one.
#[derive(Debug, Default)]
pub struct KnownIndex {
    /// By the hash of a page's text.
    terms: BTreeMap<Fingerprint, Arc<PageTerms>>,
    compressed: Compressed,
}

/// Makes the index: for each language its own pages. Drafts are no entries; pages that stand in for
/// others are in the index of the language that they are written in.
pub fn search_index(site: &Site<'_>, last: &KnownIndex) -> Index {
    let languages = 0..site.content.config.languages.len();
    let made: Vec<_> =
        languages.into_par_iter().map(|language| language_index(site, language, last)).collect();
    let mut index = Index::default();
    for (language, (files, terms)) in made.into_iter().enumerate() {
        let code = &site.content.config.languages[language].code;
        let files_here = files.files.into_iter();
        index
            .files
            .extend(files_here.map(|(name, bytes)| (format!("{code}/search/{name}"), bytes)));
        index.known.compressed.extend(files.compressed);
        index.fresh += terms.iter().filter(|(hash, _)| !last.terms.contains_key(hash)).count();
        index.known.terms.extend(terms);
    }
    index
}

/// Whether a page can be found in its language.
fn is_found(entry: &Entry<'_>) -> bool {
    !entry.is_fallback() && entry.front.search != Some(false)
}

type Terms = Vec<(Fingerprint, Arc<PageTerms>)>;

fn language_index(site: &Site<'_>, language: usize, last: &KnownIndex) -> (Files, Terms) {
    let entries: Vec<&Entry<'_>> = site.by_path[language]
        .values()
        .map(|place| &site.entries[*place])
        .filter(|entry| is_found(entry))
        .collect();
    let pages: Vec<(PageInIndex, Arc<PageTerms>)> = entries
        .par_iter()
        .map(|entry| {
            let page = PageInIndex::of(site, entry);
            let known = last.terms.get(&page.hash).cloned();
            let terms = known.unwrap_or_else(|| Arc::new(page.terms()));
            (page, terms)
        })
        .collect();
    let (pages, terms): (Vec<_>, Vec<_>) = pages.into_iter().unzip();
    let lists = merge(terms.iter().map(|terms| &**terms));
    let synonyms = synonyms(site, language);
    let contents = Contents {
        pages: pages.len(),
        shards: shards(&lists),
        texts: text_files(&pages),
        words: words(&lists),
        synonyms: (!synonyms.is_empty()).then(|| json(&synonyms.iter().collect::<Vec<_>>())),
    };
    let files = write(&contents, &last.compressed);
    let hashes = pages.iter().map(|page| page.hash);
    (files, hashes.zip(terms).collect())
}

/// From so many letters on a word may be mistyped.
const MISTYPED: usize = 4;

/// All words in letters, for the client to look for the one that was meant.
fn words(lists: &[List]) -> Option<String> {
    let mut words: Vec<&str> = lists.iter().map(|list| &*list.term).collect();
    words.dedup();
    words.retain(|word| {
        let plain = |c: char| c.is_alphabetic();
        word.chars().all(plain) && word.chars().count() >= MISTYPED
    });
    (!words.is_empty()).then(|| json(&words))
}
