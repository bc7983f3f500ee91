//! Which units a translator worked on since a revision: those are confirmed for people who have no
//! terminal, by a step that runs when their change is taken in.

use std::collections::BTreeSet;

use super::drift::{Drift, units};
use crate::align::{Change, changes, partners};
use crate::text::Source;

/// The keys of the units of the source that are open and whose translation has changed between two of
/// its versions. A unit of which it is not certain what translates it is never among them.
pub fn worked_on(drift: &Drift, before: &Source, now: &Source) -> BTreeSet<String> {
    let (old, new) = (units(before), units(now));
    let (mut written, mut dropped) = (BTreeSet::new(), BTreeSet::new());
    for step in changes(&old, &new) {
        match (step.change, step.before, step.now) {
            (Change::Same, _, _) => {}
            (Change::Removed, Some(place), _) => drop(dropped.insert(place)),
            (_, _, Some(place)) => drop(written.insert(place)),
            _ => {}
        }
    }
    let after = partners(&drift.now, &new);
    let until = partners(&drift.before, &old);
    let is_worked_on = |step: &&crate::align::Step| match (step.now, step.before) {
        (Some(place), _) => after[place].is_some_and(|other| written.contains(&other)),
        (None, Some(place)) => until[place].is_some_and(|other| dropped.contains(&other)),
        (None, None) => false,
    };
    let open = drift.stale().filter(is_worked_on).filter_map(|step| drift.unit(step));
    open.map(|unit| unit.key.clone()).collect()
}
