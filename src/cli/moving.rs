//! What `rename` and `remove` share: the site of the current folder, paths in it, and what stops
//! them.

use std::path::{MAIN_SEPARATOR_STR, Path};

use super::console::Console;
use super::desk::hold;
use super::exit::Exit;
use crate::disk::{Dates, DiskError, Hold, Known, load};
use crate::moves::{Plan, Stop};
use crate::render::THEME;
use crate::report::Value;
use crate::text::{Code, FilePath, Inputs, Options};

/// The site of the current folder while its texts are changed.
pub(super) struct Desk {
    pub(super) inputs: Inputs,
    hold: Hold,
}

impl Desk {
    /// Takes hold of the site and reads it.
    pub(super) fn open(console: &Console) -> Result<Self, DiskError> {
        let root = Path::new(".");
        let hold = hold(root, console)?;
        let mut known = Known::default();
        let inputs = load(root, THEME, Options::default(), Dates::LeftOut, &mut known)?;
        Ok(Self { inputs, hold })
    }

    /// Does what was planned, and tells what is left to do by hand.
    pub(super) fn carry_out(&self, plan: &Plan, console: &Console) -> Result<(), DiskError> {
        self.hold.carry_out(&plan.changes)?;
        console.findings(&plan.after, &plan.by_hand).map(drop)
    }
}

/// A path of the command line from ROOT; with a language, from its folder. One that leads out of
/// ROOT names no page.
pub(super) fn path(given: &str, lang: Option<&str>) -> FilePath {
    let given = given.replace(MAIN_SEPARATOR_STR, "/");
    let folder = lang.map(|lang| format!("content/{lang}")).unwrap_or_default();
    let leads_out = FilePath::new(&given);
    if given.starts_with('/') {
        return leads_out;
    }
    FilePath::resolve(&folder, &given).unwrap_or(leads_out)
}

/// Tells why there is no plan.
pub(super) fn stopped(stop: &Stop, inputs: &Inputs, console: &Console) -> Result<Exit, DiskError> {
    if let Stop::Findings(findings) = stop {
        let linked = findings.iter().all(|finding| finding.code == Code::LinkToRemoved);
        console.findings(inputs, findings)?;
        return Ok(if linked { Exit::Found } else { Exit::Content });
    }
    if let Some((name, path, other)) = stop.message() {
        console.refused(name, &[("path", Value::Text(path)), ("other", Value::Text(other))]);
    }
    Ok(match stop {
        Stop::Exists(_) | Stop::AddressTaken { .. } => Exit::Refused,
        _ => Exit::Usage,
    })
}
