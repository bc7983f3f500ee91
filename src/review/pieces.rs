//! What the parser made of a page, by where each piece stands. Read within its page, a piece knows
//! links by reference, footnotes, and which marks before its lines are no words.

use std::collections::BTreeMap;

use crate::parse::{Block, BlockKind, CodeBlock, Directive, Heading, Inline, Page, Table};
use crate::text::Span;

/// A unit as the parser read it.
#[derive(Clone, Copy)]
pub(super) enum Piece<'a> {
    Prose(&'a [Inline]),
    Heading(&'a Heading),
    Code(&'a CodeBlock),
    Row(&'a [Vec<Inline>]),
    Directive(&'a Directive),
}

/// The pieces of a page, by their first bytes in the file.
pub(super) struct Pieces<'a> {
    bytes: &'a [u8],
    found: BTreeMap<usize, Piece<'a>>,
}

impl<'a> Pieces<'a> {
    /// Those of a page, whose file holds `bytes`.
    pub(super) fn of(page: &'a Page, bytes: &'a [u8]) -> Self {
        let mut pieces = Self { bytes, found: BTreeMap::new() };
        pieces.blocks(&page.body);
        pieces
    }

    /// The one that begins at a byte.
    pub(super) fn at(&self, start: usize) -> Option<Piece<'a>> {
        self.found.get(&start).copied()
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            let start = block.span.start;
            match &block.kind {
                BlockKind::Paragraph(inlines) | BlockKind::Tight(inlines) => {
                    self.found.insert(start, Piece::Prose(inlines));
                }
                BlockKind::Heading(heading) => {
                    self.found.insert(start, Piece::Heading(heading));
                }
                BlockKind::Code(code) => {
                    self.found.insert(start, Piece::Code(code));
                }
                BlockKind::Table(table) => self.table(table, block.span),
                BlockKind::Directive(directive) => {
                    let line = Span::words_of_line(self.bytes, directive.name.span.start);
                    self.found.insert(line.start, Piece::Directive(directive));
                    self.blocks(&directive.body);
                }
                BlockKind::Quote(blocks) | BlockKind::Footnote(_, blocks) => self.blocks(blocks),
                BlockKind::List(_, items) => {
                    for item in items {
                        self.blocks(&item.blocks);
                    }
                }
                BlockKind::Rule | BlockKind::Html(_) => {}
            }
        }
    }

    /// Each row is a line; the second line is none.
    fn table(&mut self, table: &'a Table, span: Span) {
        let text = self.bytes.get(span.start..span.end).unwrap_or_default();
        let ends = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let starts = std::iter::once(span.start).chain(ends.map(|(at, _)| span.start + at + 1));
        let rows = std::iter::once(&table.head).chain(&table.rows);
        let starts = starts.enumerate().filter(|(line, _)| *line != 1).map(|(_, start)| start);
        self.found.extend(starts.zip(rows.map(|row| Piece::Row(row))));
    }
}
