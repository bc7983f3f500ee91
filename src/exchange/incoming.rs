//! In: what other programs made of the entries. A unit is written only if its source is still what was
//! translated, nobody else has changed the translation meanwhile, and nothing but that unit becomes
//! another. Whatever is not written is told, with its line in the file that came in.

use std::collections::BTreeSet;

use super::entry::{Texts, context, tag};
use super::marks::without_done;
use super::outgoing::Sides;
use super::po::TAG;
use super::words::put;
use crate::align::{Step, Thing, Unit};
use crate::parse::{PoEntry, Status};
use crate::text::{Code, Diagnostic, Source};
use crate::translate::accept;

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
    /// Units of the translation that are translated.
    done: BTreeSet<usize>,
    /// Units of the source, by place, whose translation was made from them.
    confirmed: BTreeSet<usize>,
    count: usize,
    findings: Vec<Diagnostic>,
}

impl Desk<'_> {
    fn take(&mut self, entry: &PoEntry) {
        let Some(step) = self.step(entry) else {
            return self.refuse(Code::ImportOutdated, entry, None);
        };
        let Some(place) = self.sides.partner(&step) else {
            return self.refuse(Code::ImportNoPlace, entry, None);
        };
        let unit = self.sides.hand.units[place].clone();
        let here = self.here(place);
        if here != entry.text {
            let known = entry.notes.iter().find_map(|note| note.strip_prefix(TAG));
            // Without a tag nobody knows what the translator saw.
            if !self.over && known.map(str::trim) != Some(tag(&here).as_str()) {
                return self.refuse(Code::ImportConflict, entry, Some(&unit));
            }
            let now = step.now.map(|place| sorted(&self.sides.drift.now[place]));
            let fits = |old: &Unit, new: &Unit| {
                let things = sorted(new);
                Some(&things) == now.as_ref() || things == sorted(old)
            };
            if !put(&mut self.sides.hand, place, &entry.text, fits) {
                return self.refuse(Code::ImportUnfit, entry, Some(&unit));
            }
            self.count += 1;
        }
        self.done.insert(place);
        self.confirmed.extend(step.now);
    }

    /// The unit that an entry translates: the one of its name, or the only one that is written so.
    fn step(&self, entry: &PoEntry) -> Option<Step> {
        let drift = &self.sides.drift;
        let steps = || drift.steps.iter().filter_map(|step| Some((step, &drift.now[step.now?])));
        let mut same = steps().filter(|(_, unit)| self.sides.now(self.texts, unit) == entry.id);
        let is_named =
            |(_, unit): &(&Step, &Unit)| context(self.texts.path, &unit.key) == entry.context;
        let named =
            steps().find(is_named).filter(|(_, unit)| self.sides.now(self.texts, unit) == entry.id);
        let alone = || same.next().filter(|_| same.next().is_none());
        named.or_else(alone).map(|(step, _)| *step)
    }

    /// A unit of the translation as it is by now.
    fn here(&self, place: usize) -> String {
        let texts = Texts { translation: &self.sides.hand.page, ..self.texts };
        self.sides.here(texts, &self.sides.hand.units[place])
    }

    fn refuse(&mut self, code: Code, entry: &PoEntry, unit: Option<&Unit>) {
        let arguments = [("unit", entry.context.as_str())];
        let finding = Diagnostic::new(code, &self.file.path, entry.span, arguments);
        let span = unit.map(|unit| unit.span);
        self.findings.push(finding.related(&self.texts.translation.path, span));
    }

    fn end(self) -> Taken {
        let hand = &self.sides.hand;
        let is_draft = self.texts.status == Some(Status::Draft);
        let translation = if is_draft && !self.done.is_empty() {
            without_done(&hand.page, &hand.units, |place| self.done.contains(&place))
        } else {
            hand.page.clone()
        };
        let drift = &self.sides.drift;
        let told = |unit: &Unit| (unit.key.clone(), unit.text, unit.rest);
        let chosen: BTreeSet<_> =
            self.confirmed.iter().map(|place| told(&drift.now[*place])).collect();
        let is_open =
            drift.stale().any(|step| step.now.is_some_and(|now| self.confirmed.contains(&now)));
        let base = self.texts.base.filter(|_| is_open);
        let moved = base.and_then(|base| {
            accept(base, self.texts.now, |unit| chosen.contains(&told(unit))).ok()
        });
        Taken { translation, base: moved, count: self.count, findings: self.findings }
    }
}

/// What is the same in every language, in one order: translations put it where their words want it.
fn sorted(unit: &Unit) -> Vec<Thing> {
    let mut things = unit.fixed.clone();
    things.sort();
    things
}
