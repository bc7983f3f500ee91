//! What a build makes: a map from paths to bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::text::Fingerprint;

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emitted {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Their hash.
    pub hash: Fingerprint,
}

impl Emitted {
    /// Bytes and their hash.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let hash = Fingerprint::of(&bytes);
        Self { bytes, hash }
    }
}

/// The whole site, by path below the output folder (`ja/index.html`), in the order of the paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// The files.
    pub files: BTreeMap<String, Emitted>,
}

impl Output {
    /// Whether a file of this path would stand where the output has a folder, or below one of its files.
    pub fn is_blocked_by(&self, path: &str) -> bool {
        let below = format!("{path}/");
        let under = self.files.range(below.clone()..).next();
        let above = path.match_indices('/').any(|(at, _)| self.files.contains_key(&path[..at]));
        above || under.is_some_and(|(under, _)| under.starts_with(&below))
    }

    /// The hash of all paths and contents: two sites are the same if theirs is.
    pub fn tree_hash(&self) -> Fingerprint {
        let mut list = String::new();
        for (path, file) in &self.files {
            list.push_str(&file.hash.hex());
            list.push(' ');
            list.push_str(path);
            list.push('\n');
        }
        Fingerprint::of(list.as_bytes())
    }
}
