//! `taiyaku status`.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::console::{Console, print};
use super::exit::Exit;
use super::pages;
use super::telling::{Spoken, spoken};
use crate::disk::DiskError;
use crate::report::{
    LanguageStanding, UiLang, Value, standing_github, standing_html, standing_human, standing_json,
};
use crate::translate::standings;

/// `taiyaku status`.
#[derive(clap::Args, Debug)]
pub(super) struct StatusArgs {
    /// Folder that holds `content/`.
    #[arg(default_value = ".")]
    pub(super) root: PathBuf,
    /// Only this language.
    #[arg(long)]
    pub(super) lang: Option<String>,
    /// How it is told.
    #[arg(long, value_enum, default_value_t = StatusFormat::Human)]
    pub(super) format: StatusFormat,
    /// Language of messages [default: from the locale].
    #[arg(long, value_enum, value_name = "LANG")]
    ui_lang: Option<Spoken>,
}

/// How the standing of translations is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum StatusFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// A page for a browser.
    Html,
    /// For the runner of a code host: a warning beside each file.
    Github,
}

impl StatusArgs {
    /// The language to speak.
    pub(super) fn ui_lang(&self) -> UiLang {
        spoken(self.ui_lang)
    }
}

/// Tells how the translations stand.
pub(super) fn run(args: &StatusArgs, console: &Console) -> Result<Exit, DiskError> {
    let root: &Path = &args.root;
    let texts = match pages::read(root, console)? {
        Ok(texts) => texts,
        Err(exit) => return Ok(exit),
    };
    let wanted = match &args.lang {
        None => None,
        Some(code) => match texts.content.config.language(code) {
            Some(language) => Some(language),
            None => {
                console.refused("no-such-language", &[("code", Value::Text(code))]);
                return Ok(Exit::Usage);
            }
        },
    };
    let standings = standings(&texts.inputs, &texts.content, &texts.drifts);
    let languages = (0..texts.content.config.languages.len())
        .filter(|language| wanted.is_none_or(|wanted| wanted == *language));
    let told: Vec<LanguageStanding<'_>> = languages
        .filter_map(|language| LanguageStanding::of(&texts.content, &standings, language))
        .collect();
    let text = match args.format {
        StatusFormat::Human => standing_human(&told, console.words()),
        StatusFormat::Json => standing_json(&told),
        StatusFormat::Html => standing_html(&told, console.words()),
        StatusFormat::Github => standing_github(&told, console.words()),
    };
    print(&text)?;
    Ok(Exit::Fine)
}
