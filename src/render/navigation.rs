//! The sidebar: rendered once a section and language, with the current page marked in it.
//!
//! A sidebar made anew for each page is what makes other generators quadratic: it lists the
//! neighbours, and there are as many pages as neighbours.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Value};

use super::frame::{Environment, Frame};
use crate::site::{Node, Site};
use crate::text::{Diagnostic, FilePath, Fingerprint, Outcome, escape};

/// The rendered sidebars of one language, by section.
#[derive(Debug, Default)]
pub(super) struct Sidebars {
    by_section: BTreeMap<String, (String, Fingerprint)>,
}

/// A page or folder, and those below it.
#[derive(Serialize)]
pub(super) struct ItemView {
    title: String,
    title_html: String,
    href: String,
    lang: String,
    children: Vec<ItemView>,
    expanded: bool,
    section: bool,
}

/// A language with no more pages than this has all of them in its sidebar, folded. With more, a page
/// would mostly be menu.
const WHOLE: usize = 100;

/// The section of a page: the folder that holds it.
pub(super) fn section(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Renders the sidebars of a language.
pub(super) fn sidebars(
    site: &Site<'_>,
    environment: &Environment,
    frame: &Frame,
    language: usize,
) -> Outcome<Sidebars> {
    let mut sidebars = Sidebars::default();
    let mut findings: Vec<Diagnostic> = Vec::new();
    for path in site.by_path[language].keys() {
        let section = section(path);
        if sidebars.by_section.contains_key(section) {
            continue;
        }
        let whole = site.by_path[language].len() <= WHOLE;
        let seen = Seen { site, lang: &frame.code, section, whole };
        let items = seen.items(&site.navigation[language].top);
        let mut context = Context::new();
        context.insert_value("items", Value::from_serializable(&items));
        context.insert_value("lang", frame.lang.clone());
        context.insert_value("site", frame.site.clone());
        let page = FilePath::new(&format!("content/{}/{path}", frame.code));
        let html = environment.templates.render("navigation.html", &context, &page).unwrap_or_else(
            |finding| {
                findings.push(*finding);
                String::new()
            },
        );
        let key = Fingerprint::of(html.as_bytes());
        sidebars.by_section.insert(section.to_owned(), (html, key));
    }
    Outcome::new(sidebars, findings)
}

/// Every page of a language, the front page first.
pub(super) fn all_pages(site: &Site<'_>, lang: &str, language: usize) -> Vec<ItemView> {
    let seen = Seen { site, lang, section: "", whole: true };
    let front = site.by_path[language]
        .get("index.md")
        .map(|place| Node { entry: Some(*place), ..Node::default() });
    let front = front.and_then(|front| seen.item(&front));
    front.into_iter().chain(seen.items(&site.navigation[language].top)).collect()
}

/// The tree as it is seen from a section.
struct Seen<'a> {
    site: &'a Site<'a>,
    lang: &'a str,
    section: &'a str,
    /// Whether folders that do not lead to the section have their pages too.
    whole: bool,
}

impl Seen<'_> {
    fn items(&self, nodes: &[Node]) -> Vec<ItemView> {
        nodes.iter().filter_map(|node| self.item(node)).collect()
    }

    fn item(&self, node: &Node) -> Option<ItemView> {
        let folder = node.folder.as_deref();
        let expanded = folder.is_some_and(|folder| {
            let rest = self.section.strip_prefix(folder);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        let children = if expanded || self.whole { self.items(&node.children) } else { Vec::new() };
        // A folder without a page of its own leads to the first page in it.
        let target = node.entry.or_else(|| first_entry(&node.children))?;
        let named = || folder.and_then(|folder| folder.rsplit('/').next()).unwrap_or_default();
        let title = node.entry.map_or_else(
            || self.site.content.phrases.phrased(named()),
            |entry| self.site.entries[entry].title.clone(),
        );
        Some(ItemView {
            title_html: title.html(),
            title: title.text,
            href: self.site.base.href(&self.site.entries[target].route),
            lang: self.lang.to_owned(),
            children,
            expanded,
            section: folder.is_some(),
        })
    }
}

fn first_entry(nodes: &[Node]) -> Option<usize> {
    nodes.iter().find_map(|node| node.entry.or_else(|| first_entry(&node.children)))
}

impl Sidebars {
    /// The hash of a section's sidebar.
    pub(super) fn key(&self, section: &str) -> Option<Fingerprint> {
        self.by_section.get(section).map(|(_, key)| *key)
    }

    /// The sidebar of a section with one page marked as the current one.
    pub(super) fn marked(&self, section: &str, href: &str) -> String {
        let Some((html, _)) = self.by_section.get(section) else { return String::new() };
        let mut needle = " href=\"".to_owned();
        escape(href, &mut needle);
        needle.push('"');
        // A folder without a page of its own leads to its first page, and stands before it.
        match html.rfind(&needle) {
            Some(at) => {
                const MARK: &str = " aria-current=\"page\"";
                let (before, after) = html.split_at(at + needle.len());
                [before, MARK, after].concat()
            }
            None => html.clone(),
        }
    }
}
