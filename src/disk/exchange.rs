//! Files that go to other programs and come back: no texts of the site, but made from them.

use std::fs;
use std::io;
use std::path::Path;

use walkdir::WalkDir;

use super::error::DiskError;
use super::whole::filled;
use crate::text::{FilePath, Source};

/// Writes files below ROOT whole, each with its folders. One that is the same already stays as it is.
pub fn put(root: &Path, files: &[(FilePath, Vec<u8>)]) -> Result<(), DiskError> {
    for (path, bytes) in files {
        let place = root.join(path.as_str());
        if fs::read(&place).is_ok_and(|there| there == *bytes) {
            continue;
        }
        let folder = place.parent().unwrap_or(root);
        fs::create_dir_all(folder).map_err(DiskError::io(folder))?;
        let draft = filled(folder, bytes).map_err(DiskError::io(&place))?;
        draft.persist(&place).map_err(|failed| DiskError::io(&place)(failed.error))?;
    }
    Ok(())
}

/// Whether anything has this name.
pub fn is_there(place: &Path) -> bool {
    fs::symlink_metadata(place).is_ok()
}

/// What a code host puts into a repository that it makes, and no site does.
const OF_A_REPOSITORY: [&str; 3] = [".git", "README.md", "LICENSE"];

/// Whether a folder is not there yet, or holds nothing but what a fresh repository has.
pub fn is_free(folder: &Path) -> Result<bool, DiskError> {
    let is_usual = |entry: io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| OF_A_REPOSITORY.iter().any(|name| entry.file_name() == *name))
    };
    match fs::read_dir(folder) {
        Ok(mut inside) => Ok(inside.all(is_usual)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(DiskError::io(folder)(error)),
    }
}

/// Reads a file, or all files of a folder whose names end with `.extension`, in the order of their paths.
/// Where nothing is, there are none.
pub fn fetch(path: &Path, extension: &str) -> Result<Vec<Source>, DiskError> {
    let mut files = Vec::new();
    if fs::symlink_metadata(path).is_err() {
        return Ok(files);
    }
    for entry in WalkDir::new(path).sort_by_file_name() {
        let entry = entry.map_err(|error| DiskError::io(path)(error.into()))?;
        let is_wanted = entry.path().extension().is_some_and(|end| end == extension);
        if entry.file_type().is_file() && (is_wanted || entry.depth() == 0) {
            let bytes = fs::read(entry.path()).map_err(DiskError::io(entry.path()))?;
            let name = entry.path().to_string_lossy().replace('\\', "/");
            files.push(Source::new(FilePath::new(name.trim_start_matches("./")), bytes));
        }
    }
    Ok(files)
}
