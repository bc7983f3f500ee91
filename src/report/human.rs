//! Findings as people read them: the sentence, the line with a caret, and what to do.

use std::collections::BTreeMap;

use annotate_snippets::{
    AnnotationKind, Group, Level, Message, Origin, Renderer, Snippet, renderer::DEFAULT_TERM_WIDTH,
};

use super::places::{Excerpt, Places};
use super::tally::severity;
use super::words::{Value, Words};
use crate::text::{Diagnostic, FilePath, Place, Severity, Source};

/// How findings are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Look {
    /// With colours.
    pub colour: bool,
    /// Columns of the terminal. `None` where there is none: no line is cut short.
    pub width: Option<usize>,
    /// Warnings count as errors.
    pub strict: bool,
}

/// Shows findings one after the other, in the order given.
pub fn human(
    findings: &[Diagnostic],
    files: &BTreeMap<FilePath, Source>,
    words: &Words,
    look: Look,
) -> String {
    let places = Places::new(findings, files);
    let renderer = renderer(look);
    let mut shown = String::new();
    for finding in findings {
        shown.push_str(&renderer.render(&[group(finding, &places, words, look.strict)]));
        shown.push_str("\n\n");
    }
    shown
}

/// Shows what stopped a run: the message of this name, the system's words, and the message's help.
pub fn failure(
    name: &str,
    values: &[(&str, Value<'_>)],
    system: Option<String>,
    words: &Words,
    look: Look,
) -> String {
    let level = Level::ERROR.with_name(words.severity(Severity::Error));
    let title = level.primary_title(words.say(name, values));
    let note = system.map(|text| line(Level::NOTE, words.say("level-note", &[]), &text));
    let help = words.help(name, values);
    let help = help.map(|text| line(Level::HELP, words.say("level-help", &[]), &text));
    renderer(look).render(&[Group::with_title(title).elements(note).elements(help)]) + "\n"
}

/// Shows what is worth knowing and no fault.
pub fn notice(name: &str, values: &[(&str, Value<'_>)], words: &Words, look: Look) -> String {
    let level = Level::NOTE.with_name(words.say("level-note", &[]));
    let title = level.primary_title(words.say(name, values));
    renderer(look).render(&[Group::with_title(title)]) + "\n"
}

fn renderer(look: Look) -> Renderer {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    // An excerpt has its own limit in bytes, so this one is never reached.
    let width = look.width.map_or(usize::from(u16::MAX), |width| width.max(DEFAULT_TERM_WIDTH / 2));
    renderer.term_width(width)
}

fn group<'a>(
    finding: &'a Diagnostic,
    places: &Places<'a>,
    words: &Words,
    strict: bool,
) -> Group<'a> {
    let severity = severity(finding, strict);
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.with_name(words.severity(severity)).primary_title(words.message(finding));
    let group = Group::with_title(title.id(finding.code.name()));
    let group = at_place(group, &finding.place, places, AnnotationKind::Primary);
    let related = finding.related.iter();
    let group =
        related.fold(group, |group, place| at_place(group, place, places, AnnotationKind::Context));
    let advice = words.advice(finding).into_iter();
    let advice = advice.map(|text| line(Level::HELP, words.say("level-help", &[]), &text));
    let note = finding
        .note
        .as_deref()
        .map(|note| line(Level::NOTE, words.say("level-note", &[]), note.trim_end()));
    group.elements(note).elements(advice)
}

/// A line below the source.
fn line(level: Level<'static>, name: String, text: &str) -> Message<'static> {
    level.with_name(name).message(visible(text))
}

/// What a file's name, or a library that quotes a file, would do to the terminal is shown instead
/// of done: control characters by their pictures, marks that turn the direction as unknown.
pub(super) fn visible(text: &str) -> String {
    let show = |character: char| match character {
        '\n' | '\t' => character,
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\x7f'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => character,
    };
    text.chars().map(show).collect()
}

/// The file's line with its caret; without one, where it is.
fn at_place<'a>(
    group: Group<'a>,
    place: &'a Place,
    places: &Places<'a>,
    kind: AnnotationKind,
) -> Group<'a> {
    let path = visible(place.file.as_str());
    match (places.excerpt(place), places.range(place)) {
        (Some(Excerpt { text, line, range }), _) => {
            let annotation = kind.span(range);
            group.element(Snippet::source(text).path(path).line_start(line).annotation(annotation))
        }
        (None, Some((start, _))) => {
            group.element(Origin::path(path).line(start.line).char_column(start.column))
        }
        (None, None) => group.element(Origin::path(path)),
    }
}
