//! Every address that the site has for its readers, and how the address of a page is made.

use std::collections::BTreeSet;

use super::map::{Entry, Site};
use crate::parse::{Fallback, Status};
use crate::text::Route;

/// The feeds of a language, by their name below its root.
pub const FEEDS: [&str; 2] = ["feed.xml", "feed.json"];

/// What every site has one of, if not of its own making: nobody keeps its address.
const ROBOTS: &str = "robots.txt";

/// `forms/index.md` → `ja/forms/`, `iso-burning.md` → `ja/iso-burning/`; a slug replaces the last part.
pub fn route(code: &str, path: &str, slug: Option<&str>) -> Route {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let full = if name == "index" { folder.to_owned() } else { stem.to_owned() };
    let full = match slug.map(|slug| slug.trim_matches('/')) {
        Some(slug) if !full.is_empty() => full
            .rsplit_once('/')
            .map_or_else(|| slug.to_owned(), |(above, _)| format!("{above}/{slug}")),
        _ => full,
    };
    if full.is_empty() {
        Route::new(&format!("{code}/"))
    } else {
        Route::new(&format!("{code}/{full}/"))
    }
}

/// An alias as a path below the language's root; a folder's ends with a slash.
pub fn alias_path(alias: &str) -> Option<String> {
    let path = alias.trim().trim_start_matches('/');
    let odd = |c: char| {
        c.is_control() || matches!(c, '\\' | '?' | '#' | '"' | '<' | '>' | ':' | '*' | '|')
    };
    let climbs = path.split('/').any(|part| part == ".." || part == ".");
    if path.is_empty() || path.contains(odd) || climbs || path.contains("//") {
        return None;
    }
    Some(if path.ends_with('/') || path.ends_with(".html") {
        path.to_owned()
    } else {
        format!("{path}/")
    })
}

/// The addresses that somebody may have kept: below the base path, decoded, in NFC, a slash at
/// their start. Left out is what only programs ask for, each time anew (files of the theme, parts of
/// the search, sitemaps), and the pages for addresses where there is nothing.
pub(super) fn addresses(site: &Site<'_>) -> BTreeSet<String> {
    let pages = site.entries.iter().filter_map(|entry| published(site, entry));
    let aliases = site.aliases.iter();
    let aliases = aliases.filter(|alias| published(site, &site.entries[alias.entry]).is_some());
    let aliases = aliases.map(|alias| alias.route.clone());
    let own = site.content.config.languages.iter().flat_map(|language| {
        let names = ["", "search/"].into_iter().chain(FEEDS);
        names.map(|name| Route::new(&format!("{}/{name}", language.code)))
    });
    let routes = pages.chain(aliases).chain(own).chain([Route::new("")]);
    let files = site.content.files.keys().filter(|path| *path != ROBOTS);
    routes
        .map(|route| format!("/{}", route.as_str()))
        .chain(files.map(|path| format!("/{path}")))
        .collect()
}

/// Where a page is for everybody. A draft is there for its authors; at the address of a draft of a
/// translation, readers may find the source.
fn published(site: &Site<'_>, entry: &Entry<'_>) -> Option<Route> {
    if !entry.is_draft() {
        return Some(entry.route.clone());
    }
    let content = site.content;
    let language = &content.config.languages[entry.language];
    let first = content.written_in(content.versions(&entry.path));
    let mut versions = content.versions(&entry.path);
    let source = versions.find(|(language, _)| *language == first);
    let is_out = source.is_some_and(|(_, page)| page.front.status != Some(Status::Draft));
    let stands_in = language.fallback == Fallback::Page && is_out;
    stands_in.then(|| route(language.code.as_str(), &entry.path, None))
}
