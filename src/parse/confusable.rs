//! Characters that encodings take for each other: what one system writes as 〜, another writes as ～.
//! A file that holds both was written on both, and an editor that looks for one finds half of them.

use super::document::Block;
use super::front_matter::FrontMatter;
use super::prose::{RunKind, each_run};
use crate::text::{Code, Diagnostic, FilePath, Span};

/// What `Shift_JIS` has one character for and Unicode two.
const PAIRS: [(char, char); 2] = [('\u{301c}', '\u{ff5e}'), ('\u{2212}', '\u{ff0d}')];

/// One finding for each pair of which the prose of a file has both. `text` begins at byte `start`.
pub(super) fn confusable(
    file: &FilePath,
    (text, start): (&str, usize),
    front: &FrontMatter,
    body: &[Block],
) -> Vec<Diagnostic> {
    let mixed =
        PAIRS.into_iter().filter(|(one, other)| text.contains(*one) && text.contains(*other));
    let pairs: Vec<_> = mixed.collect();
    if pairs.is_empty() {
        return Vec::new();
    }
    let mut prose = vec![front.title_span, front.description_span];
    each_run(body, &mut |run| prose.extend((run.kind != RunKind::Alternative).then_some(run.span)));
    let places = |sought: char| -> Vec<Span> {
        let pieces = prose.iter().filter_map(|span| {
            let piece = text.get(span.start.checked_sub(start)?..span.end.checked_sub(start)?)?;
            Some((span, piece))
        });
        let found = pieces.flat_map(|(span, piece)| {
            piece.match_indices(sought).map(|(at, found)| span.part(at, at + found.len()))
        });
        found.collect()
    };
    let finding = |(one, other)| finding(file, (one, places(one)), (other, places(other)));
    pairs.into_iter().filter_map(finding).collect()
}

/// The finding stands at the first of the rarer ones; of as many, at that which comes later.
fn finding(
    file: &FilePath,
    one: (char, Vec<Span>),
    other: (char, Vec<Span>),
) -> Option<Diagnostic> {
    let rank = |(_, places): &(char, Vec<Span>)| {
        (places.len(), std::cmp::Reverse(places.first().copied()))
    };
    let (rare, usual) = if rank(&one) < rank(&other) { (one, other) } else { (other, one) };
    let (first, elsewhere) = (*rare.1.first()?, *usual.1.first()?);
    let shown = |c: char| format!("{c} (U+{:04X})", u32::from(c));
    let arguments = [("here", &*shown(rare.0)), ("there", &*shown(usual.0))];
    let finding = Diagnostic::new(Code::MixedCharacters, file, first, arguments);
    Some(finding.related(file, elsewhere))
}
