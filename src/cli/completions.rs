//! `taiyaku completions SHELL`.

use clap_complete::Shell;

use super::console::print;
use super::exit::Exit;
use crate::disk::DiskError;

/// `taiyaku completions`.
#[derive(clap::Args, Debug)]
pub(super) struct CompletionsArgs {
    /// The shell that is to complete commands and options.
    shell: Shell,
}

/// Prints what the shell reads to complete the command line.
pub(super) fn run(args: &CompletionsArgs, mut grammar: clap::Command) -> Result<Exit, DiskError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut grammar, "taiyaku", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Fine)
}
