//! In: what other programs made of the entries. A unit is written only if its source is still what was
//! translated, nobody else has changed the translation meanwhile, and nothing but that unit becomes
//! another. Whatever is not written is told, with its line in the file that came in.

use std::collections::BTreeSet;

use super::entry::{Texts, context, tag};
use super::marks::without_done;
use super::outgoing::Sides;
use super::po::TAG;
use super::words::put;
use crate::align::{Change, Step, Thing, ThingKind, Unit, UnitKind};
use crate::parse::{PoEntry, Status};
use crate::text::{Code, Diagnostic, Source};
use crate::translate::{Hand, confirm};

/// A page after that.
#[derive(Debug)]
pub struct Taken {
    /// The translation.
    pub translation: Source,
    /// The confirmed source: what came in was translated from the source of now. `None` where there was
    /// none, or nothing moves.
    pub base: Option<Vec<u8>>,
    /// How many units were written.
    pub count: usize,
    /// Entries that were not taken.
    pub findings: Vec<Diagnostic>,
}

/// Takes in the entries of a page. `over` says that they win over what somebody else wrote meanwhile.
pub fn take_in(texts: Texts<'_>, file: &Source, entries: &[PoEntry], over: bool) -> Taken {
    let mut desk = Desk {
        texts,
        file,
        over,
        sides: Sides::of(texts),
        done: BTreeSet::new(),
        written: BTreeSet::new(),
        new: Vec::new(),
        confirmed: BTreeSet::new(),
        count: 0,
        findings: Vec::new(),
    };
    // Nobody has looked at a fuzzy one.
    for entry in entries.iter().filter(|entry| !entry.is_fuzzy && !entry.text.is_empty()) {
        desk.take(entry);
    }
    desk.end()
}

struct Desk<'a> {
    texts: Texts<'a>,
    file: &'a Source,
    over: bool,
    sides: Sides,
    /// Units of the translation that are translated, and those of them that were written here.
    done: BTreeSet<usize>,
    written: BTreeSet<usize>,
    /// What is new in the source: the unit of the translation behind which it comes, its place in the
    /// source, and what came in.
    new: Vec<(usize, usize, PoEntry)>,
    /// Units of the source, by place, whose translation was made from them.
    confirmed: BTreeSet<usize>,
    count: usize,
    findings: Vec<Diagnostic>,
}

impl Desk<'_> {
    fn take(&mut self, entry: &PoEntry) {
        let Some(at) = self.step(entry) else {
            return self.refuse(Code::ImportOutdated, entry, None);
        };
        let step = self.sides.drift.steps[at];
        let Some(place) = self.sides.partner(&step) else {
            return match (self.sides.place_for(at), step.now) {
                (Some(place), Some(now)) => self.new.push((place, now, entry.clone())),
                _ => self.refuse(Code::ImportNoPlace, entry, None),
            };
        };
        let unit = self.sides.hand.units[place].clone();
        let (here, text) = (self.here(place), with_id(&unit, entry.text.trim_end()));
        let wanted = self.wanted(&step, &unit);
        let fits = |_: &Unit, new: &Unit| wanted.iter().any(|wanted| sorted(new) == *wanted);
        if here != text {
            // Nobody has touched it since it went out: the page is newer.
            if is_as_sent(entry) {
                return;
            }
            // Without a tag nobody knows what the translator saw.
            if !self.over && seen(entry) != Some(tag(&here).as_str()) {
                return self.refuse(Code::ImportConflict, entry, Some(&unit));
            }
            if !put(&mut self.sides.hand, place, &text, fits) {
                return self.refuse(Code::ImportUnfit, entry, Some(&unit));
            }
            self.written.insert(place);
        }
        self.done.insert(place);
        // Where a unit stands is no matter of other programs.
        if matches!(step.change, Change::Changed | Change::Mechanical) {
            if !fits(&unit, &self.sides.hand.units[place]) {
                return self.refuse(Code::ImportUnfit, entry, Some(&unit));
            }
            self.confirmed.extend(step.now);
        }
    }

    /// What is the same in every language may be all that the source has now; or all that the
    /// translation had, with what the source has gained and without what it has lost since. An id that
    /// the translation has stays in any case.
    fn wanted(&self, step: &Step, unit: &Unit) -> Vec<Vec<Thing>> {
        let drift = &self.sides.drift;
        let things = |unit: Option<&Unit>| unit.map(sorted).unwrap_or_default();
        let before = things(step.before.map(|place| &drift.before[place]));
        let now = things(step.now.map(|place| &drift.now[place]));
        let mut own = without(&sorted(unit), &without(&before, &now));
        own.extend(without(&now, &before));
        own.sort();
        let ids = |things: &[Thing]| -> Vec<Thing> {
            things.iter().filter(|thing| thing.kind == ThingKind::Id).cloned().collect()
        };
        let keeps = |things: &Vec<Thing>| without(&ids(&own), &ids(things)).is_empty();
        let now = Some(now).filter(keeps);
        now.into_iter().chain([own]).collect()
    }

    /// The unit that an entry translates: the one of its name, or the only one that is written so.
    fn step(&self, entry: &PoEntry) -> Option<usize> {
        let drift = &self.sides.drift;
        let steps = || {
            let steps = drift.steps.iter().enumerate();
            steps.filter_map(|(at, step)| Some((at, &drift.now[step.now?])))
        };
        let mut same = steps().filter(|(_, unit)| self.sides.now(self.texts, unit) == entry.id);
        let is_named =
            |(_, unit): &(usize, &Unit)| context(self.texts.path, &unit.key) == entry.context;
        let named =
            steps().find(is_named).filter(|(_, unit)| self.sides.now(self.texts, unit) == entry.id);
        let alone = || same.next().filter(|_| same.next().is_none());
        named.or_else(alone).map(|(at, _)| at)
    }

    /// A unit of the translation as it is by now.
    fn here(&self, place: usize) -> String {
        let texts = Texts { translation: &self.sides.hand.page, ..self.texts };
        self.sides.here(texts, &self.sides.hand.units[place])
    }

    /// Writes what is new, from the end on, so that the places before it stay what they are.
    fn add(&mut self) {
        let mut new = std::mem::take(&mut self.new);
        new.sort_by_key(|(place, now, _)| (*place, *now));
        for (place, now, entry) in new.into_iter().rev() {
            let unit = self.sides.drift.now[now].clone();
            let gap = self.sides.hand.between_items(place, &unit);
            let gap = gap.unwrap_or_else(|| self.sides.gap(self.texts, now));
            let fits = |new: &Unit| {
                new.kind == unit.kind && new.within == unit.within && sorted(new) == sorted(&unit)
            };
            if self.sides.hand.insert(place, (&gap, entry.text.trim_end()), fits) {
                self.count += 1;
                self.confirmed.insert(now);
            } else {
                self.refuse(Code::ImportUnfit, &entry, None);
            }
        }
    }

    fn refuse(&mut self, code: Code, entry: &PoEntry, unit: Option<&Unit>) {
        let arguments = [("unit", entry.context.as_str())];
        let finding = Diagnostic::new(code, &self.file.path, entry.span, arguments);
        let span = unit.map(|unit| unit.span);
        self.findings.push(finding.related(&self.texts.translation.path, span));
    }

    fn end(mut self) -> Taken {
        self.count = self.written.len();
        let is_draft = self.texts.status == Some(Status::Draft);
        if is_draft && !self.written.is_empty() {
            let hand = &self.sides.hand;
            let page = without_done(&hand.page, &hand.units, (&self.done, &self.written));
            self.sides.hand = Hand::new(&page);
        }
        self.add();
        let is_confirmed = |step: &Step| step.now.is_some_and(|now| self.confirmed.contains(&now));
        let drift = &self.sides.drift;
        let base = self.texts.base.filter(|_| drift.stale().any(is_confirmed));
        let moved = base.and_then(|base| confirm((base, self.texts.now), drift, is_confirmed).ok());
        Taken {
            translation: self.sides.hand.page,
            base: moved,
            count: self.count,
            findings: self.findings,
        }
    }
}

/// Whether an entry came back as it went out.
pub(super) fn is_as_sent(entry: &PoEntry) -> bool {
    seen(entry) == Some(tag(&entry.text).as_str())
}

/// The tag of what the translator saw.
fn seen(entry: &PoEntry) -> Option<&str> {
    entry.notes.iter().find_map(|note| note.strip_prefix(TAG)).map(str::trim)
}

/// A heading keeps the id that it has: translators take it for a mark of the program, and leave it out.
fn with_id(unit: &Unit, text: &str) -> String {
    let id = unit.things(ThingKind::Id).next();
    let is_heading = matches!(unit.kind, UnitKind::Heading(_));
    match id.filter(|_| is_heading && !text.contains("{#")) {
        Some(id) => format!("{text} {{#{id}}}"),
        None => text.to_owned(),
    }
}

/// What is in one list more often than in the other.
fn without(one: &[Thing], other: &[Thing]) -> Vec<Thing> {
    let mut left: Vec<&Thing> = other.iter().collect();
    let mut more = Vec::new();
    for thing in one {
        match left.iter().position(|known| *known == thing) {
            Some(at) => drop(left.swap_remove(at)),
            None => more.push(thing.clone()),
        }
    }
    more
}

/// What is the same in every language, in one order: translations put it where their words want it.
fn sorted(unit: &Unit) -> Vec<Thing> {
    let mut things = unit.fixed.clone();
    things.sort();
    things
}
