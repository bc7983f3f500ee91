//! What the parser leaves as text and is more: bare addresses, and ruby (`{漢字|かんじ}`).

use super::document::{Address, Inline, InlineKind};
use crate::text::{MappedText, Spanned, is_cjk};

/// A run of text as it is shown, with the way back to the file.
#[derive(Default)]
pub(super) struct Words {
    pub(super) text: MappedText,
    /// Where a `{` stands that was escaped.
    pub(super) escaped: Vec<usize>,
}

impl Words {
    /// The inlines of the run; no links inside a link.
    pub(super) fn inlines(&self, in_link: bool) -> Vec<Inline> {
        let text = self.text.as_str();
        let mut inlines = Vec::new();
        let mut from = 0;
        let mut at = 0;
        while let Some(found) = text[at..].find(['h', '{']) {
            let start = at + found;
            let Some((end, kind)) = self.special(start, in_link) else {
                at = start + 1;
                continue;
            };
            self.plain(from, start, &mut inlines);
            inlines.push(Inline { span: self.text.span(&(start..end)), kind });
            (from, at) = (end, end);
        }
        self.plain(from, text.len(), &mut inlines);
        inlines
    }

    /// The run as text and nothing more.
    pub(super) fn plain_text(&self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        self.plain(0, self.text.as_str().len(), &mut inlines);
        inlines
    }

    fn plain(&self, from: usize, to: usize, inlines: &mut Vec<Inline>) {
        if from < to {
            let kind = InlineKind::Text(self.text.as_str()[from..to].to_owned());
            inlines.push(Inline { span: self.text.span(&(from..to)), kind });
        }
    }

    /// An address or ruby that begins here, and its end.
    fn special(&self, start: usize, in_link: bool) -> Option<(usize, InlineKind)> {
        let text = self.text.as_str();
        if text[start..].starts_with('{') {
            let (length, kind) = ruby(&text[start..])?;
            return (!self.escaped.contains(&start)).then_some((start + length, kind));
        }
        let inside_word = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
        if in_link || inside_word {
            return None;
        }
        let end = start + address(&text[start..])?;
        let (url, span) = (text[start..end].to_owned(), self.text.span(&(start..end)));
        let words = vec![Inline { span, kind: InlineKind::Text(url.clone()) }];
        let address = Address { target: Spanned::new(url, span), title: String::new() };
        Some((end, InlineKind::Link(address, words)))
    }
}

/// The length of the address that a text begins with: it ends at the first character that is not
/// ASCII, and what closes a sentence or a bracket around it is no part of it.
fn address(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let stops = |c: char| !(c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c));
    let mut url = &text[..text.find(stops).unwrap_or(text.len())];
    while let Some(last) = url.chars().next_back() {
        let more = |close, open| url.matches(close).count() > url.matches(open).count();
        let ends = match last {
            ')' => more(')', '('),
            ']' => more(']', '['),
            last => ".,:;!?'\"*".contains(last),
        };
        if !ends {
            break;
        }
        url = &url[..url.len() - 1];
    }
    let host = url.get(scheme.len()..)?;
    host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[').then_some(url.len())
}

/// `{漢字|かんじ}`, or `{漢字|かん|じ}` with a reading for each character.
fn ruby(text: &str) -> Option<(usize, InlineKind)> {
    let end = text.find('}')?;
    let (base, readings) = text[1..end].split_once('|')?;
    let readings: Vec<&str> = readings.split('|').collect();
    let bad = |part: &str| part.trim().is_empty() || part.contains(['{', '\n']);
    if bad(base) || readings.iter().any(|reading| bad(reading)) || !base.chars().any(is_cjk) {
        return None;
    }
    let pairs = if readings.len() == base.chars().count() {
        let each = base.chars().zip(readings);
        each.map(|(base, reading)| (base.to_string(), reading.to_owned())).collect()
    } else {
        vec![(base.to_owned(), readings.concat())]
    };
    Some((end + 1, InlineKind::Ruby(pairs)))
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn addresses_end_where_a_sentence_goes_on() {
        for (text, length) in [
            ("https://a.example/b。次", 19),
            ("https://a.example/b_(c))", 23),
            ("https://a.example/b.", 19),
            ("http://a.example」", 16),
        ] {
            assert_eq!(address(text), Some(length), "{text}");
        }
        assert_eq!(address("https://"), None);
        assert_eq!(address("https://、"), None);
        assert_eq!(address("http:/a"), None);
    }
}
