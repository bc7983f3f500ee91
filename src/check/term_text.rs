//! Texts in which terms are looked for: case, width and the spaces of Japanese make no difference,
//! and it is known where a word begins.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::text::{is_cjk, is_hiragana, is_kana};

/// A text, letter by letter.
#[derive(Clone, Debug)]
pub(super) struct TermText {
    letters: Vec<char>,
    /// By the place of each letter and of the end: a space or mark stands before it.
    apart: Vec<bool>,
}

impl TermText {
    /// Reads words as they stand in a unit: marks of emphasis and links are no part of them.
    pub(super) fn new(words: &str) -> Self {
        let mut text = Self { letters: Vec::new(), apart: Vec::new() };
        let mut gap = true;
        for c in words.nfkc() {
            if "*~[]".contains(c) {
                continue;
            }
            if c.is_whitespace() || "-\u{2010}\u{2011}|".contains(c) {
                gap = true;
                continue;
            }
            // A space between letters that are written without is none.
            let is_joined = text.letters.last().is_none_or(|last| is_cjk(*last) || is_cjk(c));
            if gap && !is_joined {
                text.letters.push(' ');
                text.apart.push(true);
            }
            for c in c.to_lowercase() {
                text.letters.push(c);
                text.apart.push(std::mem::take(&mut gap));
            }
        }
        text.apart.push(true);
        text
    }

    /// Whether a word ends and another begins at a place: katakana and Latin letters make words, while
    /// kanji and hiragana stand in compounds that may be cut anywhere.
    fn is_border(&self, place: usize) -> bool {
        let joins = |one: char, other: char| {
            is_latin(one) && is_latin(other) || is_katakana(one) && is_katakana(other)
        };
        place == 0 || self.apart[place] || !joins(self.letters[place - 1], self.letters[place])
    }

    /// Whether the letters of a form stand anywhere in it, as a word or within one.
    pub(super) fn holds(&self, form: &Self) -> bool {
        let form = &form.letters[..];
        !form.is_empty() && self.letters.windows(form.len()).any(|window| window == form)
    }
}

fn is_latin(c: char) -> bool {
    c.is_alphanumeric() && !is_cjk(c)
}

fn is_katakana(c: char) -> bool {
    is_kana(c) && !is_hiragana(c) || c == 'ー'
}

/// The forms of many terms, to be looked for at once: by their first letter, the longest first.
pub(super) struct Forms<T>(BTreeMap<char, Vec<(TermText, T)>>);

impl<T: Copy> Forms<T> {
    pub(super) fn new(forms: impl Iterator<Item = (TermText, T)>) -> Self {
        let mut by_first: BTreeMap<char, Vec<(TermText, T)>> = BTreeMap::new();
        for (text, term) in forms {
            if let Some(first) = text.letters.first() {
                by_first.entry(*first).or_default().push((text, term));
            }
        }
        for forms in by_first.values_mut() {
            forms.sort_by_key(|(text, _)| std::cmp::Reverse(text.letters.len()));
        }
        Self(by_first)
    }

    /// The terms in a text. One within a longer one is part of that.
    pub(super) fn found(&self, text: &TermText, mut is_meant: impl FnMut(T) -> bool) -> Vec<T> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < text.letters.len() {
            let rest = &text.letters[at..];
            let mut here = self.0.get(&rest[0]).into_iter().flatten();
            let fits = |(form, term): &&(TermText, T)| {
                rest.starts_with(&form.letters)
                    && text.is_border(at)
                    && text.is_border(at + form.letters.len())
                    && is_meant(*term)
            };
            match here.find(fits) {
                Some((form, term)) => {
                    found.push(*term);
                    at += form.letters.len();
                }
                None => at += 1,
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{Forms, TermText};

    #[track_caller]
    fn check(text: &str, expected: &[usize]) {
        let forms = ["ライセンス", "volume licence", "旧バージョン", "バージョン", "OEM", "確認"];
        let forms = Forms::new(forms.iter().map(|form| TermText::new(form)).zip(0..));
        assert_eq!(forms.found(&TermText::new(text), |_| true), expected, "{text}");
    }

    #[test]
    fn a_term_is_a_word_and_the_longest_counts() {
        check("ライセンスとﾗｲｾﾝｽ、ボリューム ライセンス", &[0, 0, 0]);
        check("サブライセンス、ライセンサー", &[]);
        check("A Volume-Licence, **volume** [licence](a.md) volume\nlicence", &[1, 1, 1]);
        check("volume licences, oems", &[]);
        check("旧バージョンとバージョン", &[2, 3]);
        check("OEMは再確認します。ＯＥＭ版", &[4, 5, 4]);
    }

    #[test]
    fn a_form_is_found_in_a_longer_word() {
        assert!(TermText::new("Licences").holds(&TermText::new("licence")));
        assert!(
            TermText::new("ボリュームライセンス").holds(&TermText::new("ボリューム ライセンス"))
        );
        assert!(!TermText::new("volumelicence").holds(&TermText::new("volume licence")));
        assert!(!TermText::new("a").holds(&TermText::new("")));
    }
}
