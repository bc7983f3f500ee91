//! Where a site may be written: every place that would cost somebody a file is refused.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::error::{DiskError, Refusal};
use super::lock::Lock;
use super::manifest::Record;

/// Folders that hold what people wrote. `src` is not a site's, but a site often lies in a project.
const SOURCES: [&str; 4] = ["content", "templates", "static", "src"];

/// An output folder that is safe to write to, locked for as long as this lives.
#[derive(Debug)]
pub struct Target {
    folder: PathBuf,
    adopt: bool,
    _lock: Lock,
}

impl Target {
    /// Looks at the place, and locks it. Nothing is left behind when this is dropped unwritten.
    /// `adopt` accepts a folder with files that we did not write; they stay.
    pub fn open(root: &Path, output: &Path, adopt: bool) -> Result<Self, DiskError> {
        let target = Self::take(root, output, adopt)?;
        target.standing()?;
        Ok(target)
    }

    /// The same, whatever is there now.
    pub(super) fn take(root: &Path, output: &Path, adopt: bool) -> Result<Self, DiskError> {
        let folder = place(root, output)?;
        Ok(Self { adopt, _lock: Lock::take(&folder)?, folder })
    }

    /// The folder, absolute.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is there now. Asked again right before writing.
    pub(super) fn standing(&self) -> Result<Standing, DiskError> {
        let refused = |why| Err(DiskError::refused(&self.folder, why));
        match fs::symlink_metadata(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Standing::Absent),
            Err(source) => return Err(self.cannot_create(source)),
            Ok(found) if found.is_symlink() => return refused(Refusal::Symlink),
            Ok(found) if !found.is_dir() => return refused(Refusal::NotAFolder),
            Ok(_) => {}
        }
        let mut entries =
            fs::read_dir(&self.folder).map_err(|source| self.cannot_create(source))?;
        if entries.next().is_none() {
            return Ok(Standing::Empty);
        }
        if self.adopt || Record::is_in(&self.folder)? {
            return Ok(Standing::Ours);
        }
        refused(Refusal::NotOurs)
    }

    pub(super) fn cannot_create(&self, source: io::Error) -> DiskError {
        DiskError::CannotCreate { path: self.folder.clone(), source }
    }
}

/// What stands at the place of the output.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Standing {
    Absent,
    Empty,
    /// We wrote it, or may treat it so.
    Ours,
}

/// The real place of an output, if a site may go there by its name alone.
fn place(root: &Path, output: &Path) -> Result<PathBuf, DiskError> {
    let refused = |why| Err(DiskError::refused(output, why));
    if output.as_os_str().to_string_lossy().trim().is_empty() {
        return refused(Refusal::Empty);
    }
    let real = resolve(output)?;
    if real.parent().is_none() {
        return refused(Refusal::FilesystemRoot);
    }
    if std::env::home_dir().is_some_and(|home| canonical(&home).starts_with(&real)) {
        return refused(Refusal::Home);
    }
    let root = canonical(root);
    if root.starts_with(&real) {
        return refused(Refusal::Project);
    }
    for source in SOURCES {
        let source = canonical(&root.join(source));
        if real.starts_with(&source) || source.starts_with(&real) {
            return refused(Refusal::Source);
        }
    }
    let in_project = real.strip_prefix(&root).unwrap_or(&real);
    if in_project.iter().any(|part| part == OsStr::new(".git")) {
        return refused(Refusal::Git);
    }
    Ok(real)
}

/// The path without links: what exists of it by the system's account, the rest by name.
fn resolve(output: &Path) -> Result<PathBuf, DiskError> {
    let cannot = |source| DiskError::CannotCreate { path: output.to_owned(), source };
    // Through its components the path loses a slash at its end, which would hide a link.
    let absolute: PathBuf = std::path::absolute(output).map_err(cannot)?.components().collect();
    let mut rest = Vec::new();
    for folder in absolute.ancestors() {
        match fs::symlink_metadata(folder) {
            Ok(found) if found.is_symlink() && rest.is_empty() => {
                return Err(DiskError::refused(output, Refusal::Symlink));
            }
            Ok(_) => {
                let real = fs::canonicalize(folder)
                    .map_err(|_| DiskError::refused(output, Refusal::Symlink))?;
                if !rest.is_empty() && !real.is_dir() {
                    return Err(cannot(io::ErrorKind::NotADirectory.into()));
                }
                return Ok(rest.iter().rev().fold(real, |path, name| path.join(name)));
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(cannot(error)),
            Err(error) => match folder.components().next_back() {
                Some(Component::Normal(name)) => rest.push(name),
                _ => return Err(cannot(error)),
            },
        }
    }
    Err(cannot(io::ErrorKind::NotFound.into()))
}

/// The real place of a folder, or its name where there is none.
fn canonical(folder: &Path) -> PathBuf {
    fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())
}
