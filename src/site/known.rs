//! The site of last time: while only texts are edited, all but the texts is the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::content::Content;
use super::map::{Alias, Entry, Origin, Site, Standing};
use super::tree::Navigation;
use crate::text::{Base, Diagnostic, FilePath, Fingerprint, Locale, Outcome, Route};

/// What the next build can take over of a site.
#[derive(Debug, Default)]
pub struct KnownSite(Option<Kept>);

#[derive(Debug)]
struct Kept {
    /// Of the content that it was made of.
    key: Fingerprint,
    entries: Vec<KeptEntry>,
    by_path: Arc<Vec<BTreeMap<String, usize>>>,
    aliases: Arc<Vec<Alias>>,
    navigation: Arc<Vec<Navigation>>,
    locales: Arc<Vec<Locale>>,
    origins: Arc<BTreeMap<Route, Origin>>,
    addresses: Arc<BTreeSet<String>>,
    findings: Vec<Diagnostic>,
    /// The pages that the findings name places in, and their hashes.
    named: Vec<(FilePath, Fingerprint)>,
}

#[derive(Debug)]
struct KeptEntry {
    page: FilePath,
    parts: Vec<FilePath>,
    standing: Arc<Standing>,
}

impl KnownSite {
    /// Keeps a site and what was found in it.
    pub(super) fn of(site: &Site<'_>, findings: &[Diagnostic]) -> Self {
        let places = findings.iter().flat_map(|found| found.related.iter().chain([&found.place]));
        let named = places.filter_map(|place| site.content.pages.get(&place.file));
        let named = named.map(|page| (page.file.clone(), page.hash)).collect();
        let entry = |entry: &Entry<'_>| KeptEntry {
            page: entry.page.file.clone(),
            parts: entry.parts.iter().map(|part| part.file.clone()).collect(),
            standing: Arc::clone(&entry.standing),
        };
        Self(Some(Kept {
            key: site.content.outline,
            entries: site.entries.iter().map(entry).collect(),
            by_path: Arc::clone(&site.by_path),
            aliases: Arc::clone(&site.aliases),
            navigation: Arc::clone(&site.navigation),
            locales: Arc::clone(&site.locales),
            origins: Arc::clone(&site.origins),
            addresses: Arc::clone(&site.addresses),
            findings: findings.to_vec(),
            named,
        }))
    }

    /// The same site around other texts, if it is the same. Not if a text is another that a finding
    /// names a place in, which may have moved.
    pub(super) fn around<'a>(
        &self,
        content: &'a Content,
        base: &Base,
    ) -> Option<Outcome<Site<'a>>> {
        let kept = self.0.as_ref().filter(|kept| kept.key == content.outline)?;
        let is_as_it_was = |(file, hash): &(FilePath, Fingerprint)| {
            content.pages.get(file).is_some_and(|page| page.hash == *hash)
        };
        if !kept.named.iter().all(is_as_it_was) {
            return None;
        }
        let page = |file: &FilePath| content.pages.get(file).map(|page| &**page);
        let entry = |entry: &KeptEntry| {
            Some(Entry {
                page: page(&entry.page)?,
                parts: entry.parts.iter().map(page).collect::<Option<_>>()?,
                standing: Arc::clone(&entry.standing),
            })
        };
        let site = Site {
            content,
            base: base.clone(),
            entries: kept.entries.iter().map(entry).collect::<Option<_>>()?,
            by_path: Arc::clone(&kept.by_path),
            aliases: Arc::clone(&kept.aliases),
            navigation: Arc::clone(&kept.navigation),
            locales: Arc::clone(&kept.locales),
            origins: Arc::clone(&kept.origins),
            addresses: Arc::clone(&kept.addresses),
        };
        Some(Outcome::new(site, kept.findings.clone()))
    }
}
