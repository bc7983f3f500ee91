//! The command line: one file a command. The only place that prints.

mod accept;
mod add_language;
mod args;
mod build;
mod check;
mod console;
mod exit;
mod mend;
mod new;
mod pages;
mod panics;
mod run;
mod serve;
mod site;
mod stages;
mod stale;
mod status;
mod telling;
mod unfit;

pub use exit::Exit;
pub use run::run;
