//! The site once more, where it is known which files changed: those are read, and nothing else is
//! looked at. Of 2,000 files that takes 1 ms in place of 15. Whoever reads so reads everything a
//! moment later, when nobody waits for it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::known::Known;
use super::load::{Reading, read};
use super::tree::{again, is_passed_over};
use crate::text::{FilePath, Inputs};

/// Brings the inputs of the last time up to the files at `places`, and says whether any of them is
/// another. Nothing, and nothing is changed, where more than the bytes of known files may be
/// others: then the site has to be read as a whole.
pub fn read_again(
    root: &Path,
    inputs: &mut Inputs,
    known: &mut Known,
    places: &BTreeSet<PathBuf>,
) -> Option<bool> {
    let root = fs::canonicalize(root).ok()?;
    let mut readings = Vec::new();
    for place in places {
        match path_of(&root, place).filter(|path| known.has(path)) {
            Some(path) => match read(&root, &again(&root, &path)?, known) {
                Ok(Reading::File(source, stamp)) => readings.push((source, stamp)),
                _ => return None,
            },
            None if passes(place) => {}
            None => return None,
        }
    }
    let mut is_other = false;
    for (source, stamp) in readings {
        known.keep(&source, stamp);
        let last = inputs.files.insert(source.path.clone(), source.clone());
        is_other |= last.is_none_or(|last| last.hash != source.hash);
    }
    Some(is_other)
}

/// The path of a place from ROOT.
fn path_of(root: &Path, place: &Path) -> Option<FilePath> {
    let parts: Option<Vec<&str>> =
        place.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect();
    Some(FilePath::new(&parts?.join("/")))
}

/// Whether nothing of the site is at a place: what editors put beside a file while they save it.
fn passes(place: &Path) -> bool {
    match fs::symlink_metadata(place) {
        Ok(found) => found.is_file() && place.file_name().is_some_and(is_passed_over),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}
