//! The terms of one page, packed: some three bytes for each place, so that the memo of a large site
//! stays small.

use super::bits::{push_varint, take_varint};
use super::tokens::cut;

/// What kind of text a term stands in. Results are ranked by it, and large sites read the first two
/// kinds first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Tier {
    /// The title of the page and its reading.
    Title,
    /// A heading and its reading.
    Heading,
    /// All else.
    Body,
}

impl Tier {
    /// All of them, in their order.
    pub(super) const ALL: [Self; 3] = [Self::Title, Self::Heading, Self::Body];

    /// The number that stands for it in a file.
    pub(super) fn number(self) -> usize {
        self as usize
    }
}

/// Positions between two lines, so that no phrase reaches from one into the next.
const BETWEEN_LINES: usize = 3;

/// The terms of a page in the order of their bytes and their tiers, each with its positions. A
/// position counts from the beginning of the page, over all of its lines.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct PageTerms(Box<[u8]>);

/// A term on the page.
#[derive(Debug)]
pub(super) struct TermUse<'a> {
    pub(super) term: &'a str,
    pub(super) tier: Tier,
    /// How many positions, then each one's distance to the one before (of the first, itself), as
    /// varints.
    pub(super) positions: &'a [u8],
}

/// A place of a term: the beginning of the term, for sorting, and where in the arena all of it is.
struct Place {
    first: u64,
    start: u32,
    length: u8,
    tier: Tier,
    position: u32,
}

impl PageTerms {
    /// Takes the terms of lines in the order of the page.
    pub(super) fn of<'a>(lines: impl Iterator<Item = (Tier, &'a str)>) -> Self {
        let mut arena = String::new();
        let mut places: Vec<Place> = Vec::new();
        let mut from = 0;
        for (tier, text) in lines {
            let line = cut(text);
            line.each_term(|term, position| {
                let position = u32::try_from(from + position).unwrap_or(u32::MAX);
                let start = u32::try_from(arena.len()).unwrap_or(u32::MAX);
                let length = u8::try_from(term.len()).unwrap_or(u8::MAX);
                places.push(Place { first: beginning(term), start, length, tier, position });
                arena.push_str(term);
            });
            from += line.width() + BETWEEN_LINES;
        }
        let term = |place: &Place| {
            let start = place.start as usize;
            &arena[start..start + usize::from(place.length)]
        };
        places.sort_unstable_by(|a, b| {
            let ends = || a.tier.cmp(&b.tier).then_with(|| a.position.cmp(&b.position));
            // Eight bytes that are the same are all of a term, unless it is a longer one.
            let rest = || {
                if a.length.max(b.length) > 8 {
                    term(a).cmp(term(b))
                } else {
                    a.length.cmp(&b.length)
                }
            };
            a.first.cmp(&b.first).then_with(rest).then_with(ends)
        });
        Self(packed(&places, term))
    }

    /// Visits every use in order.
    pub(super) fn each(&self, mut visit: impl FnMut(&TermUse<'_>)) {
        let mut rest: &[u8] = &self.0;
        while !rest.is_empty() {
            let head = take_varint(&mut rest);
            let (length, tier) = (head / Tier::ALL.len(), Tier::ALL[head % Tier::ALL.len()]);
            let (term, behind) = rest.split_at(length);
            rest = behind;
            let all = rest;
            let count = take_varint(&mut rest);
            (0..count).for_each(|_| _ = take_varint(&mut rest));
            let positions = &all[..all.len() - rest.len()];
            if let Ok(term) = std::str::from_utf8(term) {
                visit(&TermUse { term, tier, positions });
            }
        }
    }
}

/// The first eight bytes as a number that sorts as they do: most terms are no longer.
fn beginning(term: &str) -> u64 {
    let mut first = [0; 8];
    let length = term.len().min(8);
    first[..length].copy_from_slice(&term.as_bytes()[..length]);
    u64::from_be_bytes(first)
}

fn packed<'a>(places: &[Place], term: impl Fn(&Place) -> &'a str) -> Box<[u8]> {
    let mut bytes = Vec::with_capacity(places.len() * 4);
    for uses in places.chunk_by(|a, b| a.tier == b.tier && term(a) == term(b)) {
        let word = term(&uses[0]);
        push_varint(word.len() * Tier::ALL.len() + uses[0].tier.number(), &mut bytes);
        bytes.extend_from_slice(word.as_bytes());
        let mut positions: Vec<u32> = uses.iter().map(|place| place.position).collect();
        positions.dedup();
        push_varint(positions.len(), &mut bytes);
        let mut last = 0;
        for position in positions {
            push_varint((position - last) as usize, &mut bytes);
            last = position;
        }
    }
    bytes.into_boxed_slice()
}

#[cfg(test)]
mod tests {
    use super::{PageTerms, Tier};

    #[test]
    fn terms_come_back_in_order_with_their_places() {
        let lines =
            [(Tier::Title, "権利"), (Tier::Body, "権利と権利"), (Tier::Body, "Win windows")];
        let mut seen = Vec::new();
        PageTerms::of(lines.into_iter()).each(|used| {
            seen.push(format!("{} {:?} {:?}", used.term, used.tier, used.positions));
        });
        let expected = [
            "win Body [1, 13]",
            "windows Body [1, 14]",
            "と権 Body [1, 7]",
            "利 Title [1, 1]",
            "利 Body [1, 9]",
            "利と Body [1, 6]",
            "権利 Title [1, 0]",
            "権利 Body [2, 5, 3]",
        ];
        assert_eq!(seen, expected);
    }
}
