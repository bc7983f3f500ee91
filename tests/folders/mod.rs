//! What a folder holds, to compare before and after.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::SystemTime;

/// One file or link.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Found {
    /// Its bytes, or where a link leads.
    pub(crate) bytes: Vec<u8>,
    /// When it was last written.
    pub(crate) modified: SystemTime,
}

/// All files and links below a folder.
pub(crate) type Tree = BTreeMap<String, Found>;

/// Reads a folder; empty folders do not count.
pub(crate) fn tree(folder: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("readable"));
    entries
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| {
            let bytes = if entry.path_is_symlink() {
                let target = std::fs::read_link(entry.path()).expect("a link");
                target.into_os_string().into_encoded_bytes()
            } else {
                std::fs::read(entry.path()).expect("readable")
            };
            let modified = entry.metadata().expect("looked at").modified();
            let below = entry.path().strip_prefix(folder).expect("below");
            let name = below.to_string_lossy().replace('\\', "/");
            (name, Found { bytes, modified: modified.expect("a time") })
        })
        .collect()
}
