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

/// Brings the inputs of the last time up to the files at `places`. Nothing where more than the
/// bytes of known files may have changed: then the site has to be read as a whole.
pub fn read_again(
    root: &Path,
    last: &Inputs,
    known: &mut Known,
    places: &BTreeSet<PathBuf>,
) -> Option<Inputs> {
    let root = fs::canonicalize(root).ok()?;
    let mut inputs = last.clone();
    for place in places {
        let Some(path) = path_of(&root, place).filter(|path| known.has(path)) else {
            passes(place).then_some(())?;
            continue;
        };
        let file = again(&root, &path)?;
        let Ok(Reading::File(source, stamp)) = read(&root, &file, known) else { return None };
        known.keep(&source, stamp);
        inputs.files.insert(path, source);
    }
    Some(inputs)
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
