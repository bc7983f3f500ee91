//! `taiyaku new PAGE --lang L`.

use std::path::Path;

use super::args::NewArgs;
use super::console::Console;
use super::exit::Exit;
use super::scaffold::{read, refuse};
use crate::disk::{Added, DiskError, add};
use crate::report::Value;
use crate::translate::new_page;

/// Writes the skeleton of a translation and the source as it is now. Nothing that is there changes.
pub(super) fn run(args: &NewArgs, console: &Console) -> Result<Exit, DiskError> {
    let root = Path::new(".");
    let (inputs, content) = match read(root, console)? {
        Ok(site) => site,
        Err(exit) => return Ok(exit),
    };
    let page = args.page.replace(std::path::MAIN_SEPARATOR, "/");
    let new = match new_page(&inputs, &content, &page, args.lang.as_deref()) {
        Ok(new) => new,
        Err(unfit) => return Ok(refuse(&unfit, console)),
    };
    let files = [new.page, new.base].map(|(path, bytes)| Added { path, bytes });
    add(root, &files, &[])?;
    let (source, [page, _]) = (new.source, files);
    let values =
        [("source", Value::Text(source.as_str())), ("page", Value::Text(page.path.as_str()))];
    console.conclude("page-begun", &values)?;
    Ok(Exit::Fine)
}
