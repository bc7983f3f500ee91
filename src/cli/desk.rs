//! The texts of the current folder's site in the hands of one command.

use std::path::Path;

use super::console::Console;
use crate::disk::{DiskError, Hold, expect_site};

/// Takes hold of the site, before it is read, and tells of a step that was interrupted and is undone.
pub(super) fn hold(root: &Path, console: &Console) -> Result<Hold, DiskError> {
    expect_site(root)?;
    let (hold, undone) = Hold::take(root)?;
    if undone {
        console.notice("step-undone", &[]);
    }
    Ok(hold)
}
