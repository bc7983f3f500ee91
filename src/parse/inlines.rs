//! From the parser's events to the inlines of a block.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::document::{Address, Inline, InlineKind, plain_text};
use super::markdown::{NESTING, Tree};
use crate::text::Spanned;

impl<'t> Tree<'_, '_, 't> {
    /// Inlines up to the end of what is open.
    pub(super) fn inlines(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        self.reader.depth += 1;
        while let Some((event, range)) = self.events.next() {
            if let Event::End(_) = event {
                break;
            }
            self.inline(event, &range, &mut inlines);
        }
        self.reader.depth -= 1;
        inlines
    }

    pub(super) fn inline(
        &mut self,
        event: Event<'t>,
        range: &Range<usize>,
        into: &mut Vec<Inline>,
    ) {
        let span = self.span(range);
        let kind = match event {
            Event::Text(text) => InlineKind::Text(text.into_string()),
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
        // The parser cuts text at escapes and entities; one run is one inline.
        if let (
            InlineKind::Text(more),
            Some(Inline { span: before, kind: InlineKind::Text(text) }),
        ) = (&kind, into.last_mut())
        {
            text.push_str(more);
            before.end = span.end;
            return;
        }
        into.push(Inline { span, kind });
    }

    fn inline_tag(&mut self, tag: Tag<'t>, range: &Range<usize>) -> Option<InlineKind> {
        Some(match tag {
            Tag::Emphasis => InlineKind::Emphasis(self.inlines()),
            Tag::Strong => InlineKind::Strong(self.inlines()),
            Tag::Strikethrough => InlineKind::Strikethrough(self.inlines()),
            Tag::Link { link_type, dest_url, title, .. } => {
                let address = self.address(link_type, &dest_url, &title, range);
                InlineKind::Link(address, self.inlines())
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                let address = self.address(link_type, &dest_url, &title, range);
                let alt = plain_text(&self.inlines());
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
        let pointed = inner.trim_start().starts_with('<');
        let stops = |c: char| if pointed { c == '>' } else { c.is_ascii_whitespace() };
        let rest = &inner[skipped..];
        let end = rest.find(stops).unwrap_or_else(|| rest.strip_suffix(')').unwrap_or(rest).len());
        start..start + end.max(rest.chars().next().map_or(0, char::len_utf8))
    }
}
