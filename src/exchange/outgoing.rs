//! Out: one entry for each unit of a page that is certain to have its translation.

use super::entry::{Entry, Texts, context, tag};
use super::words::text_of;
use crate::align::{Change, Step, Unit, UnitKind, partners};
use crate::parse::{FrontMatter, Status, TermWords};
use crate::text::{Code, Diagnostic, Span};
use crate::translate::{Drift, Hand, glossary_terms, read};

/// What goes out.
#[derive(Debug)]
pub struct Outgoing {
    /// In the order of the source.
    pub entries: Vec<Entry>,
    /// Units that are left out, because nobody can say for certain what translates them.
    pub left_out: Vec<Diagnostic>,
}

/// The entries of a page.
pub fn entries(texts: Texts<'_>) -> Outgoing {
    let page = Sides::of(texts);
    let mut out = Outgoing { entries: Vec::new(), left_out: Vec::new() };
    for (at, step) in page.drift.steps.iter().enumerate() {
        let Some(now) = step.now.map(|place| &page.drift.now[place]) else { continue };
        if !now.has_words() {
            continue;
        }
        match page.partner(step) {
            Some(place) => out.entries.push(page.entry(texts, step, (now, place))),
            None if page.place_for(at).is_some() => out.entries.push(page.new_entry(texts, now)),
            None => out.left_out.push(left_out(texts, now)),
        }
    }
    out
}

/// A page in both languages, cut.
pub(super) struct Sides {
    pub(super) drift: Drift,
    pub(super) hand: Hand,
    /// For each unit of the confirmed source the one that is certain to translate it.
    partners: Vec<Option<usize>>,
    /// The front matter then, now, and of the translation.
    fronts: [FrontMatter; 3],
}

impl Sides {
    pub(super) fn of(texts: Texts<'_>) -> Self {
        let base = texts.base.unwrap_or(texts.now);
        let [(then, before), (later, now), (page, units)] =
            [base, texts.now, texts.translation].map(read);
        let drift = Drift::of((base, before), (texts.now, now));
        let hand = Hand { page: texts.translation.clone(), units };
        let partners = partners(&drift.before, &hand.units);
        let fronts = [then, later, page].map(|page| page.front);
        Self { drift, hand, partners, fronts }
    }

    /// The unit that is certain to translate what a step is about.
    pub(super) fn partner(&self, step: &Step) -> Option<usize> {
        self.partners[step.before?]
    }

    /// The unit of the translation behind which one comes that is new in the source: the partner of the
    /// one before it, if what follows that is the partner of the one behind it.
    pub(super) fn place_for(&self, at: usize) -> Option<usize> {
        let (steps, units) = (&self.drift.steps, &self.hand.units);
        let stays = |step: &&Step| !matches!(step.change, Change::Added | Change::Removed);
        if steps[at].change != Change::Added {
            return None;
        }
        let before = self.partner(steps[..at].iter().rev().find(stays)?)?;
        let next = match steps[at + 1..].iter().find(stays) {
            Some(step) => self.partner(step)?,
            None => units.len(),
        };
        // Behind the front matter stand other things than between two units of the text.
        let is_head = matches!(units[before].kind, UnitKind::Title | UnitKind::Description);
        (next == before + 1 && !is_head).then_some(before)
    }

    /// What stands in the source before a unit of now, back to the one before.
    pub(super) fn gap(&self, texts: Texts<'_>, place: usize) -> String {
        let units = &self.drift.now;
        let start = place.checked_sub(1).map_or(0, |before| units[before].span.end);
        texts.now.part(Span::new(start, units[place].span.start))
    }

    /// A unit of the source now.
    pub(super) fn now(&self, texts: Texts<'_>, unit: &Unit) -> String {
        text_of(texts.now, &self.fronts[1], unit)
    }

    /// A unit of the translation as it was read.
    pub(super) fn here(&self, texts: Texts<'_>, unit: &Unit) -> String {
        text_of(texts.translation, &self.fronts[2], unit)
    }

    fn entry(&self, texts: Texts<'_>, step: &Step, (now, place): (&Unit, usize)) -> Entry {
        let source = self.now(texts, now);
        let here = self.here(texts, &self.hand.units[place]);
        let before = step.before.map(|place| {
            text_of(texts.base.unwrap_or(texts.now), &self.fronts[0], &self.drift.before[place])
        });
        // In a draft, what is still the source is no translation.
        let is_begun = texts.status != Some(Status::Draft) || here != source;
        Entry {
            before: before.filter(|before| *before != source),
            is_stale: !matches!(step.change, Change::Same | Change::Moved),
            tag: tag(&here),
            translation: if is_begun { here } else { String::new() },
            ..self.new_entry(texts, now)
        }
    }

    /// A unit that the translation has not got yet.
    fn new_entry(&self, texts: Texts<'_>, now: &Unit) -> Entry {
        let terms = glossary_terms(texts.glossary, texts.codes, now).into_iter();
        let term = |(source, target): (&TermWords, &TermWords)| {
            let not = target.forbidden.iter().map(|word| format!(" ×{}", word.value));
            format!("{} → {}{}", source.preferred, target.preferred, not.collect::<String>())
        };
        Entry {
            context: context(texts.path, &now.key),
            file: texts.translation.path.clone(),
            source: self.now(texts, now),
            before: None,
            is_stale: false,
            tag: tag(""),
            translation: String::new(),
            notes: terms.map(term).collect(),
        }
    }
}

fn left_out(texts: Texts<'_>, now: &Unit) -> Diagnostic {
    let arguments = [("unit", now.key.as_str())];
    let finding = Diagnostic::new(Code::ExportLeftOut, &texts.now.path, now.span, arguments);
    finding.related(&texts.translation.path, None)
}
