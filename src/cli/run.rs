//! From arguments to an exit code.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use rayon::ThreadPoolBuilder;

use super::args::{Args, Command};
use super::console::Console;
use super::exit::Exit;
use super::{
    accept, add_language, build, check, completions, export, import, init, new, panics, publish,
    remove, rename, schema, serve, stale, status, sync, theme,
};
use crate::disk::DiskError;

/// Runs the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let command = match Args::try_parse_from(arguments) {
        Ok(args) => args.command,
        Err(told) => {
            // Help and version go to standard output, usage errors to standard error.
            let _ = told.print();
            return if told.use_stderr() { Exit::Usage } else { Exit::Fine }.into();
        }
    };
    let console = Console::new(command.told());
    let exit = match panics::caught(|| in_pool(&command, &console)) {
        Ok(Ok(exit)) => exit,
        Ok(Err(error)) => {
            console.failure(&error);
            Exit::from(&error)
        }
        Err(place) => {
            console.bug(place);
            Exit::Bug
        }
    };
    exit.into()
}

/// With the number of threads that was asked for, all work is done among those. A system that
/// cannot give so many does it with as many as it has.
fn in_pool(command: &Command, console: &Console) -> Result<Exit, DiskError> {
    let jobs = command.jobs().map(NonZeroUsize::get);
    match jobs.map(|jobs| ThreadPoolBuilder::new().num_threads(jobs).build()) {
        Some(Ok(pool)) => pool.install(|| dispatch(command, console)),
        _ => dispatch(command, console),
    }
}

fn dispatch(command: &Command, console: &Console) -> Result<Exit, DiskError> {
    match command {
        Command::Init(args) => init::run(args, console),
        Command::Build(args) => build::run(args, console),
        Command::Check(args) => check::run(args, console),
        Command::Serve(args) => serve::run(args, console),
        Command::Rename(args) => rename::run(args, console),
        Command::Remove(args) => remove::run(args, console),
        Command::Status(args) => status::run(args, console),
        Command::Stale(args) => stale::run(args, console),
        Command::Sync(args) => sync::run(args, console),
        Command::Export(args) => export::run(args, console),
        Command::Import(args) => import::run(args, console),
        Command::Accept(args) => accept::run(args, console),
        Command::Publish(args) => publish::run(args, console),
        Command::Theme(command) => theme::run(command, console),
        Command::Completions(args) => completions::run(args, Args::command()),
        Command::Schema(args) => schema::run(args),
        Command::New(args) => new::run(args, console),
        Command::AddLanguage(args) => add_language::run(args, console),
    }
}
