//! What changed in the source of one page, unit by unit, with what a translator needs beside it.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::words::{Value, Words};
use crate::align::Run;
use crate::text::{FilePath, LineIndex, Position, Source, Span};
use crate::translate::StaleUnit;

/// The files of a site, which say on which line a byte is.
type Files = BTreeMap<FilePath, Source>;

/// For people.
pub fn stale_human(units: &[StaleUnit], files: &Files, words: &Words, colour: bool) -> String {
    let mut text = String::new();
    for unit in units {
        let change = Value::Text(unit.change.name());
        let what = words.say("stale-change", &[("change", change)]);
        let _ = writeln!(text, "{what}  #{}", unit.key);
        let (file, span) = &unit.source;
        let at = position(files, file, *span);
        let _ = writeln!(text, "  {file}:{}:{}", at.line, at.column);
        let _ = writeln!(text, "    {}", runs(&unit.wording, colour));
        match &unit.translation {
            Some((file, span, now)) => {
                let at = position(files, file, *span);
                let section = unit.is_section.then(|| words.say("stale-section", &[]));
                let section = section.map(|section| format!("  {section}")).unwrap_or_default();
                let _ = writeln!(text, "  {file}:{}:{}{section}", at.line, at.column);
                let _ = writeln!(text, "    {}", now.replace('\n', "\n    "));
            }
            None => {
                let _ = writeln!(text, "  {}", words.say("stale-untranslated", &[]));
            }
        }
        for (term, meant) in &unit.terms {
            let values = [("term", Value::Text(term)), ("meant", Value::Text(meant))];
            let _ = writeln!(text, "  {}", words.say("stale-term", &values));
        }
        text.push('\n');
    }
    text
}

fn position(files: &Files, file: &FilePath, span: Span) -> Position {
    let bytes = files.get(file).map(|source| &*source.bytes).unwrap_or_default();
    LineIndex::new(bytes).position(span.start)
}

/// What is gone and what is new, in the marks of `git diff --word-diff`, and in its colours.
fn runs(wording: &[Run], colour: bool) -> String {
    let (gone, new, end) = if colour { ("\x1b[31m", "\x1b[32m", "\x1b[m") } else { ("", "", "") };
    wording
        .iter()
        .map(|run| match run {
            Run::Same(text) => text.clone(),
            Run::Gone(text) => format!("{gone}[-{text}-]{end}"),
            Run::New(text) => format!("{new}{{+{text}+}}{end}"),
        })
        .collect()
}

#[derive(Serialize)]
struct Report<'a> {
    schema: u8,
    units: Vec<View<'a>>,
}

#[derive(Serialize)]
struct View<'a> {
    unit: &'a str,
    change: &'static str,
    source: At<'a>,
    translation: Option<Translated<'a>>,
    wording: Vec<(&'static str, &'a str)>,
    terms: &'a [(String, String)],
}

#[derive(Serialize)]
struct At<'a> {
    file: &'a str,
    at: Position,
}

#[derive(Serialize)]
struct Translated<'a> {
    #[serde(flatten)]
    at: At<'a>,
    text: &'a str,
    section: bool,
}

/// For programs.
pub fn stale_json(units: &[StaleUnit], files: &Files) -> String {
    let units = units.iter().map(|unit| view(unit, files)).collect();
    let mut text = serde_json::to_string_pretty(&Report { schema: 1, units }).unwrap_or_default();
    text.push('\n');
    text
}

fn view<'a>(unit: &'a StaleUnit, files: &Files) -> View<'a> {
    let wording = unit.wording.iter().map(|run| match run {
        Run::Same(text) => ("same", text.as_str()),
        Run::Gone(text) => ("gone", text.as_str()),
        Run::New(text) => ("new", text.as_str()),
    });
    let translation = unit.translation.as_ref().map(|(file, span, text)| Translated {
        at: located(files, file, *span),
        text,
        section: unit.is_section,
    });
    View {
        unit: &unit.key,
        change: unit.change.name(),
        source: located(files, &unit.source.0, unit.source.1),
        translation,
        wording: wording.collect(),
        terms: &unit.terms,
    }
}

fn located<'a>(files: &Files, file: &'a FilePath, span: Span) -> At<'a> {
    At { file: file.as_str(), at: position(files, file, span) }
}
