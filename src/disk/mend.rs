//! Puts mended files in the place of those that were read.

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
    /// The hash of the bytes that were read.
    pub read: Fingerprint,
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
        if Fingerprint::of(&fs::read(place).map_err(DiskError::io(place))?) != file.read {
            return Err(DiskError::Changed { path: place.clone() });
        }
    }
    for (draft, place) in drafts {
        draft.persist(&place).map_err(|failed| DiskError::io(&place)(failed.error))?;
    }
    Ok(())
}

/// The new file beside the old one, with its permissions. A link is followed, and stays.
fn draft(root: &Path, file: &Mended) -> Result<(NamedTempFile, PathBuf), DiskError> {
    let named = root.join(file.path.as_str());
    let place = fs::canonicalize(&named).map_err(DiskError::io(&named))?;
    let draft = beside(&place, &place, &file.bytes).map_err(DiskError::io(&place))?;
    Ok((draft, place))
}

/// A complete file beside a place, to be given its name; with the permissions of the file `like`,
/// which must be writable.
pub(super) fn beside(place: &Path, like: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let permissions = fs::metadata(like)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let folder = place.parent().unwrap_or(Path::new("."));
    let mut draft = Builder::new().prefix(".taiyaku-").tempfile_in(folder)?;
    draft.write_all(bytes)?;
    draft.as_file().set_permissions(permissions)?;
    draft.as_file().sync_all()?;
    Ok(draft)
}
