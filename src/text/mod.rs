//! What everything stands on: files as values, places in them, findings, addresses, languages.
//! Imports nothing of ours.

mod cjk;
mod code;
mod dates;
mod diagnostic;
mod file_change;
mod fingerprint;
mod fold;
mod href;
mod locale;
mod mapped;
mod mend;
mod outcome;
mod path;
mod phrases;
mod place;
mod source;
mod span;

pub use cjk::{is_cjk, is_hangul, is_hiragana, is_kana, is_kanji, is_punctuation, is_wide};
pub use code::{Code, Severity};
pub use dates::{Calendar, DateStyle};
pub use diagnostic::{Diagnostic, nearest};
pub use file_change::FileChange;
pub use fingerprint::Fingerprint;
pub use fold::fold;
pub use href::{Base, Link, Route, escape, link_kind, nfc, slug};
pub use locale::{Lang, Locale};
pub use mapped::MappedText;
pub use mend::mend;
pub use outcome::Outcome;
pub use path::FilePath;
pub use phrases::{PhrasePen, Phrased, Phrases};
pub use place::{Edit, Place};
pub use source::{Inputs, Options, Scrutiny, Source, is_forbidden};
pub use span::{LineIndex, Position, Span, Spanned};
