//! What a new output changes in a folder that holds an older one. Looks, and changes nothing.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::error::{DiskError, Refusal};
use super::manifest::{Entry, Record, stamp};
use crate::render::{Emitted, Output};
use crate::text::Fingerprint;

/// The changes, in the order in which they are made.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    /// Files of ours in the way of new ones: a page `a` that became `a/`, or the reverse.
    pub(super) in_the_way: InTheWay,
    /// New or changed files that pages need.
    pub(super) assets: Vec<(&'a str, &'a Emitted)>,
    /// New or changed pages.
    pub(super) pages: Vec<(&'a str, &'a Emitted)>,
    /// Files that we may have written and that are no longer part of the site.
    pub(super) gone: Vec<String>,
    /// How many files are as they must be.
    pub(super) unchanged: usize,
}

/// What has to leave first.
#[derive(Debug, Default)]
pub(super) struct InTheWay {
    pub(super) files: BTreeSet<String>,
    pub(super) folders: BTreeSet<String>,
}

impl<'a> Plan<'a> {
    /// Compares a folder with what it is to hold.
    pub(super) fn new(
        folder: &Path,
        output: &'a Output,
        record: &Record,
    ) -> Result<Self, DiskError> {
        let states: Vec<(&'a str, &'a Emitted, bool)> = output
            .files
            .par_iter()
            .map(|(path, file)| {
                let current = is_current(folder, path, file, record)?;
                Ok((path.as_str(), file, current))
            })
            .collect::<Result<_, DiskError>>()?;
        let unchanged = states.iter().filter(|(_, _, current)| *current).count();
        let changed = states.into_iter().filter(|(_, _, current)| !current);
        let (pages, assets): (Vec<_>, Vec<_>) =
            changed.map(|(path, file, _)| (path, file)).partition(|(path, _)| is_page(path));
        let mut way = Way::new(folder, record);
        for (path, _) in assets.iter().chain(&pages) {
            way.clear(path)?;
        }
        let is_gone = |path: &&str| !output.files.contains_key(*path);
        let gone = record.paths().into_iter().filter(is_gone).map(str::to_owned).collect();
        Ok(Self { in_the_way: way.blocked, assets, pages, gone, unchanged })
    }

    /// Whether there is nothing to write or to delete.
    pub(super) fn is_empty(&self) -> bool {
        self.assets.is_empty() && self.pages.is_empty() && self.gone.is_empty()
    }

    /// All files that will be written.
    pub(super) fn changes(&self) -> impl Iterator<Item = (&'a str, &'a Emitted)> + '_ {
        self.assets.iter().chain(&self.pages).copied()
    }
}

/// Pages are written when all that they ask for is there.
pub(super) fn is_page(path: &str) -> bool {
    path.as_bytes().ends_with(b".html")
}

/// What is at a place, or `None` if nothing is.
pub(super) fn look(place: &Path) -> Result<Option<fs::Metadata>, DiskError> {
    match fs::symlink_metadata(place) {
        Ok(found) => Ok(Some(found)),
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(None),
            _ => Err(DiskError::io(place)(error)),
        },
    }
}

/// Whether the file on the disk has these bytes. It is read unless the manifest says so already
/// and nothing has touched the file since the manifest was written.
fn is_current(
    folder: &Path,
    path: &str,
    file: &Emitted,
    record: &Record,
) -> Result<bool, DiskError> {
    let place = folder.join(path);
    let Some(found) = look(&place)? else { return Ok(false) };
    let entry = Entry::of(file);
    if !found.is_file() || found.len() != entry.size {
        return Ok(false);
    }
    let untouched = stamp(&found).zip(record.written).is_some_and(|(file, list)| file < list);
    if untouched && record.manifest.get(path) == Some(&entry) {
        return Ok(true);
    }
    // What we may not read we may still replace.
    Ok(fs::read(&place).is_ok_and(|bytes| *bytes == *file.bytes))
}

/// Whether the file on the disk is one that we wrote, unchanged since, and not somewhere else
/// behind a link.
pub(super) fn is_ours(folder: &Path, path: &str, record: &Record) -> Result<bool, DiskError> {
    let place = folder.join(path);
    let Some(found) = look(&place)? else { return Ok(false) };
    if !found.is_file() || record.entries(path).all(|entry| entry.size != found.len()) {
        return Ok(false);
    }
    for above in folders(path) {
        if !look(&folder.join(above))?.is_some_and(|found| found.is_dir()) {
            return Ok(false);
        }
    }
    let hash = fs::read(&place).map(|bytes| Fingerprint::of(&bytes));
    Ok(hash.is_ok_and(|hash| record.entries(path).any(|entry| entry.hash == hash)))
}

/// The folders of a path, outermost first: `a` and `a/b` of `a/b/c.html`.
pub(super) fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Looks for what stands where new files and their folders must go.
struct Way<'a> {
    folder: &'a Path,
    record: &'a Record,
    /// Folders that are known to be real ones.
    open: BTreeSet<String>,
    blocked: InTheWay,
}

impl<'a> Way<'a> {
    fn new(folder: &'a Path, record: &'a Record) -> Self {
        Self { folder, record, open: BTreeSet::new(), blocked: InTheWay::default() }
    }

    /// Sees to it that `path` can be written once what is `blocked` has left.
    fn clear(&mut self, path: &str) -> Result<(), DiskError> {
        for above in folders(path) {
            if self.open.contains(above) {
                continue;
            }
            match look(&self.folder.join(above))? {
                Some(found) if found.is_dir() => self.open.insert(above.to_owned()),
                Some(_) => return self.file_leaves(above),
                None => return Ok(()),
            };
        }
        match look(&self.folder.join(path))? {
            Some(found) if found.is_dir() => self.folder_leaves(path),
            _ => Ok(()),
        }
    }

    fn file_leaves(&mut self, path: &str) -> Result<(), DiskError> {
        if !is_ours(self.folder, path, self.record)? {
            return Err(DiskError::refused(&self.folder.join(path), Refusal::InTheWay));
        }
        self.blocked.files.insert(path.to_owned());
        Ok(())
    }

    /// A folder leaves only if we made it and all that is in it.
    fn folder_leaves(&mut self, path: &str) -> Result<(), DiskError> {
        let paths = self.record.paths();
        let made: BTreeSet<&str> = paths.iter().flat_map(|path| folders(path)).collect();
        let top = self.folder.join(path);
        for entry in WalkDir::new(&top).sort_by_file_name() {
            let entry = entry.map_err(|error| DiskError::Io {
                path: top.clone(),
                source: error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into()),
            })?;
            let below = entry.path().strip_prefix(self.folder).unwrap_or(entry.path());
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            let name = parts.join("/");
            if !entry.file_type().is_dir() {
                self.file_leaves(&name)?;
            } else if made.contains(name.as_str()) {
                self.blocked.folders.insert(name);
            } else {
                return Err(DiskError::refused(entry.path(), Refusal::InTheWay));
            }
        }
        Ok(())
    }
}
