//! What the site promises, one file for each promise. Pure: a site in, findings out.

mod addresses;
mod allowed;
mod baseline;
mod code_lines;
mod directives;
mod drafts;
mod forms;
mod gate;
mod images;
mod languages;
mod links;
mod messages;
mod names;
mod numbers;
mod pairs;
mod parity;
mod readings;
mod routes;
mod said;
mod term_text;
mod terms;
mod told;
mod touched;
mod urls;
mod whole;

pub use baseline::{BASELINE, baseline};
pub use told::{Told, told};
pub use whole::{KnownFindings, check};
