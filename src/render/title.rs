//! Titles as HTML.

use crate::site::Entry;
use crate::text::escape;

/// A title as HTML, with its ruby and with places for a line to end.
pub(super) fn title_html(entry: &Entry<'_>) -> String {
    let mut out = String::new();
    let mut phrases = entry.title.pen();
    for (piece, reading) in &entry.front.title_ruby {
        let Some(reading) = reading else {
            phrases.write(piece, &mut out);
            continue;
        };
        phrases.skip(piece);
        out.push_str("<ruby>");
        ruby(piece, reading, &mut out);
        out.push_str("</ruby>");
    }
    out
}

/// A piece of a text with its reading, inside `<ruby>`.
pub(super) fn ruby(base: &str, reading: &str, out: &mut String) {
    escape(base, out);
    out.push_str("<rp>(</rp><rt>");
    escape(reading, out);
    out.push_str("</rt><rp>)</rp>");
}
