//! What follows the fence of a code block: ```` ```language title="…" {2,4-6} ````.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::CodeBlockKind;

use super::attributes::{Tail, read_attribute};
use super::document::CodeBlock;
use super::grammars::{LANGUAGES, language};
use super::markdown::{Reader, Tree};
use crate::text::{Code, Diagnostic, FilePath, Fingerprint, Span};

/// What a code block says of itself.
#[derive(Clone, Default, PartialEq, Debug)]
pub(super) struct CodeInfo {
    /// The language, as it is written.
    pub(super) language: Option<String>,
    /// The grammar behind it.
    pub(super) grammar: Option<&'static str>,
    pub(super) title: Option<String>,
    /// Lines to mark, first and last, from 1.
    pub(super) marks: Vec<(usize, usize)>,
}

impl<'t> Tree<'_, '_, 't> {
    /// A code block with what its fence says of it.
    pub(super) fn code(&mut self, kind: CodeBlockKind<'t>, range: &Range<usize>) -> CodeBlock {
        let text: Arc<str> = self.raw_text().into();
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.into_string(),
            CodeBlockKind::Indented => String::new(),
        };
        let line = self.text.as_str()[range.clone()].lines().next().unwrap_or_default();
        let written = line.trim_start_matches(['`', '~']).trim();
        let start = range.start + line.find(written).unwrap_or_default();
        let mapped = self.text;
        // With escapes or entities in it, its parts are not where they seem to be.
        let place = |part: &Range<usize>| {
            let part = if written == info { part.clone() } else { 0..written.len() };
            mapped.span(&(start + part.start..start + part.end))
        };
        let Reader { file, dialect, findings, .. } = &mut *self.reader;
        let read = if dialect.additions {
            read_info(file, &info, text.lines().count(), place, findings)
        } else {
            CodeInfo::plain(&info)
        };
        let key = |grammar: &str| Fingerprint::of(format!("{grammar}\n{text}").as_bytes());
        let grammar = read.grammar.map(|grammar| (grammar, key(grammar)));
        let CodeInfo { language, title, marks, .. } = read;
        CodeBlock { language, title, marks, text, grammar }
    }
}

impl CodeInfo {
    /// The first word is the language, whatever it is, and the rest says nothing.
    fn plain(info: &str) -> Self {
        let language = info.split_whitespace().next().map(str::to_owned);
        Self { language, ..Self::default() }
    }
}

/// Reads the words behind a fence, of a block with so many lines. `place` leads from a range of
/// `info` to the file.
pub(super) fn read_info(
    file: &FilePath,
    info: &str,
    lines: usize,
    place: impl Fn(&Range<usize>) -> Span,
    findings: &mut Vec<Diagnostic>,
) -> CodeInfo {
    let mut read = CodeInfo::default();
    let mut at = 0;
    let first = info.find(|c: char| c.is_whitespace() || c == '{').unwrap_or(info.len());
    if first > 0 && !info[..first].contains('=') {
        let name = &info[..first];
        read.language = Some(name.to_owned());
        match language(name) {
            Some((_, grammar)) => read.grammar = *grammar,
            None => {
                let known = LANGUAGES.iter().flat_map(|(names, _)| names.iter().copied());
                let span = place(&(0..first));
                let finding =
                    Diagnostic::new(Code::UnknownCodeLanguage, file, span, [("name", name)]);
                findings.push(finding.suggest(&name.to_lowercase(), known));
            }
        }
        at = first;
    }
    while let Some(next) = info[at..].find(|c: char| !c.is_whitespace()) {
        let start = at + next;
        let (end, good) = read_item(info, start, lines, &mut read);
        if !good {
            let arguments = [("text", &info[start..end])];
            let finding = Diagnostic::new(Code::BadCodeInfo, file, place(&(start..end)), arguments);
            findings.push(finding);
        }
        at = end;
    }
    read
}

/// Reads one attribute or one list of lines; gives where it ends and whether it says anything.
fn read_item(info: &str, start: usize, lines: usize, read: &mut CodeInfo) -> (usize, bool) {
    if info[start..].starts_with('{') {
        let Some(length) = info[start..].find('}') else { return (info.len(), false) };
        let list = &info[start + 1..start + length];
        let marks: Option<Vec<_>> = list.split(',').map(|item| marked(item, lines)).collect();
        let good = marks.is_some();
        read.marks.extend(marks.unwrap_or_default());
        return (start + length + 1, good);
    }
    let mut tail = Tail::default();
    let Ok(end) = read_attribute(info, start, &mut tail) else {
        let word = info[start..].find(char::is_whitespace).map_or(info.len(), |at| start + at);
        return (word, false);
    };
    let title = tail.attributes.pop().filter(|attribute| attribute.name.value == "title");
    let title = title.and_then(|attribute| attribute.value);
    let good = title.is_some() && read.title.is_none();
    read.title = read.title.take().or(title.map(|title| title.value));
    (end, good)
}

/// `3` or `4-6`, inside the block.
fn marked(item: &str, lines: usize) -> Option<(usize, usize)> {
    let (first, last) = item.split_once('-').unwrap_or((item, item));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (1 <= first && first <= last && last <= lines).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::read_info;
    use crate::text::{FilePath, Span};

    fn read(info: &str) -> (super::CodeInfo, Vec<(usize, usize)>) {
        let mut findings = Vec::new();
        let place = |range: &std::ops::Range<usize>| Span::new(range.start, range.end);
        let info = read_info(&FilePath::new("a.md"), info, 6, place, &mut findings);
        let spans = findings.iter().filter_map(|finding| finding.place.span);
        (info, spans.map(|span| (span.start, span.end)).collect())
    }

    #[test]
    fn language_title_and_lines() {
        let (info, faults) = read(r#"ps1 title="a \"b\".ps1" {2, 4-6}"#);
        assert_eq!((info.language.as_deref(), info.grammar), (Some("ps1"), Some("PowerShell")));
        assert_eq!(info.title.as_deref(), Some(r#"a "b".ps1"#));
        assert_eq!(info.marks, [(2, 2), (4, 6)]);
        assert_eq!(faults, []);
        assert_eq!(read("rust{1}").0.marks, [(1, 1)]);
        assert_eq!(read("title=x").0.language, None);
    }

    #[test]
    fn what_says_nothing_is_a_fault() {
        for (info, faults) in [
            ("text {0}", vec![(5, 8)]),
            ("text {3-2}", vec![(5, 10)]),
            ("text {7}", vec![(5, 8)]),
            ("text {1", vec![(5, 7)]),
            ("text 行 title", vec![(5, 8), (9, 14)]),
            ("text title=\"a", vec![(5, 13)]),
            ("text title=a title=b", vec![(13, 20)]),
            ("txet", vec![(0, 4)]),
        ] {
            assert_eq!(read(info).1, faults, "{info}");
        }
    }
}
