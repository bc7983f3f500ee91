//! The site of last time: while only texts are edited, all but the texts is the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::content::Content;
use super::map::{Alias, Entry, Site, Standing};
use super::tree::Navigation;
use crate::text::{Base, FilePath, Fingerprint, Locale};

/// What the next build can take over of a site.
#[derive(Debug, Default)]
pub struct KnownSite(Option<Kept>);

#[derive(Debug)]
struct Kept {
    /// Of the content that it was made of.
    key: Fingerprint,
    entries: Vec<KeptEntry>,
    by_path: Arc<Vec<BTreeMap<String, usize>>>,
    aliases: Arc<Vec<Alias>>,
    navigation: Arc<Vec<Navigation>>,
    locales: Arc<Vec<Locale>>,
}

#[derive(Debug)]
struct KeptEntry {
    page: FilePath,
    parts: Vec<FilePath>,
    standing: Arc<Standing>,
}

impl KnownSite {
    /// Keeps a site. One with findings is not kept: they name places in texts.
    pub(super) fn of(site: &Site<'_>) -> Self {
        let entry = |entry: &Entry<'_>| KeptEntry {
            page: entry.page.file.clone(),
            parts: entry.parts.iter().map(|part| part.file.clone()).collect(),
            standing: Arc::clone(&entry.standing),
        };
        Self(Some(Kept {
            key: site.content.outline,
            entries: site.entries.iter().map(entry).collect(),
            by_path: Arc::clone(&site.by_path),
            aliases: Arc::clone(&site.aliases),
            navigation: Arc::clone(&site.navigation),
            locales: Arc::clone(&site.locales),
        }))
    }

    /// The same site around other texts, if it is the same.
    pub(super) fn around<'a>(&self, content: &'a Content, base: &Base) -> Option<Site<'a>> {
        let kept = self.0.as_ref().filter(|kept| kept.key == content.outline)?;
        let page = |file: &FilePath| content.pages.get(file).map(|page| &**page);
        let entry = |entry: &KeptEntry| {
            Some(Entry {
                page: page(&entry.page)?,
                parts: entry.parts.iter().map(page).collect::<Option<_>>()?,
                standing: Arc::clone(&entry.standing),
            })
        };
        Some(Site {
            content,
            base: base.clone(),
            entries: kept.entries.iter().map(entry).collect::<Option<_>>()?,
            by_path: Arc::clone(&kept.by_path),
            aliases: Arc::clone(&kept.aliases),
            navigation: Arc::clone(&kept.navigation),
            locales: Arc::clone(&kept.locales),
        })
    }
}
