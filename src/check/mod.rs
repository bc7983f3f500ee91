//! What the site promises, one file for each promise. Pure: a site in, findings out.

mod addresses;
mod code_lines;
mod directives;
mod drafts;
mod forms;
mod images;
mod languages;
mod links;
mod messages;
mod names;
mod numbers;
mod pairs;
mod parity;
mod readings;
mod review;
mod routes;
mod said;
mod term_text;
mod terms;
mod whole;

pub use review::review;
pub use whole::{KnownFindings, check};
