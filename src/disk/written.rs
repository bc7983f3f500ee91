//! What a run did.

/// What a run did to an output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were new or different.
    pub written: usize,
    /// Files that were as they must be already.
    pub unchanged: usize,
    /// Files of earlier runs that are no longer part of the site.
    pub deleted: usize,
    /// Such files that somebody has edited since: they stay, and are not ours any more.
    pub kept: Vec<String>,
}
