//! Folding: what makes ﾗｲｾﾝｽ, らいせんす and ライセンス one word.
//!
//! The same rules stand in `static/theme/fold.js`, whose head lists the code points of each step;
//! `tests/fold/vectors.json` holds both to them.

use unicode_normalization::UnicodeNormalization;

/// Folds a text for comparison. Steps, in this order: NFKD, combining marks U+0300–036F dropped,
/// NFKC; lower case; quotation marks as they are typed; katakana to hiragana; look-alikes of the long vowel; white space.
pub fn fold(text: &str) -> String {
    let mut folding = Folding::default();
    for c in normalized(text).chars() {
        // Kana and kanji have no case, and asking the tables for it takes as long as all else.
        if is_plain(c) {
            folding.add(c.to_ascii_lowercase());
        } else {
            c.to_lowercase().for_each(|c| folding.add(c));
        }
    }
    folding.folded
}

#[derive(Default)]
struct Folding {
    folded: String,
    /// The last character that was written.
    written: Option<char>,
    /// White space has been passed and not written yet.
    gap: bool,
}

impl Folding {
    fn add(&mut self, c: char) {
        if c.is_whitespace() {
            self.gap = true;
            return;
        }
        // The character right before decides what a dash means; behind a space it is a dash.
        let before = if self.gap { None } else { self.written };
        let c = letter(c, before);
        if self.gap && self.written.is_some_and(|written| !(is_cjk(written) && is_cjk(c))) {
            self.folded.push(' ');
        }
        self.gap = false;
        self.folded.push(c);
        self.written = Some(c);
    }
}

/// The first step. Most characters of most texts stay as they are; looking for those first makes
/// folding half the work (379 million instructions for 200 pages a language against 711).
fn normalized(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map_or('\0', |(_, next)| *next);
        if is_plain(c) && is_plain(next) {
            normalize(&text[from..at], &mut out);
            out.push(c);
            from = at + c.len_utf8();
        }
    }
    normalize(&text[from..], &mut out);
    out
}

fn normalize(text: &str, out: &mut String) {
    if !text.is_empty() {
        out.extend(text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).nfkc());
    }
}

/// What normalising leaves alone, and what does not change the character before it: ASCII, kana
/// that are one letter, kanji of the first block.
fn is_plain(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{7f}'
            | '\u{3001}'..='\u{3029}'
            | '\u{3041}'..='\u{3096}'
            | '\u{30a1}'..='\u{30fe}'
            | '\u{4e00}'..='\u{9fff}'
    )
}

fn letter(c: char, before: Option<char>) -> char {
    match c {
        'ς' => 'σ',
        // Pages set them, nobody types them.
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '\u{30a1}'..='\u{30f6}' | '\u{30fd}' | '\u{30fe}' => {
            char::from_u32(u32::from(c) - 0x60).unwrap_or(c)
        }
        c if is_dash(c) => {
            if before.is_some_and(is_kana) {
                'ー'
            } else {
                '-'
            }
        }
        c => c,
    }
}

/// What people type for the long vowel mark, and the mark itself.
fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '~' | '\u{2010}' | '\u{2012}'
            ..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{301c}' | '\u{30fc}'
    )
}

/// Kana as they stand after katakana have become hiragana.
fn is_kana(c: char) -> bool {
    matches!(
        c,
        '\u{3041}'..='\u{309f}' | '\u{30f7}'..='\u{30fa}' | '\u{30fc}' | '\u{31f0}'..='\u{31ff}'
    )
}

/// Scripts that put no spaces between words.
fn is_cjk(c: char) -> bool {
    matches!(
        c,
        '\u{3001}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::{fold, normalize, normalized};

    #[test]
    fn what_is_passed_over_would_not_change() {
        let each = |text: String| {
            let mut all = String::new();
            normalize(&text, &mut all);
            assert_eq!(normalized(&text), all, "{text:?}");
        };
        for c in '\0'..='\u{2ffff}' {
            each(format!("か{c}"));
            each(format!("a{c}\u{3099}の{c}\u{301}"));
        }
    }

    #[test]
    fn the_vectors_hold_here_and_in_the_browser() {
        let vectors = include_str!("../../tests/fold/vectors.json");
        let vectors: serde_json::Value = serde_json::from_str(vectors).expect("JSON");
        let list = vectors.as_array().expect("a list");
        assert!(list.len() >= 60);
        for vector in list {
            let input = vector["in"].as_str().expect("in");
            assert_eq!(fold(input), vector["out"].as_str().expect("out"), "{input:?}");
        }
    }
}
