//! From a line of text to its terms.
//!
//! `static/theme/search/engine.js` cuts a query by the same rules; `tests/fold/pieces.json` holds
//! both to them:
//!
//! 1. A border is put where letters change from small to capital (`getItem`, `PDFReader`), then the
//!    line is folded.
//! 2. Letters and digits of scripts that put no spaces between words, and of Hangul, make *runs*.
//!    All other letters and digits make *words*. Words that one `.`, `-`, `_`, `'` or border alone
//!    stands between are parts of one word.
//! 3. Each character of a run and each word has a position. White space, a joint, and the change
//!    between a run and a word take none; anything else between two pieces takes one.
//!
//! The terms of a run are each two characters that stand side by side, and its last one alone; those
//! of words are each of them, and where they are parts of one that has letters, that one as well, at
//! the position of its last part.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::text::fold;

/// Stands where letters change from small to capital; a private character, which no text has.
const BORDER: char = '\u{e000}';

/// Longer words have no more characters than this of their beginning: nobody types more, and a page
/// may hold a file in base 64.
const LONGEST: usize = 60;

/// A folded line and its pieces.
#[derive(Debug, Default)]
pub(super) struct Line {
    folded: String,
    pieces: Vec<Piece>,
}

#[derive(PartialEq, Debug)]
struct Piece {
    range: Range<usize>,
    /// A run, not a word.
    run: bool,
    position: usize,
    /// A part of one word with the piece before it.
    joined: bool,
}

/// Cuts a line into its pieces.
pub(super) fn cut(line: &str) -> Line {
    let folded = fold(&with_borders(line));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut position = 0;
    let mut at = 0;
    while let Some(first) = folded[at..].chars().next() {
        let Some(run) = is_run(first) else {
            at += first.len_utf8();
            continue;
        };
        let rest = &folded[at..];
        let length = rest.find(|c| is_run(c) != Some(run)).unwrap_or(rest.len());
        let range = at..at + length;
        let before = pieces.last();
        let between = &folded[before.map_or(0, |before| before.range.end)..at];
        let joined = before.is_some_and(|before| !before.run && !run && is_joint(between));
        if before.is_some() && !joined && !between.trim().is_empty() {
            position += 1;
        }
        let width = if run { folded[range.clone()].chars().count() } else { 1 };
        at += length;
        pieces.push(Piece { range, run, position, joined });
        position += width;
    }
    Line { folded, pieces }
}

/// The line with a border of step 1 wherever one belongs.
fn with_borders(line: &str) -> String {
    let mut bordered = String::with_capacity(line.len());
    let mut letters = line.chars().peekable();
    let mut before = ' ';
    while let Some(c) = letters.next() {
        if c.is_uppercase() {
            let begins_word = letters.peek().is_some_and(|next| next.is_lowercase());
            if before.is_lowercase() || before.is_uppercase() && begins_word {
                bordered.push(BORDER);
            }
        }
        bordered.push(c);
        before = c;
    }
    bordered
}

/// Whether a letter or digit belongs into a run, or into a word; nothing for all else.
fn is_run(c: char) -> Option<bool> {
    // Most characters by far; the tables of Unicode are slow to ask.
    if c.is_ascii() {
        return c.is_ascii_alphanumeric().then_some(false);
    }
    if matches!(c, '\u{3041}'..='\u{3096}' | '\u{4e00}'..='\u{9fff}') {
        return Some(true);
    }
    (c.is_alphanumeric() || is_combining_mark(c)).then(|| is_unspaced(c))
}

/// Thai, Lao; Myanmar; Hangul; Khmer; kana, Bopomofo, kanji and what stands for them.
fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{0e00}'..='\u{0eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1100}'..='\u{11ff}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

fn is_joint(between: &str) -> bool {
    matches!(between, "." | "-" | "_" | "'") || between.chars().eq([BORDER])
}

impl Line {
    /// Hands each term with its position to `take`, in no order that means anything.
    pub(super) fn each_term(&self, mut take: impl FnMut(&str, usize)) {
        for piece in &self.pieces {
            let text = &self.folded[piece.range.clone()];
            if piece.run {
                each_gram(text, |gram, at| take(gram, piece.position + at));
            } else {
                take(shortened(text), piece.position);
            }
        }
        for word in self.pieces.chunk_by(|_, next| next.joined).filter(|parts| parts.len() > 1) {
            let parts = word.iter().map(|part| &self.folded[part.range.clone()]);
            let whole: String = parts.collect();
            // Parts that are numbers make a date or a version, and no number.
            if shortened(&whole) == whole && whole.chars().any(char::is_alphabetic) {
                take(&whole, word[word.len() - 1].position);
            }
        }
    }

    /// How many positions the line takes.
    pub(super) fn width(&self) -> usize {
        self.pieces.last().map_or(0, |last| {
            let text = &self.folded[last.range.clone()];
            last.position + if last.run { text.chars().count() } else { 1 }
        })
    }
}

/// Each two characters side by side, and the last one alone.
fn each_gram(run: &str, mut take: impl FnMut(&str, usize)) {
    let mut starts = run.char_indices().map(|(at, _)| at).chain([run.len()]);
    let (mut first, mut second) = (0, starts.nth(1).unwrap_or(run.len()));
    for (position, end) in starts.enumerate() {
        take(&run[first..end], position);
        (first, second) = (second, end);
    }
    let last = run[..second].chars().count() - 1;
    take(&run[first..], last);
}

fn shortened(word: &str) -> &str {
    word.char_indices().nth(LONGEST).map_or(word, |(end, _)| &word[..end])
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn the_vectors_hold_here_and_in_the_browser() {
        let vectors = include_str!("../../tests/fold/pieces.json");
        let vectors: serde_json::Value = serde_json::from_str(vectors).expect("JSON");
        for vector in vectors.as_array().expect("a list") {
            let line = cut(vector["in"].as_str().expect("in"));
            let pieces = line.pieces.iter().map(|piece| {
                let text = &line.folded[piece.range.clone()];
                serde_json::json!([text, piece.run, piece.position, piece.joined])
            });
            let pieces = serde_json::Value::Array(pieces.collect());
            assert_eq!(pieces, vector["out"], "{:?}", vector["in"]);
        }
    }

    #[test]
    fn terms_are_pairs_and_words_and_whole_words() {
        let long = "a".repeat(100);
        for (line, terms) in [
            ("ライセンス", "らい 0 いせ 1 せん 2 んす 3 す 4"),
            ("権", "権 0"),
            ("ISO書き", "iso 0 書き 1 き 2"),
            ("SHA-256の", "sha 0 256 1 の 2 sha256 1"),
            ("getItemById", "get 0 item 1 by 2 id 3 getitembyid 3"),
            ("2026-11-25", "2026 0 11 1 25 2"),
            (&long, &format!("{} 0", &long[..60])),
        ] {
            let mut found = Vec::new();
            cut(line).each_term(|term, position| found.push(format!("{term} {position}")));
            assert_eq!(found.join(" "), terms, "{line}");
        }
    }
}
