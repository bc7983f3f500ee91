//! A page that sets Latin words off from Japanese by a space here and not there. The style sheet
//! makes that room by itself, so either way is right; both on one page are an accident.
//!
//! Katakana do not count: a name such as `Windows ディスク イメージ` has its spaces from its owner.
//! Nor do digits, which many set close who set words off, nor what is quoted, which is as somebody else wrote it.

use super::document::Block;
use super::prose::{RunKind, each_run};
use crate::text::{Code, Diagnostic, FilePath, Span, is_hiragana, is_kanji};

/// Finds the first place of the rarer practice, if a page has both.
pub(super) fn spacing(file: &FilePath, blocks: &[Block]) -> Option<Diagnostic> {
    let mut found = Found::default();
    each_run(blocks, &mut |run| {
        if run.kind == RunKind::Text && !run.quoted && !run.foreign {
            found.text(run.text, run.span);
        }
    });
    let (spaced, joined) = (&found.spaced, &found.joined);
    let rarer = if joined.len() < spaced.len() { joined } else { spaced };
    let first = rarer.first().filter(|_| !spaced.is_empty() && !joined.is_empty())?;
    let counts = [spaced.len().to_string(), joined.len().to_string()];
    let arguments = [("spaced", counts[0].as_str()), ("joined", counts[1].as_str())];
    Some(Diagnostic::new(Code::MixedSpacing, file, *first, arguments))
}

/// Where a Latin word meets Japanese.
#[derive(Default)]
struct Found {
    spaced: Vec<Span>,
    joined: Vec<Span>,
}

impl Found {
    fn text(&mut self, text: &str, span: Span) {
        if text.is_ascii() || span.end - span.start != text.len() {
            return;
        }
        let meets = |before: char, after: char| {
            is_native(before) && after.is_ascii_alphabetic()
                || before.is_ascii_alphabetic() && is_native(after)
        };
        let mut chars = text.char_indices().peekable();
        while let Some((at, before)) = chars.next() {
            let Some((next, after)) = chars.peek().copied() else { return };
            if meets(before, after) {
                self.joined.push(span.part(at, next + after.len_utf8()));
            } else if after == ' ' {
                let beyond =
                    text[next + 1..].chars().next().filter(|beyond| meets(before, *beyond));
                let end = beyond.map(|beyond| next + 1 + beyond.len_utf8());
                self.spaced.extend(end.map(|end| span.part(at, end)));
            }
        }
    }
}

/// Hiragana and kanji.
fn is_native(c: char) -> bool {
    is_hiragana(c) || is_kanji(c)
}
