//! Puts new files in the place of those that were read, or where there was none.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::error::DiskError;
use crate::text::{FilePath, Fingerprint};

/// A file with its new bytes.
#[derive(Debug)]
pub struct Mended {
    /// The file.
    pub path: FilePath,
    /// The hash of the bytes that were read; `None` where there was no file.
    pub read: Option<Fingerprint>,
    /// What it will hold.
    pub bytes: Vec<u8>,
}

/// Replaces files by their mended versions. All new files are complete, and all old ones are seen
/// to be what was read and writable, before the first is replaced; a file that somebody changed
/// meanwhile stops it before anything is written.
pub fn replace(root: &Path, files: &[Mended]) -> Result<(), DiskError> {
    let drafts: Vec<(NamedTempFile, PathBuf)> =
        files.iter().map(|file| draft(root, file)).collect::<Result<_, _>>()?;
    for (file, (_, place)) in files.iter().zip(&drafts) {
        let found = match fs::read(place) {
            Ok(bytes) => Some(Fingerprint::of(&bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(DiskError::io(place)(error)),
        };
        if found != file.read {
            return Err(DiskError::Changed { path: place.clone() });
        }
    }
    for (file, (draft, place)) in files.iter().zip(drafts) {
        let done = if file.read.is_some() {
            draft.persist(&place)
        } else {
            draft.persist_noclobber(&place)
        };
        done.map_err(|failed| DiskError::io(&place)(failed.error))?;
    }
    Ok(())
}

/// The new file beside the old one, with its permissions. A link is followed, and stays.
fn draft(root: &Path, file: &Mended) -> Result<(NamedTempFile, PathBuf), DiskError> {
    let named = root.join(file.path.as_str());
    if file.read.is_none() {
        let folder = named.parent().unwrap_or(root).to_owned();
        fs::create_dir_all(&folder).map_err(DiskError::io(&folder))?;
        let draft = written(&folder, &file.bytes).map_err(DiskError::io(&named))?;
        return Ok((draft, named));
    }
    let place = fs::canonicalize(&named).map_err(DiskError::io(&named))?;
    let made = || {
        let permissions = fs::metadata(&place)?.permissions();
        if permissions.readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let draft = written(place.parent().unwrap_or(Path::new(".")), &file.bytes)?;
        draft.as_file().set_permissions(permissions)?;
        Ok(draft)
    };
    made().map_err(DiskError::io(&place)).map(|draft| (draft, place.clone()))
}

/// A complete file in a folder, with no name of its own yet. As others make it, it may be read by
/// all and changed by its owner, unless the system's mask says less.
fn written(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".taiyaku-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut draft = builder.tempfile_in(folder)?;
    draft.write_all(bytes)?;
    draft.as_file().sync_all()?;
    Ok(draft)
}
