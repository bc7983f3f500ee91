//! What is translated as one.

use crate::text::{Fingerprint, Span};

/// What a unit is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum UnitKind {
    /// The title of the page.
    Title,
    /// The description in the front matter.
    Description,
    /// A heading, and its level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A paragraph of an item of a list.
    Item,
    /// A row of a table, its head among them.
    Row,
    /// A code block with its title.
    Code,
    /// Raw HTML.
    Html,
    /// The first line of a directive: its title and attributes.
    Directive,
}

/// Something that is the same in every language.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Thing {
    /// What it is.
    pub kind: ThingKind,
    /// How it is written, in NFC where it is part of a line.
    pub value: String,
}

/// What a thing is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ThingKind {
    /// A number with points in it, among words.
    Version,
    /// Code among words.
    Code,
    /// Raw HTML among words.
    Html,
    /// Where a link leads, as it is written.
    Link,
    /// Where an image lies, as it is written.
    Image,
    /// The label of a footnote, where it is referred to.
    Footnote,
    /// The code of a language that words are in.
    Foreign,
    /// The id of a heading or directive.
    Id,
    /// A class of one.
    Class,
    /// The number of cells in a row.
    Cells,
    /// The language and the marked lines of a code block.
    CodeInfo,
    /// The text of a code block.
    CodeText,
    /// The name of a directive.
    Directive,
    /// `name=value` of a directive, or the name alone where the value is words.
    Setting,
}

/// A piece of a page that is translated, confirmed and shown as one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// The blocks around it from the outermost, each with a `>` behind it: `ul>note>`.
    pub within: String,
    /// The id of the heading that it stands under; nothing before the first.
    pub section: String,
    /// Its name on the page: the section, the kind and a number from 1, `burning/p2`. A heading is
    /// called by its id alone.
    pub key: String,
    /// Its bytes in the file, without the line end behind it.
    pub span: Span,
    /// Its words as they are compared and counted: in NFC, on one line, each mark of emphasis in one
    /// spelling, and U+FFFC for what is the same in every language.
    pub words: String,
    /// What is the same in every language, in its order: code, addresses, ids, versions.
    pub fixed: Vec<Thing>,
    /// The hash of kind and words: another one has to be translated again.
    pub text: Fingerprint,
    /// The hash of what is the same in every language, and of where it stands.
    pub rest: Fingerprint,
}

impl UnitKind {
    /// The letters that stand for it in keys.
    pub fn short(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Description => "description",
            Self::Heading(_) => "h",
            Self::Paragraph => "p",
            Self::Item => "li",
            Self::Row => "row",
            Self::Code => "code",
            Self::Html => "html",
            Self::Directive => "d",
        }
    }
}

impl Unit {
    /// Whether it has words at all, so that somebody has to translate it.
    pub fn has_words(&self) -> bool {
        self.words.chars().any(char::is_alphabetic)
    }

    /// The things of a kind in it, as they are written.
    pub fn things(&self, kind: ThingKind) -> impl Iterator<Item = &str> {
        self.fixed.iter().filter(move |thing| thing.kind == kind).map(|thing| thing.value.as_str())
    }

    /// Its length in words; where words are not written apart, a character counts as half of one.
    pub fn length(&self) -> usize {
        let wide = self.words.chars().filter(|c| crate::text::is_cjk(*c)).count();
        let apart = self.words.split(|c: char| !c.is_alphanumeric() || crate::text::is_cjk(c));
        wide.div_ceil(2) + apart.filter(|word| !word.is_empty()).count()
    }
}
