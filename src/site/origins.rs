//! Where each page comes from, and how it stands in the other languages: for people who write it.

use std::collections::BTreeMap;

use super::map::Site;
use crate::text::{FilePath, Route};

/// What stands at an address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin {
    /// The file that is shown there.
    pub file: FilePath,
    /// The page in every language, in the order of the configuration.
    pub versions: Vec<Version>,
}

/// A page in one language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// The language's code.
    pub code: String,
    /// Its name for itself.
    pub name: String,
    /// Where it is shown, if it is: a missing one has an address where another stands in for it.
    pub route: Option<Route>,
    /// How it stands.
    pub state: State,
}

/// How a page stands in a language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// It is there.
    There,
    /// It is there for its authors alone.
    Draft,
    /// Nobody has written it.
    Missing,
}

/// The origin of every page, by its address.
pub fn origins(site: &Site<'_>) -> BTreeMap<Route, Origin> {
    let mut origins = BTreeMap::new();
    for entry in &site.entries {
        let languages = 0..site.content.config.languages.len();
        let versions = languages.map(|language| version(site, &entry.path, language)).collect();
        origins.insert(entry.route.clone(), Origin { file: entry.page.file.clone(), versions });
    }
    origins
}

fn version(site: &Site<'_>, path: &str, language: usize) -> Version {
    let entry = site.entry(language, path);
    let state = match entry {
        Some(entry) if entry.is_fallback() => State::Missing,
        Some(entry) if entry.is_draft() => State::Draft,
        Some(_) => State::There,
        None => State::Missing,
    };
    let language = &site.content.config.languages[language];
    Version {
        code: language.code.as_str().to_owned(),
        name: language.name.clone(),
        route: entry.map(|entry| entry.route.clone()),
        state,
    }
}
