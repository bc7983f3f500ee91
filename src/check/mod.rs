//! What the site promises, one file for each promise. Pure: a site in, findings out.

mod directives;
mod drafts;
mod forms;
mod images;
mod languages;
mod links;
mod messages;
mod names;
mod readings;
mod routes;
mod terms;
mod whole;

pub use whole::{KnownFindings, check};
