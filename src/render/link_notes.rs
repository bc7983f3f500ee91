//! Where links lead, for readers on paper: numbered as they are met, listed at the end. The theme
//! shows neither the numbers nor the list on a screen.

use std::collections::BTreeMap;

use crate::text::escape;

/// Addresses in the order of their numbers, which begin with 1.
#[derive(Default)]
pub(super) struct LinkNotes {
    order: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

impl LinkNotes {
    /// The number of an address; one that was met before keeps its own.
    pub(super) fn number(&mut self, href: &str) -> usize {
        let Self { order, numbers } = self;
        *numbers.entry(href.to_owned()).or_insert_with(|| {
            order.push(href.to_owned());
            order.len()
        })
    }

    /// Writes the list, if there is anything to list.
    pub(super) fn list(&self, heading: &str, out: &mut String) {
        if self.order.is_empty() {
            return;
        }
        out.push_str("<section class=\"link-notes\">\n<p class=\"link-notes-title\">");
        escape(heading, out);
        out.push_str("</p>\n<ol>\n");
        for href in &self.order {
            out.push_str("<li>");
            escape(href, out);
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
    }
}
