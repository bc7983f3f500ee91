//! `<!-- allow: CODE -->`: a finding that is known and right as it is.
//!
//! Before a block it speaks of that block, before a heading of all that stands below it, within a
//! paragraph of that paragraph; `allow-page:` speaks of the whole file. Several codes have commas
//! between them, and what follows the last is for those who write.

use super::comments::comments;
use super::document::{Block, BlockKind, Inline, InlineKind};
use crate::text::{Span, Spanned};

/// The beginning of a comment that speaks of what follows.
const HERE: &str = "allow:";

/// The same for the whole file.
const PAGE: &str = "allow-page:";

/// A code that is allowed somewhere.
#[derive(Clone, PartialEq, Debug)]
pub struct Allow {
    /// The code as it was written, with the place of its comment.
    pub code: Spanned<String>,
    /// Where it is allowed; `None` for the whole file.
    pub within: Option<Span>,
}

/// Whether there is such a comment in it.
pub(super) fn is_allow(html: &str) -> bool {
    comments(html).any(|words| codes(words).is_some())
}

/// All that is allowed on a page, in the order in which it stands.
pub(super) fn allowed(blocks: &[Block]) -> Vec<Allow> {
    let mut found = Found(Vec::new());
    found.blocks(blocks);
    found.0
}

struct Found(Vec<Allow>);

impl Found {
    fn blocks(&mut self, blocks: &[Block]) {
        for (place, block) in blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Html(html) => self.html(html, block.span, next(&blocks[place + 1..])),
                BlockKind::Paragraph(inlines) | BlockKind::Tight(inlines) => {
                    self.inlines(inlines, block.span);
                }
                BlockKind::Heading(heading) => {
                    self.inlines(&heading.content, section(heading.level, &blocks[place..]));
                }
                BlockKind::Quote(blocks) | BlockKind::Footnote(_, blocks) => self.blocks(blocks),
                BlockKind::List(_, items) => {
                    for item in items {
                        self.blocks(&item.blocks);
                    }
                }
                BlockKind::Table(table) => {
                    let cells = table.head.iter().chain(table.rows.iter().flatten());
                    cells.for_each(|cell| self.inlines(cell, block.span));
                }
                BlockKind::Directive(directive) => self.blocks(&directive.body),
                BlockKind::Code(_) | BlockKind::Rule => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline], within: Span) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Html(html) => self.html(html, inline.span, within),
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strikethrough(inner)
                | InlineKind::Foreign(_, inner)
                | InlineKind::Link(_, inner) => self.inlines(inner, within),
                _ => {}
            }
        }
    }

    fn html(&mut self, html: &str, span: Span, within: Span) {
        for (is_page, codes) in comments(html).filter_map(codes) {
            let within = (!is_page).then_some(within);
            let allow = |code| Allow { code: Spanned::new(code, span), within };
            self.0.extend(codes.into_iter().map(allow));
        }
    }
}

/// The codes in a comment, and whether they are for the whole file.
fn codes(words: &str) -> Option<(bool, Vec<String>)> {
    let words = words.trim_start();
    let here = words.strip_prefix(HERE).map(|rest| (false, rest));
    let (is_page, rest) = here.or_else(|| Some((true, words.strip_prefix(PAGE)?)))?;
    let mut codes = Vec::new();
    for word in rest.split_whitespace() {
        let code = word.trim_end_matches([',', ':']);
        codes.extend(code.split(',').map(str::to_owned));
        if !word.ends_with(',') {
            break;
        }
    }
    Some((is_page, codes))
}

/// What a comment before some blocks speaks of.
fn next(blocks: &[Block]) -> Span {
    let first = blocks.iter().position(|block| !matches!(block.kind, BlockKind::Html(_)));
    match first.map(|first| (&blocks[first..], &blocks[first].kind)) {
        Some((blocks, BlockKind::Heading(heading))) => section(heading.level, blocks),
        Some((blocks, _)) => blocks[0].span,
        // HTML alone follows, or nothing at all.
        None => blocks.first().map_or(Span::new(0, 0), |block| block.span),
    }
}

/// A heading and all below it.
fn section(level: u8, blocks: &[Block]) -> Span {
    let is_next = |block: &Block| matches!(&block.kind, BlockKind::Heading(heading) if heading.level <= level);
    let length = blocks[1..].iter().position(is_next).map_or(blocks.len(), |place| place + 1);
    Span::new(blocks[0].span.start, blocks[length - 1].span.end)
}

#[cfg(test)]
mod tests {
    use super::codes;

    #[test]
    fn codes_stand_before_words() {
        let read = |words| codes(words).map(|(page, codes)| (page, codes.join("+")));
        let some = |page, codes: &str| Some((page, codes.to_owned()));
        assert_eq!(read(" allow: missing-alt "), some(false, "missing-alt"));
        assert_eq!(read("allow:a, b,c why, and so on"), some(false, "a+b+c"));
        assert_eq!(read(" allow-page: a, b: because"), some(true, "a+b"));
        assert_eq!(read("allow:"), some(false, ""));
        for words in ["allow a", "to allow: a", "allowed: a", "l10n:skip"] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
