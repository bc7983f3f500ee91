//! `taiyaku check --write-baseline`.

use std::path::Path;

use super::console::Console;
use super::desk::hold;
use super::exit::Exit;
use super::stages::Stages;
use crate::build::{Memo, build};
use crate::check::{BASELINE, baseline};
use crate::disk::{Dates, DiskError, Known, load};
use crate::render::THEME;
use crate::report::Value;
use crate::text::{Diagnostic, FileChange, FilePath, Options, Severity};

/// Writes down the warnings that there are. Errors are told as ever, and are no part of it.
pub(super) fn run(
    root: &Path,
    options: Options,
    console: &Console,
    stages: &mut Stages<'_>,
) -> Result<Exit, DiskError> {
    let hold = hold(root, console)?;
    let inputs = stages
        .run("stage-load", || load(root, THEME, options, Dates::LeftOut, &mut Known::default()))?;
    let built = stages.run("stage-build", || build(&inputs, &mut Memo::default()));
    let is_error = |finding: &&Diagnostic| finding.severity() == Severity::Error;
    let errors: Vec<Diagnostic> = built.diagnostics.iter().filter(is_error).cloned().collect();
    console.findings(&inputs, &errors)?;
    if built.unusable {
        return Ok(Exit::Config);
    }
    let bytes = baseline(&inputs, &built.content, &built.diagnostics);
    let lines =
        bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty() && line[0] != b'#');
    let lines = lines.count();
    let path = FilePath::new(BASELINE);
    let change = match inputs.files.get(&path) {
        Some(file) => Some(FileChange::Replace { path, read: file.hash, bytes }),
        None => (lines > 0).then_some(FileChange::Create { path, like: None, bytes }),
    };
    hold.carry_out(change.as_slice())?;
    console.conclude("baseline-written", &[("lines", Value::Count(lines))])?;
    Ok(if errors.is_empty() { Exit::Fine } else { Exit::Found })
}
