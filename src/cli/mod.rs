//! The command line: one file a command. The only place that prints.

mod accept;
mod add_language;
mod args;
mod baseline;
mod build;
mod check;
mod completions;
mod console;
mod desk;
mod exit;
mod export;
mod import;
mod init;
mod mend;
mod moving;
mod new;
mod pages;
mod panics;
mod remove;
mod rename;
mod run;
mod schema;
mod serve;
mod site;
mod stages;
mod stale;
mod status;
mod sync;
mod telling;
mod theme;
mod translations;
mod unfit;

pub use exit::Exit;
pub use run::run;
