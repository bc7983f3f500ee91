//! What is the same in every language, carried over: where nothing but that has changed in a unit of
//! the source (a URL, code, an image, an id), its translation gets the same, and not a letter of its
//! prose is another. Each edit is proved by reading the page again, or left to the translator.

use std::collections::{BTreeMap, BTreeSet};

use super::accept::confirm;
use super::drift::Drift;
use super::hand::Hand;
use crate::align::{Change, Step, Thing, Unit, partners};
use crate::text::{Code, Diagnostic, Source};

/// A page after that.
#[derive(Debug)]
pub struct Carried {
    /// The translation.
    pub translation: Source,
    /// The bytes of the confirmed source: what was carried over is confirmed with that.
    pub base: Vec<u8>,
    /// How many units are as their source is again.
    pub count: usize,
    /// Units that the translator has to see to, with places in `translation`.
    pub by_hand: Vec<Diagnostic>,
}

/// Carries over what can be.
pub fn carry(base: &Source, now: &Source, translation: &Source) -> Carried {
    let drift = Drift::between(base, now);
    let mut hand = Hand::new(translation);
    let partners = partners(&drift.before, &hand.units);
    let (mut done, mut open) = (BTreeSet::new(), Vec::new());
    for step in drift.steps.iter().filter(|step| step.change == Change::Mechanical) {
        let (Some(before), Some(later)) = (step.before, step.now) else { continue };
        let pair =
            Pair { before: &drift.before[before], now: &drift.now[later], texts: (base, now) };
        let other = partners[before];
        match other {
            Some(place) if is_carried(&mut hand, &pair, place) => {
                done.insert(later);
            }
            _ => open.push((*step, other)),
        }
    }
    let is_done = |step: &Step| step.now.is_some_and(|place| done.contains(&place));
    let confirmed = confirm((base, now), &drift, is_done);
    let by_hand = |(step, place): (Step, Option<usize>)| left(&drift, &hand, now, step, place);
    Carried {
        base: confirmed.unwrap_or_else(|_| base.bytes.to_vec()),
        count: done.len(),
        by_hand: open.into_iter().filter_map(by_hand).collect(),
        translation: hand.page,
    }
}

/// A unit of the source of which only what is the same in every language has changed.
struct Pair<'a> {
    before: &'a Unit,
    now: &'a Unit,
    /// What they were read from.
    texts: (&'a Source, &'a Source),
}

impl Pair<'_> {
    /// What became of what; nothing where that cannot be told.
    fn map(&self) -> Option<BTreeMap<&Thing, &Thing>> {
        let (before, now) = (&self.before.fixed, &self.now.fixed);
        let mut map = BTreeMap::new();
        for (old, new) in before.iter().zip(now) {
            let known = map.insert(old, new);
            if known.is_some_and(|known| known != new) {
                return None;
            }
        }
        map.retain(|old, new| old != new);
        (before.len() == now.len() && self.before.within == self.now.within).then_some(map)
    }

    /// What the translation must have from now on; nothing where it does not have what the source had.
    fn wanted(&self, map: &BTreeMap<&Thing, &Thing>, has: &[Thing]) -> Option<Vec<Thing>> {
        let count = |all: &[Thing], one: &Thing| all.iter().filter(|other| *other == one).count();
        let is_fit = |(old, new): (&&Thing, &&Thing)| {
            let there = count(has, old);
            let is_done = there == 0 && count(has, new) >= count(&self.now.fixed, new);
            is_done || there == count(&self.before.fixed, old)
        };
        let taken = |one: &Thing| Thing::clone(map.get(one).copied().unwrap_or(one));
        map.iter().all(is_fit).then(|| has.iter().map(taken).collect())
    }

    /// The unit as it was written, and as it is now.
    fn written(&self) -> (String, String) {
        let (base, now) = self.texts;
        (base.part(self.before.span), now.part(self.now.span))
    }
}

/// Whether the unit at `place` is as its source is now, after an edit if that needs one.
fn is_carried(hand: &mut Hand, pair: &Pair<'_>, place: usize) -> bool {
    let Some(map) = pair.map() else { return false };
    let unit = &hand.units[place];
    let Some(wanted) = pair.wanted(&map, &unit.fixed) else { return false };
    if wanted == unit.fixed {
        return unit.within == pair.now.within;
    }
    let tries = tries(&hand.written(place), &map, &unit.fixed, pair);
    let is_same_prose = |old: &Unit, new: &Unit| old.text == new.text && new.fixed == wanted;
    tries.into_iter().any(|text| hand.put(place, &text, is_same_prose))
}

/// The ways in which a unit may be written anew, the likeliest first.
fn tries(
    text: &str,
    map: &BTreeMap<&Thing, &Thing>,
    has: &[Thing],
    pair: &Pair<'_>,
) -> Vec<String> {
    let (before, now) = pair.written();
    if text == before {
        return vec![now];
    }
    let mut texts = vec![text.to_owned()];
    for (old, new) in map {
        let count = has.iter().filter(|one| one == old).count();
        let (old, new) = (old.value.as_str(), new.value.as_str());
        texts = texts.iter().flat_map(|text| replaced(text, (old, new), count)).collect();
    }
    texts
}

/// A text with `count` occurrences of something replaced. Where it has more of them, a single one is
/// tried at each place.
fn replaced(text: &str, (old, new): (&str, &str), count: usize) -> Vec<String> {
    let old = old.trim_end_matches('\n');
    let new = new.trim_end_matches('\n');
    let places: Vec<usize> = text.match_indices(old).map(|(at, _)| at).collect();
    if count == 0 || old.is_empty() {
        vec![text.to_owned()]
    } else if places.len() == count {
        vec![text.replace(old, new)]
    } else if count == 1 {
        let at = |at: usize| format!("{}{new}{}", &text[..at], &text[at + old.len()..]);
        places.into_iter().map(at).collect()
    } else {
        Vec::new()
    }
}

/// A unit whose translation has to be written by hand.
fn left(
    drift: &Drift,
    hand: &Hand,
    now: &Source,
    step: Step,
    place: Option<usize>,
) -> Option<Diagnostic> {
    let unit = drift.unit(&step)?;
    let span = place.map(|place| hand.units[place].span);
    let found =
        Diagnostic::new(Code::SyncByHand, &hand.page.path, span, [("unit", unit.key.as_str())]);
    Some(found.related(&now.path, unit.span))
}
