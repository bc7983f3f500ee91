//! Which page a command is about, and the site as far as translators need it.

use std::path::Path;

use super::console::Console;
use super::exit::Exit;
use super::telling::Telling;
use crate::build::{Memo, gather};
use crate::disk::{Dates, DiskError, Known, expect_site, load};
use crate::parse::Dialect;
use crate::render::THEME;
use crate::report::Value;
use crate::site::Content;
use crate::text::{Diagnostic, FilePath, Inputs, Options, Severity, Source, nearest};
use crate::translate::{Drifts, KnownDrifts, drifts};

/// How a page is named in the current folder, which holds `content/`, and how things are told.
#[derive(clap::Args, Debug)]
pub(super) struct PageArgs {
    /// Language whose folder PAGE is looked for in.
    #[arg(long)]
    pub(super) lang: Option<String>,
    #[command(flatten)]
    pub(super) telling: Telling,
}

/// The files of a site, what they say, and what has changed since translations were confirmed.
pub(super) struct Texts {
    pub(super) inputs: Inputs,
    pub(super) content: Content,
    pub(super) drifts: Drifts,
}

/// A page that somebody asked for.
pub(super) struct Asked {
    pub(super) language: usize,
    /// Its path below the folder of the language.
    pub(super) path: String,
    pub(super) file: FilePath,
    /// What stands behind `#`.
    pub(super) unit: Option<String>,
}

/// Reads the site at `root`. The inner `Err` is how the run ends if that cannot be made sense of.
pub(super) fn read(root: &Path, console: &Console) -> Result<Result<Texts, Exit>, DiskError> {
    expect_site(root)?;
    let inputs = load(root, THEME, Options::default(), Dates::LeftOut, &mut Known::default())?;
    let mut findings = Vec::new();
    let content = gather(&inputs, &mut Memo::default(), Dialect::TAIYAKU).unpack(&mut findings);
    findings.retain(is_of_settings);
    if !findings.is_empty() || !content.config.is_usable() {
        console.findings(&inputs, &findings)?;
        return Ok(Err(Exit::Config));
    }
    let drifts = drifts(&inputs, &content, &mut KnownDrifts::default());
    Ok(Ok(Texts { inputs, content, drifts }))
}

/// An error of `site.toml`. Those of pages are left to `check`.
fn is_of_settings(found: &Diagnostic) -> bool {
    found.place.file.as_str() == "content/site.toml" && found.severity() == Severity::Error
}

impl Texts {
    /// The page that the arguments name, if it is there. `None` after telling what is wrong.
    pub(super) fn page(&self, lang: Option<&str>, page: &str, console: &Console) -> Option<Asked> {
        let (path, unit) = match page.split_once('#') {
            Some((path, unit)) => (path, Some(unit.to_owned())),
            None => (page, None),
        };
        let path = path.replace('\\', "/");
        let path = path.strip_prefix("./").unwrap_or(&path);
        let file = match lang {
            Some(lang) if !path.starts_with("content/") => format!("content/{lang}/{path}"),
            _ => path.to_owned(),
        };
        let file = FilePath::new(&file);
        let place = self.content.place(&file).filter(|_| self.content.pages.contains_key(&file));
        let Some((language, path)) = place else {
            let known = self.content.pages.keys().map(FilePath::as_str);
            let meant = nearest(file.as_str(), known);
            let values = [("path", Value::Text(file.as_str()))];
            console.refused("no-such-page", &values);
            if let Some(meant) = meant {
                console.line("did-you-mean", &[("word", Value::Text(&meant))]);
            }
            return None;
        };
        Some(Asked { language, path, file, unit })
    }

    /// The language that the page at a path is written in first.
    pub(super) fn written_in(&self, path: &str) -> usize {
        self.content.written_in(self.content.versions(path))
    }

    /// A file below the folder of a language.
    pub(super) fn file(&self, language: usize, path: &str) -> Option<&Source> {
        self.inputs.get(&format!("{}/{path}", self.content.config.folder(language)))
    }

    /// The code of a language.
    pub(super) fn code(&self, language: usize) -> &str {
        self.content.config.languages[language].code.as_str()
    }
}
