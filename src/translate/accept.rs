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
    confirm((base, now), &drift, |step| drift.unit(step).is_some_and(&chosen))
}

/// The same for steps between the two versions.
pub fn confirm(
    (base, now): (&Source, &Source),
    drift: &Drift,
    is_chosen: impl Fn(&Step) -> bool,
) -> Result<Vec<u8>, Refused> {
    if !drift.steps.iter().any(&is_chosen) {
        return Err(Refused::Unknown);
    }
    let open: Vec<&Step> = drift.stale().filter(|step| !is_chosen(step)).collect();
    if open.is_empty() {
        return Ok(now.bytes.to_vec());
    }
    let taken: BTreeSet<(Option<usize>, Option<usize>)> =
        drift.stale().filter(|step| is_chosen(step)).map(|step| (step.before, step.now)).collect();
    let bytes = woven(base, now, drift, &taken);
    let next = Source::new(FilePath::new(base.path.as_str()), bytes);
    if holds(drift, &taken, &units(&next)) {
        Ok(next.bytes.to_vec())
    } else {
        Err(Refused::Entangled)
    }
}

/// The bytes of the base with those of the taken steps in their place. What stands between two units
/// (the mark of a list, the fence of a directive, the blank line) comes from the version in which the
/// two are neighbours.
fn woven(
    base: &Source,
    now: &Source,
    drift: &Drift,
    taken: &BTreeSet<(Option<usize>, Option<usize>)>,
) -> Vec<u8> {
    let mut woven = Woven { base, now, drift, bytes: Vec::new(), next: (Some(0), Some(0)) };
    for step in &drift.steps {
        let is_taken = taken.contains(&(step.before, step.now));
        match (step.change, step.before, step.now) {
            (Change::Removed, ..) if is_taken => {}
            (Change::Added, ..) if !is_taken => {}
            (Change::Moved, Some(before), _) if !is_taken => woven.add(Some(before), None, false),
            (_, before, later) => woven.add(before, later, is_taken),
        }
    }
    woven.end()
}

struct Woven<'a> {
    base: &'a Source,
    now: &'a Source,
    drift: &'a Drift,
    bytes: Vec<u8>,
    /// The places in both versions that follow what was added last, where it is in them.
    next: (Option<usize>, Option<usize>),
}

impl Woven<'_> {
    /// Adds a unit by its places, as it is written now or as it was.
    fn add(&mut self, before: Option<usize>, later: Option<usize>, is_now: bool) {
        let (drift, next) = (self.drift, self.next);
        let follows_only_now = before != next.0 && later.is_some() && later == next.1;
        match (before.filter(|_| !follows_only_now), later) {
            (Some(before), _) => self.gap(self.base, &drift.before, before),
            (None, Some(later)) => self.gap(self.now, &drift.now, later),
            (None, None) => {}
        }
        match (before.filter(|_| !is_now), later) {
            (Some(before), _) => push(&mut self.bytes, self.base, drift.before[before].span),
            (None, Some(later)) => push(&mut self.bytes, self.now, drift.now[later].span),
            (None, None) => {}
        }
        self.next = (before.map(|place| place + 1), later.map(|place| place + 1));
    }

    /// What stands before a unit, back to the one before.
    fn gap(&mut self, source: &Source, units: &[Unit], place: usize) {
        let start = place.checked_sub(1).map_or(0, |before| units[before].span.end);
        let end = units[place].span.start;
        push(&mut self.bytes, source, Span::new(start.min(end), end));
    }

    fn end(mut self) -> Vec<u8> {
        let is_end = |next: Option<usize>, units: &[Unit]| next == Some(units.len());
        let is_base =
            is_end(self.next.0, &self.drift.before) || !is_end(self.next.1, &self.drift.now);
        let (source, units) =
            if is_base { (self.base, &self.drift.before) } else { (self.now, &self.drift.now) };
        let start = units.last().map_or(0, |unit| unit.span.end);
        push(&mut self.bytes, source, Span::new(start, source.bytes.len()));
        self.bytes
    }
}

fn push(bytes: &mut Vec<u8>, source: &Source, span: Span) {
    bytes.extend(source.bytes.get(span.start..span.end).unwrap_or_default());
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
