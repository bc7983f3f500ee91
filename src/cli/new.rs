//! `taiyaku new PAGE --lang L`.

use std::path::Path;

use super::console::Console;
use super::desk::hold;
use super::exit::Exit;
use super::pages;
use super::telling::Telling;
use super::unfit::refuse;
use crate::disk::DiskError;
use crate::report::Value;
use crate::scaffold::new_page;

/// `taiyaku new`. The current folder is the one that holds `content/`.
#[derive(clap::Args, Debug)]
pub(super) struct NewArgs {
    /// The page to write, from the current folder (`content/en/guide.md`); with --lang from the
    /// folder of that language (`guide.md`), or the page to translate.
    pub(super) page: String,
    /// Language to translate into, a code of `site.toml`.
    #[arg(long, value_name = "CODE")]
    pub(super) lang: Option<String>,
    #[command(flatten)]
    pub(super) telling: Telling,
}

/// Writes the skeleton of a translation and the source as it is now. Nothing that is there changes.
pub(super) fn run(args: &NewArgs, console: &Console) -> Result<Exit, DiskError> {
    let root = Path::new(".");
    let hold = hold(root, console)?;
    let texts = match pages::read(root, console)? {
        Ok(texts) => texts,
        Err(exit) => return Ok(exit),
    };
    let page = args.page.replace(std::path::MAIN_SEPARATOR, "/");
    let new = match new_page(&texts.inputs, &texts.content, &page, args.lang.as_deref()) {
        Ok(new) => new,
        Err(unfit) => return Ok(refuse(&unfit, console)),
    };
    let values =
        [("source", Value::Text(new.source.as_str())), ("page", Value::Text(new.page.0.as_str()))];
    hold.carry_out(&new.changes())?;
    console.conclude("page-begun", &values)?;
    Ok(Exit::Fine)
}
