//! The sidebar: rendered once a section and language, with the current page marked in it.
//!
//! A sidebar made anew for each page is what makes other generators quadratic: it lists the
//! neighbours, and there are as many pages as neighbours.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Value};

use super::frame::{Environment, Frame};
use crate::site::{Node, Site};
use crate::text::{Diagnostic, FilePath, Fingerprint, Outcome, Phrased, escape};

/// The rendered sidebars of one language, by section.
#[derive(Debug, Default)]
pub(super) struct Sidebars {
    by_section: BTreeMap<String, (String, Fingerprint)>,
}

#[derive(Serialize)]
struct ItemView {
    title: String,
    title_html: String,
    href: String,
    children: Vec<ItemView>,
    expanded: bool,
    section: bool,
}

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
        let items = items(site, &site.navigation[language].top, section);
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

/// The tree as seen from a section: only the folders on the way to it are open.
fn items(site: &Site<'_>, nodes: &[Node], section: &str) -> Vec<ItemView> {
    nodes.iter().filter_map(|node| item(site, node, section)).collect()
}

fn item(site: &Site<'_>, node: &Node, section: &str) -> Option<ItemView> {
    let folder = node.folder.as_deref();
    let expanded = folder.is_some_and(|folder| {
        section == folder || section.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    });
    let children = if expanded { items(site, &node.children, section) } else { Vec::new() };
    // A folder without a page of its own leads to the first page in it.
    let target = node.entry.or_else(|| first_entry(&node.children))?;
    let title = node.entry.map_or_else(
        || {
            Phrased::new(
                folder.and_then(|folder| folder.rsplit('/').next()).unwrap_or_default().to_owned(),
            )
        },
        |entry| site.entries[entry].front.title.clone(),
    );
    let title_html = title.html();
    let href = site.base.href(&site.entries[target].route);
    Some(ItemView {
        title: title.text,
        title_html,
        href,
        children,
        expanded,
        section: folder.is_some(),
    })
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
