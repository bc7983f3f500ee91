//! Which files belong to a site: the three folders of ROOT, without what editors and systems leave
//! behind, and with symbolic links followed only inside ROOT.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::error::DiskError;
use crate::text::{Code, Diagnostic, FilePath};

/// The folders that a site is made of.
pub(super) const FOLDERS: [&str; 3] = ["content", "templates", "static"];

/// Links to folders that one run follows. A few folders that link to each other side by side make
/// exponentially many paths without any circle; a site has a handful.
const FOLDER_LINKS: usize = 1_000;

/// A file that belongs to the site, not read yet.
#[derive(Debug)]
pub(super) struct Listed {
    /// Its path from ROOT, as the site sees it.
    pub(super) path: FilePath,
    /// Where its bytes are: another place if a link led here.
    pub(super) place: PathBuf,
    /// The file's number on its device, where the system has one.
    pub(super) inode: Option<u64>,
}

/// All files of a site, in the order of their walk.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) files: Vec<Listed>,
    /// Every folder in which a file lies or may come to lie, ROOT among them.
    pub(super) folders: BTreeSet<PathBuf>,
    /// Symbolic links were met: a file may have another path than the one it lies at.
    pub(super) has_links: bool,
    pub(super) findings: Vec<Diagnostic>,
}

/// Lists a site. `root` is canonical.
pub(super) fn list(root: &Path) -> Result<Listing, DiskError> {
    let mut lister = Lister { root, listing: Listing::default(), folder_links: 0 };
    lister.listing.folders.insert(root.to_owned());
    for folder in FOLDERS {
        let place = root.join(folder);
        match fs::symlink_metadata(&place) {
            Ok(found) if found.is_symlink() => lister.follow(&place, folder, &[])?,
            Ok(found) if found.is_dir() => lister.walk(&place, folder, &[])?,
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(DiskError::io(&place)(error)),
        }
    }
    Ok(lister.listing)
}

struct Lister<'a> {
    root: &'a Path,
    listing: Listing,
    folder_links: usize,
}

impl Lister<'_> {
    /// Lists a real folder whose files are to be known as `name/…`. `trail` holds the real folders
    /// of the links that led here.
    fn walk(&mut self, folder: &Path, name: &str, trail: &[PathBuf]) -> Result<(), DiskError> {
        self.listing.folders.insert(folder.to_owned());
        let mut entries = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    skip_vanished(error, folder)?;
                    continue;
                }
            };
            let passed_over = is_passed_over(entry.file_name()) && !is_known(&entry, name);
            let path = if passed_over { None } else { self.name(&entry, folder, name) };
            match path {
                Some(path) => self.take(&entry, &path, trail)?,
                None if entry.file_type().is_dir() => entries.skip_current_dir(),
                None => {}
            }
        }
        Ok(())
    }

    /// The entry's path from ROOT; a finding and nothing if it is not UTF-8.
    fn name(&mut self, entry: &DirEntry, folder: &Path, name: &str) -> Option<String> {
        let below = entry.path().strip_prefix(folder).ok()?;
        let parts: Vec<_> = below.iter().map(OsStr::to_string_lossy).collect();
        let path = format!("{name}/{}", parts.join("/"));
        if entry.file_name().to_str().is_some() {
            return Some(path);
        }
        let shown = entry.file_name().to_string_lossy();
        let file = FilePath::new(&path);
        let finding = Diagnostic::new(Code::NameNotUtf8, &file, None, [("name", &*shown)]);
        self.listing.findings.push(finding);
        None
    }

    /// Adds what a walk found. Pipes, sockets and devices are no part of a site, and reading one
    /// could wait for ever.
    fn take(&mut self, entry: &DirEntry, path: &str, trail: &[PathBuf]) -> Result<(), DiskError> {
        if entry.path_is_symlink() {
            return self.follow(entry.path(), path, trail);
        }
        if entry.file_type().is_dir() {
            self.listing.folders.insert(entry.path().to_owned());
        } else if entry.file_type().is_file() {
            let place = entry.path().to_owned();
            let inode = inode_of_entry(entry);
            self.listing.files.push(Listed { path: FilePath::new(path), place, inode });
        }
        Ok(())
    }

    fn follow(&mut self, link: &Path, path: &str, trail: &[PathBuf]) -> Result<(), DiskError> {
        self.listing.has_links = true;
        let Some((real, found)) = self.inside(link) else {
            self.refuse(link, path);
            return Ok(());
        };
        if found.is_file() {
            self.listing.folders.extend(real.parent().map(Path::to_owned));
            let inode = inode(&found);
            self.listing.files.push(Listed { path: FilePath::new(path), place: real, inode });
        } else if found.is_dir() {
            let mut trail = trail.to_vec();
            trail.extend(link.parent().map(Path::to_owned));
            let circle = trail.iter().any(|passed| passed.starts_with(&real));
            self.folder_links += 1;
            if circle || self.folder_links > FOLDER_LINKS {
                self.refuse(link, path);
            } else {
                self.walk(&real, path, &trail)?;
            }
        }
        Ok(())
    }

    /// Where a link leads, if that is inside ROOT and not a place that is passed over: a link to
    /// `.git/config` or `.env` must not publish what the file itself would not.
    fn inside(&self, link: &Path) -> Option<(PathBuf, Metadata)> {
        let real = fs::canonicalize(link).ok()?;
        if !lies_open(self.root, &real) {
            return None;
        }
        let found = fs::symlink_metadata(&real).ok()?;
        Some((real, found))
    }

    fn refuse(&mut self, link: &Path, path: &str) {
        self.listing.findings.push(link_outside(link, &FilePath::new(path)));
    }
}

/// The finding of a link that is not followed.
fn link_outside(link: &Path, path: &FilePath) -> Diagnostic {
    let target = fs::read_link(link).unwrap_or_default();
    let target = target.to_string_lossy();
    Diagnostic::new(Code::LinkOutside, path, None, [("target", &*target)])
}

/// Whether a canonical path lies in ROOT with no hidden part on the way.
fn lies_open(root: &Path, real: &Path) -> bool {
    real.strip_prefix(root).is_ok_and(|below| {
        below.iter().all(|part| OPEN.iter().any(|open| part == *open) || !is_passed_over(part))
    })
}

/// Hidden folders that belong to a site: what hosts look for, and the confirmed sources.
const OPEN: [&str; 2] = [".well-known", ".source"];

/// Whether one of them is met at its place, in the walk of the folder that is known as `name`.
fn is_known(entry: &DirEntry, name: &str) -> bool {
    let [for_hosts, confirmed] = OPEN;
    match name {
        "static" => entry.depth() == 1 && entry.file_name() == for_hosts,
        "content" => entry.depth() == 2 && entry.file_name() == confirmed,
        _ => false,
    }
}

/// Names that are never part of a site: dot files and what editors leave beside a file.
pub(super) fn is_passed_over(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") || name.ends_with(b"~") || name.ends_with(b".swp")
}

/// What vanished between listing and looking was an editor's passing file; the rest is an error.
fn skip_vanished(error: walkdir::Error, folder: &Path) -> Result<(), DiskError> {
    let path = error.path().unwrap_or(folder).to_owned();
    let source = error.into_io_error().unwrap_or_else(|| io::ErrorKind::InvalidData.into());
    let vanished = source.kind() == io::ErrorKind::NotFound;
    if vanished { Ok(()) } else { Err(DiskError::Io { path, source }) }
}

/// Whether an opened file is the one that was listed, or at least still lies inside ROOT: between
/// listing and opening somebody may have put a link in its place or above it. Comparing one number
/// costs nothing; only a file that was replaced (as editors do when they save) is looked up again.
pub(super) fn still_inside(root: &Path, file: &Listed, opened: &Metadata) -> bool {
    if file.inode.is_none() || file.inode == inode(opened) {
        return true;
    }
    fs::canonicalize(&file.place).is_ok_and(|real| {
        lies_open(root, &real)
            && fs::symlink_metadata(&real).is_ok_and(|there| inode(&there) == inode(opened))
    })
}

/// The finding of a file that turned into a link that leads out.
pub(super) fn swapped(file: &Listed) -> Diagnostic {
    link_outside(&file.place, &file.path)
}

/// A file that was listed before, as it is now. Nothing if it is none any more, or has become
/// a link.
pub(super) fn again(root: &Path, path: &FilePath) -> Option<Listed> {
    let place = root.join(path.as_str());
    let found = fs::symlink_metadata(&place).ok().filter(Metadata::is_file)?;
    let is_real = fs::canonicalize(&place).is_ok_and(|real| real == place);
    is_real.then(|| Listed { path: path.clone(), place, inode: inode(&found) })
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have no number to give")]
fn inode(found: &Metadata) -> Option<u64> {
    Some(std::os::unix::fs::MetadataExt::ino(found))
}

#[cfg(not(unix))]
fn inode(_found: &Metadata) -> Option<u64> {
    None
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have no number to give")]
fn inode_of_entry(entry: &DirEntry) -> Option<u64> {
    Some(walkdir::DirEntryExt::ino(entry))
}

#[cfg(not(unix))]
fn inode_of_entry(_entry: &DirEntry) -> Option<u64> {
    None
}
