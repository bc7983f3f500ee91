//! The command line's grammar. Its own help and usage errors are in English, by clap.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};

use crate::parse::{Encoding, encoding};
use crate::report::UiLang;
use crate::serve::IpAddr;
use crate::text::Options;

/// Static sites for documents in more than one language.
#[derive(Parser, Debug)]
#[command(name = "taiyaku", version, subcommand_required = true, arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// One for each file of this room.
#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// Build the site, and write what changed.
    Build(BuildArgs),
    /// Find what is wrong, and write nothing.
    Check(CheckArgs),
    /// Show the site in a browser, and every change as it is saved.
    Serve(ServeArgs),
    /// Move a page in all languages, with the links that lead to it.
    Rename(RenameArgs),
    /// Remove a page in all languages. Shows what would go, until `--yes` is given.
    Remove(RemoveArgs),
}

/// `taiyaku build`.
#[derive(clap::Args, Debug)]
pub(super) struct BuildArgs {
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// Folder to write to [default: `public` in ROOT].
    // Taken as it is: an empty name is refused where all other bad ones are.
    #[arg(long, value_name = "DIR", value_parser = OsStringValueParser::new().map(PathBuf::from))]
    pub(super) out: Option<PathBuf>,
    /// Write into a folder with files of other origin; they stay.
    #[arg(long)]
    pub(super) adopt: bool,
    /// Make each language as one book as well, to be printed: `/<lang>/print/`.
    #[arg(long)]
    pub(super) print: bool,
    /// Show how long each stage took.
    #[arg(long)]
    pub(super) timings: bool,
    /// Use so many threads [default: all].
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
}

/// `taiyaku check`.
#[derive(clap::Args, Debug)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// Write the fixes that are certain, then check.
    #[arg(long)]
    pub(super) fix: bool,
    /// Convert files that are not UTF-8 from this encoding, such as `shift_jis`.
    #[arg(long, value_name = "ENCODING", requires = "fix", value_parser = known_encoding)]
    pub(super) from: Option<Encoding>,
}

/// `taiyaku serve`.
#[derive(clap::Args, Debug)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// Port to listen on; the next free one if it is taken, any free one if it is 0.
    #[arg(long, value_name = "N", default_value_t = 4747)]
    pub(super) port: u16,
    /// Address to listen on. Others than the loopback let the whole network read the site.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(super) bind: IpAddr,
    /// Answer under this host name as well, as behind a tunnel; may be given again.
    #[arg(long, value_name = "NAME")]
    pub(super) allowed_host: Vec<String>,
    /// Open the site in a browser.
    #[arg(long)]
    pub(super) open: bool,
    /// Command that opens a file at a place, such as `code`, or with `{file}`, `{line}`, `{column}`.
    #[arg(long, value_name = "COMMAND")]
    pub(super) editor: Option<String>,
    /// Look every half second, where the system tells of no changes (drives of other machines).
    #[arg(long)]
    pub(super) poll: bool,
    /// Use so many threads [default: all].
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
}

/// `taiyaku rename`.
#[derive(clap::Args, Debug)]
pub(super) struct RenameArgs {
    /// The page, as a path from the current folder (`content/en/old.md`).
    pub(super) old: String,
    /// Where it goes, in the folder of the same language.
    pub(super) new: String,
    /// Take both paths from the folder of this language.
    #[arg(long, value_name = "L")]
    pub(super) lang: Option<String>,
    #[command(flatten)]
    pub(super) telling: TellingArgs,
}

/// `taiyaku remove`.
#[derive(clap::Args, Debug)]
pub(super) struct RemoveArgs {
    /// The page, as a path from the current folder (`content/en/old.md`).
    pub(super) page: String,
    /// Lead the links and addresses of the page to this one.
    #[arg(long, value_name = "PAGE")]
    pub(super) to: Option<String>,
    /// Take the paths from the folder of this language.
    #[arg(long, value_name = "L")]
    pub(super) lang: Option<String>,
    /// Do it.
    #[arg(long)]
    pub(super) yes: bool,
    #[command(flatten)]
    pub(super) telling: TellingArgs,
}

/// Which site, and how its findings are told.
#[derive(clap::Args, Debug)]
pub(super) struct SiteArgs {
    /// Folder that holds `content/`.
    #[arg(default_value = ".")]
    pub(super) root: PathBuf,
    /// Address of the site, in place of the one in `site.toml`.
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Treat warnings as errors.
    #[arg(long)]
    pub(super) strict: bool,
    #[command(flatten)]
    pub(super) telling: TellingArgs,
}

/// How findings are told, whichever command it is.
#[derive(clap::Args, Debug)]
pub(super) struct TellingArgs {
    /// How findings are told.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Language of messages [default: from the locale].
    #[arg(long, value_enum, value_name = "LANG")]
    pub(super) ui_lang: Option<Spoken>,
}

/// How findings are told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum Format {
    /// For people, to standard error.
    Human,
    /// For programs, to standard output.
    Json,
}

/// A language of the program's own messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum Spoken {
    /// 日本語
    Ja,
    /// English
    En,
}

impl Command {
    /// How all commands tell their findings, and whether warnings are errors.
    pub(super) fn telling(&self) -> (&TellingArgs, bool) {
        match self {
            Self::Build(BuildArgs { site, .. })
            | Self::Check(CheckArgs { site, .. })
            | Self::Serve(ServeArgs { site, .. }) => (&site.telling, site.strict),
            Self::Rename(RenameArgs { telling, .. }) | Self::Remove(RemoveArgs { telling, .. }) => {
                (telling, false)
            }
        }
    }

    /// The number of threads that was asked for.
    pub(super) fn jobs(&self) -> Option<NonZeroUsize> {
        match self {
            Self::Build(args) => args.jobs,
            Self::Serve(args) => args.jobs,
            Self::Check(_) | Self::Rename(_) | Self::Remove(_) => None,
        }
    }
}

impl SiteArgs {
    /// What every build of the site is told.
    pub(super) fn options(&self) -> Options {
        Options { base_url: self.base_url.clone(), ..Options::default() }
    }
}

impl TellingArgs {
    /// The language to speak: as asked, else as the locale says.
    pub(super) fn ui_lang(&self) -> UiLang {
        match self.ui_lang {
            Some(Spoken::Ja) => UiLang::Ja,
            Some(Spoken::En) => UiLang::En,
            None => from_locale(|name| std::env::var(name).ok()),
        }
    }
}

fn known_encoding(label: &str) -> Result<Encoding, String> {
    encoding(label).ok_or_else(|| "no encoding of that name is known".to_owned())
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
    use clap::CommandFactory;

    use super::{Args, UiLang, from_locale};

    #[test]
    fn the_grammar_is_sound() {
        Args::command().debug_assert();
    }

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
