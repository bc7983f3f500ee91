//! Drafts: what is still in the language of its source is marked, and no mark is published.

use std::sync::Arc;

use crate::parse::{Page, Status};
use crate::site::Content;
use crate::text::{Code, Diagnostic};

/// Finds the marks that `taiyaku new` wrote and nobody has taken away. In a draft they are a list
/// of what is left to do; elsewhere readers would get two languages in one page.
pub(super) fn check_drafts(content: &Content) -> Vec<Diagnostic> {
    let pages = content.pages.values();
    let marks = pages.flat_map(|page| page.outline.drafts.iter().map(move |span| (page, *span)));
    let finding = |(page, span): (&Arc<Page>, _)| {
        let finding = Diagnostic::new(Code::DraftMarker, &page.file, Some(span), []);
        if page.front.status == Some(Status::Draft) { finding.mild() } else { finding }
    };
    marks.map(finding).collect()
}
