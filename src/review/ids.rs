//! What each row is called in its page.

use std::collections::BTreeSet;

use crate::align::Change;
use crate::translate::Line;

/// The ids of the rows: the names of their units, each only once. The names of what is gone may be
/// those of other units by now, so they carry a mark, as do those of what only the translation has.
pub(super) fn row_ids(lines: &[Line]) -> Vec<String> {
    let mut given = BTreeSet::new();
    let mut id = |line: &Line| {
        let mark = if line.change == Change::Removed { "-" } else { "" };
        let name = format!("{mark}{}", line.key);
        let mut id = name.clone();
        let mut count = 1;
        while !given.insert(id.clone()) {
            count += 1;
            id = format!("{name}~{count}");
        }
        id
    };
    lines.iter().map(&mut id).collect()
}
