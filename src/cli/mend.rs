//! `taiyaku check --fix`.

use std::collections::{BTreeMap, BTreeSet};

use super::site::SiteArgs;
use super::stages::Stages;
use crate::build::{Memo, build};
use crate::disk::{Dates, DiskError, Known, Mended, load, replace};
use crate::parse::{Encoding, convert};
use crate::render::THEME;
use crate::text::{Code, Diagnostic, FilePath, Inputs, mend};

/// A fix may show what stood below it (a converted file, a mark inside a mended list); each round
/// leaves less, and a few are enough.
const ROUNDS: usize = 4;

/// What was mended.
#[derive(Default)]
pub(super) struct Count {
    pub(super) places: usize,
    pub(super) files: usize,
}

/// Writes the fixes of all findings that have one.
pub(super) fn run(
    args: &SiteArgs,
    from: Option<Encoding>,
    stages: &mut Stages<'_>,
) -> Result<Count, DiskError> {
    let root = &args.root;
    let mut memo = Memo::default();
    let mut places = 0;
    let mut touched: BTreeSet<FilePath> = BTreeSet::new();
    for _ in 0..ROUNDS {
        let options = args.options();
        let inputs = stages.run("stage-load", || {
            load(root, THEME, options, Dates::LeftOut, &mut Known::default())
        })?;
        let built = stages.run("stage-build", || build(&inputs, &mut memo));
        let (files, mended) = mended(&inputs, &built.diagnostics, from);
        if files.is_empty() {
            break;
        }
        replace(root, &files)?;
        places += mended;
        touched.extend(files.into_iter().map(|file| file.path));
    }
    Ok(Count { places, files: touched.len() })
}

/// The files that change, and how many findings that mends.
fn mended(
    inputs: &Inputs,
    findings: &[Diagnostic],
    from: Option<Encoding>,
) -> (Vec<Mended>, usize) {
    let mut by_file: BTreeMap<&FilePath, Vec<&Diagnostic>> = BTreeMap::new();
    for found in findings {
        by_file.entry(&found.place.file).or_default().push(found);
    }
    let mut files = Vec::new();
    let mut places = 0;
    for (path, findings) in by_file {
        let Some(source) = inputs.files.get(path) else { continue };
        let is_foreign = findings.iter().any(|found| found.code == Code::NotUtf8);
        let (bytes, mended) = if is_foreign {
            // What the encoding cannot read keeps its bytes and its finding.
            match from.and_then(|encoding| convert(&source.bytes, encoding)) {
                Some(bytes) => (bytes, 1),
                None => continue,
            }
        } else {
            mend(&source.bytes, findings.iter().map(|found| found.fix.as_slice()))
        };
        if mended > 0 {
            places += mended;
            files.push(Mended { path: path.clone(), read: source.hash, bytes });
        }
    }
    (files, places)
}
