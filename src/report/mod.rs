//! Findings told to people and to programs; the messages in Japanese and English.

mod cards;
mod first;
mod github;
mod human;
mod json;
mod patch;
mod places;
mod stale;
mod standing;
mod tally;
mod words;

pub use cards::{Card, Line, cards};
pub use first::{CodeHost, FirstTexts, URLS_HEAD};
pub use github::github;
pub use human::{Look, failure, human, notice};
pub use json::json;
pub use patch::patch;
pub use stale::{stale_human, stale_json};
pub use standing::{
    LanguageStanding, standing_github, standing_html, standing_human, standing_json, state_words,
};
pub use tally::{Tally, severity};
pub use words::{UiLang, Value, Words};
