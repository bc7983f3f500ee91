//! The View: everything of its own that a page's template sees and that its bytes depend on.
//!
//! A View is a value that can be hashed. What is large and shared (messages, navigation, the
//! catalog) is no part of it: the memo's keys are the View's hash and the hashes of those.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::head::{PageView, page_view};
use super::stale::StaleView;
use crate::parse::{Kind, Node, SiteData};
use crate::site::{Entry, PageHeading, Resolved, Site};
use crate::text::{FilePath, Fingerprint, Link, Route, link_kind};

/// A title and where it leads.
#[derive(Clone, Serialize, Hash, Debug)]
pub(super) struct LinkView {
    pub(super) title: String,
    /// The same as HTML, with places for a line to end.
    pub(super) title_html: String,
    pub(super) href: String,
    pub(super) description: String,
}

/// A heading of the contents list.
#[derive(Clone, Serialize, Hash, Debug)]
pub(super) struct TocView {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) title: String,
    /// The same as HTML, with places for a line to end.
    pub(super) title_html: String,
    pub(super) level: u8,
    pub(super) children: Vec<TocView>,
}

/// This page in a language of the site.
#[derive(Clone, Serialize, Hash, Debug)]
pub(super) struct AlternateView {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) dir: String,
    pub(super) href: String,
    pub(super) translated: bool,
    pub(super) current: bool,
}

/// A version of this page for search engines.
#[derive(Clone, Serialize, Hash, Debug)]
pub(super) struct HreflangView {
    pub(super) code: String,
    pub(super) href: String,
}

/// All of a page.
#[derive(Clone, Hash, Debug)]
pub(super) struct View {
    pub(super) page: PageView,
    pub(super) extra: Option<Node>,
    pub(super) toc: Vec<TocView>,
    pub(super) alternates: Vec<AlternateView>,
    pub(super) hreflang: Vec<HreflangView>,
    pub(super) breadcrumbs: Vec<LinkView>,
    pub(super) previous: Option<LinkView>,
    pub(super) next: Option<LinkView>,
    pub(super) children: Vec<LinkView>,
    /// What is told of a translation that is behind its source.
    pub(super) stale: Option<StaleView>,
    /// Where each link of the page and its parts leads.
    pub(super) links: BTreeMap<(FilePath, String), Resolved>,
    /// The headings, in order.
    pub(super) headings: Vec<PageHeading>,
    /// What the ids of the text begin with: nothing where the page is alone in its file.
    pub(super) prefix: String,
    /// The page and its parts: which files, for findings name them, and their bytes.
    pub(super) sources: Vec<(FilePath, Fingerprint)>,
    /// The files of `static/` that directives name, by their address below the base.
    pub(super) files: Vec<(String, usize)>,
    /// The directives by name, and the data that they use.
    pub(super) directives: BTreeSet<String>,
    pub(super) data: Vec<SiteData>,
}

impl View {
    /// The View of a page that has nothing but its head.
    pub(super) fn bare(page: PageView) -> Self {
        Self {
            page,
            extra: None,
            toc: Vec::new(),
            alternates: Vec::new(),
            hreflang: Vec::new(),
            breadcrumbs: Vec::new(),
            previous: None,
            next: None,
            children: Vec::new(),
            stale: None,
            links: BTreeMap::new(),
            headings: Vec::new(),
            prefix: String::new(),
            sources: Vec::new(),
            files: Vec::new(),
            directives: BTreeSet::new(),
            data: Vec::new(),
        }
    }
}

/// Makes the View of an entry. `data` is what its directives ask for of the whole site.
pub(super) fn view(site: &Site<'_>, entry: &Entry<'_>, place: usize, data: Vec<SiteData>) -> View {
    let order = &site.navigation[entry.language].order;
    let at = site.navigation[entry.language].position.get(&place).copied();
    let neighbour =
        |at: Option<usize>| at.and_then(|at| order.get(at)).map(|index| link_view(site, *index));
    let children =
        if data.contains(&SiteData::Children) { children(site, entry) } else { Vec::new() };
    let pages = std::iter::once(&entry.page).chain(&entry.parts);
    let sources = pages.map(|page| (page.file.clone(), page.hash)).collect();
    let above = site.above(entry);
    let breadcrumbs: Vec<_> = above.iter().map(|place| link_view(site, *place)).collect();
    let crumbs = breadcrumbs.iter().map(|crumb| (crumb.title.as_str(), crumb.href.as_str()));
    View {
        page: page_view(site, entry, crumbs),
        extra: entry.front.extra.clone(),
        toc: toc(entry),
        alternates: alternates(site, entry),
        hreflang: hreflang(site, entry),
        breadcrumbs,
        previous: neighbour(at.and_then(|at| at.checked_sub(1))),
        next: neighbour(at.map(|at| at + 1)),
        children,
        stale: None,
        links: links(site, entry),
        headings: entry.headings.clone(),
        prefix: String::new(),
        sources,
        files: files(site, entry),
        directives: directives(entry),
        data,
    }
}

pub(super) fn link_view(site: &Site<'_>, place: usize) -> LinkView {
    let entry = &site.entries[place];
    LinkView {
        title: entry.title.text.clone(),
        title_html: entry.title.html(),
        href: site.base.href(&entry.route),
        description: entry.front.description.clone().unwrap_or_default(),
    }
}

/// Headings of level 2, with those of level 3 below them.
fn toc(entry: &Entry<'_>) -> Vec<TocView> {
    let mut toc: Vec<TocView> = Vec::new();
    for heading in entry.headings.iter().filter(|heading| matches!(heading.level, 2 | 3)) {
        let anchor = crate::text::Base::default().anchor(&Route::new(""), &heading.id);
        let view = TocView {
            id: heading.id.clone(),
            href: anchor.trim_start_matches('/').to_owned(),
            title: heading.title.text.clone(),
            title_html: heading.title.html(),
            level: heading.level,
            children: Vec::new(),
        };
        match toc.last_mut() {
            Some(above) if heading.level == 3 && above.level == 2 => above.children.push(view),
            _ => toc.push(view),
        }
    }
    toc
}

/// The page in every language; where a language has neither page nor fallback, its original.
fn alternates(site: &Site<'_>, entry: &Entry<'_>) -> Vec<AlternateView> {
    let languages = site.content.config.languages.iter().enumerate();
    let version = |(place, language): (usize, &crate::parse::Language)| {
        let there =
            site.entry(place, &entry.path).or_else(|| site.entry(entry.written_in, &entry.path))?;
        Some(AlternateView {
            code: language.code.as_str().to_owned(),
            name: language.name.clone(),
            dir: language.direction.clone(),
            href: site.base.href(&there.route),
            translated: there.written_in == place,
            current: place == entry.language,
        })
    };
    languages.filter_map(version).collect()
}

/// Every real version with its full address, and `x-default`. Nothing for a fallback.
pub(super) fn hreflang(site: &Site<'_>, entry: &Entry<'_>) -> Vec<HreflangView> {
    if entry.is_fallback() {
        return Vec::new();
    }
    let config = &site.content.config;
    let real = |place: usize| site.entry(place, &entry.path).filter(|entry| !entry.is_fallback());
    let mut versions: Vec<HreflangView> = Vec::new();
    for (place, language) in config.languages.iter().enumerate() {
        if let Some(href) = real(place).and_then(|version| site.base.absolute(&version.route)) {
            versions.push(HreflangView { code: language.code.as_str().to_owned(), href });
        }
    }
    let root = Route::new("");
    let default = if entry.is_front() {
        Some(&root)
    } else {
        real(config.default).or_else(|| real(config.source)).map(|version| &version.route)
    };
    if let Some(href) = default.and_then(|route| site.base.absolute(route)) {
        versions.push(HreflangView { code: "x-default".to_owned(), href });
    }
    versions
}

/// The pages right below, for a section's own page.
fn children(site: &Site<'_>, entry: &Entry<'_>) -> Vec<LinkView> {
    // Only the page of a folder has pages below it.
    let Some(folder) = entry.path.strip_suffix("index.md") else { return Vec::new() };
    let folder = folder.trim_end_matches('/');
    let mut nodes = &site.navigation[entry.language].top;
    while let Some(node) = nodes.iter().find(|node| {
        node.folder
            .as_deref()
            .is_some_and(|name| name == folder || folder.starts_with(&format!("{name}/")))
    }) {
        nodes = &node.children;
        if node.folder.as_deref() == Some(folder) {
            break;
        }
    }
    nodes.iter().filter_map(|node| node.entry).map(|place| link_view(site, place)).collect()
}

/// The links of the page and its parts that lead somewhere; the others have findings.
fn links(site: &Site<'_>, entry: &Entry<'_>) -> BTreeMap<(FilePath, String), Resolved> {
    let mut links = BTreeMap::new();
    for page in std::iter::once(&entry.page).chain(&entry.parts) {
        for used in &page.outline.links {
            if let Ok(resolved) = site.resolve(entry, &page.file, &used.link) {
                links.insert((page.file.clone(), used.target.value.clone()), resolved);
            }
        }
    }
    links
}

/// The files that directives name, with their sizes: a larger file changes the page.
fn files(site: &Site<'_>, entry: &Entry<'_>) -> Vec<(String, usize)> {
    let pages = std::iter::once(&entry.page).chain(&entry.parts);
    let targets =
        pages.flat_map(|page| &page.outline.directives).filter_map(|used| used.file.as_ref());
    targets
        .filter_map(|target| {
            let Link::File { path, .. } = link_kind(&target.value) else { return None };
            let size = site.content.files.get(&path)?.size;
            Some((path, size))
        })
        .collect()
}

/// The names of the directives of a page and its parts.
fn directives(entry: &Entry<'_>) -> BTreeSet<String> {
    let pages = std::iter::once(&entry.page).chain(&entry.parts);
    pages.flat_map(|page| &page.outline.directives).map(|used| used.name.value.clone()).collect()
}

/// A value of `extra` for templates.
pub(super) fn extra_value(node: &Node) -> tera::Value {
    match &node.kind {
        Kind::Null => tera::Value::none(),
        Kind::Boolean(value) => (*value).into(),
        Kind::Integer(number) => (*number).into(),
        Kind::Decimal(text) | Kind::Text(text) => text.as_str().into(),
        Kind::List(items) => items.iter().map(extra_value).collect::<Vec<_>>().into(),
        Kind::Table(entries) => {
            let entries =
                entries.iter().map(|entry| (entry.key.value.clone(), extra_value(&entry.value)));
            tera::Value::from(entries.collect::<BTreeMap<String, tera::Value>>())
        }
    }
}
