//! The words of a unit apart from what is the same in every language.

use crate::parse::{Attribute, Inline, InlineKind, is_link};
use crate::text::nfc;

/// Stands for what is the same in every language (OBJECT REPLACEMENT CHARACTER).
const THING: char = '\u{fffc}';

/// Words and things, gathered.
#[derive(Default)]
pub(super) struct Flat {
    words: String,
    pub(super) fixed: Vec<String>,
}

impl Flat {
    /// The words on one line, in NFC.
    pub(super) fn words(&self) -> String {
        nfc(&self.words.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Adds text. Versions are numbers that a program has, and no words.
    pub(super) fn text(&mut self, text: &str) {
        for piece in text.split_inclusive(|c: char| !is_of_version(c)) {
            let number = piece.trim_end_matches(|c: char| !is_of_version(c));
            let core = number.trim_matches('.');
            let is_version = core.contains('.') && core.split('.').all(is_digits);
            match piece.split_once(core).filter(|_| is_version) {
                Some((before, after)) => {
                    self.words.push_str(before);
                    self.thing(core);
                    self.words.push_str(after);
                }
                None => self.words.push_str(piece),
            }
        }
    }

    /// Adds something that is the same in every language.
    pub(super) fn thing(&mut self, thing: &str) {
        self.words.push(THING);
        self.fixed.push(nfc(thing));
    }

    /// Adds a run of inlines.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text(text) => self.text(text),
            InlineKind::Code(code) => self.thing(code),
            InlineKind::Emphasis(inner) => self.between("*", inner),
            InlineKind::Strong(inner) => self.between("**", inner),
            InlineKind::Strikethrough(inner) => self.between("~~", inner),
            InlineKind::Foreign(code, inner) => {
                self.between("|", inner);
                self.fixed.push(code.value.clone());
            }
            InlineKind::Link(address, inner) => {
                self.words.push('[');
                self.inlines(inner);
                self.words.push(']');
                self.text(&address.title);
                self.fixed.push(address.target.value.clone());
            }
            InlineKind::Image(address, alt) => {
                self.words.push_str("![");
                self.text(alt.as_deref().unwrap_or_default());
                self.words.push(']');
                self.text(&address.title);
                self.fixed.push(address.target.value.clone());
            }
            InlineKind::FootnoteReference(label) => self.thing(label),
            InlineKind::Quote(quote) => self.words.push_str(quote.typed()),
            InlineKind::Ruby(pairs) => {
                for (base, reading) in pairs {
                    self.words.push_str(&format!("{base}({reading})"));
                }
            }
            InlineKind::SoftBreak => self.words.push(' '),
            InlineKind::HardBreak => self.words.push_str(" \\ "),
            InlineKind::Html(html) => self.thing(html),
        }
    }

    fn between(&mut self, mark: &str, inner: &[Inline]) {
        self.words.push_str(mark);
        self.inlines(inner);
        self.words.push_str(mark);
    }

    /// Adds an attribute of a directive: an address or a plain name of a setting is a thing, anything
    /// else may be words.
    pub(super) fn attribute(&mut self, attribute: &Attribute) {
        let (name, value) = (&attribute.name.value, attribute.value.as_ref());
        let value = value.map(|value| value.value.as_str()).unwrap_or_default();
        let is_plain = value
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c));
        if is_link(name) || is_plain {
            self.fixed.push(format!("{name}={value}"));
        } else {
            self.fixed.push(name.clone());
            self.words.push(' ');
            self.text(value);
        }
    }
}

fn is_of_version(c: char) -> bool {
    c.is_ascii_digit() || c == '.'
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.chars().all(|c| c.is_ascii_digit())
}
