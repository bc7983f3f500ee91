//! The words of a page in their order: all that is neither code, nor an address, nor raw HTML.

use super::document::{Block, BlockKind, Inline, InlineKind};
use crate::text::Span;

/// A run of words without any markup in it.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// What it is.
    pub kind: RunKind,
    /// The words; of ruby, nothing: it has two texts.
    pub text: &'a str,
    /// Where they stand.
    pub span: Span,
    /// In a quotation, which is as somebody else wrote it.
    pub quoted: bool,
    /// In words that name their language.
    pub foreign: bool,
}

/// What a run of words is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RunKind {
    /// Text that stands on the page.
    Text,
    /// Text with its reading.
    Ruby,
    /// The alternative text of an image.
    Alternative,
}

/// Visits every run of words of a page's body.
pub fn each_run<'a>(blocks: &'a [Block], visit: &mut impl FnMut(Run<'a>)) {
    Walk { visit, quoted: false, foreign: false }.blocks(blocks);
}

struct Walk<'v, V> {
    visit: &'v mut V,
    quoted: bool,
    foreign: bool,
}

impl<'a, V: FnMut(Run<'a>)> Walk<'_, V> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(inlines) | BlockKind::Tight(inlines) => self.inlines(inlines),
                BlockKind::Heading(heading) => self.inlines(&heading.content),
                BlockKind::Quote(blocks) => {
                    let outside = std::mem::replace(&mut self.quoted, true);
                    self.blocks(blocks);
                    self.quoted = outside;
                }
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
                BlockKind::Directive(directive) => {
                    directive.title.iter().for_each(|title| self.inlines(&title.value));
                    self.blocks(&directive.body);
                }
                BlockKind::Code(_) | BlockKind::Rule | BlockKind::Html(_) => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &'a [Inline]) {
        for Inline { span, kind } in inlines {
            match kind {
                InlineKind::Text(text) => self.run(RunKind::Text, text, *span),
                InlineKind::Ruby(_) => self.run(RunKind::Ruby, "", *span),
                InlineKind::Image(_, Some(alt)) => self.run(RunKind::Alternative, alt, *span),
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strikethrough(inner)
                | InlineKind::Link(_, inner) => self.inlines(inner),
                InlineKind::Foreign(_, inner) => {
                    let outside = std::mem::replace(&mut self.foreign, true);
                    self.inlines(inner);
                    self.foreign = outside;
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, kind: RunKind, text: &'a str, span: Span) {
        let Self { quoted, foreign, .. } = *self;
        (self.visit)(Run { kind, text, span, quoted, foreign });
    }
}
