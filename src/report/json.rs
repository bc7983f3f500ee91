//! Findings as programs read them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::places::Places;
use super::tally::{Tally, severity};
use super::words::Words;
use crate::text::{Diagnostic, FilePath, Place, Position, Severity, Source, Span};

/// The whole report; one object, so that it can be told from an empty stream.
#[derive(Serialize)]
struct Report<'a> {
    schema: u8,
    findings: Vec<Finding<'a>>,
    summary: Tally,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    severity: &'static str,
    #[serde(flatten)]
    place: Located<'a>,
    message: String,
    help: String,
    fix: Option<Vec<Fix<'a>>>,
    related: Vec<Located<'a>>,
}

/// A place; `start` and `end` are null for a whole file.
#[derive(Serialize)]
struct Located<'a> {
    file: &'a str,
    start: Option<Position>,
    end: Option<Position>,
}

#[derive(Serialize)]
struct Fix<'a> {
    start: Position,
    end: Position,
    text: &'a str,
}

/// Writes findings in the order given, with a line's end.
pub fn json(
    findings: &[Diagnostic],
    files: &BTreeMap<FilePath, Source>,
    words: &Words,
    strict: bool,
) -> String {
    let places = Places::new(findings, files);
    let report = Report {
        schema: 1,
        findings: findings.iter().map(|found| one(found, &places, words, strict)).collect(),
        summary: Tally::of(findings, strict),
    };
    // Texts, numbers and nulls: nothing that could not be written.
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

/// A library's own words follow our sentence, as they follow it in a line of their own for people.
fn one<'a>(
    finding: &'a Diagnostic,
    places: &Places<'_>,
    words: &Words,
    strict: bool,
) -> Finding<'a> {
    let note = finding.note.iter().map(|note| note.trim_end().to_owned());
    let message: Vec<_> = std::iter::once(words.message(finding)).chain(note).collect();
    let fix: Vec<_> =
        finding.fix.iter().filter_map(|edit| fix(edit, &finding.place, places)).collect();
    Finding {
        code: finding.code.name(),
        severity: match severity(finding, strict) {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        place: located(&finding.place, places),
        message: message.join("\n"),
        help: words.advice(finding).join("\n"),
        fix: (!fix.is_empty()).then_some(fix),
        related: finding.related.iter().map(|place| located(place, places)).collect(),
    }
}

fn located<'a>(place: &'a Place, places: &Places<'_>) -> Located<'a> {
    let (start, end) = places.range(place).unzip();
    Located { file: place.file.as_str(), start, end }
}

fn fix<'a>(edit: &'a crate::text::Edit, place: &Place, places: &Places<'_>) -> Option<Fix<'a>> {
    let Span { start, end } = edit.span;
    let at = Place { file: place.file.clone(), span: Some(Span::new(start, end)) };
    let (start, end) = places.range(&at)?;
    Some(Fix { start, end, text: &edit.text })
}
