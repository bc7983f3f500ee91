//! A first build: written beside its place, and moved there when it is complete.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::Builder;

use super::error::DiskError;
use super::lock::beside;
use super::manifest::{self, OWN};
use super::plan;
use super::target::{Standing, Target};
use super::whole::{self, Drafts};
use crate::render::Output;

/// What follows the output's name in that of a stage; some random characters end it.
const STAGING: &str = "staging-";

/// Writes a whole output where there is none. `false` when the place cannot be exchanged (something
/// is mounted there, or its parent is closed to us), so that it has to be filled where it is.
pub(super) fn write_fresh(
    target: &Target,
    standing: Standing,
    output: &Output,
) -> Result<bool, DiskError> {
    let folder = target.folder();
    if standing == Standing::Empty && is_mounted(folder) {
        return Ok(false);
    }
    let stage = match open(folder, standing) {
        Ok(stage) => stage,
        Err(_) if standing == Standing::Empty => return Ok(false),
        Err(source) => return Err(target.cannot_create(source)),
    };
    let filled = fill(&stage, output);
    let moved = filled.is_ok() && fs::rename(&stage, folder).is_ok();
    if !moved {
        // What cannot be removed now is swept by the next run.
        let _ = remove_stage(&stage);
    }
    filled.map(|()| moved)
}

/// A folder beside the output, with the rights that the output has or is to have.
fn open(folder: &Path, standing: Standing) -> io::Result<PathBuf> {
    let name = beside(folder, STAGING);
    let mut builder = Builder::new();
    builder.prefix(name.file_name().unwrap_or_default());
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755));
    let stage = builder.tempdir_in(folder.parent().unwrap_or(folder))?;
    // Ours from the first moment on, so that a later run may sweep it.
    fs::create_dir(stage.path().join(OWN))?;
    if standing == Standing::Empty {
        fs::set_permissions(stage.path(), fs::metadata(folder)?.permissions())?;
    }
    Ok(stage.keep())
}

fn fill(stage: &Path, output: &Output) -> Result<(), DiskError> {
    let files: Vec<_> = output.files.iter().collect();
    files.par_iter().try_for_each(|(path, file)| {
        let place = stage.join(path);
        whole::create(&place, &file.bytes).map_err(DiskError::io(&place))
    })?;
    let own = stage.join(OWN);
    let drafts = Drafts::open(&own).map_err(DiskError::io(&own))?;
    manifest::settle(stage, &drafts, output)
}

/// Removes what killed runs staged for this output. The lock is ours, so nobody is at work there.
pub(super) fn sweep(folder: &Path) {
    let prefix = beside(folder, STAGING);
    let prefix = prefix.file_name().unwrap_or_default().as_encoded_bytes();
    let Some(Ok(beside)) = folder.parent().map(fs::read_dir) else { return };
    for entry in beside.flatten() {
        let is_stage = entry.file_name().as_encoded_bytes().starts_with(prefix)
            && entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_stage {
            // Left-overs cost space, not correctness: if they cannot go, the build still can.
            let _ = remove_stage(&entry.path());
        }
    }
}

/// Removes a stage, its sign last: a run that is killed here leaves one that is still known as
/// ours. An empty folder is one that was killed before its sign was there, or after it was gone.
fn remove_stage(stage: &Path) -> io::Result<()> {
    let own = stage.join(OWN);
    if plan::look(&own).is_ok_and(|own| own.is_some_and(|found| found.is_dir())) {
        for entry in fs::read_dir(stage)?.flatten().filter(|entry| entry.path() != own) {
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            } else {
                fs::remove_file(entry.path())?;
            }
        }
        fs::remove_dir_all(&own)?;
    }
    fs::remove_dir(stage)
}

/// Whether a folder is the root of a mounted file system, which cannot be renamed over.
#[cfg(unix)]
pub(super) fn is_mounted(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).map(|found| found.dev()).ok();
    folder.parent().is_some_and(|parent| device(parent) != device(folder))
}

/// Elsewhere the exchange fails, which says the same a little later.
#[cfg(not(unix))]
pub(super) fn is_mounted(_folder: &Path) -> bool {
    false
}
