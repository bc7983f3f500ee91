//! Where a line of Japanese may end: between two phrases, never inside one.
//!
//! A browser breaks Japanese between any two characters, which in a heading leaves `につ|いて`. The
//! phrases come from the model of BudouX; in HTML a `<wbr>` stands between them, and never U+200B,
//! which would be copied and searched with the text.

use super::cjk::is_kana;
use super::href::escape;

/// Up to so many characters a title fits on one line of a phone. The model takes about 2 µs a
/// character (measured), and most titles are short.
const SHORT: usize = 8;

/// Words that stand on lines of their own (a title, a heading) and where such a line may end.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct Phrased {
    /// The words.
    pub text: String,
    /// Offsets in the words at which a phrase begins, in order, the first one left out.
    breaks: Vec<usize>,
}

impl Phrased {
    /// Finds the phrases of a text. One without kana has none: nobody could tell whether it is
    /// Japanese.
    pub fn new(text: String) -> Self {
        let long = text.chars().nth(SHORT).is_some();
        let breaks = if long && text.contains(is_kana) { breaks(&text) } else { Vec::new() };
        Self { text, breaks }
    }

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
    use super::Phrased;

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
            assert_eq!(Phrased::new(text.to_owned()).html(), html);
        }
    }

    #[test]
    fn pieces_are_written_in_their_elements() {
        let title = Phrased::new("ライセンスの証明が必要なのはどの組織か".to_owned());
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
