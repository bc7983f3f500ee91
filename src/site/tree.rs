//! The tree of a language's pages.

use std::collections::BTreeMap;

/// A page or folder in the tree.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// The folder below the language's, for a folder (`forms`).
    pub folder: Option<String>,
    /// The place in `Site::entries`; a folder without `index.md` has none.
    pub entry: Option<usize>,
    /// What lies below, in its order.
    pub children: Vec<Node>,
}

/// The pages of one language.
#[derive(Clone, Debug, Default)]
pub struct Navigation {
    /// What lies below the front page.
    pub top: Vec<Node>,
    /// All entries in reading order, the front page first.
    pub order: Vec<usize>,
    /// Where each entry stands in `order`.
    pub position: BTreeMap<usize, usize>,
}
