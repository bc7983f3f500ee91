//! A source and its translation side by side, with what has changed since it was confirmed.

use std::ops::Range;

use super::drift::{Drift, units};
use super::stale::{over, written};
use crate::align::{Change, Row, Run, Unit, UnitKind, sides, wording};
use crate::text::{FilePath, Source};

/// A text at its place in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// The file.
    pub file: FilePath,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Its units.
    pub units: Vec<Written>,
}

/// A unit as it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// What it is.
    pub kind: UnitKind,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Its text, with `\n` at the ends of lines.
    pub text: String,
}

/// A line of the view.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The name of its unit, or of the first of several.
    pub key: String,
    /// What became of the source.
    pub change: Change,
    /// It holds several units on one side, of which it is not certain which translates which.
    pub is_section: bool,
    /// The source now; nothing where it is gone, or where only the translation has something.
    pub source: Option<Cell>,
    /// The translation.
    pub translation: Option<Cell>,
    /// The source then and now, where its wording is another.
    pub wording: Vec<Run>,
}

/// Puts the texts side by side, in the order of the source. Without a confirmed source nothing is
/// known to have changed.
pub fn compare(base: Option<&Source>, now: &Source, translation: &Source) -> Vec<Line> {
    let drift = Drift::between(base.unwrap_or(now), now);
    let other = units(translation);
    let texts = Texts { base: base.unwrap_or(now), now, translation, drift: &drift, other: &other };
    let mut lines: Vec<(usize, Line)> = Vec::new();
    let mut extras: Vec<(usize, Line)> = Vec::new();
    let rows = sides(&drift.before, &other);
    let mut last = 0;
    for (at, step) in drift.steps.iter().enumerate() {
        let row = step.before.and_then(|place| row_of(&rows, place));
        match row {
            Some((ones, others, true)) => {
                // The whole section is one line, where its first unit stands.
                let steps = drift.steps.iter().enumerate();
                let mut inside = steps
                    .filter(|(_, step)| step.before.is_some_and(|place| ones.contains(&place)));
                if inside.next().is_some_and(|(first, _)| first == at) {
                    lines.push((others.start, texts.section(&ones, others)));
                }
            }
            Some((_, others, false)) => {
                last = others.end;
                lines.push((others.start, texts.unit(at, Some(others))));
            }
            None => lines.push((last, texts.unit(at, None))),
        }
    }
    for row in rows {
        if let Row::Section(ones, others) = row
            && ones.is_empty()
        {
            extras.push((others.start, texts.extra(others)));
        }
    }
    for (start, extra) in extras {
        let place = lines.iter().position(|(other, _)| *other > start).unwrap_or(lines.len());
        lines.insert(place, (start, extra));
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// The units on both sides of the row that a unit of the source is in, and whether they are a section.
fn row_of(rows: &[Row], place: usize) -> Option<(Range<usize>, Range<usize>, bool)> {
    rows.iter().find_map(|row| match row {
        Row::Pair(one, other) => (*one == place).then(|| (*one..one + 1, *other..other + 1, false)),
        Row::Section(ones, others) => {
            ones.contains(&place).then(|| (ones.clone(), others.clone(), true))
        }
    })
}

struct Texts<'a> {
    base: &'a Source,
    now: &'a Source,
    translation: &'a Source,
    drift: &'a Drift,
    other: &'a [Unit],
}

impl Texts<'_> {
    fn unit(&self, at: usize, others: Option<Range<usize>>) -> Line {
        let step = self.drift.steps[at];
        let before = step.before.map(|place| &self.drift.before[place]);
        let now = step.now.map(|place| &self.drift.now[place]);
        let named = now.or(before);
        let is_changed = !matches!(step.change, Change::Same | Change::Moved);
        let old = before.map(|unit| written(self.base, unit)).unwrap_or_default();
        let new = now.map(|unit| written(self.now, unit)).unwrap_or_default();
        Line {
            key: named.map(|unit| unit.key.clone()).unwrap_or_default(),
            change: step.change,
            is_section: false,
            source: now.and_then(|unit| cell(self.now, std::slice::from_ref(unit))),
            translation: others.and_then(|others| cell(self.translation, &self.other[others])),
            wording: if is_changed { wording(&old, &new) } else { Vec::new() },
        }
    }

    fn section(&self, ones: &Range<usize>, others: Range<usize>) -> Line {
        let steps = || {
            self.drift
                .steps
                .iter()
                .filter(|step| step.before.is_some_and(|place| ones.contains(&place)))
        };
        let nows: Vec<Unit> =
            steps().filter_map(|step| Some(self.drift.now[step.now?].clone())).collect();
        let is_same = steps().all(|step| step.change == Change::Same);
        let old = self.base.part(over(&self.drift.before[ones.clone()]));
        let new = self.now.part(over(&nows));
        Line {
            key: self.drift.before[ones.start].key.clone(),
            change: if is_same { Change::Same } else { Change::Changed },
            is_section: true,
            source: cell(self.now, &nows),
            translation: cell(self.translation, &self.other[others]),
            wording: if is_same { Vec::new() } else { wording(&old, &new) },
        }
    }

    /// What the translation has and the source never had.
    fn extra(&self, others: Range<usize>) -> Line {
        let units = &self.other[others];
        Line {
            key: units.first().map(|unit| format!("+{}", unit.key)).unwrap_or_default(),
            change: Change::Same,
            is_section: true,
            source: None,
            translation: cell(self.translation, units),
            wording: Vec::new(),
        }
    }
}

/// Units that stand together; nothing where there are none.
fn cell(source: &Source, units: &[Unit]) -> Option<Cell> {
    let start = units.first()?.span.start;
    let one = |unit: &Unit| {
        let text = source.part(unit.span);
        Written { kind: unit.kind, start: unit.span.start, text }
    };
    let units = units.iter().map(one).collect();
    Some(Cell { file: source.path.clone(), start, units })
}
