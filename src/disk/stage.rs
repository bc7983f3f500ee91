//! A first build: written beside its place, and moved there when it is complete.

use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use tempfile::{Builder, TempDir};

use super::DiskError;
use super::lock::beside;
use super::manifest::{self, OWN};
use super::target::{Standing, Target};
use super::whole::{self, Drafts};
use crate::render::Output;

/// The folders of this room are called `.public.taiyaku-staging-` and so many random characters.
const STAGING: &str = "staging-";
const RANDOM: usize = 6;

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
    fill(stage.path(), output)?;
    if fs::rename(stage.path(), folder).is_err() {
        return Ok(false);
    }
    // It has another name now, under which nothing must remove it.
    let _ = stage.keep();
    Ok(true)
}

/// A folder beside the output, with the rights that the output has or is to have.
fn open(folder: &Path, standing: Standing) -> io::Result<TempDir> {
    let name = beside(folder, STAGING);
    let mut builder = Builder::new();
    builder.prefix(name.file_name().unwrap_or_default()).rand_bytes(RANDOM);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755));
    let stage = builder.tempdir_in(folder.parent().unwrap_or(folder))?;
    if standing == Standing::Empty {
        fs::set_permissions(stage.path(), fs::metadata(folder)?.permissions())?;
    }
    Ok(stage)
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

/// Removes what killed runs staged for this output. The lock is ours, so nobody is at work there,
/// and nobody else gives a folder such a name.
pub(super) fn sweep(folder: &Path) {
    let prefix = beside(folder, STAGING);
    let prefix = prefix.file_name().unwrap_or_default().as_encoded_bytes();
    let Some(Ok(beside)) = folder.parent().map(fs::read_dir) else { return };
    for entry in beside.flatten() {
        let name = entry.file_name();
        let random = name.as_encoded_bytes().strip_prefix(prefix);
        let is_ours = random
            .is_some_and(|end| end.len() == RANDOM && end.iter().all(u8::is_ascii_alphanumeric))
            && entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_ours {
            // Left-overs cost space, not correctness: if they cannot go, the build still can.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Whether a folder is the root of a mounted file system, which cannot be renamed over.
#[cfg(unix)]
fn is_mounted(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).map(|found| found.dev()).ok();
    folder.parent().is_some_and(|parent| device(parent) != device(folder))
}

/// Elsewhere the exchange fails, which says the same a little later.
#[cfg(not(unix))]
fn is_mounted(_folder: &Path) -> bool {
    false
}
