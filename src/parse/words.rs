//! What the parser leaves as text and is more: bare addresses, ruby (`{漢字|かんじ}`), and words of
//! another language (`[word]{lang=en}`).

use std::ops::Range;

use super::document::{Address, Inline, InlineKind, NESTING};
use crate::text::{MappedText, Span, Spanned, is_cjk};

/// A run of text as it is shown, with the way back to the file.
#[derive(Default)]
pub(super) struct Words {
    pub(super) text: MappedText,
    /// Where a bracket or brace stands that was escaped, in order.
    pub(super) escaped: Vec<usize>,
}

/// The inlines of a container on their way in.
#[derive(Default)]
pub(super) struct Line {
    pub(super) inlines: Vec<Inline>,
    /// Where those are that are an open bracket.
    open: Vec<usize>,
}

impl Line {
    pub(super) fn push(&mut self, span: Span, kind: InlineKind) {
        self.inlines.push(Inline { span, kind });
    }

    /// A bracket comes next. Those beyond the limit stay as they are written.
    fn open(&mut self) {
        if self.open.len() < NESTING {
            self.open.push(self.inlines.len());
        }
    }

    /// Takes what stands behind the last open bracket as words of another language.
    fn close(&mut self, code: Spanned<String>, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let inner = self.inlines.split_off(open + 1);
        let span = self.inlines.pop().map_or(code.span, |bracket| bracket.span);
        self.push(Span::new(span.start, end), InlineKind::Foreign(code, inner));
    }
}

/// What words may be besides words.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    /// Addresses are links: not inside a link.
    pub(super) addresses: bool,
    /// `[…]{lang=en}` is somewhere in the text.
    pub(super) languages: bool,
}

impl Words {
    /// Adds the inlines of the run.
    pub(super) fn write(&self, reading: Reading, line: &mut Line) {
        let text = self.text.as_str();
        let starts: &[char] = if reading.languages { &['h', '{', '[', ']'] } else { &['h', '{'] };
        let mut from = 0;
        let mut at = 0;
        while let Some(start) = text[at..].find(starts).map(|found| at + found) {
            at = start + 1;
            if self.escaped.binary_search(&start).is_ok() {
                continue;
            }
            if text[start..].starts_with('[') {
                self.plain(from..start, line);
                line.open();
                self.plain(start..at, line);
                from = at;
            } else if text[start..].starts_with(']') {
                if let Some(code) = language(&text[start..]).filter(|_| !line.open.is_empty()) {
                    self.plain(from..start, line);
                    let code = start + code.start..start + code.end;
                    (from, at) = (code.end + 1, code.end + 1);
                    let end = self.text.span(&(code.end..at)).end;
                    let value = text[code.clone()].to_owned();
                    line.close(Spanned::new(value, self.text.span(&code)), end);
                } else {
                    line.open.pop();
                }
            } else if let Some((end, kind)) = self.special(start, reading.addresses) {
                self.plain(from..start, line);
                line.push(self.text.span(&(start..end)), kind);
                (from, at) = (end, end);
            }
        }
        self.plain(from..text.len(), line);
    }

    /// Adds the run as text and nothing more.
    pub(super) fn write_plain(&self, line: &mut Line) {
        self.plain(0..self.text.as_str().len(), line);
    }

    fn plain(&self, range: Range<usize>, line: &mut Line) {
        if !range.is_empty() {
            let kind = InlineKind::Text(self.text.as_str()[range.clone()].to_owned());
            line.push(self.text.span(&range), kind);
        }
    }

    /// An address or ruby that begins here, and its end.
    fn special(&self, start: usize, addresses: bool) -> Option<(usize, InlineKind)> {
        let text = self.text.as_str();
        if text[start..].starts_with('{') {
            let (length, kind) = ruby(&text[start..])?;
            return Some((start + length, kind));
        }
        let inside_word = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
        if !addresses || inside_word {
            return None;
        }
        let end = start + address(&text[start..])?;
        let (url, span) = (text[start..end].to_owned(), self.text.span(&(start..end)));
        let words = vec![Inline { span, kind: InlineKind::Text(url.clone()) }];
        let address = Address { target: Spanned::new(url, span), title: String::new() };
        Some((end, InlineKind::Link(address, words)))
    }
}

/// What opens the language of the words in brackets.
pub(super) const LANGUAGE: &str = "]{lang=";

/// The place of the code in `]{lang=en}`.
fn language(text: &str) -> Option<Range<usize>> {
    let rest = text.strip_prefix(LANGUAGE)?;
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
    let from = LANGUAGE.len();
    (length > 0 && rest[length..].starts_with('}')).then_some(from..from + length)
}

/// The length of the address that a text begins with: it ends at the first character that is not
/// ASCII, and what closes a sentence or a bracket around it is no part of it.
fn address(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    // Looked at first: what is no address must not be read to its end at every place it begins.
    let has_host = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[');
    if !has_host(&text[scheme.len()..]) {
        return None;
    }
    let stops = |c: char| !(c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c));
    let mut url = &text[..text.find(stops).unwrap_or(text.len())];
    // Counted once: a line of closing brackets must not be counted again for each of them.
    let more = |close, open| url.matches(close).count().saturating_sub(url.matches(open).count());
    let (mut round, mut square) = (more(')', '('), more(']', '['));
    while let Some(last) = url.chars().next_back() {
        let spare = match last {
            ')' => &mut round,
            ']' => &mut square,
            last if ".,:;!?'\"*".contains(last) => &mut 1,
            _ => break,
        };
        if *spare == 0 {
            break;
        }
        *spare -= 1;
        url = &url[..url.len() - 1];
    }
    url.get(scheme.len()..).is_some_and(has_host).then_some(url.len())
}

/// `{漢字|かんじ}`, or `{漢字|かん|じ}` with a reading for each character.
fn ruby(text: &str) -> Option<(usize, InlineKind)> {
    let end = 1 + text[1..].find(['{', '}', '\n']).filter(|at| text[1 + at..].starts_with('}'))?;
    let (base, readings) = text[1..end].split_once('|')?;
    let readings: Vec<&str> = readings.split('|').collect();
    let blank = |part: &str| part.trim().is_empty();
    if blank(base) || readings.iter().any(|reading| blank(reading)) || !base.chars().any(is_cjk) {
        return None;
    }
    let pairs = if readings.len() == base.chars().count() {
        let each = base.chars().zip(readings);
        each.map(|(base, reading)| (base.to_string(), reading.to_owned())).collect()
    } else {
        vec![(base.to_owned(), readings.concat())]
    };
    Some((end + 1, InlineKind::Ruby(pairs)))
}

/// A text in pieces, each with its reading where it is ruby.
pub(super) fn ruby_pieces(text: &str) -> Vec<(String, Option<String>)> {
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(start) = text[at..].find('{').map(|found| at + found) {
        let Some((length, InlineKind::Ruby(pairs))) = ruby(&text[start..]) else {
            at = start + 1;
            continue;
        };
        pieces.push((text[from..start].to_owned(), None));
        pieces.extend(pairs.into_iter().map(|(base, reading)| (base, Some(reading))));
        (from, at) = (start + length, start + length);
    }
    pieces.push((text[from..].to_owned(), None));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn addresses_end_where_a_sentence_goes_on() {
        for (text, length) in [
            ("https://a.example/b。次", 19),
            ("https://a.example/b_(c))", 23),
            ("https://a.example/b.", 19),
            ("http://a.example」", 16),
        ] {
            assert_eq!(address(text), Some(length), "{text}");
        }
        assert_eq!(address("https://"), None);
        assert_eq!(address("https://、"), None);
        assert_eq!(address("http:/a"), None);
        // Would take minutes if each bracket were a reason to count them all.
        let brackets = ")".repeat(1_000_000);
        assert_eq!(address(&format!("http://a(b{brackets}")), Some(11));
        assert_eq!(address(&format!("http://{brackets}")), None);
    }
}
