//! A unit as translators see it, and how that is written into its file.

use crate::align::{Unit, UnitKind};
use crate::parse::{FrontMatter, quoted};
use crate::text::Source;
use crate::translate::{Hand, read};

/// A unit in a file: what the front matter says without its quotation marks, all else as it is written.
pub(super) fn text_of(source: &Source, front: &FrontMatter, unit: &Unit) -> String {
    match unit.kind {
        UnitKind::Title => front.title.clone(),
        UnitKind::Description => front.description.clone().unwrap_or_default(),
        _ => source.part(unit.span),
    }
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
                    let front = read(&hand.page).0.front;
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
