//! Line ends in the source that are no space: Japanese has none between words, and a browser would
//! show one. The two characters beside the line end decide, through emphasis and links.

use super::document::{Inline, InlineKind};
use crate::text::{is_hangul, is_punctuation, is_wide};

/// Takes the line ends out of a block's inlines that stand for nothing.
pub(super) fn without_breaks(mut inlines: Vec<Inline>) -> Vec<Inline> {
    let mut leaves = Vec::new();
    gather(&inlines, &mut leaves);
    if leaves.contains(&Leaf::Break) {
        let mut dropped = dropped(&leaves).into_iter();
        remove(&mut inlines, &mut dropped);
    }
    inlines
}

/// What a reader sees of an inline at its two ends.
#[derive(Clone, Copy, PartialEq)]
enum Leaf {
    Ends(char, char),
    Break,
}

fn gather(inlines: &[Inline], leaves: &mut Vec<Leaf>) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => leaves.extend(ends(text)),
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikethrough(inner)
            | InlineKind::Foreign(_, inner)
            | InlineKind::Link(_, inner) => gather(inner, leaves),
            InlineKind::Quote(quote) => leaves.extend(ends(quote.typed())),
            InlineKind::Ruby(pairs) => {
                let text: String = pairs.iter().map(|(base, _)| base.as_str()).collect();
                leaves.extend(ends(&text));
            }
            InlineKind::SoftBreak => leaves.push(Leaf::Break),
            InlineKind::HardBreak => leaves.push(Leaf::Ends('\n', '\n')),
            InlineKind::Image(..) => leaves.push(Leaf::Ends('\u{fffc}', '\u{fffc}')),
            // A note's number and a tag stand between letters without being one.
            InlineKind::FootnoteReference(_) | InlineKind::Html(_) => {}
        }
    }
}

fn ends(text: &str) -> Option<Leaf> {
    Some(Leaf::Ends(text.chars().next()?, text.chars().next_back()?))
}

/// For each line end in order, whether it goes.
fn dropped(leaves: &[Leaf]) -> Vec<bool> {
    let breaks = (0..leaves.len()).filter(|place| leaves[*place] == Leaf::Break);
    let beside = |place: usize| match (leaves[..place].last(), leaves.get(place + 1)) {
        (Some(Leaf::Ends(_, before)), Some(Leaf::Ends(after, _))) => joins(*before, *after),
        _ => false,
    };
    breaks.map(beside).collect()
}

/// Whether two characters stand together without a space where a line ends between them.
fn joins(before: char, after: char) -> bool {
    if is_hangul(before) || is_hangul(after) {
        return false;
    }
    let mark = |c: char| is_wide(c) && is_punctuation(c);
    is_wide(before) && is_wide(after)
        || mark(before) && !after.is_ascii_alphanumeric()
        || mark(after) && !before.is_ascii_alphanumeric()
}

fn remove(inlines: &mut Vec<Inline>, dropped: &mut impl Iterator<Item = bool>) {
    inlines.retain_mut(|inline| match &mut inline.kind {
        InlineKind::Emphasis(inner)
        | InlineKind::Strong(inner)
        | InlineKind::Strikethrough(inner)
        | InlineKind::Foreign(_, inner)
        | InlineKind::Link(_, inner) => {
            remove(inner, dropped);
            true
        }
        InlineKind::SoftBreak => !dropped.next().unwrap_or(false),
        _ => true,
    });
}

#[cfg(test)]
mod tests {
    use super::joins;

    #[test]
    fn two_characters_decide() {
        for (before, after) in [('漢', '字'), ('。', 'い'), ('、', '—'), ('“', '「'), ('ｱ', 'ｲ')]
        {
            assert!(joins(before, after), "{before}{after}");
        }
        for (before, after) in [('漢', 'A'), ('A', '漢'), ('A', 'B'), ('。', 'A'), ('한', '글')]
        {
            assert!(!joins(before, after), "{before}{after}");
        }
    }
}
