//! Kanji do not say how they are read: a title without a reading stands in a wrong place among
//! Japanese titles that are sorted by theirs.

use std::collections::BTreeMap;

use crate::site::{Node, Site};
use crate::text::{Code, Diagnostic, FilePath, Span, is_kana, is_kanji};

/// A title of a list.
struct Listed<'a> {
    title: &'a str,
    reading: Option<&'a str>,
    place: (&'a FilePath, Span),
    /// What is sorted by before the title.
    order: i64,
}

/// Checks every list that is sorted by titles: the rows of the form index and the terms of the
/// glossary by language, and the pages of each folder.
pub(super) fn check_readings(
    site: &Site<'_>,
    catalog: &FilePath,
    glossary: &FilePath,
) -> Vec<Diagnostic> {
    let mut lists: BTreeMap<&str, Vec<Listed<'_>>> = BTreeMap::new();
    for edition in site.content.catalog.forms.iter().flat_map(|form| &form.editions) {
        let place = (catalog, edition.title_span);
        let reading = edition.reading.as_deref();
        let row = Listed { title: &edition.title, reading, place, order: 0 };
        lists.entry(&edition.lang.value).or_default().push(row);
    }
    let mut findings: Vec<_> = lists.values().flat_map(|list| missing(list)).collect();
    let mut lists: BTreeMap<&str, Vec<Listed<'_>>> = BTreeMap::new();
    for (code, words) in site.content.glossary.terms.iter().flat_map(|term| &term.words) {
        let place = (glossary, words.preferred_span);
        let reading = words.reading.as_deref();
        let term = Listed { title: &words.preferred, reading, place, order: 0 };
        lists.entry(code).or_default().push(term);
    }
    findings.extend(lists.values().flat_map(|list| missing(list)));
    for navigation in site.navigation.iter() {
        check_pages(site, &navigation.top, &mut findings);
    }
    findings
}

/// Neighbours in the navigation, and those below them. A page that stands in is looked at in its
/// own language.
fn check_pages(site: &Site<'_>, nodes: &[Node], findings: &mut Vec<Diagnostic>) {
    let entries = nodes.iter().filter_map(|node| node.entry).map(|entry| &site.entries[entry]);
    let list: Vec<Listed<'_>> = entries
        .filter(|entry| !entry.is_fallback())
        .map(|entry| Listed {
            title: &entry.front.title,
            reading: entry.front.reading.as_deref(),
            place: (&entry.page.file, entry.front.title_span),
            order: entry.front.order.unwrap_or(i64::MAX),
        })
        .collect();
    findings.extend(missing(&list));
    for node in nodes {
        check_pages(site, &node.children, findings);
    }
}

/// The titles in kanji that have no reading. Kana, or the reading of another title, show that a
/// list is Japanese; in Chinese, characters are sorted by themselves. And a title that `order`
/// sets apart from all others stands in its place without.
fn missing(list: &[Listed<'_>]) -> Vec<Diagnostic> {
    if !list.iter().any(|listed| listed.reading.is_some() || listed.title.contains(is_kana)) {
        return Vec::new();
    }
    let mut beside: BTreeMap<i64, usize> = BTreeMap::new();
    for listed in list {
        *beside.entry(listed.order).or_default() += 1;
    }
    let unread = |listed: &&Listed<'_>| {
        listed.reading.is_none() && listed.title.contains(is_kanji) && beside[&listed.order] > 1
    };
    list.iter()
        .filter(unread)
        .map(|listed| {
            let (file, span) = listed.place;
            Diagnostic::new(Code::MissingReading, file, span, [("title", listed.title)])
        })
        .collect()
}
