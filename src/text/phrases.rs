//! Where a line of Japanese may end: between two phrases, never inside one.
//!
//! A browser breaks Japanese between any two characters, which in a heading leaves `につ|いて`. The
//! phrases come from the model of BudouX; in HTML a `<wbr>` stands between them, and never U+200B,
//! which would be copied and searched with the text.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::cjk::is_kana;
use super::href::escape;

/// Up to so many characters a title fits on one line of a phone, at 30 px each. The model takes
/// about 2 µs a character, and many titles are short.
const SHORT: usize = 10;

/// Words that stand on lines of their own (a title, a heading) and where such a line may end.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct Phrased {
    /// The words.
    pub text: String,
    /// Offsets in the words at which a phrase begins, in order, the first one left out.
    breaks: Vec<usize>,
}

/// Where the lines of a site's titles may end: each title once, however often it stands there.
#[derive(Default, Debug)]
pub struct Phrases(BTreeMap<String, Vec<usize>>);

impl Phrases {
    /// Finds the phrases of titles, those that `last` does not have side by side.
    pub fn of<'a>(titles: impl Iterator<Item = &'a str>, last: &Self) -> Self {
        let distinct: BTreeSet<&str> = titles.filter(|title| has_phrases(title)).collect();
        let found = distinct.into_par_iter().map(|title| {
            let known = last.0.get(title).cloned();
            (title.to_owned(), known.unwrap_or_else(|| breaks(title)))
        });
        Self(found.collect())
    }

    /// Whether the phrases of all these titles were looked for.
    pub fn have<'a>(&self, mut titles: impl Iterator<Item = &'a str>) -> bool {
        titles.all(|title| self.0.contains_key(title) || !has_phrases(title))
    }

    /// A title with its phrases, which are looked for if it is not among those of the site.
    pub fn phrased(&self, title: &str) -> Phrased {
        let find = || if has_phrases(title) { breaks(title) } else { Vec::new() };
        let breaks = self.0.get(title).cloned().unwrap_or_else(find);
        Phrased { text: title.to_owned(), breaks }
    }
}

/// Whether a title is long enough to be broken, and Japanese: without kana nobody could tell.
fn has_phrases(title: &str) -> bool {
    title.chars().nth(SHORT).is_some() && title.contains(is_kana)
}

impl Phrased {
    /// The words as HTML.
    pub fn html(&self) -> String {
        let mut out = String::with_capacity(self.text.len() + 5 * self.breaks.len());
        self.pen().write(&self.text, &mut out);
        out
    }

    /// Writes the words as HTML in pieces, for those that stand in elements of their own.
    pub fn pen(&self) -> PhrasePen {
        PhrasePen { breaks: self.breaks.clone(), next: 0, at: 0 }
    }
}

fn breaks(text: &str) -> Vec<usize> {
    let phrases = budoux::parse(budoux::models::default_japanese_model(), text);
    let mut at = 0;
    let starts = phrases.iter().map(|phrase| {
        at += phrase.len();
        at
    });
    let mut starts: Vec<usize> = starts.collect();
    starts.pop();
    starts
}

/// Writes a text piece by piece, with `<wbr>` where a phrase begins.
#[derive(Clone, Default, Debug)]
pub struct PhrasePen {
    breaks: Vec<usize>,
    /// The place in `breaks` of the next one.
    next: usize,
    /// The bytes of the text that are written.
    at: usize,
}

impl PhrasePen {
    /// Writes the next piece of the text, escaped.
    pub fn write(&mut self, piece: &str, out: &mut String) {
        let mut from = 0;
        while let Some(place) = self.breaks.get(self.next) {
            // Between two pieces it stands before the second, outside of what the first is in.
            let Some(within) = place.checked_sub(self.at).filter(|within| *within < piece.len())
            else {
                break;
            };
            escape(&piece[from..within], out);
            out.push_str("<wbr>");
            from = within;
            self.next += 1;
        }
        escape(&piece[from..], out);
        self.at += piece.len();
    }

    /// Passes over a piece that has no place for a line to end.
    pub fn skip(&mut self, piece: &str) {
        self.at += piece.len();
        while self.breaks.get(self.next).is_some_and(|place| *place < self.at) {
            self.next += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn phrases_of_japanese_are_kept_whole() {
        for (text, html) in [
            (
                "ライセンスの証明が必要なのはどの組織か",
                "ライセンスの<wbr>証明が<wbr>必要なのは<wbr>どの<wbr>組織か",
            ),
            ("ISO & ファイルの書き込み", "ISO &amp; ファイルの<wbr>書き込み"),
            ("書き込みの手順", "書き込みの手順"),
            ("Where to store the discs", "Where to store the discs"),
            ("製品生命周期与许可条款说明", "製品生命周期与许可条款说明"),
        ] {
            assert_eq!(Phrases::default().phrased(text).html(), html);
        }
    }

    #[test]
    fn pieces_are_written_in_their_elements() {
        let title = Phrases::default().phrased("ライセンスの証明が必要なのはどの組織か");
        let mut pen = title.pen();
        let mut out = String::new();
        pen.write("ライセンス", &mut out);
        out.push_str("<em>");
        pen.write("の証明が", &mut out);
        out.push_str("</em>");
        pen.skip("必要なのは");
        out.push_str("<code>必要なのは</code>");
        pen.write("どの組織か", &mut out);
        let expected =
            "ライセンス<em>の<wbr>証明が</em><code>必要なのは</code><wbr>どの<wbr>組織か";
        assert_eq!(out, expected);
    }
}
