//! Notes: numbered in the order of their first reference, listed at the end, each with the way back.

use std::collections::BTreeMap;

use super::html::Writer;
use super::words::Variable;
use crate::parse::Block;

/// Labels in the order of their first reference, how often each is used, and the texts.
#[derive(Default)]
pub(super) struct Footnotes {
    order: Vec<(String, usize)>,
    /// Where each label stands in `order`.
    places: BTreeMap<String, usize>,
    texts: BTreeMap<String, String>,
}

impl Writer<'_> {
    /// Keeps a note's text for the list.
    pub(super) fn footnote(&mut self, label: &str, blocks: &[Block]) {
        let text = self.apart(|writer| writer.blocks(blocks));
        self.footnotes.texts.entry(label.to_owned()).or_insert(text);
    }

    /// Writes a reference to a note.
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let Footnotes { order, places, .. } = &mut self.footnotes;
        let number = *places.entry(label.to_owned()).or_insert_with(|| {
            order.push((label.to_owned(), 0));
            order.len() - 1
        });
        order[number].1 += 1;
        let (shown, use_number) = (number + 1, order[number].1);
        let id = back_id(shown, use_number);
        self.out.push_str("<sup class=\"footnote-ref\"><a");
        self.attribute("id", &id);
        self.attribute("href", &format!("#fn-{shown}"));
        self.out.push_str(&format!(">{shown}</a></sup>"));
    }

    /// The notes that were referred to, each with the way back.
    pub(super) fn footnote_list(&mut self) {
        let Footnotes { order, texts, .. } = std::mem::take(&mut self.footnotes);
        if order.is_empty() {
            return;
        }
        self.out.push_str("<section class=\"footnotes\"><ol>\n");
        for (index, (label, uses)) in order.iter().enumerate() {
            let number = index + 1;
            let text = texts.get(label).map_or("", String::as_str);
            self.out.push_str(&format!("<li id=\"fn-{number}\">\n{text}"));
            for use_number in 1..=*uses {
                self.out.push_str("<a class=\"footnote-back\"");
                self.attribute("href", &format!("#{}", back_id(number, use_number)));
                self.attribute("aria-label", &self.back_label(number));
                self.out.push_str(">↩</a>\n");
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol></section>\n");
    }

    /// What a screen reader says of the way back, in the language of the page.
    fn back_label(&self, number: usize) -> String {
        let code = &self.frame.code;
        super::asked::note(code);
        let variables = [("number".to_owned(), Variable::Text(number.to_string()))];
        let words = self.environment.answers.words.get(code);
        words.and_then(|words| words.message("footnote-back", &variables)).unwrap_or_default()
    }
}

/// The id of a reference to a note.
fn back_id(number: usize, use_number: usize) -> String {
    if use_number == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{use_number}") }
}
