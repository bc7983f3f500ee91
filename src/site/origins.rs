//! Where each page comes from, and how it stands in the other languages: for people who write it.

use std::collections::BTreeMap;

use super::map::{Origin, Site, State, Version};
use crate::text::{FilePath, Route};

/// The origin of every page, by its address.
pub(super) fn origins(site: &Site<'_>) -> BTreeMap<Route, Origin> {
    let mut origins = BTreeMap::new();
    for entry in &site.entries {
        let languages = 0..site.content.config.languages.len();
        let source = site.content.written_in(site.content.versions(&entry.path));
        let version = |language| version(site, &entry.path, (language, source));
        let versions = languages.map(version).collect();
        origins.insert(entry.route.clone(), Origin { file: entry.page.file.clone(), versions });
    }
    origins
}

fn version(site: &Site<'_>, path: &str, (language, source): (usize, usize)) -> Version {
    let entry = site.entry(language, path);
    let state = match entry {
        Some(entry) if entry.is_fallback() => State::Missing,
        Some(entry) if entry.is_draft() => State::Draft,
        Some(_) => State::There,
        None => State::Missing,
    };
    let file = FilePath::new(&format!("{}/{path}", site.content.config.folder(language)));
    let is_source = language == source;
    let language = &site.content.config.languages[language];
    Version {
        file,
        code: language.code.as_str().to_owned(),
        name: language.name.clone(),
        route: entry.map(|entry| entry.route.clone()),
        is_source,
        state,
    }
}
