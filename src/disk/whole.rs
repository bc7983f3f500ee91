//! Files that nobody ever sees half written: they get their name when they are complete.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// A folder for files on their way, inside the output's own `.taiyaku/`: what a killed run leaves
/// there is in one place, and never among the pages.
#[derive(Debug)]
pub(super) struct Drafts(PathBuf);

impl Drafts {
    /// Makes the folder anew.
    pub(super) fn open(own: &Path) -> io::Result<Self> {
        let drafts = Self(own.join("new"));
        drafts.remove()?;
        fs::create_dir_all(&drafts.0)?;
        Ok(drafts)
    }

    /// Removes the folder with all that a killed run left in it.
    pub(super) fn remove(&self) -> io::Result<()> {
        match fs::remove_dir_all(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Gives a file these bytes at once, and makes the folders above it.
    pub(super) fn put(&self, place: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)?;
        }
        let draft = filled(&self.0, bytes)?;
        match draft.persist(place) {
            Ok(_) => Ok(()),
            // A file system of its own is mounted on a folder of the output.
            Err(failed) if failed.error.kind() == io::ErrorKind::CrossesDevices => {
                let folder = place.parent().unwrap_or(place);
                filled(folder, bytes)?.persist(place).map(drop).map_err(|failed| failed.error)
            }
            Err(failed) => Err(failed.error),
        }
    }

    /// The same for the few files that must be on the disk before anything that follows them.
    pub(super) fn put_for_sure(&self, place: &Path, bytes: &[u8]) -> io::Result<()> {
        put_for_sure(&self.0, place, bytes)
    }
}

/// Gives a file these bytes by way of a draft in a folder. When this returns, it is on the disk.
pub(super) fn put_for_sure(drafts: &Path, place: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = filled(drafts, bytes)?;
    draft.as_file().sync_all()?;
    draft.persist(place).map_err(|failed| failed.error)?;
    sync_folder(place.parent().unwrap_or(place))
}

/// How the name of a draft begins.
pub(super) const DRAFT: &str = ".taiyaku-";

/// A draft of a file in a folder, complete.
pub(super) fn filled(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(DRAFT);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut draft = builder.tempfile_in(folder)?;
    draft.write_all(bytes)?;
    Ok(draft)
}

/// Writes a file that is not there, in a folder that nobody looks into yet. Most folders hold one
/// page, so a folder is made when a file asks for it rather than looked for each time.
pub(super) fn create(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o644);
    let mut file = match options.open(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(place.parent().unwrap_or(place))?;
            options.open(place)?
        }
        opened => opened?,
    };
    file.write_all(bytes)
}

/// Puts names on the disk, where folders can be asked to.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
