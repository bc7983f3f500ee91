//! Emphasis beside Japanese punctuation: `**「太字」**です` is strong.
//!
//! CommonMark takes 「」。（） for punctuation beside which `**` neither opens nor closes. The rules
//! of markdown-cjk-friendly say that only punctuation that is not CJK stands in the way. Where they
//! and CommonMark differ, a noncharacter that is neither space nor punctuation is put beside the
//! marker before parsing, and taken out of all that the parser says. No source can hold it:
//! `decode` refuses it. When the parser has an option for this, both functions here can go.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

use super::events::Events;
use crate::text::{MappedText, is_cjk, is_punctuation};

/// Stands between a marker and what would keep it from opening or closing.
pub(super) const EASE: char = '\u{fdd0}';
const EASE_TEXT: &str = "\u{fdd0}";

/// Puts the noncharacter where only the rules for CJK let a marker open or close, and behind ruby
/// at the end of a line.
pub(super) fn eased(text: &MappedText) -> Option<MappedText> {
    let mut places = places(text.as_str());
    places.extend(ruby_ends(text.as_str()));
    places.sort_unstable();
    if places.is_empty() {
        return None;
    }
    let mut eased = MappedText::default();
    let mut from = 0;
    for place in places {
        eased.append(text, from..place);
        eased.insert(EASE_TEXT, text.place(place));
        from = place;
    }
    eased.append(text, from..text.as_str().len());
    Some(eased)
}

/// Behind ruby at the end of a heading, which the parser would take for the heading's attributes.
fn ruby_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let shown = line.trim_end();
        let last = shown.rfind('{').filter(|_| shown.ends_with('}'));
        let base = last.and_then(|open| shown[open..].split_once('|'));
        if base.is_some_and(|(base, _)| base.chars().any(is_cjk)) {
            ends.push(at + shown.len());
        }
        at += line.len();
    }
    ends
}

/// Where the noncharacter is needed, in order.
fn places(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    if text.is_ascii() || !text.contains(['*', '~']) || !text.chars().any(is_cjk) {
        return places;
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = text[at..].find(['*', '~', '\\']) {
        let start = at + found;
        let mark = bytes[start];
        if mark == b'\\' {
            let escapes = bytes.get(start + 1).is_some_and(u8::is_ascii_punctuation);
            at = start + if escapes { 2 } else { 1 };
            continue;
        }
        let end = start + bytes[start..].iter().take_while(|byte| **byte == mark).count();
        let before = Side::before(&text[..start]);
        let after = Side::after(&text[end..]);
        // What keeps it from closing stands before it, what keeps it from opening behind it.
        if flanks_only_by_cjk(before, after) {
            places.push(end);
        } else if flanks_only_by_cjk(after, before) {
            places.push(start);
        }
        at = end;
    }
    places
}

/// What stands on one side of a run of markers.
#[derive(Clone, Copy)]
struct Side {
    space: bool,
    punctuation: bool,
    cjk: bool,
}

impl Side {
    fn before(text: &str) -> Self {
        let mut chars = text.chars().rev();
        let Some(c) = chars.next() else { return Self::of(' ') };
        let mut side = Self::of(c);
        // A variation selector belongs to the character before it.
        match c {
            '\u{fe00}'..='\u{fe0e}' => {
                let base = chars.next().unwrap_or(' ');
                side.cjk = is_cjk(base) || c == '\u{fe01}' && is_quote(base);
            }
            '\u{e0100}'..='\u{e01ef}' => side.cjk = true,
            _ => {}
        }
        side
    }

    fn after(text: &str) -> Self {
        let mut chars = text.chars();
        let Some(c) = chars.next() else { return Self::of(' ') };
        let mut side = Self::of(c);
        side.cjk |= is_quote(c) && chars.next() == Some('\u{fe01}');
        side
    }

    fn of(c: char) -> Self {
        Self { space: c.is_whitespace(), punctuation: is_punctuation(c), cjk: is_cjk(c) }
    }
}

/// Whether a run between `outer` and `inner` flanks `inner` by the rules for CJK alone.
fn flanks_only_by_cjk(outer: Side, inner: Side) -> bool {
    let plain = !inner.punctuation || outer.space || outer.punctuation;
    let foreign = |side: Side| side.punctuation && !side.cjk;
    let friendly = !foreign(inner) || outer.space || foreign(outer) || outer.cjk;
    !inner.space && friendly && !plain
}

/// Quotation marks that are as wide as a kanji when U+FE01 follows.
fn is_quote(c: char) -> bool {
    matches!(c, '‘' | '’' | '“' | '”')
}

/// Takes the noncharacter out of all that the parser said.
pub(super) fn stripped(events: Events<'_>) -> Events<'_> {
    let empty = |event: &Event<'_>| matches!(event, Event::Text(text) if text.is_empty());
    let events = events.into_iter().map(|(event, range)| (event_without(event), range));
    events.filter(|(event, _)| !empty(event)).collect()
}

fn event_without(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Text(text) => Event::Text(without(text)),
        Event::Code(text) => Event::Code(without(text)),
        Event::Html(text) => Event::Html(without(text)),
        Event::InlineHtml(text) => Event::InlineHtml(without(text)),
        Event::FootnoteReference(label) => Event::FootnoteReference(without(label)),
        Event::Start(tag) => Event::Start(tag_without(tag)),
        event => event,
    }
}

fn tag_without(tag: Tag<'_>) -> Tag<'_> {
    match tag {
        Tag::Link { link_type, dest_url, title, id } => {
            let (dest_url, title, id) = (without(dest_url), without(title), without(id));
            Tag::Link { link_type, dest_url, title, id }
        }
        Tag::Image { link_type, dest_url, title, id } => {
            let (dest_url, title, id) = (without(dest_url), without(title), without(id));
            Tag::Image { link_type, dest_url, title, id }
        }
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
            Tag::CodeBlock(CodeBlockKind::Fenced(without(info)))
        }
        Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(without(label)),
        Tag::Heading { level, id, classes, attrs } => Tag::Heading {
            level,
            id: id.map(without),
            classes: classes.into_iter().map(without).collect(),
            attrs: attrs
                .into_iter()
                .map(|(key, value)| (without(key), value.map(without)))
                .collect(),
        },
        tag => tag,
    }
}

fn without(text: CowStr<'_>) -> CowStr<'_> {
    if text.contains(EASE) { text.replace(EASE, "").into() } else { text }
}

#[cfg(test)]
mod tests {
    use super::eased;
    use crate::text::MappedText;

    fn check(input: &str, expected: &str) {
        let text = MappedText::whole(input, 0);
        let found = eased(&text).map_or(input.to_owned(), |text| text.as_str().to_owned());
        assert_eq!(found.replace('\u{fdd0}', "¦"), expected);
    }

    #[test]
    fn only_what_needs_it_is_eased() {
        check("**「太字」**です", "**「太字」¦**です");
        check("これは**重要（注）**です", "これは**重要（注）¦**です");
        check("これは**「太字」**です", "これは**¦「太字」¦**です");
        check("は~~（注）~~で", "は~~¦（注）¦~~で");
        check("漢**字**漢", "漢**字**漢");
        check("a**(b)**c 漢", "a**(b)**c 漢");
        check("太\\*\\*「字」です", "太\\*\\*「字」です");
        check("これは** 「太字」 **です", "これは** 「太字」 **です");
        check("漢\u{e0100}**(a)**字", "漢\u{e0100}**¦(a)¦**字");
        check("a😀**(b)**c", "a😀**(b)**c");
    }
}
