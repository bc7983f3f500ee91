//! What a page defines for the whole of it: the targets of `[words][label]`, and its footnotes.
//!
//! The body of a directive is parsed alone, so the parser would not know them there. They are
//! written behind the body, where they make no text of their own.

use std::collections::{BTreeMap, BTreeSet};

use icu::casemap::CaseMapper;

use super::emphasis::{EASE, eased};
use crate::text::MappedText;

/// The definitions of a page as lines, by their folded labels.
pub(super) struct Definitions(BTreeMap<String, String>);

impl Definitions {
    /// The definitions in a page's text; of several with one label the first counts.
    pub(super) fn of(text: &str) -> Self {
        let mut found = BTreeMap::new();
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
            found.entry(folded(label)).or_insert_with(|| format!("\n\n[{label}]: {target}"));
        }
        Self(found)
    }

    /// Those whose labels stand in a part of the page. All of them behind every part would be the
    /// square of a page.
    pub(super) fn used_in(&self, part: &str) -> String {
        let labels = part.split('[').skip(1).filter_map(|rest| Some(rest.split_once(']')?.0));
        let used: BTreeSet<&str> =
            labels.filter_map(|label| self.0.get(&folded(label))).map(String::as_str).collect();
        let lines: String = used.into_iter().collect();
        eased(&MappedText::whole(&lines, 0)).map_or(lines, |eased| eased.as_str().to_owned())
    }
}

/// A label as it is compared: neither case nor the amount of white space matters.
fn folded(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    CaseMapper::new().fold_string(&words.join(" ")).replace(EASE, "")
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
    use super::Definitions;

    #[test]
    fn labels_outside_code_are_found_where_they_are_used() {
        let text =
            "[a]: x.md \"t\"\n[A]: z.md\n```\n[b]: y.md\n```\n  [^c]: note\n[d] : no\n[e]:\n";
        let definitions = Definitions::of(text);
        let used = |part: &str| definitions.used_in(part);
        assert_eq!(used("[x][A] [^C] [b] [d] [e]"), "\n\n[^c]: .\n\n[a]: x.md \"t\"");
        assert_eq!(used("[[a]"), "\n\n[a]: x.md \"t\"");
        assert_eq!(used("a [x](y) ["), "");
        assert_eq!(Definitions::of("[Maß  stab]: m").used_in("[MASS\nSTAB]"), "\n\n[Maß  stab]: m");
    }
}
