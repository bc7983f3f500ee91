//! A page that sets Latin words off from Japanese by a space here and not there. The style sheet
//! makes that room by itself, so either way is right; both on one page are an accident.
//!
//! Katakana do not count: a name such as `Windows ディスク イメージ` has its spaces from its owner.
//! Nor do digits, which many set close who set words off, nor what is quoted, which is as somebody else wrote it.

use super::document::{Block, BlockKind, Inline, InlineKind};
use crate::text::{Code, Diagnostic, FilePath, Span};

/// Finds the first place of the rarer practice, if a page has both.
pub(super) fn spacing(file: &FilePath, blocks: &[Block]) -> Option<Diagnostic> {
    let mut found = Found::default();
    found.blocks(blocks);
    let (spaced, joined) = (&found.spaced, &found.joined);
    let rarer = if joined.len() < spaced.len() { joined } else { spaced };
    let first = rarer.first().filter(|_| !spaced.is_empty() && !joined.is_empty())?;
    let counts = [spaced.len().to_string(), joined.len().to_string()];
    let arguments = [("spaced", counts[0].as_str()), ("joined", counts[1].as_str())];
    Some(Diagnostic::new(Code::MixedSpacing, file, *first, arguments))
}

/// Where a Latin word meets Japanese.
#[derive(Default)]
struct Found {
    spaced: Vec<Span>,
    joined: Vec<Span>,
}

impl Found {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(inlines) | BlockKind::Tight(inlines) => self.inlines(inlines),
                BlockKind::Heading(heading) => self.inlines(&heading.content),
                BlockKind::Footnote(_, blocks) => self.blocks(blocks),
                BlockKind::List(_, items) => {
                    for item in items {
                        self.blocks(&item.blocks);
                    }
                }
                BlockKind::Table(table) => {
                    let cells = table.head.iter().chain(table.rows.iter().flatten());
                    cells.for_each(|cell| self.inlines(cell));
                }
                BlockKind::Directive(directive) => self.blocks(&directive.body),
                BlockKind::Quote(_) | BlockKind::Code(_) | BlockKind::Rule | BlockKind::Html(_) => {
                }
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => self.text(text, inline.span),
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strikethrough(inner)
                | InlineKind::Link(_, inner) => self.inlines(inner),
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        if text.is_ascii() || span.end - span.start != text.len() {
            return;
        }
        let meets = |before: char, after: char| {
            is_native(before) && after.is_ascii_alphabetic()
                || before.is_ascii_alphabetic() && is_native(after)
        };
        let mut chars = text.char_indices().peekable();
        while let Some((at, before)) = chars.next() {
            let Some((next, after)) = chars.peek().copied() else { return };
            if meets(before, after) {
                self.joined.push(span.part(at, next + after.len_utf8()));
            } else if after == ' ' {
                let beyond =
                    text[next + 1..].chars().next().filter(|beyond| meets(before, *beyond));
                let end = beyond.map(|beyond| next + 1 + beyond.len_utf8());
                self.spaced.extend(end.map(|end| span.part(at, end)));
            }
        }
    }
}

/// Hiragana and kanji.
fn is_native(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '々' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}
