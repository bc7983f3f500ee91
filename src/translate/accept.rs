//! Confirming that a translation says what its source says now: the confirmed source moves on, as a
//! whole or for some of its units.

use std::collections::BTreeSet;

use super::drift::{Drift, units};
use crate::align::{Change, Step, Unit};
use crate::text::{FilePath, Source, Span};

/// Why some units cannot be confirmed without the others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refused {
    /// No unit of the page is called so.
    Unknown,
    /// What is around the units has changed too: only the whole can be confirmed.
    Entangled,
}

/// The confirmed source after some units were confirmed: those that `chosen` says, by their keys. What
/// was chosen is then what the source says now, and everything else is as it was, or nothing is done.
/// Once nothing is open any more, it has the exact bytes of the source.
pub fn accept(
    base: &Source,
    now: &Source,
    chosen: impl Fn(&Unit) -> bool,
) -> Result<Vec<u8>, Refused> {
    let drift = Drift::between(base, now);
    let is_chosen = |step: &Step| drift.unit(step).is_some_and(&chosen);
    if !drift.steps.iter().any(|step| is_chosen(step)) {
        return Err(Refused::Unknown);
    }
    let open: Vec<&Step> = drift.stale().filter(|step| !is_chosen(step)).collect();
    if open.is_empty() {
        return Ok(now.bytes.to_vec());
    }
    let taken: BTreeSet<(Option<usize>, Option<usize>)> =
        drift.stale().filter(|step| is_chosen(step)).map(|step| (step.before, step.now)).collect();
    let bytes = woven(base, now, &drift, &taken);
    let next = Source::new(FilePath::new(base.path.as_str()), bytes);
    if holds(&drift, &taken, &units(&next)) {
        Ok(next.bytes.to_vec())
    } else {
        Err(Refused::Entangled)
    }
}

/// The bytes of the base with those of the taken steps in their place. A unit takes along what stands
/// before it, back to the unit before: the mark of a list, the fence of a directive, the blank line.
fn woven(
    base: &Source,
    now: &Source,
    drift: &Drift,
    taken: &BTreeSet<(Option<usize>, Option<usize>)>,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    for step in &drift.steps {
        let is_taken = taken.contains(&(step.before, step.now));
        let before = step.before.map(|place| with_gap(&drift.before, place));
        let later = step.now.map(|place| with_gap(&drift.now, place));
        match (step.change, is_taken) {
            (Change::Removed, true) | (Change::Added, false) => {}
            (Change::Added, true) => {
                push(&mut bytes, now, later.map(|(gap, unit)| Span::new(gap.start, unit.end)))
            }
            (Change::Changed | Change::Mechanical, true) => {
                push(&mut bytes, base, before.map(|(gap, _)| gap));
                push(&mut bytes, now, later.map(|(_, unit)| unit));
            }
            _ => push(&mut bytes, base, before.map(|(gap, unit)| Span::new(gap.start, unit.end))),
        }
    }
    let end = drift.before.last().map_or(0, |unit| unit.span.end);
    push(&mut bytes, base, Some(Span::new(end, base.bytes.len())));
    bytes
}

/// What stands before a unit, back to the one before, and the unit itself.
fn with_gap(units: &[Unit], place: usize) -> (Span, Span) {
    let start = place.checked_sub(1).map_or(0, |before| units[before].span.end);
    let unit = units[place].span;
    (Span::new(start.min(unit.start), unit.start), unit)
}

fn push(bytes: &mut Vec<u8>, source: &Source, span: Option<Span>) {
    let span = span.and_then(|span| source.bytes.get(span.start..span.end));
    bytes.extend(span.unwrap_or_default());
}

/// Whether units are those that were meant to come out.
fn holds(drift: &Drift, taken: &BTreeSet<(Option<usize>, Option<usize>)>, found: &[Unit]) -> bool {
    let mut expected: Vec<&Unit> = Vec::new();
    for step in &drift.steps {
        let is_taken = taken.contains(&(step.before, step.now));
        let unit = match step.now.filter(|_| is_taken) {
            Some(place) => drift.now.get(place),
            None if is_taken => None,
            None => step.before.and_then(|place| drift.before.get(place)),
        };
        expected.extend(unit);
    }
    let same = |(one, other): (&Unit, &&Unit)| one.text == other.text && one.rest == other.rest;
    found.len() == expected.len() && found.iter().zip(&expected).all(same)
}
