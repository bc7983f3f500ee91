//! Notes: numbered in the order of their first reference, listed at the end, each with the way back.

use std::collections::BTreeMap;

use crate::text::escape;

/// Labels in the order of their first reference, how often each is used, and the texts.
#[derive(Default)]
pub(super) struct Footnotes {
    /// What every id begins with.
    prefix: String,
    order: Vec<(String, usize)>,
    /// Where each label stands in `order`.
    places: BTreeMap<String, usize>,
    texts: BTreeMap<String, String>,
}

impl Footnotes {
    /// No notes yet, of a text whose ids begin with `prefix`.
    pub(super) fn new(prefix: &str) -> Self {
        Self { prefix: prefix.to_owned(), ..Self::default() }
    }

    /// Keeps the text of a note for the list; the first one of a label counts.
    pub(super) fn keep(&mut self, label: &str, text: String) {
        self.texts.entry(label.to_owned()).or_insert(text);
    }

    /// Writes a reference to a note.
    pub(super) fn refer(&mut self, label: &str, out: &mut String) {
        let Self { prefix, order, places, .. } = self;
        let number = *places.entry(label.to_owned()).or_insert_with(|| {
            order.push((label.to_owned(), 0));
            order.len() - 1
        });
        order[number].1 += 1;
        let (shown, id) = (number + 1, back_id(prefix, number + 1, order[number].1));
        out.push_str(&format!(
            "<sup class=\"footnote-ref\"><a id=\"{id}\" href=\"#{prefix}fn-{shown}\">{shown}</a></sup>"
        ));
    }

    /// Writes the notes that were referred to. `back` says what the way back from a note is called.
    pub(super) fn list(&self, back: impl Fn(usize) -> String, out: &mut String) {
        if self.order.is_empty() {
            return;
        }
        let prefix = &self.prefix;
        out.push_str("<section class=\"footnotes\"><ol>\n");
        for (number, (label, uses)) in (1..).zip(&self.order) {
            let text = self.texts.get(label).map_or("", String::as_str);
            out.push_str(&format!("<li id=\"{prefix}fn-{number}\">\n{text}"));
            for use_number in 1..=*uses {
                let id = back_id(prefix, number, use_number);
                out.push_str(&format!("<a class=\"footnote-back\" href=\"#{id}\" aria-label=\""));
                escape(&back(number), out);
                out.push_str("\">↩</a>\n");
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol></section>\n");
    }
}

/// The id of a reference to a note.
fn back_id(prefix: &str, number: usize, use_number: usize) -> String {
    let first = format!("{prefix}fnref-{number}");
    if use_number == 1 { first } else { format!("{first}-{use_number}") }
}
