//! Each translation beside its source, unit by unit, once for all that is asked of the two.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::align::{Change, Row, Unit, cut, sides};
use crate::parse::{Page, Status};
use crate::site::Content;
use crate::text::{FilePath, Inputs};
use crate::translate::{Drift, Drifts};

/// A page and what it is a translation of.
pub(super) struct Beside<'a> {
    pub(super) source: &'a Page,
    pub(super) translation: &'a Page,
    /// The places of both languages, that of the source first.
    pub(super) languages: (usize, usize),
    /// The path below the folders of both.
    pub(super) path: String,
    pub(super) before: Vec<Unit>,
    pub(super) after: Vec<Unit>,
    /// Units that stand for each other, and whose source is what it was when that was confirmed.
    pub(super) pairs: Vec<(usize, usize)>,
    /// What is not built alike, by places in both.
    pub(super) apart: Vec<(Range<usize>, Range<usize>)>,
    /// Units of the translation of which only what is the same in every language has changed in the
    /// source since.
    pub(super) mechanical: Vec<usize>,
}

/// All translations that are there for readers.
pub(super) fn translations(content: &Content) -> Vec<(&Page, &Page, (usize, usize), String)> {
    let mut all = Vec::new();
    for page in content.pages.values() {
        let Some((language, path)) = content.place(&page.file) else { continue };
        let source = content.written_in(content.versions(&path));
        let file = FilePath::new(&format!("{}/{path}", content.config.folder(source)));
        let Some(from) = content.page(&file).filter(|_| source != language) else { continue };
        let is_told = !page.unread && !from.unread && page.front.status != Some(Status::Draft);
        if is_told {
            all.push((&**from, &**page, (source, language), path));
        }
    }
    all
}

/// Puts a translation beside its source.
pub(super) fn beside<'a>(
    inputs: &Inputs,
    drifts: &Drifts,
    (source, translation, languages, path): (&'a Page, &'a Page, (usize, usize), String),
) -> Beside<'a> {
    let units = |page: &Page| {
        let file = inputs.files.get(&page.file);
        cut(page, file.map(|file| &*file.bytes).unwrap_or_default())
    };
    let after = units(translation);
    let mut found = Beside {
        source,
        translation,
        languages,
        path,
        before: Vec::new(),
        after,
        pairs: Vec::new(),
        apart: Vec::new(),
        mechanical: Vec::new(),
    };
    match drifts.get(&translation.file) {
        None => {
            found.before = units(source);
            found.fresh();
        }
        Some(drift) => found.drifted(drift),
    }
    found
}

impl Beside<'_> {
    fn fresh(&mut self) {
        for row in sides(&self.before, &self.after) {
            match row {
                Row::Pair(one, other) => self.pairs.push((one, other)),
                Row::Section(ones, others) => self.apart.push((ones, others)),
            }
        }
    }

    /// What has changed since it was confirmed is told by `stale`. The translation may have followed
    /// already or not, so it is held against both versions, and only what both agree on counts.
    fn drifted(&mut self, drift: &Drift) {
        self.before.clone_from(&drift.now);
        let (then, now) =
            (Sides::of(&drift.before, &self.after), Sides::of(&drift.now, &self.after));
        let mut same = vec![false; drift.now.len()];
        for step in &drift.steps {
            let (Some(old), Some(new)) = (step.before, step.now) else { continue };
            let partner = match (then.pairs.get(&old), now.pairs.get(&new)) {
                (Some(one), Some(other)) => (one == other).then_some(*one),
                (one, other) => one.or(other).copied(),
            };
            match (step.change, partner) {
                (Change::Same, Some(other)) => self.pairs.push((new, other)),
                (Change::Mechanical, Some(other)) => self.mechanical.push(other),
                _ => {}
            }
            same[new] = step.change == Change::Same;
        }
        self.pairs.sort_unstable();
        let is_told = |(ones, others): &(Range<usize>, Range<usize>)| {
            same[ones.clone()].iter().all(|same| *same)
                && then.apart.iter().any(|(_, then)| then == others)
        };
        self.apart = now.apart.into_iter().filter(is_told).collect();
    }
}

/// How a translation lies beside one version of its source.
struct Sides {
    pairs: BTreeMap<usize, usize>,
    apart: Vec<(Range<usize>, Range<usize>)>,
}

impl Sides {
    fn of(source: &[Unit], translation: &[Unit]) -> Self {
        let mut found = Self { pairs: BTreeMap::new(), apart: Vec::new() };
        for row in sides(source, translation) {
            match row {
                Row::Pair(one, other) => drop(found.pairs.insert(one, other)),
                Row::Section(ones, others) => found.apart.push((ones, others)),
            }
        }
        found
    }
}
