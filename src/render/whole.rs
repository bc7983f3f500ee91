//! The whole output: pages, what belongs beside them, and the files that keep their bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::atom::atom;
use super::book::book;
use super::data::site_values;
use super::extras::{chooser, moved, not_found, search_page};
use super::feeds::{Address, News, news};
use super::frame::{Environment, Frame, frames, theme_folder};
use super::highlight::{Coloured, colour};
use super::json_feed::json_feed;
use super::kept::{Fresh, KeptPage, Shared};
use super::navigation::sidebars;
use super::output::{Emitted, Output};
use super::page::{Press, Rendered};
use super::sitemap::{robots, sitemaps};
use crate::site::Site;
use crate::text::{Diagnostic, Fingerprint, Inputs, Outcome, Route};
use crate::translate::Drifts;

/// What the next build can use: the pages by address, the code blocks that stand in them, and what
/// is around them.
#[derive(Debug, Default)]
pub struct Kept {
    pages: BTreeMap<Route, Arc<KeptPage>>,
    coloured: Coloured,
    around: Option<Arc<Around>>,
}

/// The output and what the next build can use of it.
#[derive(Debug, Default)]
pub struct Finished {
    /// The files.
    pub output: Output,
    /// What to keep.
    pub kept: Kept,
    /// The texts that were written; the others were taken from last time.
    pub written: usize,
    /// The pages that were rendered; the others were taken from last time.
    pub rendered: usize,
    /// Findings of the templates.
    pub findings: Vec<Diagnostic>,
}

/// What no page's own text has a part in.
#[derive(Debug)]
struct Around {
    /// Of the content that it was made of.
    key: Fingerprint,
    shared: Vec<Shared>,
    files: Vec<(String, Emitted)>,
    findings: Vec<Diagnostic>,
}

/// Renders the site. A page whose View is the one of last time is taken over.
pub fn render(
    inputs: &Inputs,
    site: &Site<'_>,
    drifts: &Drifts,
    environment: &Environment,
    last: &Kept,
) -> Finished {
    let mut finished = Finished::default();
    let coloured = colour(site.content, &last.coloured);
    let known = last.around.as_ref().filter(|around| around.key == site.content.key);
    let around = known.map_or_else(|| Arc::new(around(site, environment, &coloured)), Arc::clone);
    finished.findings.extend(around.findings.iter().cloned());
    let press = |language: usize| press(site, environment, &coloured, &around.shared[language]);
    let pages: Vec<(Arc<KeptPage>, Fresh)> = site
        .entries
        .par_iter()
        .enumerate()
        .map(|(place, entry)| {
            let (shared, known) = (&around.shared[entry.language], last.pages.get(&entry.route));
            KeptPage::of(known, (site, drifts), shared, &press(entry.language), (entry, place))
        })
        .collect();
    for (entry, (page, fresh)) in site.entries.iter().zip(pages) {
        finished.written += usize::from(fresh.written);
        finished.rendered += usize::from(fresh.rendered);
        finished.add(&entry.route.file(), &page.page.value);
        finished.kept.pages.insert(entry.route.clone(), page);
    }
    finished.output.files.extend(around.files.iter().cloned());
    if inputs.options.print {
        let languages = (0..around.shared.len()).into_par_iter();
        let books: Vec<_> =
            languages.map(|language| book(site, &press(language), language)).collect();
        for (route, book) in &books {
            finished.add(&route.file(), book);
        }
    }
    add_files(inputs, site, &mut finished.output);
    finished.kept.around = Some(around);
    finished.kept.coloured = coloured;
    finished
}

fn press<'a>(
    site: &'a Site<'a>,
    environment: &'a Environment,
    coloured: &'a Coloured,
    shared: &'a Shared,
) -> Press<'a> {
    let Shared { frame, data, sidebars } = shared;
    Press { content: site.content, environment, frame, data, sidebars, coloured }
}

/// Makes what is around the pages: what they share, the pages of the site's own, and the files for
/// machines.
fn around(site: &Site<'_>, environment: &Environment, coloured: &Coloured) -> Around {
    let mut findings = Vec::new();
    let shared = share(site, environment, &mut findings);
    let press = |language: usize| press(site, environment, coloured, &shared[language]);
    let mut files: Vec<(String, Emitted)> = Vec::new();
    let mut pages: Vec<(Route, Rendered)> = Vec::new();
    for (language, Shared { frame, .. }) in shared.iter().enumerate() {
        pages.extend(own_pages(site, &press(language), language));
        files.extend(feeds(site, environment, frame, language));
    }
    let default = site.content.config.default;
    pages.push((Route::new(""), chooser(site, environment, &shared[default].frame)));
    let route = Route::new("404.html");
    pages.push((route.clone(), not_found(site, &press(default), default, &route)));
    for alias in site.aliases.iter() {
        let frame = &shared[site.entries[alias.entry].language].frame;
        pages.push((alias.route.clone(), moved(site, environment, frame, alias)));
    }
    for (path, text) in sitemaps(site) {
        files.push((path, Emitted::new(text.into_bytes())));
    }
    if !site.content.files.contains_key(ROBOTS) {
        files.push((ROBOTS.to_owned(), Emitted::new(robots(site).into_bytes())));
    }
    for (route, page) in pages {
        files.push((route.file(), page.file));
        findings.extend(page.findings);
    }
    Around { key: site.content.key, shared, files, findings }
}

/// A site may have one of its own.
const ROBOTS: &str = "robots.txt";

fn share(
    site: &Site<'_>,
    environment: &Environment,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Shared> {
    let frames = frames(site, environment);
    let shared: Vec<Outcome<Shared>> = frames
        .into_par_iter()
        .enumerate()
        .map(|(language, frame)| {
            let outcome = sidebars(site, environment, &frame, language);
            let data = site_values(site, language, str::to_owned);
            Outcome::new(Shared { frame, data, sidebars: outcome.value }, outcome.diagnostics)
        })
        .collect();
    shared.into_iter().map(|outcome| outcome.unpack(findings)).collect()
}

/// The news of a language, once in each format.
fn feeds(
    site: &Site<'_>,
    environment: &Environment,
    frame: &Frame,
    language: usize,
) -> [(String, Emitted); 2] {
    let news = news(site, environment, frame, language);
    let file = |name: &str, write: fn(&News, &Address) -> String| {
        let route = Route::new(&format!("{}/{name}", frame.code));
        let text = write(&news, &Address::of(site, &route));
        (route.file(), Emitted::new(text.into_bytes()))
    };
    [file("feed.xml", atom), file("feed.json", json_feed)]
}

/// The pages of a language that no file stands for.
fn own_pages(site: &Site<'_>, press: &Press<'_>, language: usize) -> [(Route, Rendered); 2] {
    let route = Route::new(&format!("{}/404.html", press.frame.code));
    let missing = not_found(site, press, language, &route);
    [(route, missing), search_page(site, press, language)]
}

/// Files that keep their bytes, and those of the theme.
fn add_files(inputs: &Inputs, site: &Site<'_>, output: &mut Output) {
    let content = site.content;
    let theme = theme_folder(content);
    for (path, file) in &content.files {
        if let Some(source) = inputs.files.get(&file.file) {
            let emitted = Emitted { bytes: Arc::clone(&source.bytes), hash: source.hash };
            output.files.insert(path.clone(), emitted);
        }
    }
    for (path, file) in &content.theme {
        let emitted = Emitted { bytes: Arc::clone(&file.bytes), hash: file.hash };
        output.files.insert(format!("{theme}{path}"), emitted);
    }
}

impl Finished {
    fn add(&mut self, path: &str, rendered: &Rendered) {
        self.output.files.insert(path.to_owned(), rendered.file.clone());
        self.findings.extend(rendered.findings.iter().cloned());
    }
}
