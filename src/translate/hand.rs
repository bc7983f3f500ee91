//! A page while its units are written anew, one by one. Each edit is proved by reading the page again: all
//! other units are what they were, or nothing is written.

use super::drift::units;
use crate::align::Unit;
use crate::text::{Source, Span};

/// The page, and its units.
#[derive(Debug)]
pub struct Hand {
    /// The file as it is by now.
    pub page: Source,
    /// Its units, as many and in the same order as at first.
    pub units: Vec<Unit>,
}

impl Hand {
    /// Takes up a page.
    pub fn new(page: &Source) -> Self {
        Self { units: units(page), page: page.clone() }
    }

    /// The unit at `place` as it is written, each line with `\n` at its end.
    pub fn written(&self, place: usize) -> String {
        written(&self.page, self.units[place].span)
    }

    /// Writes a unit. It stays of its kind, at its place, holds all of the text, and must fit.
    pub fn put(&mut self, place: usize, text: &str, fits: impl Fn(&Unit, &Unit) -> bool) -> bool {
        let (bytes, span) = (&self.page.bytes, self.units[place].span);
        // Lines end as they do in the file.
        let text = if bytes.windows(2).any(|pair| pair == b"\r\n") {
            text.replace('\n', "\r\n")
        } else {
            text.to_owned()
        };
        let written = Span::new(span.start, span.start + text.len());
        let parts = [&bytes[..span.start], text.as_bytes(), &bytes[span.end..]];
        let page = Source::new(self.page.path.clone(), parts.concat());
        let after = units(&page);
        let is_kept = |(at, (old, new)): (usize, (&Unit, &Unit))| {
            let is_same = old.text == new.text && old.fixed == new.fixed;
            old.kind == new.kind
                && old.within == new.within
                && if at == place { fits(old, new) } else { is_same }
        };
        let is_whole = after.len() == self.units.len()
            && after[place].span == written
            && self.units.iter().zip(&after).enumerate().all(is_kept);
        if is_whole {
            (self.page, self.units) = (page, after);
        }
        is_whole
    }
}

/// A part of a file, each line with `\n` at its end.
pub(super) fn written(source: &Source, span: Span) -> String {
    let bytes = source.bytes.get(span.start..span.end).unwrap_or_default();
    String::from_utf8_lossy(bytes).replace("\r\n", "\n")
}
