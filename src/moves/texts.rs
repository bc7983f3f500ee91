//! The texts of a site, read for whoever changes them.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::plan::Stop;
use crate::parse::{Config, Dialect, Page, parse_catalog, parse_config, parse_page};
use crate::site::{Content, KnownSite, Site, assemble};
use crate::text::{Base, Diagnostic, FilePath, Inputs, Outcome, Severity, Source, nfc};

/// The folder of a language that holds the sources as they were when they were confirmed.
const BASES: &str = ".source/";

/// The form index.
pub(super) const FORMS: &str = "content/forms.toml";

/// All pages, the rows of the form index, and the files they were read from.
pub(super) struct Texts<'a> {
    pub(super) inputs: &'a Inputs,
    pub(super) content: Content,
    /// The pages by language and path below its folder, in NFC.
    places: BTreeMap<(usize, String), FilePath>,
}

impl<'a> Texts<'a> {
    /// Reads everything that may hold a link. Where a file cannot be read, nobody knows which links
    /// it has, so that is told and nothing goes on.
    pub(super) fn read(inputs: &'a Inputs) -> Result<Self, Stop> {
        let mut findings = inputs.findings.clone();
        let mut content = Content { drafts: true, ..Content::default() };
        if let Some(source) = inputs.get("content/site.toml") {
            content.config = parse_config(source).unpack(&mut findings);
        }
        if let Some(source) = inputs.get(FORMS) {
            content.catalog = Arc::new(parse_catalog(source).unpack(&mut findings));
        }
        let sources: Vec<&Source> =
            inputs.below("content").filter(|source| is_page(&content.config, source)).collect();
        let pages: Vec<Outcome<Page>> =
            sources.par_iter().map(|source| parse_page(source, Dialect::TAIYAKU)).collect();
        for page in pages {
            let page = page.unpack(&mut findings);
            content.pages.insert(page.file.clone(), Arc::new(page));
        }
        findings.retain(|finding| finding.severity() == Severity::Error);
        if findings.is_empty() && content.config.is_usable() {
            let place = |file: &FilePath| Some((content.place(file)?, file.clone()));
            let places = content.pages.keys().filter_map(place).collect();
            return Ok(Self { inputs, content, places });
        }
        findings.sort();
        Err(Stop::Findings(findings))
    }

    /// Where everything stands.
    pub(super) fn site(&self) -> Site<'_> {
        site(&self.content)
    }

    /// The page at a path in a language's folder, however the disk spells it.
    pub(super) fn page(&self, language: usize, below: &str) -> Option<&Arc<Page>> {
        self.content.pages.get(self.places.get(&(language, below.to_owned()))?)
    }

    /// The language that a page is written in first: what any version says, else the site's.
    pub(super) fn source_of(&self, below: &str) -> usize {
        let config = &self.content.config;
        let versions = (0..config.languages.len()).filter_map(|place| self.page(place, below));
        let mut named = versions.filter_map(|page| page.front.source.as_ref());
        named.find_map(|code| config.language(&code.value)).unwrap_or(config.source)
    }

    /// The confirmed sources of a language, each with the path of its page.
    pub(super) fn bases(&self, language: usize) -> Vec<(String, &'a Source)> {
        let folder = self.content.config.folder(language);
        let base = |source: &'a Source| {
            let below = source.path.below(&folder)?.strip_prefix(BASES)?;
            Some((nfc(below), source))
        };
        self.inputs.files.values().filter_map(base).collect()
    }

    /// Any file at a path of a language's folder, its confirmed source too.
    pub(super) fn anything_at(&self, language: usize, below: &str) -> Option<&FilePath> {
        let folder = self.content.config.folder(language);
        let is_there = |path: &&FilePath| {
            path.below(&folder).is_some_and(|own| {
                let own = nfc(own);
                own.strip_prefix(BASES).unwrap_or(&own) == below
            })
        };
        self.inputs.files.keys().find(is_there)
    }

    /// The file at a path of a language's folder.
    pub(super) fn file(&self, language: usize, below: &str) -> FilePath {
        FilePath::new(&format!("{}/{below}", self.content.config.folder(language)))
    }

    /// The confirmed source at a path of a language's folder.
    pub(super) fn base(&self, language: usize, below: &str) -> FilePath {
        FilePath::new(&format!("{}/{BASES}{below}", self.content.config.folder(language)))
    }

    /// The same site with other pages.
    pub(super) fn with(&self, pages: BTreeMap<FilePath, Arc<Page>>) -> Content {
        let config = self.content.config.clone();
        Content { config, pages, drafts: true, ..Content::default() }
    }
}

/// Where everything stands in a site of these texts. What is wrong with that, `check` tells.
pub(super) fn site(content: &Content) -> Site<'_> {
    assemble(content, &Base::default(), &mut KnownSite::default()).value
}

fn is_page(config: &Config, source: &Source) -> bool {
    let folder = source.path.below("content").and_then(|below| below.split_once('/'));
    source.path.extension() == "md"
        && folder.is_some_and(|(folder, path)| {
            config.language(folder).is_some() && !path.starts_with(BASES)
        })
}

/// What was wrong with a page alone, to see that nothing else is after a change.
pub(super) fn codes(findings: &[Diagnostic]) -> Vec<&'static str> {
    let mut codes: Vec<_> = findings.iter().map(|finding| finding.code.name()).collect();
    codes.sort_unstable();
    codes
}
