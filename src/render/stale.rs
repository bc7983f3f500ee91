//! What a reader of a translation is told that is behind its source.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::head::language_name;
use crate::site::{Entry, Site};
use crate::translate::{Drift, Drifts};

/// A section of the source that says something else by now.
#[derive(Clone, Serialize, Hash, Debug)]
pub(super) struct SectionView {
    pub(super) title_html: String,
    pub(super) href: String,
}

/// A translation that is behind.
#[derive(Clone, Serialize, Hash, Debug)]
pub(super) struct StaleView {
    /// How many units of the source have other words.
    pub(super) units: usize,
    pub(super) source_href: String,
    pub(super) source_lang: String,
    pub(super) source_name: String,
    /// The sections with such units; none where that is the beginning of the page alone.
    pub(super) sections: Vec<SectionView>,
}

/// What has changed in the sources of a page and its parts. A page that stands in for a translation
/// is its own source.
pub(super) fn drifted<'a>(entry: &Entry<'_>, drifts: &'a Drifts) -> Vec<&'a Arc<Drift>> {
    if drifts.is_empty() || entry.is_fallback() {
        return Vec::new();
    }
    let files = std::iter::once(&entry.page).chain(&entry.parts);
    files.filter_map(|page| drifts.get(&page.file)).collect()
}

/// What readers are told; nothing while no more units have changed than the site lets pass.
pub(super) fn stale(
    site: &Site<'_>,
    entry: &Entry<'_>,
    drifted: &[&Arc<Drift>],
) -> Option<StaleView> {
    let content = site.content;
    let units = drifted.iter().map(|drift| drift.in_words().count()).sum();
    if units <= content.config.grace {
        return None;
    }
    let written_in = content.written_in(content.versions(&entry.path));
    let source = site.entry(written_in, &entry.path).filter(|source| !source.is_fallback())?;
    let changed = drifted.iter().flat_map(|drift| {
        drift.in_words().filter_map(|step| Some(drift.unit(step)?.section.as_str()))
    });
    let changed: BTreeSet<&str> = changed.collect();
    let sections = source.headings.iter().filter(|heading| changed.contains(heading.id.as_str()));
    let sections = sections.map(|heading| SectionView {
        title_html: heading.title.html(),
        href: site.base.anchor(&source.route, &heading.id),
    });
    Some(StaleView {
        units,
        source_href: site.base.href(&source.route),
        source_lang: content.config.languages[written_in].code.as_str().to_owned(),
        source_name: language_name(site, written_in, entry.language),
        sections: sections.collect(),
    })
}
