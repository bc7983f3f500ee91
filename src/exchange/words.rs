//! A unit as translators see it, and how that is written into its file.

use crate::align::{Unit, UnitKind};
use crate::parse::{Dialect, FrontMatter, parse_page};
use crate::text::Source;
use crate::translate::Hand;

/// A unit in a file: what the front matter says without its quotation marks, all else as it is written.
pub(super) fn text_of(source: &Source, front: &FrontMatter, unit: &Unit) -> String {
    match unit.kind {
        UnitKind::Title => front.title.clone(),
        UnitKind::Description => front.description.clone().unwrap_or_default(),
        _ => {
            let bytes = source.bytes.get(unit.span.start..unit.span.end).unwrap_or_default();
            String::from_utf8_lossy(bytes).replace("\r\n", "\n")
        }
    }
}

/// The front matter of a file.
pub(super) fn front(source: &Source) -> FrontMatter {
    parse_page(source, Dialect::TAIYAKU).value.front
}

/// Writes a text in place of a unit, if the page is what it was but for that.
pub(super) fn put(
    hand: &mut Hand,
    place: usize,
    text: &str,
    fits: impl Fn(&Unit, &Unit) -> bool,
) -> bool {
    match hand.units[place].kind {
        UnitKind::Title | UnitKind::Description => {
            let before = hand.page.clone();
            let kind = hand.units[place].kind;
            [text.to_owned(), quoted(text)].iter().any(|written| {
                let is_put = hand.put(place, written, &fits);
                let is_meant = is_put && {
                    let front = front(&hand.page);
                    let value = match kind {
                        UnitKind::Title => Some(front.title),
                        _ => front.description,
                    };
                    value.as_deref() == Some(text)
                };
                if is_put && !is_meant {
                    *hand = Hand::new(&before);
                }
                is_meant
            })
        }
        _ => hand.put(place, text, fits),
    }
}

/// A text as YAML and TOML both read it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
