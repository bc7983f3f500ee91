//! Full-width traps: text that was meant as Markdown and silently stayed text, because an input
//! method wrote its marks full-width. Code is left alone, and so are the numbers of headings.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::full_width::{Mark, Trap, garbled, indented, inline_traps, line_mark};
use crate::text::{Code, Diagnostic, Edit, FilePath, MappedText};

/// Finds the traps of one text among its events. From `own` on the text is not the page's.
pub(super) fn traps(
    file: &FilePath,
    text: &MappedText,
    own: usize,
    events: &[(Event<'_>, Range<usize>)],
    findings: &mut Vec<Diagnostic>,
) {
    if text.as_str().is_ascii() {
        return;
    }
    let mut walk = Walk { text: text.as_str(), ..Walk::default() };
    for (event, range) in events.iter().filter(|(_, range)| range.end <= own) {
        walk.step(event, range);
    }
    let mut teller = Teller { file, text, findings };
    for trap in walk.traps {
        teller.tell(trap);
    }
    let mut follows = false;
    for run in &walk.runs {
        follows = teller.run(run, follows && run.start == Start::Line);
    }
}

/// Where a stretch of text begins.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
enum Start {
    /// A paragraph.
    Block,
    /// An item of a list.
    Item,
    /// A line inside a paragraph.
    Line,
    /// Anywhere else.
    #[default]
    Inside,
}

/// Text without any markup in it, on one line.
#[derive(Debug)]
struct Run {
    range: Range<usize>,
    start: Start,
    /// In a list.
    listed: bool,
    /// The column at which the words of the innermost item begin, where that is known.
    column: Option<usize>,
}

/// From events to runs of text.
#[derive(Default)]
struct Walk<'t> {
    text: &'t str,
    runs: Vec<Run>,
    traps: Vec<Trap>,
    next: Start,
    items: Vec<Option<usize>>,
    /// In a code block or raw HTML.
    verbatim: bool,
    /// In a heading or a cell, whose lines do not begin anything.
    closed: bool,
}

impl Walk<'_> {
    fn step(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let next = match event {
            Event::Text(_) if !self.verbatim => {
                self.push(range);
                Start::Inside
            }
            Event::Start(tag) => self.open(tag, range),
            Event::End(tag) => {
                self.close(*tag);
                // A paragraph may end where an item's words began, never the other way round.
                self.next
            }
            Event::SoftBreak | Event::HardBreak if !self.closed => Start::Line,
            Event::TaskListMarker(_) => self.next,
            _ => Start::Inside,
        };
        self.next = next;
    }

    fn open(&mut self, tag: &Tag<'_>, range: &Range<usize>) -> Start {
        match tag {
            Tag::Item => {
                self.items.push(column(self.text, range.start));
                return Start::Item;
            }
            Tag::Paragraph if self.next == Start::Item => return Start::Item,
            Tag::Paragraph => return Start::Block,
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => self.verbatim = true,
            Tag::Heading { .. } | Tag::TableHead | Tag::TableRow => self.closed = true,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.traps.extend(destination(self.text, range, dest_url));
            }
            _ => {}
        }
        Start::Inside
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Item => {
                self.items.pop();
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                self.verbatim = false;
            }
            TagEnd::Heading(_) | TagEnd::TableHead | TagEnd::TableRow => self.closed = false,
            _ => {}
        }
    }

    /// The parser cuts text at every mark that could mean something; what touches is one run.
    fn push(&mut self, range: &Range<usize>) {
        match self.runs.last_mut() {
            Some(last) if last.range.end == range.start && self.next == Start::Inside => {
                last.range.end = range.end;
            }
            _ => {
                let listed = !self.items.is_empty();
                let column = self.items.last().copied().flatten();
                self.runs.push(Run { range: range.clone(), start: self.next, listed, column });
            }
        }
    }
}

/// The column at which the words of a list's item begin; `None` behind anything but spaces.
fn column(text: &str, start: usize) -> Option<usize> {
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    text[line..start].bytes().all(|byte| byte == b' ').then_some(start - line + digits + 2)
}

/// `[文字](　https://…)`
fn destination(text: &str, range: &Range<usize>, target: &str) -> Option<Trap> {
    const SPACE: char = '\u{3000}';
    let shown = &text[range.clone()];
    let from = range.start + shown.rfind("](").filter(|_| target.starts_with(SPACE))? + 2;
    let rest = &text[from..range.end];
    let end = range.end - rest.trim_start_matches([SPACE, ' ']).len();
    let edits = vec![(from..end, String::new())];
    Some(Trap { kind: "space", range: range.clone(), edits })
}

struct Teller<'a> {
    file: &'a FilePath,
    text: &'a MappedText,
    findings: &'a mut Vec<Diagnostic>,
}

impl Teller<'_> {
    /// Looks at a run; true if it begins with a trap, so that the next line may go on with it.
    fn run(&mut self, run: &Run, follows: bool) -> bool {
        let text = &self.text.as_str()[run.range.clone()];
        let place =
            |range: Range<usize>| run.range.start + range.start..run.range.start + range.end;
        let mut marked = false;
        if run.start != Start::Inside {
            let trap = self.line_trap(run, follows);
            marked = trap.is_some();
            if let Some(trap) = trap {
                self.tell(trap);
            }
        }
        for Trap { kind, range, edits } in inline_traps(text) {
            let edits = edits.into_iter().map(|(range, text)| (place(range), text)).collect();
            self.tell(Trap { kind, range: place(range), edits });
        }
        let lost = text.find('\u{fffd}').map(|at| at..at + 3);
        if let Some(range) = lost.or_else(|| garbled(text)) {
            let words = text[range.clone()].to_owned();
            let span = self.text.span(&place(range));
            let arguments = [("text", words.as_str())];
            self.findings.push(Diagnostic::new(Code::GarbledText, self.file, span, arguments));
        }
        marked
    }

    fn line_trap(&self, run: &Run, follows: bool) -> Option<Trap> {
        let whole = self.text.as_str();
        let start = run.range.start;
        let rest = &whole[start..];
        let line = rest.lines().next().unwrap_or_default();
        let shown = &whole[run.range.clone()];
        if let Some((indent, mark)) = indented(line) {
            let length = indent.len() + mark.length;
            let text = self.indent(run, indent).map(|spaces| spaces + &mark.text);
            let edits = text.map(|text| (start..start + length, text)).into_iter().collect();
            return Some(Trap { kind: "list", range: start..start + length, edits });
        }
        let mark = line_mark(line)?;
        let before = whole[..start].trim_end().chars().next_back();
        // A word that was broken at its middle dot.
        if run.start == Start::Line
            && !follows
            && shown.starts_with('・')
            && before.is_some_and(char::is_alphanumeric)
        {
            return None;
        }
        let range = start..start + mark.length;
        let sure = is_sure(run, &mark, follows, before);
        let edits = if sure { vec![(range.clone(), mark.text)] } else { Vec::new() };
        Some(Trap { kind: mark.kind, range, edits })
    }

    /// The spaces in place of ideographic ones. Two of them in a list may mean one level or two.
    fn indent(&self, run: &Run, indent: &str) -> Option<String> {
        let whole = self.text.as_str();
        let line = whole[..run.range.start].rfind('\n').map_or(0, |at| at + 1);
        if !run.listed {
            return Some(String::new());
        }
        let column = run.column.filter(|_| run.start == Start::Line && indent.chars().count() == 1);
        column.map(|column| " ".repeat(column.saturating_sub(run.range.start - line)))
    }

    fn tell(&mut self, trap: Trap) {
        let words = self.text.as_str()[trap.range.clone()].to_owned();
        let arguments = [("kind", trap.kind), ("text", words.as_str())];
        let span = self.text.span(&trap.range);
        let mut found = Diagnostic::new(Code::FullWidthMarkup, self.file, span, arguments);
        let edits = trap.edits.into_iter();
        found.fix =
            edits.map(|(range, text)| Edit { span: self.text.span(&range), text }).collect();
        self.findings.push(found);
    }
}

/// Whether nothing else can have been meant, and the plain mark would be read as it is meant:
/// inside an item it may be part of its words; only a list that begins with 1 can interrupt a
/// paragraph; and a quotation or a list in the middle of one may be a broken line.
fn is_sure(run: &Run, mark: &Mark, follows: bool, before: Option<char>) -> bool {
    if run.start == Start::Item || mark.text.is_empty() {
        return false;
    }
    let is_number = mark.text.starts_with(|c: char| c.is_ascii_digit());
    match mark.kind {
        _ if run.start == Start::Block || follows => true,
        "heading" | "directive" => true,
        "list" if is_number => mark.text.starts_with("1."),
        "list" => before.is_some_and(|c| matches!(c, '。' | '：' | ':' | '、')),
        _ => false,
    }
}
