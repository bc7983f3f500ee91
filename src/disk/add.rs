//! Adds files to a site. What is there already stays as it is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::error::DiskError;
use super::mend::{Mended, replace};
use super::whole::filled;
use crate::text::FilePath;

/// A file that is not there yet.
#[derive(Debug)]
pub struct Added {
    /// Where it goes.
    pub path: FilePath,
    /// What it will hold.
    pub bytes: Vec<u8>,
}

/// Writes new files, and then those that are mended with them. All new files are complete beside
/// their places before the first gets its name; if something stops that, or the mending, those
/// that have one and the folders that were made for them go again.
pub fn add(root: &Path, files: &[Added], mended: &[Mended]) -> Result<(), DiskError> {
    let mut made = Made::default();
    let done = write(root, files, &mut made).and_then(|()| replace(root, mended));
    if done.is_err() {
        made.undo();
    }
    done
}

/// What this run has made so far.
#[derive(Default)]
struct Made {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Made {
    /// Takes everything away again. What somebody else put into a folder meanwhile keeps it.
    fn undo(&self) {
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn write(root: &Path, files: &[Added], made: &mut Made) -> Result<(), DiskError> {
    let real = fs::canonicalize(root).map_err(DiskError::io(root))?;
    let places: Vec<PathBuf> = files.iter().map(|file| root.join(file.path.as_str())).collect();
    for place in &places {
        match fs::symlink_metadata(place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(source) => return Err(DiskError::Io { path: place.clone(), source }),
            Ok(_) => return Err(DiskError::IsThere { path: place.clone() }),
        }
    }
    let drafts: Vec<NamedTempFile> = files
        .iter()
        .zip(&places)
        .map(|(file, place)| {
            let folder = place.parent().unwrap_or(root);
            open_folder(&real, folder, made)?;
            let draft = filled(folder, &file.bytes).map_err(DiskError::io(place))?;
            draft.as_file().sync_all().map_err(DiskError::io(place))?;
            Ok(draft)
        })
        .collect::<Result<_, DiskError>>()?;
    for (draft, place) in drafts.into_iter().zip(places) {
        draft.persist_noclobber(&place).map_err(|failed| is_there(&place)(failed.error))?;
        made.files.push(place);
    }
    Ok(())
}

/// Somebody may have made the file since it was looked for.
fn is_there(place: &Path) -> impl FnOnce(io::Error) -> DiskError + '_ {
    move |source| match source.kind() {
        io::ErrorKind::AlreadyExists => DiskError::IsThere { path: place.to_owned() },
        _ => DiskError::io(place)(source),
    }
}

/// Makes a folder and those above it. One that a link leads out of the site to is refused: what is
/// written there would not be read again.
fn open_folder(root: &Path, folder: &Path, made: &mut Made) -> Result<(), DiskError> {
    let missing: Vec<&Path> =
        folder.ancestors().take_while(|above| fs::symlink_metadata(above).is_err()).collect();
    let there = missing.last().and_then(|last| last.parent()).unwrap_or(folder);
    // The parent of `content` is nothing at all where ROOT is the current folder.
    let there = if there.as_os_str().is_empty() { root } else { there };
    let real = fs::canonicalize(there).map_err(DiskError::io(there))?;
    if !real.starts_with(root) {
        let source = io::ErrorKind::PermissionDenied.into();
        return Err(DiskError::CannotCreate { path: folder.to_owned(), source });
    }
    for folder in missing.into_iter().rev() {
        match fs::create_dir(folder) {
            Ok(()) => made.folders.push(folder.to_owned()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
            Err(source) => return Err(DiskError::Io { path: folder.to_owned(), source }),
        }
    }
    Ok(())
}
