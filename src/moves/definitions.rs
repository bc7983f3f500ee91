//! Where a page defines the targets of its reference links (`[label]: target`). The parser gives the
//! links with their targets, but not the lines that those come from.

use crate::parse::{Block, BlockKind};
use crate::text::Span;

/// The targets of all definitions in a text from byte `body` on, `<` and `>` left out. What looks
/// like one inside a paragraph or code is none, so `blocks` are the page's.
pub(super) fn definitions(text: &str, body: usize, blocks: &[Block]) -> Vec<Span> {
    let mut leaves = Vec::new();
    collect(blocks, &mut leaves);
    let mut found = Vec::new();
    let mut at = body;
    for line in text[body..].split_inclusive('\n') {
        let start = at + line.len() - content(line).len();
        let target = target(text, start);
        let is_apart = |leaf: &Span| start < leaf.start || leaf.end <= start;
        found.extend(target.filter(|_| leaves.iter().all(is_apart)));
        at += line.len();
    }
    found
}

/// The blocks that hold words or code rather than blocks.
fn collect(blocks: &[Block], leaves: &mut Vec<Span>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Quote(inner) | BlockKind::Footnote(_, inner) => collect(inner, leaves),
            BlockKind::List(_, items) => {
                for item in items {
                    collect(&item.blocks, leaves);
                }
            }
            BlockKind::Directive(directive) => collect(&directive.body, leaves),
            _ => leaves.push(block.span),
        }
    }
}

/// A line without the marks of the quotes and list items that it stands in.
fn content(line: &str) -> &str {
    let mut rest = line;
    loop {
        let inner = rest.trim_start_matches([' ', '\t', '>']);
        let digits = inner.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = (digits.len() < inner.len())
            .then(|| digits.strip_prefix(". ").or_else(|| digits.strip_prefix(") ")))
            .flatten();
        let item = ["- ", "* ", "+ "].iter().find_map(|mark| inner.strip_prefix(mark));
        match item.or(numbered) {
            Some(inside) => rest = inside,
            None => return inner,
        }
    }
}

/// The target of the definition that begins at `start`; it may stand on the next line.
fn target(text: &str, start: usize) -> Option<Span> {
    let rest = text[start..].strip_prefix('[').filter(|rest| !rest.starts_with('^'))?;
    let line = rest.split(['\n', '\r']).next()?;
    let label = line.find("]:")?;
    if line[..label].trim().is_empty() || line[..label].contains(['[', ']']) {
        return None;
    }
    let mut at = start + 1 + label + 2;
    let same = line[label + 2..].trim_start_matches([' ', '\t']);
    if same.is_empty() {
        let next = text[at..].find('\n')? + 1;
        at += next;
        at += text[at..].len() - text[at..].trim_start_matches([' ', '\t', '>']).len();
    } else {
        at += line[label + 2..].len() - same.len();
    }
    let pointed = text[at..].starts_with('<');
    let at = at + usize::from(pointed);
    let ends = |c: char| if pointed { matches!(c, '>' | '\n') } else { c.is_ascii_whitespace() };
    let end = text[at..].find(ends).map_or(text.len(), |end| at + end);
    (end > at).then(|| Span::new(at, end))
}
