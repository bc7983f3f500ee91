//! `taiyaku add-language L`.

use std::path::Path;

use super::console::Console;
use super::desk::hold;
use super::exit::Exit;
use super::pages;
use super::telling::Telling;
use super::unfit::refuse;
use crate::disk::DiskError;
use crate::report::Value;
use crate::scaffold::add_language;

/// `taiyaku add-language`. The current folder is the one that holds `content/`.
#[derive(clap::Args, Debug)]
pub(super) struct AddLanguageArgs {
    /// Code of the language, such as `ko` or `zh-Hant` (BCP 47).
    pub(super) code: String,
    #[command(flatten)]
    pub(super) telling: Telling,
}

/// Adds a language to `site.toml`, writes its first files, and tells what is to be done next.
pub(super) fn run(args: &AddLanguageArgs, console: &Console) -> Result<Exit, DiskError> {
    let root = Path::new(".");
    let hold = hold(root, console)?;
    let texts = match pages::read(root, console)? {
        Ok(texts) => texts,
        Err(exit) => return Ok(exit),
    };
    let new = match add_language(&texts.inputs, &texts.content, &args.code) {
        Ok(new) => new,
        Err(unfit) => return Ok(refuse(&unfit, console)),
    };
    hold.carry_out(&new.changes())?;
    let named = if new.is_named { "yes" } else { "no" };
    let values = [
        ("code", Value::Text(new.code.as_str())),
        ("direction", Value::Text(new.direction)),
        ("named", Value::Text(named)),
    ];
    console.conclude("language-added", &values)?;
    Ok(Exit::Fine)
}
