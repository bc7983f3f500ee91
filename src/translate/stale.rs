//! What a translator looks at: each unit whose source has changed, with the translation as it stands.

use std::ops::Range;

use super::drift::{Drift, units};
use crate::align::{Change, Row, Run, Step, Unit, sides, wording};
use crate::parse::{Glossary, TermWords};
use crate::text::{FilePath, Source, Span, fold};

/// A unit that a translator has to look at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StaleUnit {
    /// Its name on the page.
    pub key: String,
    /// What became of it.
    pub change: Change,
    /// Where it stands in the source; for one that is gone, in the confirmed source.
    pub source: (FilePath, Span),
    /// Where its translation stands, and that.
    pub translation: Option<(FilePath, Span, String)>,
    /// The translation is all that stands where it must be, because what in it translates the unit is
    /// not certain.
    pub is_section: bool,
    /// How the source is written, then and now.
    pub wording: Vec<Run>,
    /// Terms of the glossary in it, and what they are called in the language.
    pub terms: Vec<(String, String)>,
}

/// The three texts of a page, and the words for it.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    /// The source as it was confirmed.
    pub base: &'a Source,
    /// The source now.
    pub now: &'a Source,
    /// The translation.
    pub translation: &'a Source,
    /// The terms of the site.
    pub glossary: &'a Glossary,
    /// The codes of the language of the source and of the translation.
    pub codes: (&'a str, &'a str),
}

/// The units that have changed, in the order of the source.
pub fn stale_units(texts: Texts<'_>, drift: &Drift) -> Vec<StaleUnit> {
    let translation = units(texts.translation);
    let rows = sides(&drift.before, &translation);
    let unit = |step: &Step| {
        let before = step.before.map(|place| &drift.before[place]);
        let now = step.now.map(|place| &drift.now[place]);
        let (file, unit) = match now {
            Some(unit) => (&texts.now.path, unit),
            None => (&texts.base.path, before?),
        };
        let old = before.map(|unit| written(texts.base, unit)).unwrap_or_default();
        let new = now.map(|unit| written(texts.now, unit)).unwrap_or_default();
        let place = step.before.and_then(|place| counterpart(&rows, place));
        let found = place.map(|(range, is_section)| {
            let span = over(&translation[range]);
            (span, is_section)
        });
        Some(StaleUnit {
            key: unit.key.clone(),
            change: step.change,
            source: (file.clone(), unit.span),
            translation: found.map(|(span, _)| {
                (texts.translation.path.clone(), span, texts.translation.part(span))
            }),
            is_section: found.is_some_and(|(_, is_section)| is_section),
            wording: wording(&old, &new),
            terms: terms(texts, unit),
        })
    };
    drift.stale().filter_map(unit).collect()
}

/// What stands for a unit of the source, and whether that is more than a unit. Nothing where nothing
/// stands for it.
fn counterpart(rows: &[Row], place: usize) -> Option<(Range<usize>, bool)> {
    rows.iter().find_map(|row| match row {
        Row::Pair(one, other) => (*one == place).then_some((*other..other + 1, false)),
        Row::Section(ones, others) => {
            (ones.contains(&place) && !others.is_empty()).then_some((others.clone(), true))
        }
    })
}

pub(super) fn over(units: &[Unit]) -> Span {
    let start = units.first().map_or(0, |unit| unit.span.start);
    Span::new(start, units.last().map_or(start, |unit| unit.span.end))
}

/// A unit as it is written. Where its lines end says nothing, unless it is code.
pub(super) fn written(source: &Source, unit: &Unit) -> String {
    let text = source.part(unit.span);
    let is_code = unit.kind == crate::align::UnitKind::Code;
    if is_code { text } else { text.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// The terms of the glossary in a unit of the source, each with what it is called in the language:
/// `codes` are those of both.
pub fn glossary_terms<'a>(
    glossary: &'a Glossary,
    codes: (&str, &str),
    unit: &Unit,
) -> Vec<(&'a TermWords, &'a TermWords)> {
    let words = fold(&unit.words);
    let has = |term: &TermWords| {
        let mut forms = std::iter::once(&term.preferred).chain(&term.forms);
        forms.any(|form| words.contains(&fold(form)))
    };
    let both = |words: &'a std::collections::BTreeMap<String, TermWords>| {
        Some((words.get(codes.0)?, words.get(codes.1)?))
    };
    let terms = glossary.terms.iter().filter_map(|term| both(&term.words));
    terms.filter(|(source, _)| has(source)).collect()
}

fn terms(texts: Texts<'_>, unit: &Unit) -> Vec<(String, String)> {
    let terms = glossary_terms(texts.glossary, texts.codes, unit).into_iter();
    terms.map(|(source, target)| (source.preferred.clone(), target.preferred.clone())).collect()
}
