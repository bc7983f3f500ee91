//! The command line: one file a command. The only place that prints.

mod accept;
mod args;
mod build;
mod check;
mod console;
mod exit;
mod mend;
mod pages;
mod panics;
mod run;
mod serve;
mod site;
mod stages;
mod stale;
mod status;

pub use exit::Exit;
pub use run::run;
