//! Which Markdown is read: all that pages are written in, or CommonMark alone.

use pulldown_cmark::{Options, Parser};

use super::events::{Events, ReadMarkdown};

/// How many events one file may make: 96 bytes each, before the tree that is made of them. Of
/// ordinary pages, which make one of 20 bytes, the largest file there may be has fewer.
pub(super) const EVENTS: usize = 1_000_000;

/// Text that makes no events counts for one in so many bytes: as many as the largest file has.
pub(super) const BYTES: usize = 16;

/// How Markdown is read.
#[derive(Clone, Copy)]
pub struct Dialect {
    /// The parser, so that a test can give one that fails. It need not go on when it has more
    /// events than a file may make.
    pub read: ReadMarkdown,
    /// Whether our own passes run before and behind the parser: directives, emphasis and line ends
    /// beside CJK characters, bare addresses, ruby, languages of words, quotation marks, words behind
    /// a code fence, traps.
    pub additions: bool,
}

impl Dialect {
    /// What pages are written in.
    pub const TAIYAKU: Self = Self { read: read_markdown, additions: true };

    /// CommonMark and nothing else, to be held against its own examples.
    pub const COMMONMARK: Self = Self { read: read_commonmark, additions: false };
}

/// CommonMark with the additions that every reader of GitHub knows, and `{#id}` behind headings.
/// No definition lists: with heading attributes they make pulldown-cmark 0.13.6 panic.
pub fn read_markdown(text: &str) -> Events<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    events(text, options)
}

fn read_commonmark(text: &str) -> Events<'_> {
    events(text, Options::empty())
}

/// One more than there may be says that there are too many; memory for the rest is not taken.
fn events(text: &str, options: Options) -> Events<'_> {
    Parser::new_ext(text, options).into_offset_iter().take(EVENTS + 1).collect()
}
