//! Numbers that a translation must have too. Small ones are written as words in one language and not
//! in another, and months have names, so only those count that nobody would spell out.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::align::{ThingKind, Unit};

/// Below it, a number may as well be a word, a day or a month.
const PLAIN: u64 = 100;

/// Behind one of these, a number of any size stays a number.
const MEASURES: [&str; 20] = [
    "%", "KB", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB", "Hz", "MHz", "GHz", "ms", "px",
    "mm", "cm", "km", "kg", "dpi",
];

/// What Japanese and Chinese say large numbers and years of an era with: `3万`, `令和8年`, `二千`.
const OTHER_WAYS: [&str; 14] = [
    "万", "億", "兆", "千", "百", "十", "〇", "明治", "大正", "昭和", "平成", "令和", "萬", "民國",
];

/// The numbers that only one of two units has.
pub(super) fn numbers_apart(one: &Unit, other: &Unit) -> (Vec<String>, Vec<String>) {
    let has_digits = |unit: &Unit| unit.words.contains(char::is_numeric) || !unit.fixed.is_empty();
    if !has_digits(one) && !has_digits(other) {
        return (Vec::new(), Vec::new());
    }
    let (there, here) = (Numbers::of(one), Numbers::of(other));
    if there.certain.is_subset(&here.all) && here.certain.is_subset(&there.all) {
        return (Vec::new(), Vec::new());
    }
    let is_said_otherwise = |unit: &Unit| OTHER_WAYS.iter().any(|way| unit.words.contains(way));
    if is_said_otherwise(one) || is_said_otherwise(other) {
        return (Vec::new(), Vec::new());
    }
    let only =
        |one: &Numbers, other: &Numbers| one.certain.difference(&other.all).cloned().collect();
    (only(&there, &here), only(&here, &there))
}

#[derive(Default)]
struct Numbers {
    all: BTreeSet<String>,
    /// Those that must stand on the other side as well.
    certain: BTreeSet<String>,
}

impl Numbers {
    fn of(unit: &Unit) -> Self {
        let mut found = Self::default();
        let words: String = unit.words.nfkc().collect();
        let mut rest = words.as_str();
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            let (digits, after) = number(&rest[start..]);
            let measure = after.trim_start();
            let is_measured = MEASURES.iter().any(|name| {
                measure
                    .strip_prefix(name)
                    .is_some_and(|behind| !behind.starts_with(|c: char| c.is_ascii_alphanumeric()))
            });
            let value = value(&digits);
            if is_measured || value >= PLAIN {
                found.certain.insert(value.to_string());
            }
            found.all.insert(value.to_string());
            rest = after;
        }
        for version in unit.things(ThingKind::Version) {
            let number = value(&version.replace('.', "")).to_string();
            // Half of something may well be said in words.
            if version.matches('.').count() == 1 && !version.starts_with("0.") {
                found.certain.insert(number.clone());
            }
            found.all.insert(number);
        }
        found
    }
}

fn value(digits: &str) -> u64 {
    digits.parse().unwrap_or(u64::MAX)
}

/// The digits of the number at the beginning of a text, and what follows it. Marks between groups of
/// digits and the decimal mark differ from language to language, so none of them counts.
fn number(text: &str) -> (String, &str) {
    let mut digits = String::new();
    let mut rest = text;
    loop {
        let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        digits.push_str(&rest[..length]);
        rest = &rest[length..];
        let mut after = rest.chars();
        let is_mark = after.next().is_some_and(|c| ",.'\u{2019}".contains(c));
        match rest.get(1..).filter(|_| is_mark && after.next().is_some_and(|c| c.is_ascii_digit()))
        {
            Some(behind) => rest = behind,
            None => return (digits, rest),
        }
    }
}
