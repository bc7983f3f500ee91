//! `taiyaku add-language L`.

use std::path::Path;

use super::args::AddLanguageArgs;
use super::console::Console;
use super::exit::Exit;
use super::scaffold::{read, refuse};
use crate::disk::{Added, DiskError, Mended, add};
use crate::report::Value;
use crate::translate::add_language;

/// Adds a language to `site.toml`, writes its first files, and tells what is to be done next.
pub(super) fn run(args: &AddLanguageArgs, console: &Console) -> Result<Exit, DiskError> {
    let root = Path::new(".");
    let (inputs, content) = match read(root, console)? {
        Ok(site) => site,
        Err(exit) => return Ok(exit),
    };
    let new = match add_language(&inputs, &content, &args.code) {
        Ok(new) => new,
        Err(unfit) => return Ok(refuse(&unfit, console)),
    };
    let files = [new.messages, new.front.page, new.front.base];
    let files = files.map(|(path, bytes)| Added { path, bytes });
    let (path, read, bytes) = new.settings;
    add(root, &files, &[Mended { path, read, bytes }])?;
    let named = if new.is_named { "yes" } else { "no" };
    let values = [
        ("code", Value::Text(new.code.as_str())),
        ("direction", Value::Text(new.direction)),
        ("named", Value::Text(named)),
    ];
    console.conclude("language-added", &values)?;
    Ok(Exit::Fine)
}
