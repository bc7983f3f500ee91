//! A page while its units are written anew, one by one. Each edit is proved by reading the page again: all
//! other units are what they were, or nothing is written.

use super::drift::units;
use crate::align::{Unit, UnitKind};
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
        self.page.part(self.units[place].span)
    }

    /// What stands between two items of the list that a unit is to be put into, behind the one at
    /// `place`: with another mark it would begin another list. Nothing where there is no such pair.
    pub fn between_items(&self, place: usize, unit: &Unit) -> Option<String> {
        let is_item = |other: &Unit| {
            unit.kind == UnitKind::Item && other.kind == unit.kind && other.within == unit.within
        };
        let pairs = [place.checked_sub(1).zip(Some(place)), Some((place, place + 1))];
        pairs.into_iter().flatten().find_map(|(one, other)| {
            let (one, other) = (self.units.get(one)?, self.units.get(other)?);
            let span = Span::new(one.span.end, other.span.start);
            let gap = self.page.part(span);
            let mark = gap.trim();
            let is_mark = matches!(mark, "-" | "*" | "+") || mark.ends_with(['.', ')']);
            (is_item(one) && is_item(other) && is_mark).then_some(gap)
        })
    }

    /// Writes a unit. It stays of its kind, at its place, holds all of the text, and must fit.
    pub fn put(&mut self, place: usize, text: &str, fits: impl Fn(&Unit, &Unit) -> bool) -> bool {
        let span = self.units[place].span;
        let (page, written) = self.with(span, "", text);
        let after = units(&page);
        let is_whole = after.len() == self.units.len()
            && self.units.iter().zip(&after).enumerate().all(|(at, (old, new))| {
                old.kind == new.kind
                    && old.within == new.within
                    && if at == place { fits(old, new) } else { is_same(old, new) }
            })
            && after[place].span == written;
        self.become_if(is_whole, page, after)
    }

    /// Writes a new unit behind the one at `place`, and between them `gap`. It must fit, and all others
    /// stay what they are.
    pub fn insert(
        &mut self,
        place: usize,
        (gap, text): (&str, &str),
        fits: impl Fn(&Unit) -> bool,
    ) -> bool {
        let end = self.units[place].span.end;
        let (page, written) = self.with(Span::new(end, end), gap, text);
        let mut after = units(&page);
        let is_new = after.get(place + 1).is_some_and(|new| fits(new) && new.span == written);
        let is_whole = is_new && after.len() == self.units.len() + 1 && {
            let new = after.remove(place + 1);
            let is_whole = self.units.iter().zip(&after).all(|(old, new)| {
                old.kind == new.kind && old.within == new.within && is_same(old, new)
            });
            after.insert(place + 1, new);
            is_whole
        };
        self.become_if(is_whole, page, after)
    }

    /// The page with `gap` and `text` in place of a span, and where the text is then.
    fn with(&self, span: Span, gap: &str, text: &str) -> (Source, Span) {
        let bytes = &self.page.bytes;
        // Lines end as they do in the file.
        let has_crlf = bytes.windows(2).any(|pair| pair == b"\r\n");
        let ends = |text: &str| {
            let text = text.replace("\r\n", "\n");
            if has_crlf { text.replace('\n', "\r\n") } else { text }
        };
        let (gap, text) = (ends(gap), ends(text));
        let start = span.start + gap.len();
        let parts = [&bytes[..span.start], gap.as_bytes(), text.as_bytes(), &bytes[span.end..]];
        let page = Source::new(self.page.path.clone(), parts.concat());
        (page, Span::new(start, start + text.len()))
    }

    fn become_if(&mut self, is_whole: bool, page: Source, units: Vec<Unit>) -> bool {
        if is_whole {
            (self.page, self.units) = (page, units);
        }
        is_whole
    }
}

/// Whether a unit says what it said.
fn is_same(old: &Unit, new: &Unit) -> bool {
    old.text == new.text && old.fixed == new.fixed
}
