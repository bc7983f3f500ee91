//! One writer for each output: the system's lock on a file beside it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::error::{DiskError, Refusal};
use crate::text::Fingerprint;

/// Held from before a site is read until it is written. The system lets go of it with the process,
/// however that ends, so a file that was left over locks nothing.
#[derive(Debug)]
pub(super) struct Lock {
    /// Kept open, as the lock is on the open file.
    _file: File,
    path: PathBuf,
    /// Folders that had to be made for the lock, outermost first.
    made: Vec<PathBuf>,
}

impl Lock {
    /// Locks an output folder, which need not exist yet. `output` is absolute.
    pub(super) fn take(output: &Path) -> Result<Self, DiskError> {
        let made = make_parents(output)?;
        let beside = beside(output, "lock");
        match acquire(&beside, output) {
            Err(DiskError::CannotCreate { source, .. })
                if output.is_dir() && is_closed(&source) =>
            {
                acquire(&elsewhere(output), output)
            }
            other => other,
        }
        .map(|(file, path)| Self { _file: file, path, made })
    }
}

impl Drop for Lock {
    /// Leaves nothing beside the output. Where a locked file cannot be removed it stays, empty.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The place beside an output for something of ours: `.public.taiyaku-lock`.
pub(super) fn beside(output: &Path, what: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(output.file_name().unwrap_or_default());
    name.push(".taiyaku-");
    name.push(what);
    output.with_file_name(name)
}

/// A mounted output (a container's, say) often lies in a folder that we may not write to.
fn is_closed(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// The lock of such an output: among the system's passing files, by the hash of its path.
fn elsewhere(output: &Path) -> PathBuf {
    let hash = Fingerprint::of(output.as_os_str().as_encoded_bytes());
    std::env::temp_dir().join(format!("taiyaku-{}.lock", hash.short(16)))
}

/// Makes the folders above the output, and says which.
fn make_parents(output: &Path) -> Result<Vec<PathBuf>, DiskError> {
    let missing = |folder: &&Path| fs::symlink_metadata(folder).is_err();
    let mut made: Vec<_> =
        output.ancestors().skip(1).take_while(missing).map(Path::to_owned).collect();
    made.reverse();
    for folder in &made {
        fs::create_dir(folder)
            .or_else(|error| if folder.is_dir() { Ok(()) } else { Err(error) })
            .map_err(|source| DiskError::CannotCreate { path: output.to_owned(), source })?;
    }
    Ok(made)
}

fn acquire(path: &Path, output: &Path) -> Result<(File, PathBuf), DiskError> {
    loop {
        if fs::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
            return Err(DiskError::refused(path, Refusal::InTheWay));
        }
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path);
        let file =
            file.map_err(|source| DiskError::CannotCreate { path: output.to_owned(), source })?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(DiskError::Busy { path: output.to_owned() });
            }
            // Some network file systems have no locks. Two builds at once are rare there, and no
            // build at all would be worse.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(DiskError::io(path)(error)),
        }
        if is_still_at(&file, path) {
            return Ok((file, path.to_owned()));
        }
    }
}

/// Whether the locked file is the one that others will find: its last holder may have removed it
/// between our opening and our locking it.
#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let there = fs::symlink_metadata(path).map(|found| (found.dev(), found.ino()));
    let ours = file.metadata().map(|found| (found.dev(), found.ino()));
    matches!((there, ours), (Ok(there), Ok(ours)) if there == ours)
}

/// A file that is open cannot lose its name to another one here.
#[cfg(not(unix))]
fn is_still_at(_file: &File, _path: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::{DiskError, Lock};

    #[test]
    fn a_second_writer_is_told_and_a_left_over_file_is_no_lock()
    -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let output = folder.path().join("deep/er/public");
        let first = Lock::take(&output)?;
        assert!(matches!(Lock::take(&output), Err(DiskError::Busy { .. })));
        drop(first);
        assert!(!folder.path().join("deep").exists(), "nothing is left");

        std::fs::write(folder.path().join(".public.taiyaku-lock"), "")?;
        drop(Lock::take(&folder.path().join("public"))?);
        Ok(())
    }
}
