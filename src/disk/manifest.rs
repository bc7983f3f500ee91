//! What of an output folder is ours: the list of the last complete run, and the journal of one
//! that has begun.
//!
//! Both are sorted lines of hash, size and path below a line with their kind and version. A line
//! that cannot be read is no entry: at worst a file of ours is taken for someone else's and stays.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::error::{DiskError, Refusal};
use super::whole::Drafts;
use crate::render::{Emitted, Output};
use crate::text::Fingerprint;

/// Our own folder inside an output. It is never published.
pub(super) const OWN: &str = ".taiyaku";
const MANIFEST: &str = "manifest";
const PENDING: &str = "pending";
const MANIFEST_HEAD: &str = "taiyaku manifest 1";
const PENDING_HEAD: &str = "taiyaku pending 1";

/// A file as we wrote it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Entry {
    pub(super) hash: Fingerprint,
    pub(super) size: u64,
}

impl Entry {
    pub(super) fn of(file: &Emitted) -> Self {
        Self { hash: file.hash, size: file.bytes.len() as u64 }
    }
}

/// What is known of an output folder.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// The files of the last complete run.
    pub(super) manifest: BTreeMap<String, Entry>,
    /// The files that runs set out to write which did not come to their end.
    pub(super) pending: BTreeMap<String, BTreeSet<Entry>>,
    /// When the manifest was written, by the file system's own clock.
    pub(super) written: Option<Stamp>,
    /// A manifest is there, and no journal: the last run came to its end.
    finished: bool,
}

impl Record {
    /// Whether a folder holds a record at all.
    pub(super) fn is_in(folder: &Path) -> Result<bool, DiskError> {
        let own = own(folder)?;
        let is_file = |name| fs::symlink_metadata(own.join(name)).is_ok_and(|file| file.is_file());
        Ok(is_file(MANIFEST) || is_file(PENDING))
    }

    /// Reads what is there.
    pub(super) fn read(folder: &Path) -> Result<Self, DiskError> {
        let own = own(folder)?;
        let manifest = read(&own.join(MANIFEST))?;
        let pending = read(&own.join(PENDING))?;
        let written = fs::symlink_metadata(own.join(MANIFEST)).ok().and_then(|file| stamp(&file));
        let mut record =
            Self { finished: manifest.is_some() && pending.is_none(), written, ..Self::default() };
        record.manifest.extend(parse(manifest.as_deref(), MANIFEST_HEAD));
        for (path, entry) in parse(pending.as_deref(), PENDING_HEAD) {
            record.pending.entry(path).or_default().insert(entry);
        }
        Ok(record)
    }

    /// What we may have written to a path.
    pub(super) fn entries(&self, path: &str) -> impl Iterator<Item = &Entry> {
        self.manifest.get(path).into_iter().chain(self.pending.get(path).into_iter().flatten())
    }

    /// Every path that we may have written, in order, each once.
    pub(super) fn paths(&self) -> BTreeSet<&str> {
        self.manifest.keys().chain(self.pending.keys()).map(String::as_str).collect()
    }

    /// Whether it says just this, with nothing begun.
    pub(super) fn is_settled(&self, output: &Output) -> bool {
        let now = output.files.iter().map(|(path, file)| (path.as_str(), Entry::of(file)));
        self.finished && now.eq(self.manifest.iter().map(|(path, e)| (path.as_str(), *e)))
    }

    /// Writes down what is about to be written, beside what earlier runs set out to write.
    pub(super) fn begin<'a>(
        mut self,
        folder: &Path,
        drafts: &Drafts,
        changes: impl Iterator<Item = (&'a str, &'a Emitted)>,
    ) -> Result<Self, DiskError> {
        for (path, file) in changes {
            self.pending.entry(path.to_owned()).or_default().insert(Entry::of(file));
        }
        let lines = self
            .pending
            .iter()
            .flat_map(|(path, entries)| entries.iter().map(move |entry| (path.as_str(), *entry)));
        let place = folder.join(OWN).join(PENDING);
        drafts
            .put_for_sure(&place, text(PENDING_HEAD, lines).as_bytes())
            .map_err(DiskError::io(&place))?;
        Ok(self)
    }
}

/// Writes the manifest of a complete output, then lets go of the journal.
pub(super) fn settle(folder: &Path, drafts: &Drafts, output: &Output) -> Result<(), DiskError> {
    let own = folder.join(OWN);
    let place = own.join(MANIFEST);
    let list = list(&entries(output));
    drafts.put_for_sure(&place, list.as_bytes()).map_err(DiskError::io(&place))?;
    let pending = own.join(PENDING);
    match fs::remove_file(&pending) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(DiskError::io(&pending)(error))
        }
        _ => drafts.remove().map_err(DiskError::io(&own)),
    }
}

/// Our own folder, which must be none of someone else's making: written through a link, a record
/// would land anywhere.
pub(super) fn own(folder: &Path) -> Result<PathBuf, DiskError> {
    let own = folder.join(OWN);
    match fs::symlink_metadata(&own) {
        Ok(found) if !found.is_dir() => Err(DiskError::refused(&own, Refusal::InTheWay)),
        _ => Ok(own),
    }
}

/// Whether a path stays below the folder that it is joined to, on every system, and fits a line.
pub(super) fn is_safe(path: &str) -> bool {
    let is_name = |part: &str| {
        let mut components = Path::new(part).components();
        matches!(components.next(), Some(Component::Normal(_))) && components.next().is_none()
    };
    let is_own = path == OWN || path.starts_with(".taiyaku/");
    !is_own && !path.contains(['\0', '\n']) && path.split('/').all(is_name)
}

/// The entries of an output.
pub(super) fn entries(output: &Output) -> BTreeMap<String, Entry> {
    output.files.iter().map(|(path, file)| (path.clone(), Entry::of(file))).collect()
}

/// A manifest as it stands in its file.
pub(super) fn list(entries: &BTreeMap<String, Entry>) -> String {
    text(MANIFEST_HEAD, entries.iter().map(|(path, entry)| (path.as_str(), *entry)))
}

/// Reads such a file. What is not there lists nothing.
pub(super) fn listed(place: &Path) -> Result<BTreeMap<String, Entry>, DiskError> {
    Ok(parse(read(place)?.as_deref(), MANIFEST_HEAD).collect())
}

fn read(place: &Path) -> Result<Option<String>, DiskError> {
    match fs::read(place) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(DiskError::io(place)(error)),
    }
}

fn text<'a>(head: &str, entries: impl Iterator<Item = (&'a str, Entry)>) -> String {
    let mut text = format!("{head}\n");
    for (path, Entry { hash, size }) in entries {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{} {size} {path}", hash.hex());
    }
    text
}

fn parse<'a>(text: Option<&'a str>, head: &str) -> impl Iterator<Item = (String, Entry)> + 'a {
    let body = text.and_then(|text| text.strip_prefix(head)?.strip_prefix('\n'));
    body.unwrap_or_default().split('\n').filter_map(|line| {
        let (hash, rest) = line.split_once(' ')?;
        let (size, path) = rest.split_once(' ')?;
        let entry = Entry { hash: Fingerprint::from_hex(hash)?, size: size.parse().ok()? };
        is_safe(path).then(|| (path.to_owned(), entry))
    })
}

/// A moment by the file system's clock: seconds and nanoseconds.
pub(super) type Stamp = (i64, i64);

/// When a file was last changed in any way. Unlike the time of its last writing nobody can set it
/// back, so a file that is older than the manifest is as the manifest says.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have no such time")]
pub(super) fn stamp(file: &fs::Metadata) -> Option<Stamp> {
    use std::os::unix::fs::MetadataExt;
    Some((file.ctime(), file.ctime_nsec()))
}

/// Elsewhere every file is read and compared.
#[cfg(not(unix))]
pub(super) fn stamp(_file: &fs::Metadata) -> Option<Stamp> {
    None
}

#[cfg(test)]
mod tests {
    use super::{Entry, MANIFEST_HEAD, is_safe, parse, text};
    use crate::text::Fingerprint;

    #[test]
    fn a_damaged_record_loses_entries_and_never_invents_one() {
        let entry = Entry { hash: Fingerprint::of(b"x"), size: 1 };
        let whole = text(MANIFEST_HEAD, [("a b.html", entry), ("ja/日本.html", entry)].into_iter());
        let read = |text: &str| parse(Some(text), MANIFEST_HEAD).collect::<Vec<_>>();
        assert_eq!(read(&whole), [("a b.html".into(), entry), ("ja/日本.html".into(), entry)]);
        assert_eq!(read(&whole.replacen("manifest 1", "manifest 2", 1)), []);
        assert_eq!(read(&whole.replace("ja/", "../")), [("a b.html".into(), entry)]);
        for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            for (path, found) in read(&whole[..end]) {
                assert!("ja/日本.html".starts_with(&path) || path.starts_with('a'), "{path}");
                assert_eq!(found, entry);
            }
        }
    }

    #[test]
    fn only_paths_below_the_folder_are_safe() {
        for path in ["a", "a/b.html", ".well-known/x", "日本/語.html", "a b", "..a"] {
            assert!(is_safe(path), "{path}");
        }
        for path in
            ["", "/a", "a/", "a//b", "..", "a/../b", "./a", "a/.", ".taiyaku/manifest", "a\nb"]
        {
            assert!(!is_safe(path), "{path}");
        }
    }
}
