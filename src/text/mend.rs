//! Edits into bytes: what `check --fix` writes.

use super::place::Edit;

/// The bytes with the edits made, and how many findings were mended. The edits of one finding are
/// made together or not at all; a finding that touches what an earlier one changes waits for the
/// next run.
pub fn mend<'a>(bytes: &[u8], fixes: impl IntoIterator<Item = &'a [Edit]>) -> (Vec<u8>, usize) {
    let mut taken: Vec<&Edit> = Vec::new();
    let mut mended = 0;
    for fix in fixes.into_iter().filter(|fix| !fix.is_empty()) {
        let fits = fix.iter().all(|edit| {
            edit.span.start <= edit.span.end
                && edit.span.end <= bytes.len()
                && taken.iter().all(|other| apart(edit, other))
        });
        if fits {
            taken.extend(fix);
            mended += 1;
        }
    }
    taken.sort();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for edit in taken {
        out.extend_from_slice(&bytes[at..edit.span.start]);
        out.extend_from_slice(edit.text.as_bytes());
        at = edit.span.end;
    }
    out.extend_from_slice(&bytes[at..]);
    (out, mended)
}

/// Whether two edits do not overlap; insertions at one place do, as nobody knows their order.
fn apart(one: &Edit, other: &Edit) -> bool {
    let (one, other) = (one.span, other.span);
    one != other && (one.end <= other.start || other.end <= one.start)
}

#[cfg(test)]
mod tests {
    use super::{Edit, mend};
    use crate::text::Span;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { span: Span::new(start, end), text: text.to_owned() }
    }

    #[test]
    fn edits_are_made_together_and_never_twice_in_one_place() {
        let first = [edit(4, 6, "**"), edit(0, 2, "**")];
        let second = [edit(1, 3, "x"), edit(6, 7, "y")];
        let third = [edit(6, 7, "!")];
        let fixes: [&[Edit]; 4] = [&first, &second, &[], &third];
        assert_eq!(mend(b"aabbccd", fixes), (b"**bb**!".to_vec(), 2));
        let beyond = [edit(6, 9, "")];
        assert_eq!(mend(b"aabbccd", [&beyond[..]]), (b"aabbccd".to_vec(), 0));
    }
}
