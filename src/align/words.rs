//! From one wording to the next: which words went and which came. Where words are not written apart,
//! characters are compared.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::text::is_cjk;

/// Between two changes, so few pieces that are the same are only noise.
const NOISE: usize = 2;

/// A run of a text that changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Run {
    /// It stands in both.
    Same(String),
    /// It is gone.
    Gone(String),
    /// It is new.
    New(String),
}

/// Compares two wordings. The runs that are the same or gone make the first, those that are the same
/// or new the second. What was put in at one place is one run.
pub fn wording(before: &str, now: &str) -> Vec<Run> {
    let (old, new) = (pieces(before), pieces(now));
    let head = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let rest = (&old[head..], &new[head..]);
    let tail = rest.0.iter().rev().zip(rest.1.iter().rev());
    let tail = tail.take_while(|(one, other)| one == other).count();
    let middle = (&rest.0[..rest.0.len() - tail], &rest.1[..rest.1.len() - tail]);
    let mut runs = Runs::default();
    runs.same(&old[..head]);
    between(middle.0, middle.1, &mut runs);
    runs.same(&old[old.len() - tail..]);
    runs.finish()
}

/// Words with the space behind them, and single characters where there is none between words.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut last: Option<char> = None;
    for (at, c) in text.char_indices() {
        let joins = last.is_some_and(|last| {
            (last.is_alphanumeric() && c.is_alphanumeric() && !is_cjk(last) && !is_cjk(c))
                || (c.is_whitespace() && !is_cjk(last))
        });
        if last.is_some() && !joins {
            pieces.push(&text[start..at]);
            start = at;
        }
        last = Some(c);
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

fn between(old: &[&str], new: &[&str], runs: &mut Runs) {
    let ops = capture_diff_slices(Algorithm::Myers, old, new);
    let last = ops.len().saturating_sub(1);
    for (place, op) in ops.iter().enumerate() {
        let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
        let is_noise = place > 0 && place < last && old.len() <= NOISE;
        if op.tag() == DiffTag::Equal && !is_noise {
            runs.same(old);
        } else {
            runs.gone.extend(old.iter().copied());
            runs.new.extend(new.iter().copied());
        }
    }
}

#[derive(Default)]
struct Runs {
    done: Vec<Run>,
    gone: String,
    new: String,
}

impl Runs {
    fn same(&mut self, pieces: &[&str]) {
        if !pieces.is_empty() {
            self.flush();
            self.done.push(Run::Same(pieces.concat()));
        }
    }

    fn flush(&mut self) {
        let (gone, new) = (std::mem::take(&mut self.gone), std::mem::take(&mut self.new));
        self.done.extend((!gone.is_empty()).then_some(Run::Gone(gone)));
        self.done.extend((!new.is_empty()).then_some(Run::New(new)));
    }

    fn finish(mut self) -> Vec<Run> {
        self.flush();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::{Run, wording};

    #[track_caller]
    fn check(before: &str, now: &str, expected: &str) {
        let mut told = String::new();
        for run in wording(before, now) {
            match run {
                Run::Same(text) => told.push_str(&text),
                Run::Gone(text) => told.push_str(&format!("[-{text}-]")),
                Run::New(text) => told.push_str(&format!("{{+{text}+}}")),
            }
        }
        assert_eq!(told, expected);
    }

    #[test]
    fn japanese_is_compared_by_characters() {
        check("手順を説明します。", "詳しい手順を説明します。", "{+詳しい+}手順を説明します。");
        check("ISOを焼きます。", "ISOをすぐに焼きます。", "ISOを{+すぐに+}焼きます。");
        check("媒体は廃止", "媒体は提供終了", "媒体は[-廃止-]{+提供終了+}");
    }

    #[test]
    fn what_was_put_in_at_one_place_is_one_run() {
        check("雨の雨", "雨の雨の雨の雨", "雨の雨{+の雨の雨+}");
        check("会社の会社", "会社の会社の会社", "会社の会社{+の会社+}");
        check("", "新しい", "{+新しい+}");
        check("", "", "");
    }

    #[test]
    fn words_are_not_cut_and_noise_is_no_match() {
        check("Burn the disc.", "Burn a new disc.", "Burn [-the -]{+a new +}disc.");
        check("one two three", "four two five", "[-one two three-]{+four two five+}");
    }
}
