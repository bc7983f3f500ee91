//! `taiyaku init DIR`.

use std::path::PathBuf;

use clap::ValueEnum;

use super::console::Console;
use super::exit::Exit;
use super::telling::Telling;
use crate::disk::{DiskError, is_free, put};
use crate::report::{CodeHost, FirstTexts, UiLang, Value};
use crate::scaffold::{FirstLanguage, first_files};
use crate::text::{FilePath, Lang};

/// `taiyaku init`.
#[derive(clap::Args, Debug)]
pub(super) struct InitArgs {
    /// Folder of the new site; it is made, or holds nothing yet.
    dir: PathBuf,
    /// Languages, the one that is written in first: those that the program speaks. `add-language` adds
    /// others.
    #[arg(long, value_name = "CODES", value_delimiter = ',', default_value = "ja,en")]
    lang: Vec<String>,
    /// Where the site will be hosted: writes the file with which it checks and publishes there.
    #[arg(long, value_name = "HOST")]
    ci: Option<Ci>,
    #[command(flatten)]
    pub(super) telling: Telling,
}

/// A host of code as it is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Ci {
    /// Actions and Pages of GitHub.
    Github,
    /// Pipelines and Pages of GitLab.
    Gitlab,
}

impl Ci {
    fn host(self) -> CodeHost {
        match self {
            Self::Github => CodeHost::GitHub,
            Self::Gitlab => CodeHost::GitLab,
        }
    }
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
    let comments = texts.first().map(|(_, texts)| (texts.settings, texts.publishing));
    let mut files = first_files(&languages, comments.unwrap_or_default());
    let host = args.ci.map(Ci::host);
    if let Some((host, (_, texts))) = host.zip(texts.first()) {
        let text = texts.workflow(host).as_bytes().to_vec();
        files.push((FilePath::new(host.path()), text));
    }
    put(&args.dir, &files)?;
    let values = [("folder", Value::Text(&folder)), ("files", Value::Count(files.len()))];
    console.conclude("site-begun", &values)?;
    if let Some(host) = host {
        console.notice("init-ci", &[("path", Value::Text(host.path()))]);
    }
    Ok(Exit::Fine)
}
