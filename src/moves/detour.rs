//! What a mention of a page means, and what it means once that page is elsewhere.

use std::collections::BTreeSet;

use crate::parse::{INCLUDE, Page};
use crate::site::Content;
use crate::text::{FilePath, Link, Spanned, nfc};

/// What a link of a page means, whatever it looks like.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Meaning {
    /// A page or part, by its path from ROOT in NFC, and a heading of it.
    Page(FilePath, Option<String>),
    /// Whatever no move of a page changes.
    Other(String),
}

/// How a mention is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// An address, from the file's folder.
    Link,
    /// The name of a part: from the language's folder if it begins with `_`.
    Include,
}

/// A place of a page that names another.
#[derive(Clone, Debug)]
pub(super) struct Mention<'a> {
    pub(super) written: &'a Spanned<String>,
    pub(super) form: Form,
    pub(super) meaning: Meaning,
}

/// Every link and included part of a page, in the order of the page, as they are meant in `file`.
pub(super) fn mentions<'a>(content: &Content, page: &'a Page, file: &FilePath) -> Vec<Mention<'a>> {
    let links = page.outline.links.iter().map(|used| {
        let meaning = if used.image { None } else { link_meaning(file, &used.link) };
        (&used.target, Form::Link, meaning)
    });
    let included = page.outline.directives.iter().filter(|used| used.name.value == INCLUDE);
    let parts = included.filter_map(|used| used.file.as_ref()).map(|target| {
        let from = include_folder(content, file, &target.value);
        let path = FilePath::resolve(&from, &target.value);
        let meaning = path.map(|path| Meaning::Page(FilePath::new(&nfc(path.as_str())), None));
        (target, Form::Include, meaning)
    });
    let mention = |(written, form, meaning): (&'a Spanned<String>, _, Option<Meaning>)| Mention {
        written,
        form,
        meaning: meaning.unwrap_or_else(|| Meaning::Other(written.value.clone())),
    };
    links.chain(parts).map(mention).collect()
}

/// What an address in `file` means, if that is a page.
pub(super) fn link_meaning(file: &FilePath, link: &Link) -> Option<Meaning> {
    let Link::Page { path, anchor } = link else { return None };
    let path = FilePath::resolve(&nfc(file.folder()), path)?;
    Some(Meaning::Page(path, anchor.clone()))
}

/// The folder from which the name of a part is read.
pub(super) fn include_folder(content: &Content, file: &FilePath, target: &str) -> String {
    match content.place(file) {
        Some((language, _)) if target.starts_with('_') => content.config.folder(language),
        _ => nfc(file.folder()),
    }
}

/// Where whatever led to a page leads from now on, in every language.
pub(super) struct Detour {
    /// The page's path below each language's folder.
    pub(super) from: String,
    /// The path to which it leads now; nothing where the page goes for good.
    pub(super) to: Option<String>,
    /// The ids that are there, by language, where they are others than those of `from`.
    pub(super) ids: Option<Vec<BTreeSet<String>>>,
}

impl Detour {
    /// Whether a meaning is the page that is left.
    pub(super) fn concerns(&self, content: &Content, meaning: &Meaning) -> Option<usize> {
        let Meaning::Page(path, _) = meaning else { return None };
        content.place(path).filter(|(_, below)| *below == self.from).map(|(language, _)| language)
    }

    /// What is meant from now on.
    pub(super) fn taken(&self, content: &Content, meaning: &Meaning) -> Meaning {
        let (Some(language), Some(to), Meaning::Page(_, anchor)) =
            (self.concerns(content, meaning), &self.to, meaning)
        else {
            return meaning.clone();
        };
        let is_there = |anchor: &String| {
            self.ids
                .as_ref()
                .is_none_or(|ids| ids.get(language).is_some_and(|ids| ids.contains(anchor)))
        };
        let path = format!("{}/{to}", content.config.folder(language));
        Meaning::Page(FilePath::new(&path), anchor.clone().filter(is_there))
    }
}
