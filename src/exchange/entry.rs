//! What is exchanged.

use crate::parse::{Glossary, Status};
use crate::text::{FilePath, Fingerprint, Source};

/// The texts of a page in two languages.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    /// The page's path below the folders of both languages.
    pub path: &'a str,
    /// The source as it was when the translation was confirmed, if it was.
    pub base: Option<&'a Source>,
    /// The source now.
    pub now: &'a Source,
    /// The translation.
    pub translation: &'a Source,
    /// How far its author says it is.
    pub status: Option<Status>,
    /// The terms of the site.
    pub glossary: &'a Glossary,
    /// The codes of both languages.
    pub codes: (&'a str, &'a str),
}

/// A unit and its translation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The page's path and the unit's name, which stay as long as the unit does: `guide/a.md#one/p1`.
    pub context: String,
    /// The file of the translation.
    pub file: FilePath,
    /// The unit in the source now.
    pub source: String,
    /// The unit when its translation was confirmed, where that was another.
    pub before: Option<String>,
    /// The source has changed since.
    pub is_stale: bool,
    /// The translation; empty where there is none yet.
    pub translation: String,
    /// What tells whether somebody else has changed the translation meanwhile.
    pub tag: String,
    /// What translators should know: terms.
    pub notes: Vec<String>,
}

/// The tag of a text, as long as it must be to tell two versions apart.
pub(super) fn tag(text: &str) -> String {
    Fingerprint::of(text.as_bytes()).short(12)
}

/// The name of a unit outside its page.
pub(super) fn context(path: &str, key: &str) -> String {
    format!("{path}#{key}")
}
