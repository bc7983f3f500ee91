//! From a folder to values: reads everything that a build needs, once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use rayon::prelude::*;

use super::error::DiskError;
use super::history;
use super::known::{Known, Stamp};
use super::tree::{self, Listed};
use crate::text::{Code, Diagnostic, Inputs, Options, Source};

/// The largest file that is parsed. Files of `static/` are only copied and may be of any size.
const LIMIT: u64 = 16 * 1024 * 1024;

/// The one file that every site has.
const SITE: &str = "content/site.toml";

/// Whether the history of the files is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Dates {
    /// From `git log`, where there is one.
    FromGit,
    /// No page of this run could show one.
    LeftOut,
    /// These, from an earlier run.
    Known(BTreeMap<crate::text::FilePath, jiff::civil::Date>),
}

/// Whether there is a site at all, told at once.
pub fn expect_site(root: &Path) -> Result<(), DiskError> {
    for path in [root.to_owned(), root.join("content"), root.join(SITE)] {
        fs::metadata(&path).map_err(no_site(&path))?;
    }
    Ok(())
}

/// Reads a site. `embedded` is the theme of the program: paths from ROOT and bytes, each taken
/// where ROOT has no file of its own in that place. `known` are the files of the last time, which
/// are not read again if they are the same, and become those of this time.
pub fn load(
    root: &Path,
    embedded: &[(&str, &[u8])],
    options: Options,
    dates: Dates,
    known: &mut Known,
) -> Result<Inputs, DiskError> {
    let real = fs::canonicalize(root).map_err(no_site(root))?;
    fs::read_dir(real.join("content")).map_err(no_site(&root.join("content")))?;
    let listing = tree::list(&real)?;
    // First, so that whoever waits for a site that cannot be read waits at the right places.
    known.lie_in(&listing);
    if !listing.files.iter().any(|file| file.path.as_str() == SITE) {
        return Err(no_site(&root.join(SITE))(io::ErrorKind::NotFound.into()));
    }
    let (readings, dates) = rayon::join(
        || read_all(&real, &listing.files, known),
        || match dates {
            Dates::FromGit => history::dates(root, listing.files.iter().map(|file| &file.path)),
            Dates::LeftOut => BTreeMap::new(),
            Dates::Known(dates) => dates,
        },
    );
    let mut inputs = Inputs { findings: listing.findings, dates, options, ..Inputs::default() };
    let readings = readings?;
    known.forget();
    for reading in readings {
        match reading {
            Reading::File(source, stamp) => {
                known.keep(&source, stamp);
                inputs.files.insert(source.path.clone(), source);
            }
            Reading::Finding(finding) => inputs.findings.push(finding),
            Reading::Vanished => {}
        }
    }
    inputs.findings.sort();
    let own = listing.files.iter().map(|file| file.path.as_str()).collect();
    insert_embedded(&mut inputs, embedded, &own);
    Ok(inputs)
}

/// The theme's files, where ROOT has none in the same place. A file of ROOT that could not be
/// taken keeps its place all the same: its finding is about that file, not about the theme's.
fn insert_embedded(inputs: &mut Inputs, embedded: &[(&str, &[u8])], own: &BTreeSet<&str>) {
    for (path, bytes) in embedded.iter().filter(|(path, _)| !own.contains(path)) {
        inputs.insert(path, *bytes);
    }
}

/// What became of one listed file.
pub(super) enum Reading {
    File(Source, Stamp),
    Finding(Diagnostic),
    /// Gone since it was listed: an editor's passing file.
    Vanished,
}

fn read_all(root: &Path, files: &[Listed], known: &Known) -> Result<Vec<Reading>, DiskError> {
    files.par_iter().map(|file| read(root, file, known).map_err(unreadable(file))).collect()
}

/// Reads a file, unless it is the known one.
pub(super) fn read(root: &Path, file: &Listed, known: &Known) -> io::Result<Reading> {
    if let Some((source, stamp)) = known.same(file) {
        return Ok(Reading::File(source, stamp));
    }
    let start = SystemTime::now();
    let mut handle = match File::open(&file.place) {
        Ok(handle) => handle,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Reading::Vanished),
        Err(error) => return Err(error),
    };
    let opened = handle.metadata()?;
    if !tree::still_inside(root, file, &opened) {
        return Ok(Reading::Finding(tree::swapped(file)));
    }
    let limit = if file.path.below("static").is_some() { u64::MAX } else { LIMIT };
    let mut bytes = Vec::with_capacity(usize::try_from(opened.len().min(limit)).unwrap_or(0));
    if opened.len() <= limit {
        handle.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    }
    if opened.len() > limit || bytes.len() as u64 > limit {
        let finding = [("limit", "16 MiB")];
        let finding = Diagnostic::new(Code::FileTooLarge, &file.path, None, finding);
        return Ok(Reading::Finding(finding));
    }
    let stamp = Stamp::of(&opened, start);
    Ok(Reading::File(Source::new(file.path.clone(), bytes), stamp))
}

fn unreadable(file: &Listed) -> impl FnOnce(io::Error) -> DiskError + '_ {
    move |source| {
        let path = file.place.clone();
        match file.path.as_str() {
            SITE => DiskError::NoSite { path, source },
            _ => DiskError::Io { path, source },
        }
    }
}

fn no_site(path: &Path) -> impl FnOnce(io::Error) -> DiskError + '_ {
    move |source| DiskError::NoSite { path: path.to_owned(), source }
}
