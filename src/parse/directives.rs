//! Directives are cut out before the Markdown parser runs, because it would swallow their fences
//! into lists and paragraphs.
//!
//! Each is replaced by an HTML comment that holds a noncharacter and a number. A comment may stand
//! where a paragraph is open and needs no blank line around it, so lists stay tight; and no source
//! can hold the noncharacter, which `decode` refuses.

use super::attributes::{Tail, read_tail};
use crate::text::{Code, Diagnostic, FilePath, MappedText, Span, Spanned};

/// Stands in the comment that holds a directive's place.
const MARK: char = '\u{fdd1}';

/// A directive as it was cut out: its head read, its body still text.
#[derive(Debug)]
pub(super) struct Cut {
    pub(super) name: Spanned<String>,
    /// The text between the brackets.
    pub(super) title: Option<MappedText>,
    pub(super) tail: Tail,
    pub(super) body: Option<MappedText>,
    pub(super) span: Span,
    /// The tail has a fault.
    pub(super) unread: bool,
}

/// The number in a comment that holds a directive's place.
pub(super) fn marked(html: &str) -> Option<usize> {
    let inner = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    inner.strip_prefix(MARK)?.parse().ok()
}

/// Cuts the outermost directives out of a text; those inside are cut when the bodies are parsed.
pub(super) fn cut(
    file: &FilePath,
    text: &MappedText,
    findings: &mut Vec<Diagnostic>,
) -> (MappedText, Vec<Cut>) {
    if !text.as_str().contains("::") {
        return (text.clone(), Vec::new());
    }
    let mut cutter = Cutter { file, text, findings, out: MappedText::default(), cuts: Vec::new() };
    cutter.run();
    (cutter.out, cutter.cuts)
}

/// The fence of a container that is open, and where it began.
struct Open {
    colons: usize,
    indent: usize,
    line: Line,
    head: Head,
    inner: usize,
}

/// A line without its end: offsets in the text.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    /// Where the line's own text ends.
    end: usize,
    /// Where the next line begins.
    next: usize,
}

struct Head {
    colons: usize,
    name: Spanned<String>,
    tail: Tail,
    unread: bool,
}

struct Cutter<'a> {
    file: &'a FilePath,
    text: &'a MappedText,
    findings: &'a mut Vec<Diagnostic>,
    out: MappedText,
    cuts: Vec<Cut>,
}

impl Cutter<'_> {
    fn run(&mut self) {
        let mut surroundings = Surroundings::default();
        let mut open: Option<Open> = None;
        // Names and fences of the directives inside the open one, which are cut later.
        let mut inside: Vec<usize> = Vec::new();
        let mut at = 0;
        while let Some(line) = self.line(at) {
            at = line.next;
            let content = &self.text.as_str()[line.start..line.end];
            let indent = content.len() - content.trim_start_matches(' ').len();
            let plain = surroundings.step(content, indent);
            if !plain {
                self.keep(open.is_some(), line);
            } else if let Some(colons) = closing(content) {
                open = self.close(open, &mut inside, colons, line);
            } else if let Some(head) = self.head(line, indent, open.is_some()) {
                match (&open, head.colons) {
                    (None, 2) => self.leaf(head, line, indent),
                    (None, _) => {
                        let colons = head.colons;
                        open = Some(Open { colons, indent, line, head, inner: line.next });
                    }
                    (Some(_), 2) => {}
                    (Some(_), colons) => inside.push(colons),
                }
            } else {
                self.keep(open.is_some(), line);
            }
        }
        if let Some(open) = open {
            self.unclosed(open);
        }
    }

    fn line(&self, start: usize) -> Option<Line> {
        let text = self.text.as_str();
        (start < text.len()).then(|| {
            let next = text[start..].find('\n').map_or(text.len(), |at| start + at + 1);
            let end = start + text[start..next].trim_end_matches('\n').len();
            Line { start, end, next }
        })
    }

    fn keep(&mut self, inside: bool, line: Line) {
        if !inside {
            self.out.append(self.text, line.start..line.next);
        }
    }

    /// A line of colons: it closes the innermost container with as many.
    fn close(
        &mut self,
        open: Option<Open>,
        inside: &mut Vec<usize>,
        colons: usize,
        line: Line,
    ) -> Option<Open> {
        let Some(current) = open else {
            let span = self.text.span(&(line.start..line.end));
            self.findings.push(Diagnostic::new(Code::StrayFence, self.file, span, []));
            return None;
        };
        if inside.last() == Some(&colons) {
            inside.pop();
            return Some(current);
        }
        if current.colons == colons {
            // What is still open inside is found again, and reported, when the body is cut.
            inside.clear();
            self.container(current, line);
            return None;
        }
        Some(current)
    }

    /// Reads `:::name…` or `::name…`; a fault in a head inside a container is reported later.
    fn head(&mut self, line: Line, indent: usize, nested: bool) -> Option<Head> {
        let content = &self.text.as_str()[line.start..line.end];
        let colons = content[indent..].bytes().take_while(|byte| *byte == b':').count();
        let from = indent + colons;
        let length = content[from..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        let end = from + length.unwrap_or(content.len() - from);
        if colons < 2 || end == from || !content.as_bytes()[from].is_ascii_lowercase() {
            return None;
        }
        let follows = content[end..].chars().next();
        if colons == 2 && !matches!(follows, None | Some('[' | '{' | ' ')) {
            return None;
        }
        let name_span = self.text.span(&(line.start + from..line.start + end));
        let name = Spanned::new(content[from..end].to_owned(), name_span);
        let (tail, unread) = match read_tail(content, end) {
            Ok(tail) => (tail, false),
            // Two colons and words behind them are a sentence.
            Err(_) if colons == 2 && matches!(follows, Some(' ')) => return None,
            Err(at) => {
                if !nested {
                    let span = self.text.span(&(line.start + at..line.end.max(line.start + at)));
                    let finding = Diagnostic::new(Code::BadAttributes, self.file, span, []);
                    self.findings.push(finding);
                }
                (Tail::default(), true)
            }
        };
        Some(Head { colons, name, tail: self.placed(tail, line.start), unread })
    }

    /// Turns offsets in the line into bytes of the file; the title stays an offset of the text.
    fn placed(&self, mut tail: Tail, start: usize) -> Tail {
        let place =
            |span: &mut Span| *span = self.text.span(&(start + span.start..start + span.end));
        for attribute in &mut tail.attributes {
            place(&mut attribute.name.span);
            if let Some(value) = &mut attribute.value {
                place(&mut value.span);
            }
        }
        if let Some(id) = &mut tail.id {
            place(&mut id.span);
        }
        tail.title = tail.title.map(|title| Span::new(start + title.start, start + title.end));
        tail
    }

    fn leaf(&mut self, head: Head, line: Line, indent: usize) {
        let span = self.text.span(&(line.start..line.end));
        self.mark(line, indent);
        self.push(head, None, span);
    }

    fn container(&mut self, open: Open, close: Line) {
        let body = self.dedented(open.inner, close.start, open.indent);
        let span = self.text.span(&(open.line.start..close.end));
        self.mark(open.line, open.indent);
        self.push(open.head, Some(body), span);
    }

    /// Everything to the end of the text is its body, so that nothing is lost from the page.
    fn unclosed(&mut self, open: Open) {
        let name = open.head.name.clone();
        let arguments = [("name", name.value.as_str())];
        let at = self.text.span(&(open.line.start + open.indent..open.line.end));
        self.findings.push(Diagnostic::new(Code::UnclosedDirective, self.file, at, arguments));
        let end = self.text.as_str().len();
        self.container(open, Line { start: end, end, next: end });
    }

    fn push(&mut self, head: Head, body: Option<MappedText>, span: Span) {
        let title = head.tail.title.map(|range| {
            let mut title = MappedText::default();
            title.append(self.text, range.start..range.end);
            title
        });
        let Head { name, tail, unread, .. } = head;
        self.cuts.push(Cut { name, title, tail, body, span, unread });
    }

    /// Writes the comment that holds the place of the next cut.
    fn mark(&mut self, line: Line, indent: usize) {
        let comment = format!("{}<!--{MARK}{}-->\n", " ".repeat(indent), self.cuts.len());
        self.out.insert(&comment, self.text.place(line.start));
    }

    /// A body without the indent of the list item that it stands in.
    fn dedented(&self, from: usize, to: usize, indent: usize) -> MappedText {
        let mut body = MappedText::default();
        let mut at = from;
        while let Some(line) = self.line(at).filter(|line| line.start < to) {
            let content = &self.text.as_str()[line.start..line.end];
            let spaces = content.bytes().take(indent).take_while(|byte| *byte == b' ').count();
            body.append(self.text, line.start + spaces..line.next);
            at = line.next;
        }
        body
    }
}

/// The number of colons of a line that holds three or more and nothing else.
fn closing(content: &str) -> Option<usize> {
    let colons = content.trim();
    (colons.len() >= 3 && colons.bytes().all(|byte| byte == b':')).then_some(colons.len())
}

/// Where a line stands: in a code block, in a comment, in a list item, or in none.
#[derive(Default)]
struct Surroundings {
    fence: Option<(char, usize, usize)>,
    /// The column of the item in which a comment of several lines is open.
    comment: Option<usize>,
    /// The columns at which the contents of the open list items begin.
    items: Vec<usize>,
}

impl Surroundings {
    /// Takes a line in; true if a directive may stand on it.
    fn step(&mut self, content: &str, indent: usize) -> bool {
        let rest = content.trim_start_matches(' ');
        if rest.is_empty() {
            return false;
        }
        if let Some((mark, length, within)) = self.fence {
            if indent >= within {
                if fence(rest)
                    .is_some_and(|(c, n, info)| c == mark && n >= length && info.is_empty())
                {
                    self.fence = None;
                }
                return false;
            }
            // The list item ended, and its code block with it.
            self.fence = None;
        }
        // The list item ended, and the comment in it.
        self.comment = self.comment.filter(|within| indent >= *within);
        if self.comment.is_some() {
            self.comment = self.comment.filter(|_| !rest.contains("-->"));
            return false;
        }
        while self.items.last().is_some_and(|start| indent < *start) {
            self.items.pop();
        }
        let within = self.items.last().copied().unwrap_or(0);
        if let Some((mark, length, info)) = fence(rest) {
            if indent < within + 4 && !(mark == '`' && info.contains('`')) {
                self.fence = Some((mark, length, within));
            }
            return false;
        }
        if rest.starts_with("<!--") && indent < within + 4 {
            self.comment = (!rest.contains("-->")).then_some(within);
            return false;
        }
        self.open_items(content, indent);
        indent == within
    }

    /// Opens the items that begin on this line (`- 1. text` opens two).
    fn open_items(&mut self, content: &str, mut column: usize) {
        while let Some(width) = item_marker(&content[column..]) {
            let after = &content[column + width..];
            let spaces = after.len() - after.trim_start_matches(' ').len();
            // Five spaces and more are one space and indented code.
            column += width + if (1..=4).contains(&spaces) { spaces } else { 1 };
            self.items.push(column);
            if column > content.len() {
                return;
            }
        }
    }
}

/// A code fence: its character, its length, and what follows.
fn fence(rest: &str) -> Option<(char, usize, &str)> {
    let mark = rest.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = rest.chars().take_while(|c| *c == mark).count();
    (length >= 3).then(|| (mark, length, rest[length..].trim()))
}

/// The width of `-`, `*`, `+`, `1.` or `1)` if a space or the line's end follows.
fn item_marker(rest: &str) -> Option<usize> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let mark = *rest.as_bytes().get(digits)?;
    let is_marker =
        if digits == 0 { b"-*+".contains(&mark) } else { digits < 10 && b".)".contains(&mark) };
    let ends = rest.as_bytes().get(digits + 1).is_none_or(|byte| *byte == b' ');
    (is_marker && ends).then_some(digits + 1)
}

#[cfg(test)]
mod tests {
    use super::cut;
    use crate::text::{FilePath, MappedText};

    fn check(input: &str, expected: &[(&str, Option<&str>)], findings: &[&str]) {
        let mut found = Vec::new();
        let (_, cuts) = cut(&FilePath::new("a.md"), &MappedText::whole(input, 0), &mut found);
        let cuts: Vec<_> = cuts
            .iter()
            .map(|cut| (cut.name.value.as_str(), cut.body.as_ref().map(MappedText::as_str)))
            .collect();
        assert_eq!(cuts, expected, "{input}");
        let codes: Vec<_> = found.iter().map(|finding| finding.code.name()).collect();
        assert_eq!(codes, findings, "{input}");
    }

    #[test]
    fn containers_and_leaves_are_cut() {
        check(
            "a\n:::note[x]\nb\n:::\n::leaf{a=1}\n",
            &[("note", Some("b\n")), ("leaf", None)],
            &[],
        );
        check("::::tabs\n:::tab[a]\nx\n:::\n::::\n", &[("tabs", Some(":::tab[a]\nx\n:::\n"))], &[]);
        check(":::a\n:::b\n:::\n:::\n", &[("a", Some(":::b\n:::\n"))], &[]);
    }

    #[test]
    fn code_and_prose_are_left_alone() {
        check("```\n:::note\n```\n", &[], &[]);
        check("    :::note\n", &[], &[]);
        check("- a\n\n  ```\n  :::note\n  ```\n", &[], &[]);
        check("<!--\n:::note\n```\n-->\n:::a\n:::\n", &[("a", Some(""))], &[]);
        check("- b\n  <!--\n  :::note\n:::a\n:::\n", &[("a", Some(""))], &[]);
        check("std::mem::take\n::before selects\n", &[], &[]);
    }

    #[test]
    fn list_items_keep_theirs() {
        check("1. a\n   :::note\n   b\n   :::\n2. c\n", &[("note", Some("b\n"))], &[]);
        check("1. a\n:::note\nb\n:::\n", &[("note", Some("b\n"))], &[]);
    }

    #[test]
    fn open_and_stray_fences_are_found() {
        check(":::note\nb\n", &[("note", Some("b\n"))], &["unclosed-directive"]);
        check("a\n\n:::\n", &[], &["stray-fence"]);
        check(":::note[x\nb\n:::\n", &[("note", Some("b\n"))], &["bad-attributes"]);
    }
}
