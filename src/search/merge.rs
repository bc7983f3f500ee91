//! From the terms of each page to the pages of each term.

use std::collections::HashMap;

use rayon::prelude::*;

use super::bits::{Bits, low_bits, push_varint, take_varint};
use super::terms::{PageTerms, Tier};

/// The pages of a term are cut into lists of about so many bytes, so that a word that is everywhere
/// can be read in part.
const LONGEST_LIST: usize = 3_000;

/// Some pages on which a term stands in texts of one tier.
#[derive(Debug)]
pub(super) struct List {
    pub(super) term: Box<str>,
    pub(super) tier: Tier,
    /// The number of the first page.
    pub(super) first: usize,
    /// How many pages; 0 stands for one page with one position.
    pub(super) pages: usize,
    /// The pages and the positions on each, in bits; `shards.rs` says how.
    pub(super) data: Vec<u8>,
}

/// The pages of a term in one tier: for each the distance to the page before, how many positions,
/// and the distances between those.
#[derive(Default)]
struct Growing {
    bytes: Vec<u8>,
    last: usize,
}

/// Makes the lists of all terms, sorted by the UTF-16 of the term, tier and page.
pub(super) fn merge<'a>(pages: impl Iterator<Item = &'a PageTerms>) -> Vec<List> {
    let mut terms: HashMap<Box<str>, [Growing; 3]> = HashMap::new();
    for (number, page) in pages.enumerate() {
        page.each(|used| {
            if !terms.contains_key(used.term) {
                terms.insert(used.term.into(), <[Growing; 3]>::default());
            }
            let Some(tiers) = terms.get_mut(used.term) else { return };
            let growing = &mut tiers[used.tier.number()];
            push_varint(number - growing.last, &mut growing.bytes);
            growing.last = number;
            growing.bytes.extend_from_slice(used.positions);
        });
    }
    let mut terms: Vec<_> = terms.into_iter().collect();
    terms.par_sort_unstable_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
    let lists = terms.into_par_iter().flat_map_iter(|(term, tiers)| {
        let each = Tier::ALL.into_iter().zip(tiers);
        each.flat_map(move |(tier, growing)| lists(&term, tier, &growing.bytes))
    });
    lists.collect()
}

fn lists(term: &str, tier: Tier, mut bytes: &[u8]) -> Vec<List> {
    let mut lists = Vec::new();
    let mut page = 0;
    while !bytes.is_empty() {
        let mut uses = Vec::new();
        let enough = bytes.len().saturating_sub(LONGEST_LIST);
        while !bytes.is_empty() && (uses.is_empty() || bytes.len() > enough) {
            page += take_varint(&mut bytes);
            let count = take_varint(&mut bytes);
            let positions: Vec<usize> = (0..count).map(|_| take_varint(&mut bytes)).collect();
            uses.push((page, positions));
        }
        lists.push(list(term, tier, &uses));
    }
    lists
}

/// Writes a list. More than half of the terms of a small site stand in one place alone: of such a
/// one there is nothing but the position, as a varint. Of others: four bits that say how many low
/// bits the distances between pages have, four for those between positions; then for each page its
/// distance to the one before (none for the first) less one, how many positions less one, and those:
/// the first, then each one's distance to the one before, less one.
fn list(term: &str, tier: Tier, uses: &[(usize, Vec<usize>)]) -> List {
    if let [(page, positions)] = uses
        && let [position] = positions[..]
    {
        let mut data = Vec::new();
        push_varint(position, &mut data);
        return List { term: term.into(), tier, first: *page, pages: 0, data };
    }
    let gaps = uses.windows(2).map(|pair| pair[1].0 - pair[0].0 - 1);
    let gaps: Vec<u32> = gaps.map(number).collect();
    let distances = |positions: &[usize]| -> Vec<u32> {
        let later = positions[1..].iter().map(|distance| distance - 1);
        std::iter::once(positions[0]).chain(later).map(number).collect()
    };
    let places: Vec<Vec<u32>> = uses.iter().map(|(_, positions)| distances(positions)).collect();
    let low = |numbers: &mut dyn Iterator<Item = u32>| {
        let (sum, count) =
            numbers.fold((0, 0), |(sum, count), number| (sum + u64::from(number), count + 1));
        low_bits(sum, count)
    };
    let page_bits = low(&mut gaps.iter().copied());
    let place_bits = low(&mut places.iter().flatten().copied());
    let mut bits = Bits::default();
    bits.push(page_bits, 4);
    bits.push(place_bits, 4);
    for (at, places) in places.iter().enumerate() {
        if at > 0 {
            bits.push_rice(gaps[at - 1], page_bits);
        }
        bits.push_rice(number(places.len() - 1), 0);
        for place in places {
            bits.push_rice(*place, place_bits);
        }
    }
    let first = uses.first().map_or(0, |(page, _)| *page);
    List { term: term.into(), tier, first, pages: uses.len(), data: bits.into_bytes() }
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
