//! `taiyaku status`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::console::{Console, print};
use super::exit::Exit;
use super::pages::{self, Texts};
use super::telling::{Spoken, spoken};
use crate::disk::DiskError;
use crate::parse::Fallback;
use crate::report::{
    LanguageStanding, UiLang, Value, standing_github, standing_html, standing_human, standing_json,
};
use crate::text::FilePath;
use crate::translate::{Standing, standings};

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
    let told: Vec<LanguageStanding<'_>> =
        languages.filter_map(|language| told(&texts, &standings, language)).collect();
    let text = match args.format {
        StatusFormat::Human => standing_human(&told, console.words()),
        StatusFormat::Json => standing_json(&told),
        StatusFormat::Html => standing_html(&told, console.words()),
        StatusFormat::Github => standing_github(&told, console.words()),
    };
    print(&text)?;
    Ok(Exit::Fine)
}

/// How a language stands; nothing for one that nothing is translated into.
fn told<'a>(
    texts: &'a Texts,
    standings: &'a [Standing],
    language: usize,
) -> Option<LanguageStanding<'a>> {
    let config = &texts.content.config;
    let pages: Vec<&Standing> =
        standings.iter().filter(|standing| standing.language == language).collect();
    let settings = &config.languages[language];
    (!pages.is_empty()).then(|| LanguageStanding {
        code: settings.code.as_str(),
        name: &settings.name,
        fallback: match settings.fallback {
            Fallback::Page => "page",
            Fallback::Link => "link",
            Fallback::None => "none",
        },
        messages: messages(texts, language),
        pages,
    })
}

/// The words of the interface that a language has not, of all that the site's own languages have.
fn messages(texts: &Texts, language: usize) -> (usize, usize) {
    let names = |language: usize| -> BTreeSet<&str> {
        let code = texts.code(language);
        let files = [format!("templates/theme/ui/{code}.ftl"), format!("content/{code}/ui.ftl")];
        let files = files.map(|file| texts.content.messages.get(&FilePath::new(&file)));
        let entries = files.into_iter().flatten().flat_map(|messages| messages.entries.keys());
        entries.map(String::as_str).collect()
    };
    let config = &texts.content.config;
    let all: BTreeSet<&str> = [config.source, config.default].into_iter().flat_map(names).collect();
    let own = names(language);
    (all.difference(&own).count(), all.len())
}
