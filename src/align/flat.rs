//! The words of a unit apart from what is the same in every language.

use super::unit::{Thing, ThingKind};
use crate::parse::{Attribute, Inline, InlineKind, is_link, without_comments};
use crate::text::nfc;

/// Stands for what is the same in every language (OBJECT REPLACEMENT CHARACTER).
const THING: char = '\u{fffc}';

/// Words and things, gathered.
#[derive(Default)]
pub(super) struct Flat {
    words: String,
    pub(super) fixed: Vec<Thing>,
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
                    self.thing(ThingKind::Version, core);
                    self.words.push_str(after);
                }
                None => self.words.push_str(piece),
            }
        }
    }

    /// Adds something among words that is the same in every language.
    fn thing(&mut self, kind: ThingKind, thing: &str) {
        self.words.push(THING);
        self.fix(kind, nfc(thing));
    }

    /// Adds something that is the same in every language and stands beside the words.
    pub(super) fn fix(&mut self, kind: ThingKind, value: impl Into<String>) {
        self.fixed.push(Thing { kind, value: value.into() });
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
            InlineKind::Code(code) => self.thing(ThingKind::Code, code),
            InlineKind::Emphasis(inner) => self.between("*", inner),
            InlineKind::Strong(inner) => self.between("**", inner),
            InlineKind::Strikethrough(inner) => self.between("~~", inner),
            InlineKind::Foreign(code, inner) => {
                self.between("|", inner);
                self.fix(ThingKind::Foreign, &code.value);
            }
            InlineKind::Link(address, inner) => {
                self.words.push('[');
                self.inlines(inner);
                self.words.push(']');
                self.text(&address.title);
                self.fix(ThingKind::Link, &address.target.value);
            }
            InlineKind::Image(address, alt) => {
                self.words.push_str("![");
                self.text(alt.as_deref().unwrap_or_default());
                self.words.push(']');
                self.text(&address.title);
                self.fix(ThingKind::Image, &address.target.value);
            }
            InlineKind::FootnoteReference(label) => self.thing(ThingKind::Footnote, label),
            InlineKind::Quote(quote) => self.words.push_str(quote.typed()),
            InlineKind::Ruby(pairs) => {
                for (base, reading) in pairs {
                    self.words.push_str(&format!("{base}({reading})"));
                }
            }
            InlineKind::SoftBreak => self.words.push(' '),
            InlineKind::HardBreak => self.words.push_str(" \\ "),
            InlineKind::Html(html) => {
                let shown = without_comments(html);
                if !shown.is_empty() {
                    self.thing(ThingKind::Html, &shown);
                }
            }
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
        if is_link(name) {
            let kind = if name == "src" { ThingKind::Image } else { ThingKind::Link };
            self.fix(kind, value);
        } else if is_plain {
            let setting = if value.is_empty() { name.clone() } else { format!("{name}={value}") };
            self.fix(ThingKind::Setting, setting);
        } else {
            self.fix(ThingKind::Setting, name);
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
