//! The Markdown parser behind one function, so that it can be replaced: by one with other options,
//! or in a test by one that fails.

use std::cell::Cell;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd};

use crate::text::is_forbidden;

/// Reads Markdown into events with their places in the text.
pub type ReadMarkdown = for<'a> fn(&'a str) -> Events<'a>;

/// Events and the bytes of the text that each stands for.
pub type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

thread_local! {
    /// Whether this thread is inside `guarded`, where a panic becomes a finding and is not printed.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a reader that is not ours; `None` when it panicked.
pub(super) fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    silence();
    let before = GUARDED.replace(true);
    let value = catch_unwind(AssertUnwindSafe(read)).ok();
    GUARDED.set(before);
    value
}

/// The events without characters that no text holds. Our own marks have to be gone already.
pub(super) fn cleaned(mut events: Events<'_>) -> Events<'_> {
    for (event, _) in &mut events {
        clean(event);
    }
    events
}

/// An entity (`&#1;`) may stand for a character that no text holds: it becomes U+FFFD, as CommonMark
/// does with NUL.
fn clean(event: &mut Event<'_>) {
    let (Event::Text(text)
    | Event::Start(
        Tag::Link { title: text, .. }
        | Tag::Image { title: text, .. }
        | Tag::CodeBlock(CodeBlockKind::Fenced(text)),
    )) = event
    else {
        return;
    };
    if text.contains(is_forbidden) {
        *text = CowStr::from(text.replace(is_forbidden, "\u{fffd}"));
    }
}

/// Wraps the process's panic hook once, so that it stays quiet inside `guarded`.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !GUARDED.get() {
                loud(panic);
            }
        }));
    });
}

/// Whether a tag stands on lines of its own.
pub(super) fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag.to_end(),
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::MetadataBlock(_)
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
    )
}
