//! The whole output: pages, what belongs beside them, and the files that keep their bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::asked::listen;
use super::book::book;
use super::data::{SiteValues, data_used, site_values};
use super::extras::{chooser, moved, not_found};
use super::feeds::feed;
use super::frame::{Environment, Frame, frames, theme_folder};
use super::highlight::{Coloured, colour};
use super::navigation::{Sidebars, section, sidebars};
use super::output::{Emitted, Output};
use super::page::{Press, Rendered};
use super::sitemap::{robots, sitemaps};
use super::view::view;
use crate::site::{Entry, Site};
use crate::text::{Diagnostic, Fingerprint, Inputs, Outcome, Route};

/// A rendered page and what it was made from.
#[derive(Clone, Debug)]
struct Memoised {
    /// The hash of its View.
    view: Fingerprint,
    /// The languages whose words it asked for, and the hash of those.
    words: Vec<(String, Option<Fingerprint>)>,
    rendered: Arc<Rendered>,
}

impl Memoised {
    /// Whether it would be rendered the same.
    fn holds(&self, view: Fingerprint, environment: &Environment) -> bool {
        self.view == view
            && self.words.iter().all(|(code, words)| environment.words_key(code) == *words)
    }
}

/// What the next build can use: the pages by address, and the code blocks that stand in them.
#[derive(Debug, Default)]
pub struct Kept {
    pages: BTreeMap<Route, Memoised>,
    coloured: Coloured,
}

/// The output and what the next build can use of it.
#[derive(Debug, Default)]
pub struct Finished {
    /// The files.
    pub output: Output,
    /// What to keep.
    pub kept: Kept,
    /// How many of them were rendered; the others were taken from last time.
    pub rendered: usize,
    /// Findings of the templates.
    pub findings: Vec<Diagnostic>,
}

/// What one language's pages share.
struct Shared {
    frame: Frame,
    data: SiteValues,
    sidebars: Sidebars,
}

/// Renders the site. A page whose View is the one of last time is taken over.
pub fn render(
    inputs: &Inputs,
    site: &Site<'_>,
    environment: &Environment,
    last: &Kept,
) -> Finished {
    let mut finished = Finished::default();
    let coloured = colour(site.content, &last.coloured);
    let shared = share(site, environment, &mut finished.findings);
    let press = |language: usize| Press {
        content: site.content,
        environment,
        frame: &shared[language].frame,
        data: &shared[language].data,
        sidebars: &shared[language].sidebars,
        coloured: &coloured,
    };
    let pages: Vec<(Route, Memoised, bool)> = site
        .entries
        .par_iter()
        .enumerate()
        .map(|(place, entry)| {
            page(site, &shared[entry.language], &press(entry.language), entry, place, &last.pages)
        })
        .collect();
    for (route, page, fresh) in pages {
        finished.rendered += usize::from(fresh);
        finished.add(&route.file(), &page.rendered);
        finished.kept.pages.insert(route, page);
    }
    for (language, Shared { frame, .. }) in shared.iter().enumerate() {
        let route = Route::new(&format!("{}/404.html", frame.code));
        finished.add(&route.file(), &not_found(site, &press(language), language, &route));
        let text = feed(site, environment, frame, language);
        finished
            .output
            .files
            .insert(format!("{}/feed.xml", frame.code), Emitted::new(text.into_bytes()));
    }
    let default = site.content.config.default;
    finished.add("index.html", &chooser(site, environment, &shared[default].frame));
    let route = Route::new("404.html");
    finished.add("404.html", &not_found(site, &press(default), default, &route));
    if inputs.options.print {
        let languages = (0..shared.len()).into_par_iter();
        let books: Vec<_> =
            languages.map(|language| book(site, &press(language), language)).collect();
        for (route, book) in &books {
            finished.add(&route.file(), book);
        }
    }
    for alias in &site.aliases {
        let frame = &shared[site.entries[alias.entry].language].frame;
        finished.add(&alias.route.file(), &moved(site, environment, frame, alias));
    }
    add_files(inputs, site, &mut finished.output);
    finished.kept.coloured = coloured;
    finished
}

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

/// One page, from last time or anew.
fn page(
    site: &Site<'_>,
    shared: &Shared,
    press: &Press<'_>,
    entry: &Entry<'_>,
    place: usize,
    last: &BTreeMap<Route, Memoised>,
) -> (Route, Memoised, bool) {
    let data = data_used(site, entry);
    let mut hashes = vec![shared.frame.key];
    hashes.extend(shared.sidebars.key(section(&entry.path)));
    hashes.extend(data.iter().filter_map(|data| shared.data.key(*data)));
    let view = view(site, entry, place, data, hashes);
    let key = Fingerprint::of_value(&view);
    let route = entry.route.clone();
    let environment = press.environment;
    if let Some(known) = last.get(&route).filter(|known| known.holds(key, environment)) {
        return (route, known.clone(), false);
    }
    let (rendered, asked) = listen(|| press.page(&view, entry));
    let hash = |code: String| {
        let words = environment.words_key(&code);
        (code, words)
    };
    let words = asked.into_iter().map(hash).collect();
    (route, Memoised { view: key, words, rendered: Arc::new(rendered) }, true)
}

/// Files that keep their bytes, and those for machines.
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
    for (path, text) in sitemaps(site) {
        output.files.insert(path, Emitted::new(text.into_bytes()));
    }
    let robots = robots(site);
    output
        .files
        .entry("robots.txt".to_owned())
        .or_insert_with(|| Emitted::new(robots.into_bytes()));
}

impl Finished {
    fn add(&mut self, path: &str, rendered: &Rendered) {
        self.output.files.insert(path.to_owned(), rendered.file.clone());
        self.findings.extend(rendered.findings.iter().cloned());
    }
}
