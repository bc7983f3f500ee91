//! The skeleton of a translation: the bytes of the source, with a mark before each block whose
//! words are still to be replaced.
//!
//! A mark is one comment on the line before its block. The editor writes over the block and deletes
//! the line above it, and whichever of the two is forgotten, nothing is lost: a mark that is left is
//! found by `check`, at the block it stands for, and the page is a draft until somebody says
//! otherwise. Marks around a block would come in pairs, of which one is deleted; a mark inside a
//! block would be written over without being noticed.
//!
//! A list, a table, a quotation and a footnote have one mark each, however long they are: a comment
//! between two items ends the list, and one between two rows the table. Headings and directives
//! with a title have one too. What has no words in it (code, rules, an image that is decoration)
//! has none.

use std::collections::BTreeMap;

use super::head::{line_end, skeleton_head};
use crate::parse::{
    Block, BlockKind, Heading, Inline, Page, RunKind, TODO_COMMENT, each_run, find_head,
};
use crate::text::{Edit, Span, mend};

/// Makes the skeleton of a page. `text` is its file; `ids` are those of its headings, by place.
pub(super) fn skeleton(page: &Page, text: &str, ids: &[(Span, String)]) -> Vec<u8> {
    let ids = ids.iter().map(|(span, id)| (span.start, id.as_str())).collect();
    let mut marker = Marker { text, ids, edits: Vec::new() };
    marker.head(page);
    marker.blocks(&page.body);
    mend(text.as_bytes(), [marker.edits.as_slice()]).0
}

struct Marker<'a> {
    text: &'a str,
    ids: BTreeMap<usize, &'a str>,
    edits: Vec<Edit>,
}

impl Marker<'_> {
    /// A byte-order mark goes with the head.
    fn head(&mut self, page: &Page) {
        let start = self.text.len() - self.text.trim_start_matches('\u{feff}').len();
        let head = find_head(&self.text[start..]).ok();
        let text = skeleton_head(&self.text[start..], head.as_ref(), &page.front);
        let end = start + head.map_or(0, |head| head.body);
        self.edits.push(Edit { span: Span::new(0, end), text });
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                // An alert is a quotation to whoever writes it.
                BlockKind::Directive(directive) if directive.name.span != block.span => {
                    let title = directive.title.as_ref();
                    if title.is_some_and(|title| has_words(&paragraph(&title.value))) {
                        self.mark(block.span);
                    }
                    self.blocks(&directive.body);
                }
                _ => {
                    if has_words(block) {
                        self.mark(block.span);
                    }
                    self.headings(block);
                }
            }
        }
    }

    /// Writes the mark into a line of its own, as far from the margin as its block.
    fn mark(&mut self, block: Span) {
        let start = self.text[..block.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let line = &self.text[start..];
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        let text = format!("{indent}{TODO_COMMENT}{}", line_end(self.text));
        self.edits.push(Edit { span: Span::new(start, start), text });
    }

    /// Writes the ids of all headings in a block.
    fn headings(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading, block.span),
            BlockKind::Quote(blocks) | BlockKind::Footnote(_, blocks) => self.all_headings(blocks),
            BlockKind::List(_, items) => {
                for item in items {
                    self.all_headings(&item.blocks);
                }
            }
            BlockKind::Directive(directive) => self.all_headings(&directive.body),
            _ => {}
        }
    }

    fn all_headings(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.headings(block);
        }
    }

    /// An id that is not written is: were it made of the words, it would change with them. It goes
    /// to the end of the last line of words, among the classes where there are some.
    fn heading(&mut self, heading: &Heading, span: Span) {
        let id = self.ids.get(&span.start).filter(|_| heading.id.is_none());
        let (Some(id), Some(last)) = (id, heading.content.last()) else { return };
        let rest = &self.text[last.span.end..];
        let line = rest.split(['\n', '\r']).next().unwrap_or(rest).trim_end();
        let end = last.span.end + line.len();
        let (at, text) = match line.strip_suffix('}') {
            Some(open) if open.contains('{') => (end - 1, format!(" #{id}")),
            _ => (end, format!(" {{#{id}}}")),
        };
        self.edits.push(Edit { span: Span::new(at, at), text });
    }
}

/// Whether there is anything to translate in a block.
fn has_words(block: &Block) -> bool {
    let mut found = false;
    each_run(std::slice::from_ref(block), &mut |run| {
        let is_address = run.text.contains("://") && !run.text.contains(char::is_whitespace);
        let has_letters = run.text.contains(char::is_alphabetic) && !is_address;
        found |= run.kind == RunKind::Ruby || has_letters;
    });
    found
}

fn paragraph(inlines: &[Inline]) -> Block {
    Block { span: Span::default(), kind: BlockKind::Paragraph(inlines.to_vec()) }
}
