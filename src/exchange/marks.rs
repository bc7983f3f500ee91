//! The marks of a draft, once what they stand for is translated.

use std::collections::BTreeSet;

use crate::align::Unit;
use crate::parse::{Block, BlockKind, Dialect, is_draft_mark, parse_page};
use crate::text::{Edit, Source, Span, mend};

/// A page without the marks in front of blocks whose units are all done, some of them just now. A mark
/// that somebody left at what was translated already is for people.
pub(super) fn without_done(
    page: &Source,
    units: &[Unit],
    (done, written): (&BTreeSet<usize>, &BTreeSet<usize>),
) -> Source {
    let parsed = parse_page(page, Dialect::TAIYAKU).value;
    let mut found = Vec::new();
    marked(&page.bytes, &parsed.body, &mut found);
    let is_over = |block: Span| {
        let inside = units
            .iter()
            .enumerate()
            .filter(|(_, unit)| block.start <= unit.span.start && unit.span.end <= block.end);
        let inside = inside.filter(|(_, unit)| unit.has_words()).map(|(place, _)| place);
        let inside: Vec<usize> = inside.collect();
        inside.iter().all(|place| done.contains(place))
            && inside.iter().any(|place| written.contains(place))
    };
    let done = found.into_iter().filter(|(_, block)| is_over(*block));
    let edits: Vec<Edit> = done.map(|(mark, _)| taken_out(page, mark)).collect();
    Source::new(page.path.clone(), mend(&page.bytes, edits.iter().map(std::slice::from_ref)).0)
}

/// Each mark with the block that it stands for. Of a directive that is its first line, for what is in
/// it has marks of its own.
fn marked(bytes: &[u8], blocks: &[Block], found: &mut Vec<(Span, Span)>) {
    for (place, block) in blocks.iter().enumerate() {
        match (&block.kind, blocks.get(place + 1)) {
            (BlockKind::Html(html), Some(next)) if is_draft_mark(html) => {
                let span = match &next.kind {
                    BlockKind::Directive(directive) => {
                        Span::line_of(bytes, directive.name.span.start)
                    }
                    _ => next.span,
                };
                found.push((block.span, span));
            }
            (BlockKind::Directive(directive), _) => marked(bytes, &directive.body, found),
            _ => {}
        }
    }
}

/// Takes out the line that a mark stands on.
fn taken_out(page: &Source, mark: Span) -> Edit {
    let line = Span::line_of(&page.bytes, mark.start);
    let end = (line.end + 1).min(page.bytes.len());
    Edit { span: Span::new(line.start, end), text: String::new() }
}
