//! The command line: one file a command. The only place that prints.

mod add_language;
mod args;
mod build;
mod check;
mod console;
mod exit;
mod mend;
mod new;
mod panics;
mod run;
mod scaffold;
mod serve;
mod site;
mod stages;

pub use exit::Exit;
pub use run::run;
