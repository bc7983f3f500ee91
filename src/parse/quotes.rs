//! Straight quotation marks and apostrophes among Latin words, which the page's language sets in
//! its own way. Beside Japanese, and around it, they stay as they are written.
//!
//! A pair is `"…"` with a space or an opening bracket before it, and a space or a mark that ends
//! something behind it. Text with an escape or an entity in it is left alone: `\"` stays straight.

use super::document::{Inline, InlineKind, Quote};
use crate::text::is_cjk;

/// Marks the quotation marks of a block.
pub(super) fn with_quotes(inlines: Vec<Inline>) -> Vec<Inline> {
    // Most blocks have none, and are not taken apart.
    if !has_marks(&inlines) {
        return inlines;
    }
    let mut line = Flat::default();
    line.gather(&inlines);
    let quotes = line.quotes();
    if quotes.is_empty() { inlines } else { Split { quotes: &quotes, text: 0 }.inlines(inlines) }
}

fn has_marks(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match &inline.kind {
        InlineKind::Text(text) => text.bytes().any(|byte| matches!(byte, b'"' | b'\'')),
        InlineKind::Emphasis(inner)
        | InlineKind::Strong(inner)
        | InlineKind::Strikethrough(inner)
        | InlineKind::Foreign(_, inner)
        | InlineKind::Link(_, inner) => has_marks(inner),
        _ => false,
    })
}

/// A character of the line, and the text and byte where it stands if it may be changed there.
struct Char {
    c: char,
    text: Option<(usize, usize)>,
}

/// A block's characters, through emphasis and links.
#[derive(Default)]
struct Flat {
    chars: Vec<Char>,
    /// The texts so far.
    texts: usize,
}

/// A mark, in which text and at which byte of it.
type Found = (usize, usize, Quote);

impl Flat {
    fn gather(&mut self, inlines: &[Inline]) {
        for Inline { span, kind } in inlines {
            match kind {
                InlineKind::Text(text) => {
                    let exact = span.end - span.start == text.len();
                    let place = |at| exact.then_some((self.texts, at));
                    let chars = text.char_indices().map(|(at, c)| Char { c, text: place(at) });
                    self.chars.extend(chars);
                    self.texts += 1;
                }
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strikethrough(inner)
                | InlineKind::Foreign(_, inner)
                | InlineKind::Link(_, inner) => self.gather(inner),
                InlineKind::Ruby(pairs) => {
                    let bases = pairs.iter().flat_map(|(base, _)| base.chars());
                    self.chars.extend(bases.map(|c| Char { c, text: None }));
                }
                InlineKind::SoftBreak | InlineKind::HardBreak => {
                    self.chars.push(Char { c: ' ', text: None });
                }
                // Something that may stand between quotation marks like a word.
                InlineKind::Code(_) | InlineKind::Image(..) => {
                    self.chars.push(Char { c: 'x', text: None });
                }
                InlineKind::FootnoteReference(_) | InlineKind::Html(_) | InlineKind::Quote(_) => {}
            }
        }
    }

    /// The marks, in the order in which they stand.
    fn quotes(&self) -> Vec<Found> {
        let mut found = Vec::new();
        let mut open: Option<usize> = None;
        // Whether anything since the mark that may be opening is Japanese.
        let mut native = false;
        for (at, char) in self.chars.iter().enumerate() {
            let (before, after) = (self.before(at), self.after(at));
            match char.c {
                '"' if char.text.is_some() => {
                    let closes =
                        open.filter(|_| ends(before, after) && !is_cjk(self.near_behind(at)));
                    if let Some(start) = closes.filter(|_| !native) {
                        found.extend(self.found(start, Quote::Open));
                        found.extend(self.found(at, Quote::Close));
                        open = None;
                    } else {
                        let begins = begins(before, after) && !is_cjk(self.near_before(at));
                        open = begins.then_some(at);
                        native = false;
                    }
                }
                '\'' if char.text.is_some() && is_apostrophe(before, after) => {
                    found.extend(self.found(at, Quote::Apostrophe));
                }
                c => native |= is_cjk(c),
            }
        }
        found.sort_unstable_by_key(|(text, at, _)| (*text, *at));
        found
    }

    fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or(' ', |at| self.chars[at].c)
    }

    fn after(&self, at: usize) -> char {
        self.chars.get(at + 1).map_or(' ', |char| char.c)
    }

    /// The nearest character before or behind a mark that is no space.
    fn near_before(&self, at: usize) -> char {
        nearest(self.chars[..at].iter().rev())
    }

    fn near_behind(&self, at: usize) -> char {
        nearest(self.chars[at + 1..].iter())
    }

    fn found(&self, at: usize, quote: Quote) -> Option<Found> {
        self.chars[at].text.map(|(text, byte)| (text, byte, quote))
    }
}

fn nearest<'a>(mut chars: impl Iterator<Item = &'a Char>) -> char {
    chars.find(|char| !char.c.is_whitespace()).map_or(' ', |char| char.c)
}

fn begins(before: char, after: char) -> bool {
    let led = before.is_whitespace() || "([{—–/".contains(before);
    led && !after.is_whitespace() && !is_cjk(after)
}

fn ends(before: char, after: char) -> bool {
    let followed = after.is_whitespace() || ".,:;!?)]}—–/'".contains(after);
    followed && !before.is_whitespace()
}

/// `don't`, `users' data`
fn is_apostrophe(before: char, after: char) -> bool {
    let is_letter = |c: char| c.is_alphabetic() && !is_cjk(c);
    is_letter(before) && is_letter(after) || matches!(before, 's' | 'S') && after.is_whitespace()
}

/// Cuts the texts at their marks.
struct Split<'a> {
    quotes: &'a [Found],
    /// The texts so far.
    text: usize,
}

impl Split<'_> {
    fn inlines(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        let mut out = Vec::with_capacity(inlines.len());
        for mut inline in inlines {
            match &mut inline.kind {
                InlineKind::Text(text) => {
                    let text = std::mem::take(text);
                    self.cut(&text, &inline, &mut out);
                    continue;
                }
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strikethrough(inner)
                | InlineKind::Foreign(_, inner)
                | InlineKind::Link(_, inner) => *inner = self.inlines(std::mem::take(inner)),
                _ => {}
            }
            out.push(inline);
        }
        out
    }

    fn cut(&mut self, text: &str, whole: &Inline, out: &mut Vec<Inline>) {
        let mut from = 0;
        let plain = |from: usize, to: usize, out: &mut Vec<Inline>| {
            if from < to {
                let exact = whole.span.end - whole.span.start == text.len();
                let span = if exact { whole.span.part(from, to) } else { whole.span };
                out.push(Inline { span, kind: InlineKind::Text(text[from..to].to_owned()) });
            }
        };
        while let Some(((_, at, quote), rest)) =
            self.quotes.split_first().filter(|((index, ..), _)| *index == self.text)
        {
            plain(from, *at, out);
            let span = whole.span.part(*at, at + 1);
            out.push(Inline { span, kind: InlineKind::Quote(*quote) });
            from = at + 1;
            self.quotes = rest;
        }
        plain(from, text.len(), out);
        self.text += 1;
    }
}
