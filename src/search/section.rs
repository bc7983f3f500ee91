//! A section of a page: what a search leads to.

use crate::text::{Base, Route};

/// What stands under a heading, or before the first.
#[derive(Default, Debug)]
pub(super) struct Section {
    /// What leads there from the page's address: `#id`, `?q=…`, or nothing.
    pub(super) tail: String,
    /// The heading; nothing before the first.
    pub(super) heading: String,
    /// Its lines: a paragraph, a cell, a line of code each.
    pub(super) text: String,
    /// Lines that it can be found by and that nobody sees: readings, other names.
    pub(super) unseen: String,
}

impl Section {
    /// A section with a heading.
    pub(super) fn new(tail: String, heading: &str) -> Self {
        Self { tail, heading: heading.to_owned(), ..Self::default() }
    }

    /// Adds a line of text.
    pub(super) fn line(&mut self, line: &str) {
        push_line(&mut self.text, line);
    }

    /// Adds a line that is found but not shown.
    pub(super) fn unseen(&mut self, line: &str) {
        push_line(&mut self.unseen, line);
    }
}

fn push_line(lines: &mut String, line: &str) {
    let line = line.trim();
    if !line.is_empty() {
        if !lines.is_empty() {
            lines.push('\n');
        }
        lines.push_str(line);
    }
}

/// `#id`, encoded.
pub(super) fn anchor(id: &str) -> String {
    Base::default().anchor(&Route::new(""), id).trim_start_matches('/').to_owned()
}
