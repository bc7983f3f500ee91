//! From an output to a folder.

use std::fs;

use super::manifest::is_safe;
use super::plan::folders;
use super::target::{Standing, Target};
use super::update::{Written, update};
use super::{DiskError, Refusal, stage};
use crate::render::Output;

/// Makes a folder hold an output.
///
/// A reader of the folder, or a run that is killed, never meets half a file. Files that we did not
/// write are not touched, unless the output has one of the same path.
pub fn write(target: &Target, output: &Output) -> Result<Written, DiskError> {
    check_paths(target, output)?;
    stage::sweep(target.folder());
    let standing = target.standing()?;
    if standing != Standing::Ours && stage::write_fresh(target, standing, output)? {
        return Ok(Written { written: output.files.len(), ..Written::default() });
    }
    if target.standing()? == Standing::Absent {
        fs::create_dir(target.folder()).map_err(|source| target.cannot_create(source))?;
    }
    update(target.folder(), output)
}

/// The last line of defence: whatever a build hands over, nothing is written outside of the
/// folder, over our own record, or to a path that is a folder as well.
fn check_paths(target: &Target, output: &Output) -> Result<(), DiskError> {
    let is_fine =
        |path: &str| is_safe(path) && folders(path).all(|above| !output.files.contains_key(above));
    match output.files.keys().find(|path| !is_fine(path)) {
        Some(path) => Err(DiskError::refused(&target.folder().join(path), Refusal::UnsafePath)),
        None => Ok(()),
    }
}
