//! From the parser's events to the inlines of a block.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::document::{Address, Inline, InlineKind, NESTING, plain_text};
use super::emphasis::EASE;
use super::markdown::Tree;
use super::words::{Line, Reading, Words};
use crate::text::Spanned;

impl<'t> Tree<'_, '_, 't> {
    /// Inlines up to the end of what is open.
    pub(super) fn inlines(&mut self) -> Vec<Inline> {
        let mut line = Line::default();
        self.reader.depth += 1;
        while let Some((event, range)) = self.events.next() {
            if let Event::End(_) = event {
                break;
            }
            self.inline(event, &range, &mut line);
        }
        self.reader.depth -= 1;
        line.inlines
    }

    /// The inlines of a whole block, up to its end.
    pub(super) fn prose(&mut self) -> Vec<Inline> {
        let inlines = self.inlines();
        self.reader.finished(inlines)
    }

    pub(super) fn inline(&mut self, event: Event<'t>, range: &Range<usize>, into: &mut Line) {
        let span = self.span(range);
        let kind = match event {
            Event::Text(text) => {
                let words = self.words(&text, range);
                if self.reader.dialect.additions {
                    let (addresses, languages) = (!self.reader.in_link, self.languages);
                    words.write(Reading { addresses, languages }, into);
                } else {
                    words.write_plain(into);
                }
                return;
            }
            Event::Code(code) => InlineKind::Code(code.into_string()),
            Event::InlineHtml(html) | Event::Html(html) => InlineKind::Html(html.into_string()),
            Event::FootnoteReference(label) => InlineKind::FootnoteReference(label.into_string()),
            Event::SoftBreak => InlineKind::SoftBreak,
            Event::HardBreak => InlineKind::HardBreak,
            Event::Start(_) if self.reader.depth > NESTING => {
                self.reader.too_deep(span);
                self.skip();
                return;
            }
            Event::Start(tag) => match self.inline_tag(tag, range) {
                Some(kind) => kind,
                None => return,
            },
            _ => return,
        };
        into.push(span, kind);
    }

    /// A run of text: the parser cuts it at escapes and entities.
    fn words(&mut self, first: &str, range: &Range<usize>) -> Words {
        let mut words = Words::default();
        self.word(first, range, &mut words);
        while let Some((Event::Text(text), range)) =
            self.events.next_if(|(event, _)| matches!(event, Event::Text(_)))
        {
            self.word(&text, &range, &mut words);
        }
        words
    }

    /// One piece of it. What the parser wrote itself stands as a whole where its source stands.
    fn word(&self, piece: &str, range: &Range<usize>, words: &mut Words) {
        if piece.starts_with(['{', '[', ']']) && self.text.as_str()[..range.start].ends_with('\\') {
            words.escaped.push(words.text.as_str().len());
        }
        let mut from = range.start;
        let mut rest = piece;
        // An eased marker lies between the two halves of a piece.
        for part in self.text.as_str()[range.clone()].split(EASE) {
            let Some(more) = rest.strip_prefix(part) else { break };
            words.text.append(self.text, from..from + part.len());
            (rest, from) = (more, from + part.len() + EASE.len_utf8());
        }
        if !rest.is_empty() {
            words.text.insert(rest, self.text.place(range.start));
        }
    }

    fn inline_tag(&mut self, tag: Tag<'t>, range: &Range<usize>) -> Option<InlineKind> {
        Some(match tag {
            Tag::Emphasis => InlineKind::Emphasis(self.inlines()),
            Tag::Strong => InlineKind::Strong(self.inlines()),
            Tag::Strikethrough => InlineKind::Strikethrough(self.inlines()),
            Tag::Link { link_type, dest_url, title, .. } => {
                let address = self.address(link_type, &dest_url, &title, range);
                let outside = std::mem::replace(&mut self.reader.in_link, true);
                let words = self.inlines();
                self.reader.in_link = outside;
                InlineKind::Link(address, words)
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                let address = self.address(link_type, &dest_url, &title, range);
                let alt = plain_text(&self.prose());
                // `![](…)` says nothing; `![ ](…)` says that the image is decoration.
                let written = self.text.as_str()[range.clone()].starts_with("![]");
                let alt = alt.trim().to_owned();
                InlineKind::Image(address, (!written || !alt.is_empty()).then_some(alt))
            }
            _ => {
                self.skip();
                return None;
            }
        })
    }

    fn address(&self, kind: LinkType, target: &str, title: &str, range: &Range<usize>) -> Address {
        let target = match kind {
            LinkType::Email if !target.starts_with("mailto:") => format!("mailto:{target}"),
            _ => target.to_owned(),
        };
        let place = self.target_range(kind, range);
        Address { target: Spanned::new(target, self.span(&place)), title: title.to_owned() }
    }

    /// The bytes of the address itself inside `[text](address "title")`; the whole link otherwise.
    fn target_range(&self, kind: LinkType, range: &Range<usize>) -> Range<usize> {
        if kind != LinkType::Inline {
            return range.clone();
        }
        let text = &self.text.as_str()[range.clone()];
        let Some(open) = text.rfind("](") else { return range.clone() };
        let inner = &text[open + 2..];
        let skipped = inner.len() - inner.trim_start_matches([' ', '\n', '<']).len();
        let start = range.start + open + 2 + skipped;
        let pointed = inner[..skipped].ends_with('<');
        // A full-width space is a part of the address, as the parser sees it.
        let stops = |c: char| if pointed { c == '>' } else { c.is_ascii_whitespace() };
        let rest = &inner[skipped..];
        let end = rest.find(stops).unwrap_or_else(|| rest.strip_suffix(')').unwrap_or(rest).len());
        let first = rest.chars().next().map_or(0, char::len_utf8);
        start..start + end.max(first)
    }
}
