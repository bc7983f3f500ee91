//! Many files in one step, or none. What the files held before is kept until the last of them is
//! done, so that a run which fails undoes what it did, and one that was killed is undone by the next.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::error::{DiskError, Refusal};
use super::journal::{Entry, Journal, prune};
use super::lock::Lock;
use super::mend::beside;
use super::whole::filled;
use crate::text::{FileChange, FilePath, Fingerprint};

/// Held from before a site's texts are read until they are written: one author's command at a time.
#[derive(Debug)]
pub struct Hold {
    root: PathBuf,
    _lock: Lock,
}

impl Hold {
    /// Takes hold of a site's texts, and undoes a step that was interrupted; says whether there was
    /// one.
    pub fn take(root: &Path) -> Result<(Self, bool), DiskError> {
        let root = fs::canonicalize(root).map_err(DiskError::io(root))?;
        let lock = Lock::take(&root.join("content"))?;
        let undone = Journal::open(&root)?.map(Journal::undo).transpose()?;
        Ok((Self { root, _lock: lock }, undone.is_some()))
    }

    /// Makes all changes. New files are complete beside their places, old ones are seen to be what
    /// was read, and what they hold is put aside, before the first is touched; the author's own
    /// files go last.
    pub fn carry_out(&self, changes: &[FileChange]) -> Result<(), DiskError> {
        let prepared = prepare(&self.root, changes).inspect_err(|_| tidy(&self.root, changes))?;
        let entries = changes.iter().map(entry).collect();
        let journal = Journal::write(&self.root, entries).inspect_err(|_| {
            tidy(&self.root, changes);
        })?;
        for step in prepared {
            if let Err(error) = step.run() {
                journal.undo()?;
                return Err(error);
            }
        }
        journal.close()?;
        tidy(&self.root, changes);
        Ok(())
    }
}

/// Takes away the folders that hold nothing, where a file was to come or has gone. What cannot be
/// removed holds something.
fn tidy(root: &Path, changes: &[FileChange]) {
    for change in changes {
        prune(root, change.path());
    }
}

/// What a change looks like from outside.
fn entry(change: &FileChange) -> Entry {
    let (before, after) = match change {
        FileChange::Create { bytes, .. } => (None, Some(Fingerprint::of(bytes))),
        FileChange::Replace { read, bytes, .. } => (Some(*read), Some(Fingerprint::of(bytes))),
        FileChange::Delete { read, .. } => (Some(*read), None),
    };
    Entry { path: change.path().clone(), before, after }
}

/// A change that has only to be made.
enum Prepared {
    Create(NamedTempFile, PathBuf),
    Replace(NamedTempFile, PathBuf),
    Delete(PathBuf),
}

impl Prepared {
    fn run(self) -> Result<(), DiskError> {
        match self {
            Self::Create(draft, place) => match draft.persist_noclobber(&place) {
                Ok(_) => Ok(()),
                Err(failed) => Err(DiskError::io(&place)(failed.error)),
            },
            Self::Replace(draft, place) => match draft.persist(&place) {
                Ok(_) => Ok(()),
                Err(failed) => Err(DiskError::io(&place)(failed.error)),
            },
            Self::Delete(place) => fs::remove_file(&place).map_err(DiskError::io(&place)),
        }
    }
}

fn prepare(root: &Path, changes: &[FileChange]) -> Result<Vec<Prepared>, DiskError> {
    let mut prepared = Vec::new();
    for change in changes {
        let place = root.join(change.path().as_str());
        prepared.push(match change {
            FileChange::Create { like, bytes, .. } => {
                make_folder(root, &place)?;
                let draft = created(root, &place, like.as_ref(), bytes);
                let draft = draft.map_err(DiskError::io(&place))?;
                Prepared::Create(draft, place)
            }
            FileChange::Replace { bytes, .. } => {
                let draft = beside(&place, &place, bytes).map_err(DiskError::io(&place))?;
                Prepared::Replace(draft, place)
            }
            FileChange::Delete { .. } => {
                expect_writable(&place).map_err(DiskError::io(&place))?;
                Prepared::Delete(place)
            }
        });
    }
    for change in changes {
        let place = root.join(change.path().as_str());
        match change {
            FileChange::Create { .. } if fs::symlink_metadata(&place).is_err() => {}
            FileChange::Create { .. } => return Err(DiskError::IsThere { path: place }),
            FileChange::Replace { read, .. } | FileChange::Delete { read, .. } => {
                expect_own(root, &place)?;
                let there = fs::read(&place).map_err(DiskError::io(&place))?;
                if Fingerprint::of(&there) != *read {
                    return Err(DiskError::Changed { path: place });
                }
            }
        }
    }
    Ok(prepared)
}

/// A new file beside its place.
fn created(
    root: &Path,
    place: &Path,
    like: Option<&FilePath>,
    bytes: &[u8],
) -> io::Result<NamedTempFile> {
    if let Some(like) = like {
        return beside(place, &root.join(like.as_str()), bytes);
    }
    let draft = filled(place.parent().unwrap_or(root), bytes)?;
    draft.as_file().sync_all()?;
    Ok(draft)
}

/// Who locked a file does not want it to go, though a system may allow that.
fn expect_writable(place: &Path) -> io::Result<()> {
    let locked = fs::metadata(place)?.permissions().readonly();
    if locked { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(()) }
}

/// A file that a link leads to has another place, or is also another file of the site.
fn expect_own(root: &Path, place: &Path) -> Result<(), DiskError> {
    let real = fs::canonicalize(place).map_err(DiskError::io(place))?;
    let is_own = real == *place && real.starts_with(root);
    if is_own { Ok(()) } else { Err(DiskError::refused(place, Refusal::Linked)) }
}

/// Makes the folder of a new file; not behind a link, which may lead anywhere.
fn make_folder(root: &Path, place: &Path) -> Result<(), DiskError> {
    let folder = place.parent().unwrap_or(place);
    let above = folder.ancestors().find(|above| fs::symlink_metadata(above).is_ok());
    let above = above.unwrap_or(root);
    if !above.is_dir() {
        let source = io::ErrorKind::NotADirectory.into();
        return Err(DiskError::Io { path: above.to_owned(), source });
    }
    expect_own(root, above)?;
    fs::create_dir_all(folder).map_err(DiskError::io(folder))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::error::Error;

    use super::{FileChange, FilePath, Fingerprint, Hold, Journal, entry, fs, prepare};

    const BEFORE: [(&str, &str); 3] =
        [("content/ja/a/x.md", "old x"), ("content/ja/y.md", "old y"), ("content/ja/z.md", "z")];

    fn site() -> Result<tempfile::TempDir, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        fs::create_dir_all(folder.path().join("content/ja/a"))?;
        for (path, text) in BEFORE {
            fs::write(folder.path().join(path), text)?;
        }
        Ok(folder)
    }

    fn changes() -> Vec<FileChange> {
        let path = FilePath::new;
        let read = |text: &str| Fingerprint::of(text.as_bytes());
        vec![
            FileChange::Create {
                path: path("content/ja/b/x.md"),
                like: Some(path("content/ja/a/x.md")),
                bytes: b"new x".to_vec(),
            },
            FileChange::Replace {
                path: path("content/ja/y.md"),
                read: read("old y"),
                bytes: b"new y".to_vec(),
            },
            FileChange::Delete { path: path("content/ja/a/x.md"), read: read("old x") },
        ]
    }

    /// All files by path; a folder that is empty counts as one.
    fn tree(root: &std::path::Path) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        for entry in walkdir::WalkDir::new(root).min_depth(1).into_iter().flatten() {
            let below = entry.path().strip_prefix(root).unwrap_or(root).display().to_string();
            if entry.file_type().is_file() {
                found.insert(below, fs::read_to_string(entry.path()).unwrap_or_default());
            } else if fs::read_dir(entry.path()).is_ok_and(|mut inside| inside.next().is_none()) {
                found.insert(below, "a folder".to_owned());
            }
        }
        found
    }

    #[test]
    fn all_is_done_and_nothing_is_left_beside_it() -> Result<(), Box<dyn Error>> {
        let site = site()?;
        let (hold, undone) = Hold::take(site.path())?;
        assert!(!undone);
        hold.carry_out(&changes())?;
        drop(hold);
        let expected = [
            ("content/ja/b/x.md", "new x"),
            ("content/ja/y.md", "new y"),
            ("content/ja/z.md", "z"),
        ];
        let expected = expected.map(|(path, text)| (path.to_owned(), text.to_owned()));
        assert_eq!(tree(site.path()), BTreeMap::from(expected));
        Ok(())
    }

    #[test]
    fn a_run_that_ends_after_any_change_is_undone_by_the_next() -> Result<(), Box<dyn Error>> {
        for done in 0..=changes().len() {
            let site = site()?;
            let before = tree(site.path());
            let root = fs::canonicalize(site.path())?;
            let prepared = prepare(&root, &changes())?;
            let journal = Journal::write(&root, changes().iter().map(entry).collect())?;
            for step in prepared.into_iter().take(done) {
                step.run()?;
            }
            drop(journal);
            let (_, undone) = Hold::take(&root)?;
            assert!(undone);
            assert_eq!(tree(site.path()), before, "after {done}");
        }
        Ok(())
    }

    #[test]
    fn a_change_that_fails_undoes_those_before_it() -> Result<(), Box<dyn Error>> {
        let site = site()?;
        let before = tree(site.path());
        let (hold, _) = Hold::take(site.path())?;
        let mut changes = changes();
        // Gone when its turn comes.
        changes.push(changes[2].clone());
        assert!(hold.carry_out(&changes).is_err());
        drop(hold);
        assert_eq!(tree(site.path()), before);
        Ok(())
    }

    #[test]
    fn what_was_edited_after_the_run_was_killed_stays() -> Result<(), Box<dyn Error>> {
        let site = site()?;
        let root = fs::canonicalize(site.path())?;
        let prepared = prepare(&root, &changes())?;
        Journal::write(&root, changes().iter().map(entry).collect())?;
        for step in prepared {
            step.run()?;
        }
        fs::write(root.join("content/ja/y.md"), "mine")?;
        assert!(Hold::take(&root).is_err());
        assert_eq!(fs::read_to_string(root.join("content/ja/y.md"))?, "mine");
        assert_eq!(fs::read_to_string(root.join("content/ja/a/x.md"))?, "old x");
        Ok(())
    }
}
