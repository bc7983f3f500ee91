//! What a site was published with, for every command that publishes it.

use std::path::Path;

use super::console::Console;
use super::desk::hold;
use crate::build::Built;
use crate::disk::DiskError;
use crate::parse::{URLS, more_urls};
use crate::report::{URLS_HEAD, Value};
use crate::text::{FileChange, FilePath, Inputs};

/// Adds the addresses of a site that was written to its `content/urls.lock`, and tells how many are new.
pub(super) fn record(
    root: &Path,
    inputs: &Inputs,
    built: &Built,
    console: &Console,
) -> Result<(), DiskError> {
    let known = inputs.get(URLS);
    let (bytes, new) = more_urls(known, &built.addresses, URLS_HEAD);
    if new > 0 {
        let path = FilePath::new(URLS);
        let change = match known {
            Some(source) => FileChange::Replace { path, read: source.hash, bytes },
            None => FileChange::Create { path, like: None, bytes },
        };
        hold(root, console)?.carry_out(&[change])?;
    }
    console.conclude("recorded", &[("addresses", Value::Count(new))])
}
