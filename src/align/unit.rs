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
    pub fixed: Vec<String>,
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

    /// Its length in words; where words are not written apart, a character counts as half of one.
    pub fn length(&self) -> usize {
        let wide = self.words.chars().filter(|c| crate::text::is_cjk(*c)).count();
        let apart = self.words.split(|c: char| !c.is_alphanumeric() || crate::text::is_cjk(c));
        wide.div_ceil(2) + apart.filter(|word| !word.is_empty()).count()
    }
}
