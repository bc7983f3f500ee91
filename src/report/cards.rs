//! Findings as values with everything that is shown of them, for a page to draw.

use std::collections::BTreeMap;

use serde::Serialize;

use super::human::visible;
use super::places::{Excerpt, Places};
use super::tally::severity;
use super::words::Words;
use crate::text::{Diagnostic, FilePath, Severity, Source};

/// A finding in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Card {
    /// Its code.
    pub code: &'static str,
    /// Whether it is an error.
    pub error: bool,
    /// What is wrong; a library's own words follow in lines of their own.
    pub message: String,
    /// What to do, a sentence each.
    pub help: Vec<String>,
    /// The file, from ROOT.
    pub file: String,
    /// Line and column, from 1, in characters; `None` for the whole file.
    pub at: Option<(usize, usize)>,
    /// The lines that are meant.
    pub lines: Vec<Line>,
}

/// A line of a file, cut where the marked part begins and ends.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// What stands before the mark.
    pub before: String,
    /// What is marked.
    pub marked: String,
    /// What stands behind it.
    pub after: String,
}

/// The most lines of a finding that are shown.
const LINES: usize = 8;

/// Puts findings into words, in the order given.
pub fn cards<'a>(
    findings: &'a [Diagnostic],
    files: &'a BTreeMap<FilePath, Source>,
    words: &Words,
    strict: bool,
) -> Vec<Card> {
    let places = Places::new(findings, files);
    findings.iter().map(|finding| card(finding, &places, words, strict)).collect()
}

fn card(finding: &Diagnostic, places: &Places<'_>, words: &Words, strict: bool) -> Card {
    let note = finding.note.iter().map(|note| note.trim_end().to_owned());
    let message: Vec<_> = std::iter::once(words.message(finding)).chain(note).collect();
    let range = places.range(&finding.place);
    Card {
        code: finding.code.name(),
        error: severity(finding, strict) == Severity::Error,
        message: visible(&message.join("\n")),
        help: words.advice(finding).iter().map(|help| visible(help)).collect(),
        file: visible(finding.place.file.as_str()),
        at: range.map(|(start, _)| (start.line, start.column)),
        lines: places.excerpt(&finding.place).as_ref().map(lines).unwrap_or_default(),
    }
}

fn lines(excerpt: &Excerpt) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (number, line) in (excerpt.line..).zip(excerpt.text.split('\n')).take(LINES) {
        let text = line.strip_suffix('\r').unwrap_or(line);
        let cut = |at: usize| at.clamp(start, start + text.len()) - start;
        let (from, to) = (cut(excerpt.range.start), cut(excerpt.range.end));
        lines.push(Line {
            number,
            before: visible(&text[..from]),
            marked: visible(&text[from..to]),
            after: visible(&text[to..]),
        });
        start += line.len() + 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::UiLang;
    use crate::text::{Code, Span};

    #[test]
    fn the_marked_part_is_cut_out_of_its_lines() {
        let path = FilePath::new("content/ja/a.md");
        let files =
            BTreeMap::from([(path.clone(), Source::new(path.clone(), "一\n二三\n四".as_bytes()))]);
        let found = [
            Diagnostic::new(Code::RawHtml, &path, Span::new(7, 14), []),
            Diagnostic::new(Code::RawHtml, &path, None, []),
        ];
        let cards = cards(&found, &files, &Words::new(UiLang::Ja), false);
        let cut =
            |line: &Line| format!("{} {}[{}]{}", line.number, line.before, line.marked, line.after);
        let shown: Vec<_> = cards[0].lines.iter().map(cut).collect();
        assert_eq!(shown, ["2 二[三]", "3 [四]"]);
        assert_eq!((cards[0].at, cards[0].code), (Some((2, 2)), "raw-html"));
        assert_eq!((cards[1].at, cards[1].lines.len()), (None, 0));
    }
}
