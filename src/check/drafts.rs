//! Drafts: what is still in the language of its source is marked, and no mark is published.

use crate::parse::{Page, Status};
use crate::site::Content;
use crate::text::{Code, Diagnostic};

/// Finds the marks that `taiyaku new` wrote and nobody has taken away. On a page that is published
/// readers would get two languages, so each is told. A draft is told once, at the first of them:
/// one that has just begun has a mark in front of every block.
pub(super) fn check_drafts(content: &Content) -> Vec<Diagnostic> {
    content.pages.values().flat_map(|page| marks(page)).collect()
}

fn marks(page: &Page) -> Vec<Diagnostic> {
    let marks = &page.outline.drafts;
    let count = marks.len().to_string();
    let finding = |span| {
        Diagnostic::new(Code::DraftMarker, &page.file, Some(span), [("count", count.as_str())])
    };
    let all = marks.iter().map(|span| finding(*span));
    if page.front.status == Some(Status::Draft) {
        all.take(1).map(Diagnostic::mild).collect()
    } else {
        all.collect()
    }
}
