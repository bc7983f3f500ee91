//! What the open tabs are shown: the last good site, and what is wrong since.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::build::Built;
use crate::render::Emitted;
use crate::report::{Card, Tally, Words, cards};
use crate::review::Desk;
use crate::site::Origin;
use crate::text::{Base, FilePath, Fingerprint, Inputs, Route};

/// What a build found, in words.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Report {
    /// So many errors, each of which holds the site back.
    pub errors: usize,
    /// So many warnings.
    pub warnings: usize,
    /// Both numbers in words.
    pub summary: String,
    /// The first of them.
    pub cards: Vec<Card>,
}

/// A whole site as it is served.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) files: BTreeMap<String, Emitted>,
    /// The paths of the files of the search.
    pub(super) index: Vec<String>,
    pub(super) base: Base,
    /// The folder of the theme's files, a slash at its end.
    pub(super) theme: String,
    pub(super) origins: Arc<BTreeMap<Route, Origin>>,
    /// The translations that are behind, and by how many units.
    pub(super) stale: BTreeMap<FilePath, usize>,
    /// The hash of all scripts of the theme: where it is another one, a page has to start again.
    pub(super) scripts: Fingerprint,
    /// The hash of the site's own files, which keep their addresses when they change.
    pub(super) own: Fingerprint,
}

/// What is served. A value: the next one takes its place, whole.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    pub(super) site: Option<Arc<Shown>>,
    pub(super) report: Arc<Report>,
    /// The texts of the last whole build, for whoever looks translations over.
    pub(super) review: Option<Arc<Desk>>,
}

/// Files that a build makes anew and a page does not show.
const MADE: [&str; 5] = ["html", "xml", "txt", "bin", "json"];

/// The most findings that a tab is told of.
const CARDS: usize = 50;

impl Report {
    /// Puts the findings of a build into words.
    pub fn new(inputs: &Inputs, built: &Built, words: &Words, strict: bool) -> Self {
        let findings = &built.diagnostics;
        let Tally { errors, warnings } = Tally::of(findings, strict);
        let summary = Tally { errors, warnings }.summary(words);
        let first = &findings[..findings.len().min(CARDS)];
        Self { errors, warnings, summary, cards: cards(first, &inputs.files, words, strict) }
    }

    /// What kept a build from being made at all.
    pub fn of_failure(message: String, help: Option<String>, words: &Words) -> Self {
        let tally = Tally { errors: 1, warnings: 0 };
        let card = Card {
            code: "failure",
            error: true,
            message,
            help: help.into_iter().collect(),
            file: String::new(),
            at: None,
            lines: Vec::new(),
        };
        Self { errors: 1, warnings: 0, summary: tally.summary(words), cards: vec![card] }
    }
}

impl Preview {
    /// A site without errors. Where the files of the search were left out, the last ones stay, and so
    /// do the texts for review where `texts` has none.
    #[must_use]
    pub fn next(&self, built: Built, report: Report, texts: Option<Inputs>) -> Self {
        let review = texts.map(|inputs| Arc::new(Desk::new(inputs, Arc::clone(&built.content))));
        let review = review.or_else(|| self.review.clone());
        let mut files = built.output.files;
        let (index, kept) = match (built.index, &self.site) {
            (Some(index), _) => (index, None),
            (None, Some(site)) => (site.index.clone(), Some(site)),
            (None, None) => (Vec::new(), None),
        };
        for path in kept.iter().flat_map(|site| &site.index) {
            if let Some(file) = kept.and_then(|site| site.files.get(path)) {
                files.insert(path.clone(), file.clone());
            }
        }
        let is_own =
            |path: &str| !path.starts_with(&built.theme) && !MADE.iter().any(|end| is(path, end));
        let own = files.iter().filter(|(path, _)| is_own(path));
        let own =
            Fingerprint::of_value(&own.map(|(path, file)| (path, file.hash)).collect::<Vec<_>>());
        // By their names: the theme's address changes with its styles too.
        let of_theme = files
            .iter()
            .filter_map(|(path, file)| Some((path.strip_prefix(&built.theme)?, file.hash)))
            .filter(|(name, _)| is(name, "js"));
        let scripts = Fingerprint::of_value(&of_theme.collect::<Vec<_>>());
        let Built { base, theme, origins, stale, .. } = built;
        let site = Shown { files, index, base, theme, origins, stale, scripts, own };
        Self { site: Some(Arc::new(site)), report: Arc::new(report), review }
    }

    /// The last good site, with what is wrong since.
    #[must_use]
    pub fn failing(&self, report: Report) -> Self {
        let (site, review) = (self.site.clone(), self.review.clone());
        Self { site, report: Arc::new(report), review }
    }

    /// What the last look found.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Whether a file of ROOT is one that a tab was told of.
    pub(super) fn speaks_of(&self, file: &str) -> bool {
        let site = self.site.as_ref();
        self.report.cards.iter().any(|card| card.file == file)
            || self.review.as_ref().is_some_and(|review| review.has(file))
            || site.is_some_and(|site| {
                site.origins.values().any(|origin| origin.file.as_str() == file)
            })
    }

    /// Where the site lies; the root of the host before there is one.
    pub fn base(&self) -> Base {
        self.site.as_ref().map(|site| site.base.clone()).unwrap_or_default()
    }
}

fn is(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, own)| own == extension)
}
