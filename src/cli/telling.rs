//! How a run tells what it has to tell: in which way, and in which language.

use clap::ValueEnum;

use crate::report::UiLang;

/// How a run tells what it has to tell.
#[derive(clap::Args, Debug)]
pub(super) struct Telling {
    /// How findings are told.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Language of messages [default: from the locale].
    #[arg(long, value_enum, value_name = "LANG")]
    ui_lang: Option<Spoken>,
}

/// How findings are told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum Format {
    /// For people, to standard error.
    Human,
    /// For programs, to standard output.
    Json,
    /// For the runner of a code host, to standard output: each finding beside its line.
    Github,
}

/// A language of the program's own messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum Spoken {
    /// 日本語
    Ja,
    /// English
    En,
}

impl Telling {
    /// Whether a program reads what is told.
    pub(super) fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// The language to speak: as asked, else as the locale says.
    pub(super) fn ui_lang(&self) -> UiLang {
        spoken(self.ui_lang)
    }
}

/// The language that was asked for, else the locale's.
pub(super) fn spoken(asked: Option<Spoken>) -> UiLang {
    match asked {
        Some(Spoken::Ja) => UiLang::Ja,
        Some(Spoken::En) => UiLang::En,
        None => from_locale(|name| std::env::var(name).ok()),
    }
}

/// The first of the three variables that says anything decides, as for every other program.
fn from_locale(variable: impl Fn(&str) -> Option<String>) -> UiLang {
    let mut told = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable);
    match told.find(|value| !value.is_empty()) {
        Some(locale) if locale.starts_with("ja") => UiLang::Ja,
        _ => UiLang::En,
    }
}

#[cfg(test)]
mod tests {
    use super::{UiLang, from_locale};

    #[test]
    fn the_locale_decides_the_language() {
        let with = |set: &[(&str, &str)]| {
            from_locale(|name| set.iter().find(|(key, _)| *key == name).map(|(_, v)| (*v).into()))
        };
        assert_eq!(with(&[]), UiLang::En);
        assert_eq!(with(&[("LANG", "ja_JP.UTF-8")]), UiLang::Ja);
        assert_eq!(with(&[("LC_ALL", ""), ("LANG", "ja")]), UiLang::Ja);
        assert_eq!(with(&[("LC_ALL", "C"), ("LANG", "ja_JP.UTF-8")]), UiLang::En);
        assert_eq!(with(&[("LC_MESSAGES", "ja_JP"), ("LANG", "de_DE")]), UiLang::Ja);
    }
}
