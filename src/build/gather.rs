//! The first step: every file parsed alone, or taken from the memo.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::memo::{Memo, Parsed};
use crate::parse::{
    Config, Dialect, Dimensions, OutlineItem, Page, is_image, parse_catalog, parse_config,
    parse_glossary, parse_image, parse_messages, parse_page, parse_template,
};
use crate::render::published;
use crate::site::{Content, StaticFile, ThemeFile};
use crate::text::{Diagnostic, FilePath, Fingerprint, Inputs, Options, Outcome, Phrases, Source};

/// Parses all files of a site.
pub(super) fn gather(inputs: &Inputs, memo: &mut Memo, dialect: Dialect) -> Outcome<Content> {
    let mut findings = inputs.findings.clone();
    let (dates, drafts) = (inputs.dates.clone(), inputs.options.drafts);
    let mut content = Content { dates, drafts, ..Content::default() };
    if let Some(source) = inputs.get("content/site.toml") {
        content.config = parse_config(source).unpack(&mut findings);
    }
    if let Some(source) = inputs.get("content/forms.toml") {
        content.catalog = Arc::new(parse_catalog(source).unpack(&mut findings));
    }
    if let Some(source) = inputs.get("content/glossary.toml") {
        content.glossary = Arc::new(parse_glossary(source).unpack(&mut findings));
    }
    let pages = sources(inputs, |source| is_page(&content.config, source));
    let fresh = parse_all(&pages, &mut memo.pages, |source| parse_page(source, dialect));
    memo.parsed = fresh.len();
    content.pages = values(&memo.pages, &mut findings);
    let parsed = fresh.iter().filter_map(|file| content.pages.get(file));
    if !memo.phrases.have(parsed.flat_map(|page| titles(page))) {
        let all = content.pages.values().flat_map(|page| titles(page));
        memo.phrases = Arc::new(Phrases::of(all, &memo.phrases));
    }
    content.phrases = Arc::clone(&memo.phrases);
    let templates = sources(inputs, |source| is_in(source, "templates", "html"));
    parse_all(&templates, &mut memo.templates, parse_template);
    let templates: BTreeMap<_, _> = values(&memo.templates, &mut findings);
    content.templates =
        templates.into_values().map(|template| (template.name.clone(), template)).collect();
    let messages = sources(inputs, is_messages);
    parse_all(&messages, &mut memo.messages, parse_messages);
    content.messages = values(&memo.messages, &mut findings);
    let images = sources(inputs, is_own_image);
    parse_all(&images, &mut memo.images, parse_image);
    let images = values(&memo.images, &mut findings);
    add_static_files(inputs, &images, &mut content);
    content.key = key(inputs, &content, |_| true);
    content.outline = key(inputs, &content, |source| !is_look(source));
    Outcome::new(content, findings)
}

/// A file of how the site looks: it has no part in where a page stands.
fn is_look(source: &Source) -> bool {
    is_in(source, "templates", "html") || source.path.below("static/theme").is_some()
}

/// The hash of files, of a page only what others see of it.
fn key(inputs: &Inputs, content: &Content, counts: impl Fn(&Source) -> bool) -> Fingerprint {
    let seen = |source: &Source| content.pages.get(&source.path).map(|page| page.seen);
    let files: Vec<(&FilePath, Fingerprint)> = inputs
        .files
        .values()
        .filter(|source| counts(source))
        .map(|source| (&source.path, seen(source).unwrap_or(source.hash)))
        .collect();
    let options = Options { without_index: false, ..inputs.options.clone() };
    Fingerprint::of_value(&(files, options, &inputs.findings, &inputs.dates))
}

fn sources(inputs: &Inputs, wanted: impl Fn(&Source) -> bool) -> Vec<&Source> {
    inputs.files.values().filter(|source| wanted(source)).collect()
}

/// A Markdown file in the folder of a language that the site has, and no confirmed source.
fn is_page(config: &Config, source: &Source) -> bool {
    let folder = source.path.below("content").and_then(|below| below.split_once('/'));
    source.path.extension() == "md"
        && folder.is_some_and(|(folder, path)| {
            config.language(folder).is_some() && !path.starts_with(".source/")
        })
}

/// What stands on lines of its own on a page: its title and headings.
fn titles(page: &Page) -> impl Iterator<Item = &str> {
    let headings = page.outline.items.iter().filter_map(|item| match item {
        OutlineItem::Heading { text, .. } => Some(text.as_str()),
        _ => None,
    });
    std::iter::once(page.front.title.as_str()).chain(headings)
}

fn is_in(source: &Source, folder: &str, extension: &str) -> bool {
    source.path.below(folder).is_some() && source.path.extension() == extension
}

fn is_messages(source: &Source) -> bool {
    source.path.extension() == "ftl"
        && (source.path.below("templates/theme/ui").is_some()
            || source.path.below("content").is_some_and(|below| {
                below.split_once('/').is_some_and(|(_, name)| name == "ui.ftl")
            }))
}

/// An image of `static/` that is not the theme's.
fn is_own_image(source: &Source) -> bool {
    let below = source.path.below("static").filter(|below| !below.starts_with("theme/"));
    below.is_some() && is_image(&source.path)
}

/// Brings a map of parsed files up to the files' bytes; gives those that had to be parsed.
fn parse_all<T: Send + Sync>(
    sources: &[&Source],
    known: &mut Parsed<T>,
    parse: impl Fn(&Source) -> Outcome<T> + Sync,
) -> Vec<FilePath> {
    let last = std::mem::take(known);
    let parsed: Vec<_> = sources
        .par_iter()
        .map(|source| {
            let same = last.get(&source.path).filter(|(hash, _)| *hash == source.hash);
            let (value, fresh) = match same {
                Some((_, value)) => (Arc::clone(value), false),
                None => {
                    let Outcome { value, diagnostics } = parse(source);
                    (Arc::new(Outcome::new(Arc::new(value), diagnostics)), true)
                }
            };
            (source.path.clone(), (source.hash, value), fresh)
        })
        .collect();
    let mut parsed_now = Vec::new();
    for (path, value, fresh) in parsed {
        parsed_now.extend(fresh.then(|| path.clone()));
        known.insert(path, value);
    }
    parsed_now
}

/// The parsed values, and their findings, which stay with them from build to build.
fn values<T>(parsed: &Parsed<T>, findings: &mut Vec<Diagnostic>) -> BTreeMap<FilePath, Arc<T>> {
    let value = |(path, (_, outcome)): (&FilePath, &(_, Arc<Outcome<Arc<T>>>))| {
        findings.extend(outcome.diagnostics.iter().cloned());
        (path.clone(), Arc::clone(&outcome.value))
    };
    parsed.iter().map(value).collect()
}

fn add_static_files(
    inputs: &Inputs,
    images: &BTreeMap<FilePath, Arc<Option<Dimensions>>>,
    content: &mut Content,
) {
    for source in inputs.below("static") {
        let Some(path) = source.path.below("static") else { continue };
        if let Some(name) = path.strip_prefix("theme/") {
            let bytes = published(source);
            let hash = Fingerprint::of(&bytes);
            content.theme.insert(name.nfc().collect(), ThemeFile { bytes, hash });
            continue;
        }
        let file = StaticFile {
            file: source.path.clone(),
            size: source.bytes.len(),
            hash: source.hash,
            image: images.get(&source.path).and_then(|image| **image),
        };
        content.files.insert(path.nfc().collect(), file);
    }
}
