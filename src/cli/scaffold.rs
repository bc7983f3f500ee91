//! What the commands that begin a translation have in common: the site they read, and how they
//! refuse.

use std::path::Path;

use super::console::Console;
use super::exit::Exit;
use crate::build::parsed;
use crate::disk::{Dates, DiskError, Known, expect_site, load};
use crate::render::THEME;
use crate::report::Value;
use crate::site::Content;
use crate::text::{Diagnostic, Inputs, Options, Severity};
use crate::translate::Unfit;

/// Reads the site of the current folder. Errors in `site.toml` are told and end the run; those of
/// pages are left to `check`.
pub(super) fn read(
    root: &Path,
    console: &Console,
) -> Result<Result<(Inputs, Content), Exit>, DiskError> {
    expect_site(root)?;
    let inputs = load(root, THEME, Options::default(), Dates::LeftOut, &mut Known::default())?;
    let mut findings = Vec::new();
    let content = parsed(&inputs).unpack(&mut findings);
    let is_grave = |found: &Diagnostic| {
        found.place.file.as_str() == "content/site.toml" && found.severity() == Severity::Error
    };
    findings.retain(is_grave);
    if !findings.is_empty() || !content.config.is_usable() {
        console.findings(&inputs, &findings)?;
        return Ok(Err(Exit::Config));
    }
    Ok(Ok((inputs, content)))
}

/// Tells why there is nothing to begin with. What is there already is the output's fault, all else
/// that of the command line.
pub(super) fn refuse(unfit: &Unfit, console: &Console) -> Exit {
    let about = Value::Text(unfit.about());
    // A code that is none has the words of the finding that `check` has for it.
    console.refusal(unfit.name(), &[("path", about), ("value", about)]);
    match unfit {
        Unfit::IsThere(_) | Unfit::HasLanguage(_) => Exit::Refused,
        _ => Exit::Usage,
    }
}
