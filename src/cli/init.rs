//! `taiyaku init DIR`.

use std::path::PathBuf;

use super::console::Console;
use super::exit::Exit;
use super::telling::Telling;
use crate::disk::{DiskError, is_free, put};
use crate::report::{FirstTexts, UiLang, Value};
use crate::scaffold::{FirstLanguage, first_files};
use crate::text::Lang;

/// `taiyaku init`.
#[derive(clap::Args, Debug)]
pub(super) struct InitArgs {
    /// Folder of the new site; it is made, or holds nothing yet.
    dir: PathBuf,
    /// Languages, the one that is written in first: those that the program speaks. `add-language` adds
    /// others.
    #[arg(long, value_name = "CODES", value_delimiter = ',', default_value = "ja,en")]
    lang: Vec<String>,
    #[command(flatten)]
    pub(super) telling: Telling,
}

/// Writes a site that builds as it is.
pub(super) fn run(args: &InitArgs, console: &Console) -> Result<Exit, DiskError> {
    let mut texts: Vec<(Lang, FirstTexts)> = Vec::new();
    for code in &args.lang {
        let Some(found) = Lang::parse(code).zip(UiLang::first_texts(code)) else {
            console.refused("init-language", &[("code", Value::Text(code))]);
            return Ok(Exit::Usage);
        };
        if texts.iter().all(|(known, _)| *known != found.0) {
            texts.push(found);
        }
    }
    let folder = args.dir.display().to_string();
    if !is_free(&args.dir)? {
        console.refused("init-not-empty", &[("path", Value::Text(&folder))]);
        return Ok(Exit::Refused);
    }
    let languages: Vec<FirstLanguage<'_>> = texts
        .iter()
        .map(|(code, texts)| FirstLanguage {
            code: code.clone(),
            pages: &texts.pages,
            title: texts.title,
        })
        .collect();
    let settings = texts.first().map_or("", |(_, texts)| texts.settings);
    let files = first_files(&languages, settings);
    put(&args.dir, &files)?;
    let values = [("folder", Value::Text(&folder)), ("files", Value::Count(files.len()))];
    console.conclude("site-begun", &values)?;
    Ok(Exit::Fine)
}
