//! What a step is about to do, and what its files held before: `content/.taiyaku-step/`, which is
//! there only while a step is under way.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::error::DiskError;
use super::mend::beside;
use super::whole::sync_folder;
use crate::text::{FilePath, Fingerprint};

/// Whether a step was begun and neither ended nor undone: its run was killed, or is still at work.
pub fn is_interrupted(root: &Path) -> bool {
    fs::symlink_metadata(root.join(FOLDER).join("list")).is_ok()
}

/// Where a journal lies.
const FOLDER: &str = "content/.taiyaku-step";

/// A file before and after; nothing where it is not there.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) path: FilePath,
    pub(super) before: Option<Fingerprint>,
    pub(super) after: Option<Fingerprint>,
}

/// The journal of a step that is under way.
#[derive(Debug)]
pub(super) struct Journal {
    root: PathBuf,
    entries: Vec<Entry>,
}

impl Journal {
    /// Puts the old files aside, then writes down what is about to change. All of it is on the disk
    /// when this returns.
    pub(super) fn write(root: &Path, entries: Vec<Entry>) -> Result<Self, DiskError> {
        let journal = Self { root: root.to_owned(), entries };
        let folder = journal.folder();
        journal.fill(&folder).map_err(|error| {
            // Without its list it is no journal.
            let _ = fs::remove_dir_all(&folder);
            DiskError::io(&folder)(error)
        })?;
        Ok(journal)
    }

    fn fill(&self, folder: &Path) -> io::Result<()> {
        let mut list = String::new();
        fs::create_dir(folder)?;
        let word = |hash: &Option<Fingerprint>| hash.map_or("-".to_owned(), |hash| hash.hex());
        for (number, entry) in self.entries.iter().enumerate() {
            if entry.before.is_some() {
                let aside = folder.join(number.to_string());
                fs::copy(self.root.join(entry.path.as_str()), &aside)?;
                File::open(&aside)?.sync_all()?;
            }
            let path = entry.path.as_str();
            list.push_str(&format!("{} {} {path}\n", word(&entry.before), word(&entry.after)));
        }
        let mut draft = tempfile::NamedTempFile::new_in(folder)?;
        draft.write_all(list.as_bytes())?;
        draft.as_file().sync_all()?;
        draft.persist(folder.join("list")).map_err(|failed| failed.error)?;
        sync_folder(folder)?;
        sync_folder(&self.root.join("content"))
    }

    /// The journal that an interrupted run left, if there is one.
    pub(super) fn open(root: &Path) -> Result<Option<Self>, DiskError> {
        let mut journal = Self { root: root.to_owned(), entries: Vec::new() };
        let folder = journal.folder();
        let list = match fs::read_to_string(folder.join("list")) {
            Ok(list) => list,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                // It was killed before its step began, or after it had ended.
                let _ = fs::remove_dir_all(&folder);
                return Ok(None);
            }
            Err(error) => return Err(DiskError::io(&folder)(error)),
        };
        let entry = |line: &str| {
            let mut words = line.splitn(3, ' ');
            let mut hash = || match words.next()? {
                "-" => Some(None),
                hex => Fingerprint::from_hex(hex).map(Some),
            };
            let (before, after) = (hash()?, hash()?);
            Some(Entry { path: FilePath::new(words.next()?), before, after })
        };
        let entries: Option<Vec<Entry>> = list.lines().map(entry).collect();
        let damaged = || io::ErrorKind::InvalidData.into();
        journal.entries = entries.ok_or_else(damaged).map_err(DiskError::io(&folder))?;
        Ok(Some(journal))
    }

    /// Gives every file what it held before, last change first. One that somebody has edited since
    /// keeps that, and the journal stays for them to look at.
    pub(super) fn undo(self) -> Result<(), DiskError> {
        let mut edited = None;
        for (number, entry) in self.entries.iter().enumerate().rev() {
            let place = self.root.join(entry.path.as_str());
            let there = match fs::read(&place) {
                Ok(bytes) => Some(Fingerprint::of(&bytes)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => None,
                Err(error) => return Err(DiskError::io(&place)(error)),
            };
            if there == entry.before {
                continue;
            }
            if there == entry.after {
                self.restore(number, &place).map_err(DiskError::io(&place))?;
            } else {
                edited = Some(place);
            }
        }
        if let Some(path) = edited {
            return Err(DiskError::Interrupted { path });
        }
        for entry in &self.entries {
            prune(&self.root, &entry.path);
        }
        self.close()
    }

    fn restore(&self, number: usize, place: &Path) -> io::Result<()> {
        if self.entries[number].before.is_none() {
            return fs::remove_file(place);
        }
        let aside = self.folder().join(number.to_string());
        fs::create_dir_all(place.parent().unwrap_or(place))?;
        let draft = beside(place, &aside, &fs::read(&aside)?)?;
        draft.persist(place).map(drop).map_err(|failed| failed.error)
    }

    /// Ends the step. Without its list the rest is of no account.
    pub(super) fn close(self) -> Result<(), DiskError> {
        let folder = self.folder();
        fs::remove_file(folder.join("list")).map_err(DiskError::io(&folder))?;
        let _ = fs::remove_dir_all(&folder);
        Ok(())
    }

    fn folder(&self) -> PathBuf {
        self.root.join(FOLDER)
    }
}

/// Removes the folders of a path that are empty, but never `content` itself.
pub(super) fn prune(root: &Path, path: &FilePath) {
    let mut folder = path.folder();
    while folder.contains('/') && fs::remove_dir(root.join(folder)).is_ok() {
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }
}
