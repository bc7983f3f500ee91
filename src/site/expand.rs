//! A page's headings and ids with those of the parts that it includes.

use std::sync::Arc;

use super::content::Content;
use crate::parse::{OutlineItem, Page};
use crate::text::{Code, Diagnostic, FilePath, Span, Spanned, slug};

/// A heading of a page as it will be published.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct PageHeading {
    /// 1 to 6.
    pub level: u8,
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// A heading before its id is settled.
#[derive(Clone, Debug)]
pub(super) struct OpenHeading {
    pub(super) level: u8,
    pub(super) id: Option<String>,
    pub(super) text: String,
    pub(super) file: FilePath,
    pub(super) span: Span,
}

/// A page together with its parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Expanded<'a> {
    pub(super) headings: Vec<OpenHeading>,
    /// The ids of directives.
    pub(super) ids: Vec<(FilePath, Spanned<String>)>,
    /// The parts, each once.
    pub(super) parts: Vec<&'a Arc<Page>>,
    pub(super) findings: Vec<Diagnostic>,
}

/// How deep parts may include parts; beyond it a chain is a mistake even without a circle.
pub const INCLUDE_DEPTH: usize = 64;

/// Walks a page and its parts in the order in which a reader meets them.
pub(super) fn expand<'a>(content: &'a Content, page: &Page) -> Expanded<'a> {
    let mut expanded = Expanded::default();
    let mut chain = vec![page.file.clone()];
    walk(content, page, &mut chain, &mut expanded);
    expanded
}

fn walk<'a>(content: &'a Content, page: &Page, chain: &mut Vec<FilePath>, into: &mut Expanded<'a>) {
    for item in &page.outline.items {
        match item {
            OutlineItem::Heading { level, id, text, span } => into.headings.push(OpenHeading {
                level: *level,
                id: id.clone(),
                text: text.clone(),
                file: page.file.clone(),
                span: *span,
            }),
            OutlineItem::Id(id) => into.ids.push((page.file.clone(), id.clone())),
            OutlineItem::Include(target) => include(content, page, target, chain, into),
        }
    }
}

fn include<'a>(
    content: &'a Content,
    page: &Page,
    target: &Spanned<String>,
    chain: &mut Vec<FilePath>,
    into: &mut Expanded<'a>,
) {
    let file = &page.file;
    let Some(part) = content.part(file, &target.value) else {
        let arguments = [("target", target.value.as_str())];
        into.findings.push(Diagnostic::new(Code::MissingInclude, file, target.span, arguments));
        return;
    };
    if chain.contains(&part.file) || chain.len() >= INCLUDE_DEPTH {
        let names: Vec<&str> = chain.iter().chain([&part.file]).map(FilePath::as_str).collect();
        let names = names.join(" → ");
        let arguments = [("chain", names.as_str())];
        into.findings.push(Diagnostic::new(Code::IncludeCycle, file, target.span, arguments));
        return;
    }
    if !into.parts.iter().any(|known| known.file == part.file) {
        into.parts.push(part);
    }
    chain.push(part.file.clone());
    walk(content, part, chain, into);
    chain.pop();
}

/// Settles the ids of a page's headings: what is written, else what the source page's heading in
/// the same place has, else the heading's own words; a repeated id gets `-1`, `-2` …
pub(super) fn settle(own: &[OpenHeading], source: Option<&[PageHeading]>) -> Vec<PageHeading> {
    let inherited = source.filter(|source| same_outline(own, source));
    let mut settled: Vec<PageHeading> = Vec::with_capacity(own.len());
    for (index, heading) in own.iter().enumerate() {
        let wanted = heading.id.clone().unwrap_or_else(|| {
            inherited.map_or_else(|| slug(&heading.text), |source| source[index].id.clone())
        });
        let mut id = wanted.clone();
        let mut count = 0;
        while heading.id.is_none() && settled.iter().any(|before| before.id == id) {
            count += 1;
            id = format!("{wanted}-{count}");
        }
        settled.push(PageHeading { level: heading.level, id, text: heading.text.clone() });
    }
    settled
}

/// Whether two pages have the same levels of headings in the same order.
pub(super) fn same_outline(own: &[OpenHeading], source: &[PageHeading]) -> bool {
    own.len() == source.len()
        && own.iter().zip(source).all(|(own, source)| own.level == source.level)
}
