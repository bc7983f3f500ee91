//! Writes into a folder that is there already, so that at every moment each file in it is whole,
//! and a run that is killed can be finished by the next.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::DiskError;
use super::manifest::{self, Record};
use super::plan::{InTheWay, Plan, folders, is_ours, look};
use super::whole::Drafts;
use crate::render::{Emitted, Output};

/// What a run did to an output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were new or different.
    pub written: usize,
    /// Files that were as they must be already.
    pub unchanged: usize,
    /// Files of earlier runs that are no longer part of the site.
    pub deleted: usize,
    /// Such files that somebody has edited since: they stay, and are not ours any more.
    pub kept: Vec<String>,
}

/// Makes the folder hold the output: what is new or changed is written, pages after the files that
/// they ask for, then what is ours and gone is deleted, and the manifest comes last.
pub(super) fn update(folder: &Path, output: &Output) -> Result<Written, DiskError> {
    let record = Record::read(folder)?;
    let plan = Plan::new(folder, output, &record)?;
    let mut written = Written { unchanged: plan.unchanged, ..Written::default() };
    if plan.is_empty() && record.is_settled(output) {
        return Ok(written);
    }
    let own = manifest::own(folder)?;
    let drafts = Drafts::open(&own).map_err(DiskError::io(&own))?;
    let record = record.begin(folder, &drafts, plan.changes())?;
    written.deleted = make_way(folder, &plan.in_the_way, &record)?;
    for group in [&plan.assets, &plan.pages] {
        put_all(folder, &drafts, group)?;
        written.written += group.len();
    }
    for (path, left) in delete_gone(folder, &plan.gone, &record, output)? {
        match left {
            Left::Deleted => written.deleted += 1,
            Left::Kept => written.kept.push(path.to_owned()),
            Left::Nothing => {}
        }
    }
    prune(folder, &plan.gone);
    manifest::settle(folder, &drafts, output)?;
    Ok(written)
}

fn put_all(folder: &Path, drafts: &Drafts, files: &[(&str, &Emitted)]) -> Result<(), DiskError> {
    files.par_iter().try_for_each(|(path, file)| {
        let place = folder.join(path);
        drafts.put(&place, &file.bytes).map_err(DiskError::io(&place))
    })
}

/// Deletes our own files and folders that stand where others must go; how many files.
fn make_way(folder: &Path, way: &InTheWay, record: &Record) -> Result<usize, DiskError> {
    for path in &way.files {
        let place = folder.join(path);
        // Looked at once more: between the plan and now somebody may have saved it.
        if is_ours(folder, path, record)? {
            fs::remove_file(&place).map_err(DiskError::io(&place))?;
        }
    }
    for path in way.folders.iter().rev() {
        let place = folder.join(path);
        fs::remove_dir(&place).map_err(DiskError::io(&place))?;
    }
    Ok(way.files.len())
}

/// What became of a file that is no longer part of the site.
enum Left {
    Deleted,
    /// Somebody edited it, so it is theirs now.
    Kept,
    Nothing,
}

fn delete_gone<'a>(
    folder: &Path,
    gone: &'a [String],
    record: &Record,
    output: &Output,
) -> Result<Vec<(&'a str, Left)>, DiskError> {
    let twins = Twins::new(gone, output);
    gone.par_iter()
        .map(|path| {
            let place = folder.join(path);
            let left = if twins.is_new_file(folder, path) || look(&place)?.is_none() {
                Left::Nothing
            } else if is_ours(folder, path, record)? {
                fs::remove_file(&place).map_err(DiskError::io(&place))?;
                Left::Deleted
            } else {
                Left::Kept
            };
            Ok((path.as_str(), left))
        })
        .collect()
}

/// New paths by what a file system that folds case and composes makes of them: after a page was
/// renamed from `FAQ` to `faq`, deleting the old name there would delete the new file.
struct Twins<'a>(BTreeMap<String, &'a str>);

impl<'a> Twins<'a> {
    fn new(gone: &[String], output: &'a Output) -> Self {
        let paths = output.files.keys().filter(|_| !gone.is_empty());
        Self(paths.map(|path| (folded(path), path.as_str())).collect())
    }

    /// Whether a path that is gone names the file that was just written.
    fn is_new_file(&self, folder: &Path, gone: &str) -> bool {
        self.0.get(&folded(gone)).is_some_and(|new| {
            let real = |path| fs::canonicalize(folder.join(path)).ok();
            real(*new).is_some_and(|new| real(gone) == Some(new))
        })
    }
}

fn folded(path: &str) -> String {
    path.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Removes the folders of files that are gone, innermost first, as far as they are empty.
fn prune(folder: &Path, gone: &[String]) {
    let mut above: Vec<&str> = gone.iter().flat_map(|path| folders(path)).collect();
    above.sort_unstable();
    above.dedup();
    for path in above.into_iter().rev() {
        match fs::remove_dir(folder.join(path)) {
            // One that holds something stays, and so does one that is not there to be removed;
            // an empty folder too many is no reason to fail a build.
            Ok(()) | Err(_) => {}
        }
    }
}
