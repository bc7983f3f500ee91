//! Findings told to people and to programs; the messages in Japanese and English.

mod cards;
mod human;
mod json;
mod places;
mod tally;
mod words;

pub use cards::{Card, Line, cards};
pub use human::{Look, failure, human, notice};
pub use json::json;
pub use tally::{Tally, severity};
pub use words::{UiLang, Value, Words};
