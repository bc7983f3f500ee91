//! How a language's pages hang together, and the order in which they are read.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::map::{Entry, Site};
use super::tree::{Navigation, Node};

/// Makes the tree of a language from its entries.
pub(super) fn navigation(site: &Site<'_>, language: usize) -> Navigation {
    let mut folders: BTreeMap<String, Node> = BTreeMap::new();
    let mut front = None;
    for (path, index) in &site.by_path[language] {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        open_folder(&mut folders, folder);
        match (folder, name) {
            ("", "index.md") => front = Some(*index),
            (_, "index.md") => {
                folders.entry(folder.to_owned()).or_default().entry = Some(*index);
            }
            _ => {
                let leaf = Node { entry: Some(*index), ..Node::default() };
                folders.entry(folder.to_owned()).or_default().children.push(leaf);
            }
        }
    }
    let top = nest(site, language, folders);
    let mut order: Vec<usize> = front.into_iter().collect();
    flatten(&top, &mut order);
    let position = order.iter().enumerate().map(|(at, index)| (*index, at)).collect();
    Navigation { top, order, position }
}

/// Makes sure that a folder and all above it are there.
fn open_folder(folders: &mut BTreeMap<String, Node>, folder: &str) {
    let mut name = folder;
    loop {
        let node = folders.entry(name.to_owned()).or_default();
        node.folder = Some(name.to_owned());
        match name.rsplit_once('/') {
            Some((above, _)) => name = above,
            None if name.is_empty() => return,
            None => name = "",
        }
    }
}

/// Puts each folder into the one above it, the deepest first, and sorts.
fn nest(site: &Site<'_>, language: usize, mut folders: BTreeMap<String, Node>) -> Vec<Node> {
    while let Some((name, mut node)) = folders.pop_last() {
        node.children.sort_by(|a, b| compare(site, language, a, b));
        if name.is_empty() {
            return node.children;
        }
        let above = name.rsplit_once('/').map_or("", |(above, _)| above);
        if let Some(parent) = folders.get_mut(above) {
            parent.children.push(node);
        }
    }
    Vec::new()
}

/// By `order`, then by the title as it is spoken, then by path.
fn compare<'a>(site: &'a Site<'_>, language: usize, a: &'a Node, b: &'a Node) -> Ordering {
    let key = |node: &Node| node.entry.map(|index| &site.entries[index]);
    let order = |node: &Node| key(node).and_then(|entry| entry.front.order).unwrap_or(i64::MAX);
    let folder = |node: &'a Node| node.folder.as_deref().unwrap_or_default();
    let spoken = |node| key(node).map_or_else(|| folder(node), |entry| spoken(site, entry));
    order(a)
        .cmp(&order(b))
        .then_with(|| site.locales[language].compare(spoken(a), spoken(b)))
        .then_with(|| a.entry.cmp(&b.entry))
}

fn spoken<'a>(site: &Site<'_>, entry: &'a Entry<'_>) -> &'a str {
    let code = site.content.config.languages[entry.written_in].code.as_str();
    site.spoken(code, &entry.front.title, entry.front.reading.as_deref())
}

fn flatten(nodes: &[Node], order: &mut Vec<usize>) {
    for node in nodes {
        order.extend(node.entry);
        flatten(&node.children, order);
    }
}
