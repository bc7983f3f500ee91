//! What has changed in a source since its translation was last confirmed.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::align::{Change, Step, Unit, changes, cut};
use crate::parse::{Dialect, Page, parse_page};
use crate::site::Content;
use crate::text::{FilePath, Fingerprint, Inputs, Source};

/// The folder of confirmed sources in that of a language.
const BASES: &str = ".source";

/// A source then and now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drift {
    /// The hash of both versions.
    pub key: Fingerprint,
    /// The units that the translation was confirmed against.
    pub before: Vec<Unit>,
    /// The units of now.
    pub now: Vec<Unit>,
    /// What became of each.
    pub steps: Vec<Step>,
}

/// By the file of the translation, all whose source has drifted.
pub type Drifts = BTreeMap<FilePath, Arc<Drift>>;

/// What the next build can take over.
#[derive(Debug, Default)]
pub struct KnownDrifts(Drifts);

impl Drift {
    /// Compares two versions of a source.
    pub fn between(before: &Source, now: &Source) -> Self {
        Self::of((before, units(before)), (now, units(now)))
    }

    /// The same, for whoever has cut them already.
    pub fn of((then, before): (&Source, Vec<Unit>), (later, now): (&Source, Vec<Unit>)) -> Self {
        let steps = changes(&before, &now);
        Self { key: key(then, later), before, now, steps }
    }

    /// The steps that a translator has to look at.
    pub fn stale(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.change != Change::Same)
    }

    /// Whether words are others, and not only what is the same in every language.
    pub fn in_words(&self) -> impl Iterator<Item = &Step> {
        let is_of_words =
            |step: &&Step| matches!(step.change, Change::Changed | Change::Added | Change::Removed);
        self.steps.iter().filter(is_of_words)
    }

    /// The unit that a step is about: the one of now, else the one that is gone.
    pub fn unit(&self, step: &Step) -> Option<&Unit> {
        let now = step.now.and_then(|place| self.now.get(place));
        now.or_else(|| step.before.and_then(|place| self.before.get(place)))
    }
}

/// The units of a file.
pub(super) fn units(source: &Source) -> Vec<Unit> {
    read(source).1
}

/// A file as a page, and its units.
pub fn read(source: &Source) -> (Page, Vec<Unit>) {
    let page = parse_page(source, Dialect::TAIYAKU).value;
    let units = cut(&page, &source.bytes);
    (page, units)
}

/// Where the confirmed source of a translation lies. Nothing for a file that is no page.
pub fn base_of(file: &FilePath) -> Option<FilePath> {
    let (folder, path) = file.below("content")?.split_once('/')?;
    Some(FilePath::new(&format!("content/{folder}/{BASES}/{path}")))
}

/// Compares the source of every translation with the one that was confirmed, if there is one.
pub fn drifts(inputs: &Inputs, content: &Content, known: &mut KnownDrifts) -> Drifts {
    let last = std::mem::take(&mut known.0);
    let mut drifts = Drifts::new();
    for language in 0..content.config.languages.len() {
        let folder = content.config.folder(language);
        let bases = format!("{folder}/{BASES}");
        for base in inputs.below(&bases) {
            let Some(path) = base.path.below(&bases) else { continue };
            let Some(now) = source_file(inputs, content, language, path) else { continue };
            if now.hash == base.hash {
                continue;
            }
            let file = FilePath::new(&format!("{folder}/{path}"));
            let same = last.get(&file).filter(|drift| drift.key == key(base, now));
            let drift = same.cloned().unwrap_or_else(|| Arc::new(Drift::between(base, now)));
            drifts.insert(file, drift);
        }
    }
    known.0.clone_from(&drifts);
    drifts
}

/// The file that the page at a path is a translation of; nothing if it is its own source.
pub(super) fn source_file<'a>(
    inputs: &'a Inputs,
    content: &Content,
    language: usize,
    path: &str,
) -> Option<&'a Source> {
    let source = content.written_in(content.versions(path));
    let file = format!("{}/{path}", content.config.folder(source));
    (source != language).then(|| inputs.get(&file)).flatten()
}

fn key(before: &Source, now: &Source) -> Fingerprint {
    Fingerprint::of_value(&(before.hash, now.hash))
}
