//! The files of last time. One that the system says is the same is not read again: of 2,000 files
//! that takes 4 ms in place of 16.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::tree::{Listed, Listing};
use crate::text::{FilePath, Source};

/// A file may be written twice within one tick of the file system's clock, which then says nothing
/// of the second time. So one that was changed less than this before it was read is read again.
/// (The coarsest clocks in use have ticks of two seconds.) The time decides only what is read, and
/// reaches no file.
const TICK: Duration = Duration::from_secs(2);

/// The files and folders of a site as they were read last.
#[derive(Debug, Default)]
pub struct Known {
    files: BTreeMap<FilePath, (Stamp, Source)>,
    folders: BTreeSet<PathBuf>,
    /// Every file lies at its own path.
    is_plain: bool,
}

/// What the system says of a file without reading it.
#[derive(Clone, Debug)]
pub(super) struct Stamp {
    said: Said,
    /// It was old enough when it was read to be told from any later one.
    is_settled: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Said {
    length: u64,
    modified: Option<SystemTime>,
    /// Device, number, and the time of the last change of anything, where there are such.
    identity: Option<(u64, u64, i64, i64)>,
}

impl Stamp {
    /// What is said of a file that is open, and was opened at `read`.
    pub(super) fn of(found: &Metadata, read: SystemTime) -> Self {
        let said = Said::of(found);
        let newest = said.modified.into_iter().chain(said.changed()).max();
        let age = newest.and_then(|newest| read.duration_since(newest).ok());
        Self { said, is_settled: age.is_some_and(|age| age >= TICK) }
    }
}

impl Said {
    fn of(found: &Metadata) -> Self {
        let (length, modified) = (found.len(), found.modified().ok());
        Self { length, modified, identity: identity(found) }
    }

    /// When anything of the file was changed last: unlike the time of its text, nobody sets that.
    fn changed(&self) -> Option<SystemTime> {
        let (_, _, seconds, nanoseconds) = self.identity?;
        let since = Duration::new(u64::try_from(seconds).ok()?, u32::try_from(nanoseconds).ok()?);
        SystemTime::UNIX_EPOCH.checked_add(since)
    }
}

impl Known {
    /// Every folder in which a file of the site lies or may come to lie, by its canonical path.
    pub fn folders(&self) -> &BTreeSet<PathBuf> {
        &self.folders
    }

    /// The file of last time, if it is the same.
    pub(super) fn same(&self, file: &Listed) -> Option<(Source, Stamp)> {
        let (stamp, source) = self.files.get(&file.path).filter(|(stamp, _)| stamp.is_settled)?;
        let said = Said::of(&fs::symlink_metadata(&file.place).ok()?);
        (said == stamp.said).then(|| (source.clone(), stamp.clone()))
    }

    /// Whether there is a file of this path, which lies there and nowhere else.
    pub(super) fn has(&self, path: &FilePath) -> bool {
        self.is_plain && self.files.contains_key(path)
    }

    /// Takes the folders of a listing for those of the site.
    pub(super) fn lie_in(&mut self, listing: &Listing) {
        self.folders.clone_from(&listing.folders);
        self.is_plain = !listing.has_links;
    }

    /// Forgets the files.
    pub(super) fn forget(&mut self) {
        self.files.clear();
    }

    /// Keeps a file for the next time.
    pub(super) fn keep(&mut self, source: &Source, stamp: Stamp) {
        self.files.insert(source.path.clone(), (stamp, source.clone()));
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none to give")]
fn identity(found: &Metadata) -> Option<(u64, u64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    Some((found.dev(), found.ino(), found.ctime(), found.ctime_nsec()))
}

#[cfg(not(unix))]
fn identity(_found: &Metadata) -> Option<(u64, u64, i64, i64)> {
    None
}
