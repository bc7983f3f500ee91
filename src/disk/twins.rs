//! Compressed twins that an output folder holds already: what has not changed is not compressed again.
//!
//! `.taiyaku/twins` has a line for each twin: the hash of its original, its own or `-` where it was not
//! worth its place, and its path. It tells by hashes what belongs together, so it is true whatever
//! becomes of the files, and without it everything is only compressed once more.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

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
    /// Adds its twins to an output that is about to be written to a folder, those that are there as
    /// they are.
    pub fn add(target: &Target, output: &mut Output) -> Self {
        let possible = twins(output);
        let list = read(target.folder());
        let known: Twins = possible
            .par_iter()
            .filter_map(|twin| {
                let (original, own) = list.get(&twin.path)?;
                let is_same = *original == twin.original.hash;
                let there = match own.filter(|_| is_same) {
                    None => None,
                    Some(hash) => Some(there(target.folder(), &twin.path, hash)?),
                };
                is_same.then(|| (twin.path.clone(), there))
            })
            .collect();
        let (made, compressed) = compress(&possible, &known);
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

    /// Keeps what was found out, beside the record of an output that was written.
    pub fn keep(&self, target: &Target) -> Result<(), DiskError> {
        let own = own(target.folder())?;
        let place = own.join(LIST);
        if fs::read(&place).is_ok_and(|there| there == self.list.as_bytes()) {
            return Ok(());
        }
        let draft = filled(&own, self.list.as_bytes()).map_err(DiskError::io(&place))?;
        draft.persist(&place).map(drop).map_err(|failed| DiskError::io(&place)(failed.error))
    }
}

/// A twin on the disk that nobody has touched.
fn there(folder: &Path, path: &str, hash: Fingerprint) -> Option<Emitted> {
    let found = Emitted::new(fs::read(folder.join(path)).ok()?);
    (found.hash == hash).then_some(found)
}

/// The list of last time. A line that cannot be read is none, nor is the list of another program.
fn read(folder: &Path) -> BTreeMap<String, Entry> {
    let bytes = own(folder).ok().and_then(|own| fs::read(own.join(LIST)).ok());
    let text = String::from_utf8_lossy(bytes.as_deref().unwrap_or_default());
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
