//! What is others' in a folder that we publish to: their files come along as they are, whatever their
//! names, with their rights and owners, and so do their folders.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::error::{DiskError, Refusal};
use super::manifest::OWN;
use super::rights::as_before;

/// The files of a folder but our own record, as paths below it. Links are files here; none is followed.
/// Something that cannot be carried elsewhere (a pipe, a volume that is mounted below) is refused.
pub(super) fn files(folder: &Path) -> Result<Vec<PathBuf>, DiskError> {
    let mut files = Vec::new();
    for entry in entries(folder, false) {
        let entry = entry.map_err(|error| DiskError::io(folder)(error.into()))?;
        let kind = entry.file_type();
        if kind.is_dir() {
            if !is_same_volume(folder, &entry) {
                return Err(DiskError::refused(entry.path(), Refusal::Mounted));
            }
        } else if kind.is_file() || kind.is_symlink() {
            files.push(below(folder, &entry).to_owned());
        } else {
            return Err(DiskError::refused(entry.path(), Refusal::InTheWay));
        }
    }
    Ok(files)
}

/// Brings what is not ours from a folder to a tree that is to take its place.
pub(super) fn bring_along(
    folder: &Path,
    tree: &Path,
    is_ours: &dyn Fn(&str) -> bool,
) -> Result<(), DiskError> {
    let mut theirs = BTreeSet::new();
    // A folder comes after what is in it, so that its rights stand in the way of nothing.
    for entry in entries(folder, true) {
        let entry = entry.map_err(|error| DiskError::io(folder)(error.into()))?;
        let path = below(folder, &entry);
        let ours = path.to_str().is_some_and(|path| is_ours(&path.replace('\\', "/")));
        let (from, to) = (entry.path(), tree.join(path));
        let is_folder = entry.file_type().is_dir();
        let is_theirs = if is_folder {
            // Nobody but others makes empty ones.
            theirs.contains(path) || is_empty(from).map_err(DiskError::io(from))?
        } else {
            !ours
        };
        if !is_theirs {
            continue;
        }
        theirs.extend(path.ancestors().map(Path::to_owned));
        let carried = if is_folder { carry_folder(from, &to) } else { carry(from, &to) };
        carried.map_err(DiskError::io(from))?;
    }
    Ok(())
}

/// What is in a folder but our own record; a folder before or after what is in it.
fn entries(folder: &Path, inside_first: bool) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
    let walk = folder.exists().then(|| WalkDir::new(folder).min_depth(1));
    let walk = walk.into_iter().flat_map(move |walk| walk.contents_first(inside_first));
    let is_own = |entry: &DirEntry| below(folder, entry).starts_with(OWN);
    walk.filter(move |entry| !entry.as_ref().is_ok_and(is_own))
}

fn below<'a>(folder: &Path, entry: &'a DirEntry) -> &'a Path {
    entry.path().strip_prefix(folder).unwrap_or(entry.path())
}

fn is_empty(folder: &Path) -> io::Result<bool> {
    Ok(fs::read_dir(folder)?.next().is_none())
}

/// Brings a file along: its bytes, rights and owner, or where a link leads.
fn carry(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to.parent().unwrap_or(to))?;
    #[cfg(unix)]
    if fs::symlink_metadata(from)?.is_symlink() {
        return std::os::unix::fs::symlink(fs::read_link(from)?, to);
    }
    fs::copy(from, to)?;
    as_before(from, to)
}

/// A folder that has something of others' in it, or nothing at all, is as it was.
fn carry_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    as_before(from, to)
}

#[cfg(unix)]
fn is_same_volume(folder: &Path, entry: &DirEntry) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::symlink_metadata(path).map(|found| found.dev()).ok();
    device(folder) == device(entry.path())
}

#[cfg(not(unix))]
fn is_same_volume(_folder: &Path, _entry: &DirEntry) -> bool {
    true
}
