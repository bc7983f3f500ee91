//! Which files are others than in a revision.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::history::{answer, commit, composed, revision};
use super::tree::FOLDERS;
use crate::text::FilePath;

/// Each file of a site that is another than it was, and the bytes that a page had then; `None` for one
/// that was not there, and for all that are no pages. Where the revision has gone on since the two parted, as the main branch does while somebody
/// works on another, what happened there is nobody's change here. Nothing where there is no such
/// revision, or no git.
pub fn changed_since(root: &Path, name: &str) -> Option<BTreeMap<FilePath, Option<Arc<[u8]>>>> {
    let then = commit(root, name)?;
    let parted = answer(root, &["merge-base", &then, "HEAD"]);
    let parted = parted.and_then(|bytes| Some(String::from_utf8(bytes).ok()?.trim().to_owned()));
    let then = parted.unwrap_or(then);
    let diff = ["diff", "--name-only", "--no-renames", "--relative", "-z", &then, "--"];
    let tracked = answer(root, &[&diff[..], &FOLDERS[..]].concat())?;
    let other = ["ls-files", "--others", "--exclude-standard", "-z", "--"];
    let new = answer(root, &[&other[..], &FOLDERS[..]].concat())?;
    let names = tracked.split(|byte| *byte == 0).chain(new.split(|byte| *byte == 0));
    let files: Vec<FilePath> =
        names.filter(|name| !name.is_empty()).map(|name| FilePath::new(&composed(name))).collect();
    let pages = files.iter().filter(|file| file.extension() == "md");
    let mut before = revision(root, &then, pages)?;
    let changed = files.into_iter().map(|file| {
        let bytes = before.remove(&file).map(Arc::from);
        (file, bytes)
    });
    Some(changed.collect())
}
