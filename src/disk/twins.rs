//! Compressed twins that an output folder holds already: what has not changed is not compressed again.
//!
//! A list (`.taiyaku/twins` of an output) has a line for each twin: the hash of its original, its own or `-` where it was not
//! worth its place, and its path. It tells by hashes what belongs together, so it is true whatever
//! becomes of the files, and without it everything is only compressed once more.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::DiskError;
use super::manifest::{is_safe, own};
use super::target::Target;
use super::whole::filled;
use crate::render::{Emitted, Output, TWINS, Twins, compress, twins};
use crate::text::Fingerprint;

const LIST: &str = "twins";

/// What a twin is of, and what it is, if it is worth anything.
type Entry = (Fingerprint, Option<Fingerprint>);

/// Where twins of an earlier run may lie, and what is known of them.
#[derive(Clone, Debug)]
pub struct KnownTwins {
    folder: PathBuf,
    list: PathBuf,
}

impl Target {
    /// The twins of the last build.
    pub fn known_twins(&self) -> Result<KnownTwins, DiskError> {
        let list = own(self.folder())?.join(LIST);
        Ok(KnownTwins { folder: self.folder().to_owned(), list })
    }
}

impl KnownTwins {
    /// Twins in a folder, with their list somewhere else.
    pub(super) fn of(folder: &Path, list: PathBuf) -> Self {
        Self { folder: folder.to_owned(), list }
    }
}

/// What was done to give an output its twins.
#[derive(Debug)]
pub struct Precompressed {
    /// Twins that the output has now.
    pub twins: usize,
    /// Compressions that it took, in vain or not.
    pub compressed: usize,
    /// What to keep.
    list: String,
}

impl Precompressed {
    /// Adds its twins to an output that is about to be written, those that are there already as they
    /// are.
    pub fn add(known: Option<&KnownTwins>, output: &mut Output) -> Self {
        let possible = twins(output);
        let list = known.map(|known| read(&known.list)).unwrap_or_default();
        let there = |path: &str, hash| known.and_then(|known| there(&known.folder, path, hash));
        let taken: Twins = possible
            .par_iter()
            .filter_map(|twin| {
                let (original, own) = list.get(&twin.path)?;
                let is_same = *original == twin.original.hash;
                let there = match own.filter(|_| is_same) {
                    None => None,
                    Some(hash) => Some(there(&twin.path, hash)?),
                };
                is_same.then(|| (twin.path.clone(), there))
            })
            .collect();
        let (made, compressed) = compress(&possible, &taken);
        let mut list = format!("{TWINS}\n");
        for twin in &possible {
            let own = made.get(&twin.path).and_then(Option::as_ref);
            let own = own.map_or_else(|| "-".to_owned(), |own| own.hash.hex());
            list.push_str(&format!("{} {own} {}\n", twin.original.hash.hex(), twin.path));
        }
        let worth: Vec<(String, Emitted)> =
            made.into_iter().filter_map(|(path, twin)| Some((path, twin?))).collect();
        let twins = worth.len();
        output.files.extend(worth);
        Self { twins, compressed, list }
    }

    /// Keeps what was found out, when the output is written.
    pub fn keep(&self, known: &KnownTwins) -> Result<(), DiskError> {
        let place = &known.list;
        if fs::read(place).is_ok_and(|there| there == self.list.as_bytes()) {
            return Ok(());
        }
        let folder = place.parent().unwrap_or(place);
        let draft = filled(folder, self.list.as_bytes()).map_err(DiskError::io(place))?;
        draft.persist(place).map(drop).map_err(|failed| DiskError::io(place)(failed.error))
    }
}

/// A twin on the disk that nobody has touched.
fn there(folder: &Path, path: &str, hash: Fingerprint) -> Option<Emitted> {
    let found = Emitted::new(fs::read(folder.join(path)).ok()?);
    (found.hash == hash).then_some(found)
}

/// The list of last time. A line that cannot be read is none, nor is the list of another program.
fn read(list: &Path) -> BTreeMap<String, Entry> {
    let bytes = fs::read(list).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let body = text.strip_prefix(TWINS).and_then(|rest| rest.strip_prefix('\n'));
    let entry = |line: &str| {
        let (original, rest) = line.split_once(' ')?;
        let (own, path) = rest.split_once(' ')?;
        let own = if own == "-" { None } else { Some(Fingerprint::from_hex(own)?) };
        let entry = (Fingerprint::from_hex(original)?, own);
        is_safe(path).then(|| (path.to_owned(), entry))
    };
    body.unwrap_or_default().split('\n').filter_map(entry).collect()
}
