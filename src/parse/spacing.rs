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
        let bytes = text.as_bytes();
        let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        let native = |c: Option<char>| c.filter(|c| is_native(*c)).map(char::len_utf8);
        for at in (0..bytes.len()).filter(|at| is_letter(*at)) {
            if !is_letter(at + 1) {
                let space = usize::from(bytes.get(at + 1) == Some(&b' '));
                if let Some(length) = native(text[at + 1 + space..].chars().next()) {
                    self.meet(space, span.part(at, at + 1 + space + length));
                }
            }
            if at > 0 && !is_letter(at - 1) {
                let space = usize::from(bytes[at - 1] == b' ');
                if let Some(length) = native(text[..at - space].chars().next_back()) {
                    self.meet(space, span.part(at - space - length, at + 1));
                }
            }
        }
    }

    fn meet(&mut self, space: usize, place: Span) {
        if space == 0 { self.joined.push(place) } else { self.spaced.push(place) }
    }
}

/// Hiragana and kanji.
fn is_native(c: char) -> bool {
    is_hiragana(c) || is_kanji(c)
}
