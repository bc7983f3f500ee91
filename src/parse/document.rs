//! A page's body as a tree. What depends on the rest of the site (where a link leads, which id a
//! heading inherits, what a directive's template makes of it) is still open in it.

use std::sync::Arc;

use crate::text::{Fingerprint, Span, Spanned};

/// How deep lists, quotes, directives and brackets may nest.
pub(super) const NESTING: usize = 100;

/// A part of a page that stands on its own lines.
#[derive(Clone, PartialEq, Debug)]
pub struct Block {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block.
#[derive(Clone, PartialEq, Debug)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// The text of an item of a tight list, which has no paragraph.
    Tight(Vec<Inline>),
    /// A heading.
    Heading(Heading),
    /// A quotation.
    Quote(Vec<Block>),
    /// A list; the first number if it is ordered.
    List(Option<u64>, Vec<Item>),
    /// A code block.
    Code(CodeBlock),
    /// A table.
    Table(Table),
    /// A thematic break.
    Rule,
    /// Raw HTML.
    Html(String),
    /// `[^label]: …`
    Footnote(String, Vec<Block>),
    /// `:::name` … `:::`, `::name`, or a GitHub alert.
    Directive(Directive),
}

/// A heading.
#[derive(Clone, PartialEq, Debug)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// `{#id}`.
    pub id: Option<String>,
    /// `{.class}`.
    pub classes: Vec<String>,
    /// Its words.
    pub content: Vec<Inline>,
}

/// An item of a list.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// `[ ]` or `[x]`.
    pub task: Option<bool>,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A code block.
#[derive(Clone, PartialEq, Debug)]
pub struct CodeBlock {
    /// The language, as it is written.
    pub language: Option<String>,
    /// `title="…"`.
    pub title: Option<String>,
    /// `{2,4-6}`: lines to mark, first and last, from 1.
    pub marks: Vec<(usize, usize)>,
    /// The code, with `\n` at the end of each line.
    pub text: Arc<str>,
    /// What colours it, and the hash of that and of the text.
    pub grammar: Option<(&'static str, Fingerprint)>,
}

/// A table.
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    /// `left`, `center`, `right` or nothing, by column.
    pub alignments: Vec<&'static str>,
    /// The cells of the head.
    pub head: Vec<Vec<Inline>>,
    /// The cells of the rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// A part of a line.
#[derive(Clone, PartialEq, Debug)]
pub struct Inline {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub kind: InlineKind,
}

/// The kinds of inline.
#[derive(Clone, PartialEq, Debug)]
pub enum InlineKind {
    /// Text.
    Text(String),
    /// Code.
    Code(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Strikethrough(Vec<Inline>),
    /// `[…]{lang=en}`: words in another language, and its code.
    Foreign(Spanned<String>, Vec<Inline>),
    /// A link.
    Link(Address, Vec<Inline>),
    /// An image and its alternative text, which is `None` where nothing was written.
    Image(Address, Option<String>),
    /// `[^label]`
    FootnoteReference(String),
    /// `"` or `'` that the page's language sets in its own way.
    Quote(Quote),
    /// Pieces of text, each with its reading.
    Ruby(Vec<(String, String)>),
    /// A line end in the source.
    SoftBreak,
    /// A line end that is meant.
    HardBreak,
    /// Raw HTML.
    Html(String),
}

/// What a straight mark stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quote {
    /// It opens a quotation.
    Open,
    /// It closes one.
    Close,
    /// It stands for letters that are left out.
    Apostrophe,
}

impl Quote {
    /// The mark as it is typed.
    pub fn typed(self) -> &'static str {
        match self {
            Self::Open | Self::Close => "\"",
            Self::Apostrophe => "'",
        }
    }
}

/// Where a link or image points, as it was written (entities and escapes resolved).
#[derive(Clone, PartialEq, Debug)]
pub struct Address {
    /// The address, at its place.
    pub target: Spanned<String>,
    /// The words in quotes behind it.
    pub title: String,
}

/// A directive.
#[derive(Clone, PartialEq, Debug)]
pub struct Directive {
    /// Its name.
    pub name: Spanned<String>,
    /// What stands in `[…]`.
    pub title: Option<Spanned<Vec<Inline>>>,
    /// `key=value`, and `key` alone.
    pub attributes: Vec<Attribute>,
    /// `#id`.
    pub id: Option<Spanned<String>>,
    /// `.class`.
    pub classes: Vec<String>,
    /// The blocks of a container.
    pub body: Vec<Block>,
    /// The body as it was written, for a template that shows how; empty for an alert.
    pub source: String,
    /// What stands behind its name could not be read to the end.
    pub unread: bool,
}

/// An attribute of a directive.
#[derive(Clone, PartialEq, Debug)]
pub struct Attribute {
    /// Its name.
    pub name: Spanned<String>,
    /// Its value; `None` where the name stands alone.
    pub value: Option<Spanned<String>>,
}

impl Directive {
    /// The value of an attribute.
    pub fn value(&self, name: &str) -> Option<&Spanned<String>> {
        self.attributes.iter().find(|attribute| attribute.name.value == name)?.value.as_ref()
    }
}

/// The words of a run of inlines, without any markup.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_text(inlines, &mut text);
    text
}

fn push_text(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(piece) | InlineKind::Code(piece) => text.push_str(piece),
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikethrough(inner)
            | InlineKind::Foreign(_, inner)
            | InlineKind::Link(_, inner) => push_text(inner, text),
            InlineKind::Quote(quote) => text.push_str(quote.typed()),
            InlineKind::Ruby(pairs) => text.extend(pairs.iter().map(|(base, _)| base.as_str())),
            InlineKind::Image(_, alt) => text.push_str(alt.as_deref().unwrap_or_default()),
            InlineKind::SoftBreak | InlineKind::HardBreak => text.push(' '),
            InlineKind::FootnoteReference(_) | InlineKind::Html(_) => {}
        }
    }
}
