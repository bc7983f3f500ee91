//! Lists into files of a size that is quick to fetch.
//!
//! A shard, before it is compressed, is: how many lists; how many bytes their heads take; the heads;
//! their data, one behind the other. A head is: how many characters the term has in common with the
//! one before, counted as UTF-16 does; how many bytes of UTF-8 follow; those; the number of pages times four and the tier; the first page; how
//! many bytes of data, or where the number of pages is 0, the one position. Terms are sorted as the browser compares strings, by their UTF-16, then by tier and first page. All
//! numbers are varints.

use super::bits::push_varint;
use super::merge::List;
use crate::text::Fingerprint;

/// No shard ends before it has so many bytes …
const LEAST: usize = 4_000;
/// … and none goes on for long behind so many.
const MOST: usize = 8_000;
/// Between the two, at about every such list one ends.
const ONE_IN: u8 = 64;

/// Some lists, side by side in a file.
#[derive(Debug)]
pub(super) struct Shard {
    /// The term of the first list, its tier and first page: what the directory knows of it.
    pub(super) term: Box<str>,
    pub(super) tier: usize,
    pub(super) page: usize,
    /// The file before it is compressed.
    pub(super) bytes: Vec<u8>,
}

/// Cuts sorted lists into shards. Where one ends depends on the list there alone and not on its
/// bytes, so an edit does not move all ends that come behind it.
pub(super) fn shards(lists: &[List]) -> Vec<Shard> {
    let mut shards = Vec::new();
    let mut from = 0;
    let mut size = 0;
    for (at, list) in lists.iter().enumerate() {
        size += list.data.len() + 6;
        let may_end = size >= LEAST
            && Fingerprint::of(list.term.as_bytes()).first_byte().is_multiple_of(ONE_IN);
        if may_end || size >= MOST || at + 1 == lists.len() {
            shards.push(shard(&lists[from..=at]));
            (from, size) = (at + 1, 0);
        }
    }
    shards
}

fn shard(lists: &[List]) -> Shard {
    let mut heads = Vec::new();
    let mut before = "";
    for list in lists {
        let term = &*list.term;
        let same = before.chars().zip(term.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a);
        let (units, bytes) =
            same.fold((0, 0), |(units, bytes), c| (units + c.len_utf16(), bytes + c.len_utf8()));
        push_varint(units, &mut heads);
        push_varint(term.len() - bytes, &mut heads);
        heads.extend_from_slice(&term.as_bytes()[bytes..]);
        push_varint(list.pages * 4 + list.tier.number(), &mut heads);
        push_varint(list.first, &mut heads);
        if list.pages == 0 {
            heads.extend_from_slice(&list.data);
        } else {
            push_varint(list.data.len(), &mut heads);
        }
        before = term;
    }
    let mut bytes = Vec::new();
    push_varint(lists.len(), &mut bytes);
    push_varint(heads.len(), &mut bytes);
    bytes.append(&mut heads);
    let with_data = lists.iter().filter(|list| list.pages > 0);
    with_data.for_each(|list| bytes.extend_from_slice(&list.data));
    let first = &lists[0];
    Shard { term: first.term.clone(), tier: first.tier.number(), page: first.first, bytes }
}
