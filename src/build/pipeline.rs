//! The path, top to bottom: parse each, assemble, check, render each.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::gather::gather;
use super::memo::Memo;
use crate::check::{check, told};
use crate::parse::Dialect;
use crate::render::{
    Emitted, Environment, Output, environment, environment_key, render, theme_folder,
};
use crate::search::search_index;
use crate::site::{Content, Origin, Site, assemble};
use crate::text::{Base, Code, Diagnostic, FilePath, Inputs, Place, Route, Severity};
use crate::translate::{Drifts, drifts};

/// A site and all that was found while making it.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// The files; complete only if no finding is an error.
    pub output: Output,
    /// Every finding of the run, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The paths of the files of the search; `None` where they were left out.
    pub index: Option<Vec<String>>,
    /// Published pages, fallbacks not counted.
    pub pages: usize,
    /// Languages of the site.
    pub languages: usize,
    /// `site.toml` could not be read as a configuration at all.
    pub unusable: bool,
    /// There is no `base_url`: canonical addresses and the sitemap were left out.
    pub without_base_url: bool,
    /// Where the site lies.
    pub base: Base,
    /// The folder of the theme's files in the output, a slash at its end.
    pub theme: String,
    /// What stands at the address of each page.
    pub origins: Arc<BTreeMap<Route, Origin>>,
    /// Earlier addresses of pages, each with that of now, in the order of the earlier ones.
    pub moved: Vec<(Route, Route)>,
    /// Every address that the site has for its readers.
    pub addresses: Arc<BTreeSet<String>>,
    /// What the files said.
    pub content: Arc<Content>,
    /// The translations that are behind: how many units of their source have changed.
    pub stale: BTreeMap<FilePath, usize>,
    /// Lines of the baseline that no finding has any more.
    pub gone: Vec<String>,
}

/// Builds the whole site. Pure: the same inputs give the same bytes and the same diagnostics.
pub fn build(inputs: &Inputs, memo: &mut Memo) -> Built {
    build_with(inputs, memo, Dialect::TAIYAKU)
}

/// `build` of pages in another dialect: tests give one whose parser fails.
pub fn build_with(inputs: &Inputs, memo: &mut Memo, dialect: Dialect) -> Built {
    (memo.written, memo.fresh, memo.indexed) = (0, 0, 0);
    let gathered = gather(inputs, memo, dialect);
    let mut findings = gathered.diagnostics;
    let content = Arc::new(gathered.value);
    let base = base(inputs, &content, &mut findings);
    if !content.config.is_usable() {
        return Built { diagnostics: sorted(findings), unusable: true, ..Built::default() };
    }
    let site = assemble(&content, &base, &mut memo.site).unpack(&mut findings);
    findings.append(&mut check(inputs, &site, &mut memo.checked));
    let drifts = drifts(inputs, &content, &mut memo.drifts);
    let environment = compiled(&content, &base, memo);
    findings.extend(environment.findings.iter().cloned());
    let mut built = Built {
        pages: site.entries.iter().filter(|entry| !entry.is_fallback()).count(),
        languages: content.config.languages.len(),
        without_base_url: base.absolute(&Route::new("")).is_none(),
        theme: theme_folder(&content),
        origins: Arc::clone(&site.origins),
        moved: moved(&site),
        addresses: Arc::clone(&site.addresses),
        stale: stale(&drifts),
        content: Arc::clone(&content),
        base,
        ..Built::default()
    };
    if environment.is_usable() {
        let finished = render(inputs, &site, &drifts, &environment, &memo.rendered);
        findings.extend(finished.findings);
        memo.rendered = finished.kept;
        (memo.written, memo.fresh) = (finished.written, finished.rendered);
        built.output = finished.output;
        if !inputs.options.without_index {
            let index = search_index(&site, &memo.index);
            built.index = Some(index.files.keys().cloned().collect());
            let files = index.files.into_iter().map(|(path, bytes)| (path, Emitted::new(bytes)));
            built.output.files.extend(files);
            memo.index = index.known;
            memo.indexed = index.fresh;
        }
    }
    let told = told(inputs, &site, &drifts, findings);
    built.diagnostics = sorted(told.findings);
    built.gone = told.gone;
    if built.diagnostics.iter().any(|finding| finding.severity() == Severity::Error) {
        built.output = Output::default();
    }
    built
}

fn moved(site: &Site<'_>) -> Vec<(Route, Route)> {
    let aliases = site.aliases.iter();
    let moved = aliases.map(|alias| (alias.route.clone(), site.entries[alias.entry].route.clone()));
    let mut moved: Vec<_> = moved.collect();
    moved.sort();
    moved
}

fn stale(drifts: &Drifts) -> BTreeMap<FilePath, usize> {
    let counts = drifts.iter().map(|(file, drift)| (file.clone(), drift.stale().count()));
    counts.filter(|(_, count)| *count > 0).collect()
}

/// The command line's base, else the configuration's, else the root of any host.
fn base(inputs: &Inputs, content: &Content, findings: &mut Vec<Diagnostic>) -> Base {
    let Some(url) = &inputs.options.base_url else {
        return content.config.base.clone().unwrap_or_default();
    };
    Base::parse(url).unwrap_or_else(|| {
        let file = FilePath::new("content/site.toml");
        findings.push(Diagnostic::new(Code::BadBaseUrl, &file, None, [("value", url)]));
        Base::default()
    })
}

/// Templates and words, compiled again only when one of them changed.
fn compiled(content: &Content, base: &Base, memo: &mut Memo) -> Arc<Environment> {
    let key = environment_key(content, base);
    let known = memo.environment.take().filter(|known| known.key == key);
    let environment = known.unwrap_or_else(|| Arc::new(environment(content, base, key)));
    memo.environment = Some(Arc::clone(&environment));
    environment
}

/// By file and place, each once. A template that fails fails on every page, and is told once; one
/// that fails for want of a message that is told as missing is not told again.
fn sorted(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let wanting = |code| matches!(code, Code::MissingMessage | Code::MissingVariable);
    let told: BTreeSet<Place> = findings
        .iter()
        .filter(|finding| wanting(finding.code))
        .map(|finding| finding.place.clone())
        .collect();
    findings.retain(|finding| {
        let within = |place: &Place| match (place.span, finding.place.span) {
            (Some(key), Some(call)) => call.start <= key.start && key.end <= call.end,
            _ => false,
        };
        let file = &finding.place.file;
        finding.code != Code::TemplateFailed
            || !told.iter().any(|place| place.file == *file && within(place))
    });
    findings.sort();
    findings.dedup_by(|later, first| {
        later == first
            || (later.code == Code::TemplateFailed
                && later.code == first.code
                && later.place == first.place)
    });
    findings
}
