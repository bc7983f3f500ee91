//! The command line's grammar. Its own help and usage errors are in English, by clap. What a command
//! takes stands in the command's own file.

use std::num::NonZeroUsize;

use clap::{Parser, Subcommand};

use super::accept::AcceptArgs;
use super::add_language::AddLanguageArgs;
use super::build::BuildArgs;
use super::check::CheckArgs;
use super::completions::CompletionsArgs;
use super::export::ExportArgs;
use super::import::ImportArgs;
use super::init::InitArgs;
use super::new::NewArgs;
use super::publish::PublishArgs;
use super::remove::RemoveArgs;
use super::rename::RenameArgs;
use super::schema::SchemaArgs;
use super::serve::ServeArgs;
use super::site::SiteArgs;
use super::stale::StaleArgs;
use super::status::StatusArgs;
use super::sync::SyncArgs;
use super::telling::{Format, Telling, spoken};
use super::theme::ThemeCommand;
use crate::report::UiLang;

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
    /// Begin a site of your own.
    Init(InitArgs),
    /// Build the site, and write what changed.
    Build(BuildArgs),
    /// Find what is wrong, and write nothing.
    Check(CheckArgs),
    /// Show the site in a browser, and every change as it is saved.
    Serve(ServeArgs),
    /// Begin the translation of a page.
    New(NewArgs),
    /// Begin a language.
    AddLanguage(AddLanguageArgs),
    /// Move a page in all languages, with the links that lead to it.
    Rename(RenameArgs),
    /// Remove a page in all languages. Shows what would go, until `--yes` is given.
    Remove(RemoveArgs),
    /// Tell how the translations stand: what is missing, what is stale, and how much that is.
    Status(StatusArgs),
    /// Tell what has changed in the source of a page since its translation was confirmed.
    Stale(StaleArgs),
    /// Carry over what is the same in every language: addresses, code, images, ids.
    Sync(SyncArgs),
    /// Write translations for other programs, such as Weblate or Poedit.
    Export(ExportArgs),
    /// Take in what other programs made of them.
    Import(ImportArgs),
    /// Confirm that translations say what their sources say now.
    Accept(AcceptArgs),
    /// Bring the site to its readers: to a branch that a host serves, or a folder that a server does.
    Publish(PublishArgs),
    /// Work with the files of the theme.
    #[command(subcommand)]
    Theme(ThemeCommand),
    /// Print what a shell reads to complete commands and options.
    Completions(CompletionsArgs),
    /// Print a JSON Schema, by which an editor completes and explains keys.
    Schema(SchemaArgs),
}

impl Command {
    /// How things are told: in which way, in which language, and whether warnings are errors.
    pub(super) fn told(&self) -> (Format, UiLang, bool) {
        let plain = |told: &Telling| (told.format, told.ui_lang(), false);
        let strictly = |site: &SiteArgs| (site.telling.format, site.telling.ui_lang(), site.strict);
        match self {
            Self::Init(args) => plain(&args.telling),
            Self::Build(args) => strictly(&args.site),
            Self::Check(args) => strictly(&args.site),
            Self::Serve(args) => strictly(&args.site),
            Self::New(args) => plain(&args.telling),
            Self::AddLanguage(args) => plain(&args.telling),
            Self::Rename(args) => plain(&args.telling),
            Self::Remove(args) => plain(&args.telling),
            Self::Status(args) => (Format::Human, args.ui_lang(), false),
            Self::Stale(args) => plain(&args.page.telling),
            Self::Sync(args) => plain(&args.page.telling),
            Self::Export(args) => (Format::Human, args.ui_lang(), false),
            Self::Import(args) => plain(&args.telling),
            Self::Accept(args) => plain(&args.page.telling),
            Self::Publish(args) => strictly(&args.site),
            Self::Theme(ThemeCommand::Eject(args)) => plain(&args.telling),
            Self::Completions(_) | Self::Schema(_) => (Format::Human, spoken(None), false),
        }
    }

    /// The number of threads that was asked for.
    pub(super) fn jobs(&self) -> Option<NonZeroUsize> {
        match self {
            Self::Build(args) => args.jobs,
            Self::Serve(args) => args.jobs,
            Self::Publish(args) => args.jobs,
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Args;

    #[test]
    fn the_grammar_is_sound() {
        Args::command().debug_assert();
    }
}
