//! Work in a file that nobody has taken in yet: to write the file anew would lose it.

use super::entry::Entry;
use super::incoming::is_as_sent;
use crate::parse::PoEntry;

/// The first entry of a file that somebody has worked on since it went out, and that the page does not
/// say yet. `next` is what would be written in its place.
pub fn pending<'a>(there: &'a [PoEntry], next: &[Entry]) -> Option<&'a PoEntry> {
    let is_pending = |entry: &&PoEntry| {
        let is_same = |other: &&Entry| other.context == entry.context && other.source == entry.id;
        match next.iter().find(is_same) {
            // Somebody has looked at it, and only that is not in the page.
            Some(other) if other.translation == entry.text => !entry.is_fuzzy && other.is_stale,
            _ => !is_as_sent(entry),
        }
    };
    there.iter().filter(|entry| !entry.text.is_empty()).find(is_pending)
}
