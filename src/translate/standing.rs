//! How every page stands in every language.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::drift::{Drift, Drifts, base_of, source_file};
use crate::align::{Unit, cut};
use crate::parse::Status;
use crate::site::Content;
use crate::text::{FilePath, Inputs};

/// How a page stands in a language that it is translated into.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
    /// Nobody has written it.
    Missing,
    /// It is there for its authors alone.
    Draft,
    /// It is there, and nobody has said of which source.
    Unconfirmed,
    /// Its source has changed since it was confirmed.
    Stale,
    /// It is what the source says.
    Fresh,
    /// Its source is gone.
    Orphan,
}

/// A page in a language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// The place of the language in the configuration.
    pub language: usize,
    /// The file of the translation, there or not.
    pub file: FilePath,
    /// The file of its source, there or not.
    pub source: FilePath,
    /// How it stands.
    pub state: State,
    /// What has changed, where it is stale.
    pub drift: Option<Arc<Drift>>,
    /// The units of the source that have words.
    pub units: usize,
    /// How long the source is, in words.
    pub words: usize,
    /// The units and words of it that somebody has to translate or to look at.
    pub open: (usize, usize),
}

impl State {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Draft => "draft",
            Self::Unconfirmed => "unconfirmed",
            Self::Stale => "stale",
            Self::Fresh => "fresh",
            Self::Orphan => "orphan",
        }
    }
}

/// How a page stands in a language, before anybody asks how much there is to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Footing {
    /// The place of the language in the configuration.
    pub language: usize,
    /// Its path below the folder of the language.
    pub path: String,
    /// The file of the translation, there or not.
    pub file: FilePath,
    /// The file of its source, there or not.
    pub source: FilePath,
    /// How it stands.
    pub state: State,
}

/// How all pages and parts stand, by language and path.
pub fn standings(inputs: &Inputs, content: &Content, drifts: &Drifts) -> Vec<Standing> {
    let footings = footings(inputs, content, drifts);
    footings.into_iter().map(|footing| standing(inputs, content, drifts, footing)).collect()
}

/// The same without the texts.
pub fn footings(inputs: &Inputs, content: &Content, drifts: &Drifts) -> Vec<Footing> {
    let placed = content.pages.keys().filter_map(|file| content.place(file));
    let paths: BTreeSet<String> = placed.map(|(_, path)| path).collect();
    let mut footings = Vec::new();
    for language in 0..content.config.languages.len() {
        for path in &paths {
            let source = content.written_in(content.versions(path));
            if source != language {
                footings.extend(footing(inputs, content, drifts, (language, source, path)));
            }
        }
    }
    footings
}

fn footing(
    inputs: &Inputs,
    content: &Content,
    drifts: &Drifts,
    (language, source, path): (usize, usize, &str),
) -> Option<Footing> {
    let file = FilePath::new(&format!("{}/{path}", content.config.folder(language)));
    let from = FilePath::new(&format!("{}/{path}", content.config.folder(source)));
    let page = content.pages.get(&file);
    let now = source_file(inputs, content, language, path);
    // A page that a third language has and its source has not is that one's orphan alone.
    if page.is_none() && now.is_none() {
        return None;
    }
    let is_stale = drifts.get(&file).is_some_and(|drift| drift.stale().next().is_some());
    let is_confirmed = base_of(&file).is_some_and(|base| inputs.files.contains_key(&base));
    let state = match page {
        None => State::Missing,
        Some(_) if now.is_none() => State::Orphan,
        Some(page) if page.front.status == Some(Status::Draft) => State::Draft,
        Some(_) if !is_confirmed => State::Unconfirmed,
        Some(_) if is_stale => State::Stale,
        Some(_) => State::Fresh,
    };
    Some(Footing { language, path: path.to_owned(), file, source: from, state })
}

fn standing(inputs: &Inputs, content: &Content, drifts: &Drifts, footing: Footing) -> Standing {
    let Footing { language, file, source, state, .. } = footing;
    let drift = drifts.get(&file).filter(|_| state == State::Stale);
    let parsed = inputs.files.get(&source).zip(content.pages.get(&source));
    let all = parsed.map(|(now, page)| cut(page, &now.bytes)).unwrap_or_default();
    let all: Vec<_> = all.into_iter().filter(Unit::has_words).collect();
    let words = all.iter().map(Unit::length).sum();
    let open = match (state, drift) {
        (State::Fresh | State::Orphan, _) => (0, 0),
        (State::Stale, Some(drift)) => {
            let units = drift.stale().filter_map(|step| drift.unit(step));
            units.fold((0, 0), |(units, words), unit| (units + 1, words + unit.length()))
        }
        _ => (all.len(), words),
    };
    let units = all.len();
    Standing { language, file, source, state, drift: drift.map(Arc::clone), units, words, open }
}
