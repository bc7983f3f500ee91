//! The command line: one file a command. The only place that prints.

mod args;
mod build;
mod check;
mod console;
mod exit;
mod mend;
mod moving;
mod panics;
mod remove;
mod rename;
mod run;
mod serve;
mod site;
mod stages;

pub use exit::Exit;
pub use run::run;
