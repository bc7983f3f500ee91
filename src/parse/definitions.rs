//! What a page defines for the whole of it: the targets of `[words][label]`, and its footnotes.
//!
//! The body of a directive is parsed alone, so the parser would not know them there. They are
//! written behind the body, where they make no text of their own.

use std::fmt::Write;

/// The definitions of a page as lines to write behind a part of it.
pub(super) fn definitions(text: &str) -> String {
    let mut found = String::new();
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let bare = line.trim_start();
        if let Some(open) = fence {
            if bare.starts_with(open) {
                fence = None;
            }
            continue;
        }
        fence = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        let Some((label, target)) = definition(bare) else { continue };
        // A footnote's text stays where it is; here it is enough that there is one.
        let target = if label.starts_with('^') { "." } else { target };
        let _ = write!(found, "\n\n[{label}]: {target}");
    }
    found
}

/// `[label]: target`
fn definition(line: &str) -> Option<(&str, &str)> {
    let (label, target) = line.strip_prefix('[')?.split_once("]:")?;
    let target = target.trim();
    (!label.is_empty() && !label.contains(['[', ']']) && !target.is_empty())
        .then_some((label, target))
}

#[cfg(test)]
mod tests {
    use super::definitions;

    #[test]
    fn labels_outside_code_are_found() {
        let text = "[a]: x.md \"t\"\n```\n[b]: y.md\n```\n  [^c]: note\n[d] : no\n[e]:\n";
        assert_eq!(definitions(text), "\n\n[a]: x.md \"t\"\n\n[^c]: .");
    }
}
