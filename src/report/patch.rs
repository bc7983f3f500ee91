//! What would change in a file, in the unified format that `patch` and `git apply` read.

use similar::TextDiff;

use crate::text::Source;

/// The difference between two versions of a file; nothing where they are the same. Bytes that are
/// not UTF-8 are told by U+FFFD.
pub fn patch(old: &Source, new: &Source) -> String {
    let (before, after) = (text(old), text(new));
    let name = |side: &str| format!("{side}/{}", new.path);
    let diff = TextDiff::from_lines(before.as_ref(), after.as_ref());
    diff.unified_diff().header(&name("a"), &name("b")).to_string()
}

fn text(source: &Source) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(&source.bytes)
}
