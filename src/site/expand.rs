//! A page's headings and ids with those of the parts that it includes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::content::Content;
use crate::parse::{OutlineItem, Page};
use crate::text::{Code, Diagnostic, FilePath, Phrased, Span, Spanned, slug};

/// A heading of a page as it will be published.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct PageHeading {
    /// 1 to 6.
    pub level: u8,
    /// Its id.
    pub id: String,
    /// The id that other tools would make of its words, where those are not ASCII and the id is
    /// another one: an address that somebody copied there goes on leading here.
    pub also: Option<String>,
    /// Its words.
    pub title: Phrased,
}

/// A heading before its id is settled.
#[derive(Clone, Debug)]
pub(super) struct OpenHeading {
    pub(super) level: u8,
    pub(super) id: Option<String>,
    pub(super) title: Phrased,
    pub(super) file: FilePath,
    pub(super) span: Span,
    /// The page's own `::include` that brings it in.
    brought: Option<Brought>,
}

/// Where a page includes something.
type Brought = (FilePath, Span);

/// A page together with its parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Expanded<'a> {
    pub(super) headings: Vec<OpenHeading>,
    /// The ids of directives, their files, and the `::include` that brings them in.
    ids: Vec<(Spanned<String>, FilePath, Option<Brought>)>,
    /// The `::include` of the page that is being followed.
    brought: Option<Brought>,
    /// The parts, each once.
    pub(super) parts: Vec<&'a Arc<Page>>,
    pub(super) findings: Vec<Diagnostic>,
    /// A part could not be read, so that headings may be missing.
    pub(super) unread: bool,
    /// How often a part was met.
    included: usize,
}

/// How many files a chain of includes may have; a longer one is a mistake even without a circle.
const INCLUDE_DEPTH: usize = 64;

/// How many parts one page may bring in, those of its parts among them: a few parts that each
/// include the next one twice would make more text than any machine can hold, without a circle.
const INCLUDES: usize = 1_000;

/// Why a part is left out where it is included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeftOut {
    /// The page has brought in as many as it may.
    TooMany,
    /// It leads back to itself.
    Circle,
    /// The chain is as long as it may be.
    TooDeep,
}

/// Whether the part that a chain of files comes to is left out, as the page's part of that number.
/// The walk that finds it and the one that writes the page both ask here.
pub fn left_out(chain: &[FilePath], part: &FilePath, number: usize) -> Option<LeftOut> {
    if number > INCLUDES {
        Some(LeftOut::TooMany)
    } else if chain.contains(part) {
        Some(LeftOut::Circle)
    } else {
        (chain.len() >= INCLUDE_DEPTH).then_some(LeftOut::TooDeep)
    }
}

/// Walks a page and its parts in the order in which a reader meets them.
pub(super) fn expand<'a>(content: &'a Content, page: &Page) -> Expanded<'a> {
    let mut expanded = Expanded::default();
    let mut chain = vec![page.file.clone()];
    walk(content, page, &mut chain, &mut expanded);
    check_ids(&mut expanded);
    expanded
}

/// Ids that are written are unique in a page with its parts. What one file has twice is found when
/// that file is checked alone.
fn check_ids(expanded: &mut Expanded<'_>) {
    let headings = expanded.headings.iter().filter_map(|heading| {
        let id = heading.id.as_ref()?;
        Some((id, (&heading.file, heading.span), &heading.brought))
    });
    let directives =
        expanded.ids.iter().map(|(id, file, brought)| (&id.value, (file, id.span), brought));
    let mut seen: BTreeMap<&String, (&FilePath, Span)> = BTreeMap::new();
    for (id, place, brought) in headings.chain(directives) {
        let Some(first) = seen.insert(id, place) else { continue };
        let (file, span) = match brought {
            // A part that is there twice brings its ids twice.
            Some((file, span)) if first == place => (file, *span),
            _ if first.0 == place.0 => continue,
            _ => place,
        };
        let finding = Diagnostic::new(Code::DuplicateId, file, span, [("id", id.as_str())]);
        expanded.findings.push(finding.related(first.0, first.1));
    }
}

fn walk<'a>(content: &'a Content, page: &Page, chain: &mut Vec<FilePath>, into: &mut Expanded<'a>) {
    into.unread |= page.unread;
    for item in &page.outline.items {
        match item {
            OutlineItem::Heading { level, id, text, span } => into.headings.push(OpenHeading {
                level: *level,
                id: id.clone(),
                title: content.phrases.phrased(text),
                file: page.file.clone(),
                span: *span,
                brought: into.brought.clone(),
            }),
            OutlineItem::Id(id) => {
                into.ids.push((id.clone(), page.file.clone(), into.brought.clone()));
            }
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
    into.included += 1;
    if let Some(reason) = left_out(chain, &part.file, into.included) {
        // What comes behind one too many is too many as well.
        if reason != LeftOut::TooMany || into.included == INCLUDES + 1 {
            into.findings.push(untaken(reason, chain, &part.file, file, target.span));
        }
        return;
    }
    if !into.parts.iter().any(|known| known.file == part.file) {
        into.parts.push(part);
    }
    if chain.len() == 1 {
        into.brought = Some((file.clone(), target.span));
    }
    chain.push(part.file.clone());
    walk(content, part, chain, into);
    chain.pop();
    if chain.len() == 1 {
        into.brought = None;
    }
}

/// The finding of a part that is left out.
fn untaken(
    reason: LeftOut,
    chain: &[FilePath],
    part: &FilePath,
    file: &FilePath,
    span: Span,
) -> Diagnostic {
    // The circle alone, so that it is the same finding whichever page leads into it.
    let first = chain.iter().position(|passed| passed == part).unwrap_or(0);
    let names: Vec<&str> = chain[first..].iter().chain([part]).map(FilePath::as_str).collect();
    let names = names.join(" → ");
    let chain = ("chain", names.as_str());
    let (most, deepest) = (INCLUDES.to_string(), INCLUDE_DEPTH.to_string());
    match reason {
        LeftOut::TooMany => {
            Diagnostic::new(Code::TooManyParts, file, span, [("limit", most.as_str())])
        }
        LeftOut::Circle => Diagnostic::new(Code::IncludeCycle, file, span, [chain]),
        LeftOut::TooDeep => {
            let arguments = [chain, ("limit", deepest.as_str())];
            Diagnostic::new(Code::IncludeTooDeep, file, span, arguments)
        }
    }
}

/// Settles the ids of a page's headings: what is written, else what the source page's heading in
/// the same place has, else the heading's own words. An id that is taken gets `-1`, `-2` …; what is
/// written anywhere in the page is taken from the start.
pub(super) fn settle(own: &Expanded<'_>, source: Option<&[PageHeading]>) -> Vec<PageHeading> {
    let inherited = source.filter(|source| same_outline(&own.headings, source));
    let headings = own.headings.iter().filter_map(|heading| heading.id.as_deref());
    let directives = own.ids.iter().map(|(id, ..)| id.value.as_str());
    let mut taken: BTreeSet<String> = headings.chain(directives).map(str::to_owned).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut settled = Vec::with_capacity(own.headings.len());
    for (index, heading) in own.headings.iter().enumerate() {
        let (level, title) = (heading.level, heading.title.clone());
        let words = slug(&title.text);
        let given = heading.id.as_ref().or(inherited.map(|source| &source[index].id));
        let also =
            given.filter(|given| **given != words && !words.is_ascii()).map(|_| words.clone());
        let id = heading
            .id
            .clone()
            .unwrap_or_else(|| free_id(given.unwrap_or(&words), &mut taken, &mut counts));
        settled.push(PageHeading { level, id, also, title });
    }
    // Only what no real id has taken.
    for also in settled.iter_mut().filter_map(|heading| heading.also.as_mut()) {
        *also = free_id(also, &mut taken, &mut counts);
    }
    settled
}

/// The ids of the headings of a source page that stand in its own file, each with its heading's
/// place.
pub fn heading_ids(content: &Content, page: &Page) -> Vec<(Span, String)> {
    let expanded = expand(content, page);
    let settled = settle(&expanded, None);
    let both = expanded.headings.iter().zip(settled);
    let own = both.filter(|(heading, _)| heading.file == page.file);
    own.map(|(heading, settled)| (heading.span, settled.id)).collect()
}

impl Expanded<'_> {
    /// The ids that directives have.
    pub(super) fn directive_ids(&self) -> impl Iterator<Item = &String> {
        self.ids.iter().map(|(id, ..)| &id.value)
    }
}

fn free_id(
    wanted: &str,
    taken: &mut BTreeSet<String>,
    counts: &mut BTreeMap<String, usize>,
) -> String {
    let mut id = wanted.to_owned();
    while !taken.insert(id.clone()) {
        // Counted on from last time, or a thousand headings of one name cost a million looks.
        let count = counts.entry(wanted.to_owned()).or_default();
        *count += 1;
        id = format!("{wanted}-{count}");
    }
    id
}

/// Whether two pages have the same levels of headings in the same order.
pub(super) fn same_outline(own: &[OpenHeading], source: &[PageHeading]) -> bool {
    own.len() == source.len()
        && own.iter().zip(source).all(|(own, source)| own.level == source.level)
}
