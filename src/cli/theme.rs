//! `taiyaku theme eject FILE`.

use std::path::Path;

use super::console::{Console, print};
use super::desk::hold;
use super::exit::Exit;
use super::telling::Telling;
use crate::disk::{DiskError, is_there};
use crate::render::THEME;
use crate::report::Value;
use crate::text::{FileChange, FilePath, nearest};

/// `taiyaku theme`.
#[derive(clap::Subcommand, Debug)]
pub(super) enum ThemeCommand {
    /// Write a file of the theme into the site, to change it there.
    Eject(EjectArgs),
}

/// `taiyaku theme eject`.
#[derive(clap::Args, Debug)]
pub(super) struct EjectArgs {
    /// A file of the theme, such as `templates/theme/page.html`; without one, all are listed.
    file: Option<String>,
    #[command(flatten)]
    pub(super) telling: Telling,
}

/// Writes a file of the theme into the site, where it stands in for that of the program.
pub(super) fn run(command: &ThemeCommand, console: &Console) -> Result<Exit, DiskError> {
    let ThemeCommand::Eject(args) = command;
    eject(args, console)
}

fn eject(args: &EjectArgs, console: &Console) -> Result<Exit, DiskError> {
    let Some(file) = &args.file else {
        let list: String = THEME.iter().map(|(path, _)| format!("{path}\n")).collect();
        print(&list)?;
        return Ok(Exit::Fine);
    };
    let asked = file.replace('\\', "/");
    let asked = asked.trim_start_matches("./");
    let Some((path, bytes)) = THEME.iter().find(|(path, _)| *path == asked) else {
        console.refused("eject-unknown", &[("path", Value::Text(asked))]);
        if let Some(meant) = nearest(asked, THEME.iter().map(|(path, _)| *path)) {
            console.line("did-you-mean", &[("word", Value::Text(&meant))]);
        }
        return Ok(Exit::Usage);
    };
    let root = Path::new(".");
    let hold = hold(root, console)?;
    if is_there(&root.join(path)) {
        console.refused("already-there", &[("path", Value::Text(path))]);
        return Ok(Exit::Refused);
    }
    let (path, bytes) = (FilePath::new(path), bytes.to_vec());
    hold.carry_out(&[FileChange::Create { path: path.clone(), like: None, bytes }])?;
    console.conclude("ejected", &[("path", Value::Text(path.as_str()))])?;
    Ok(Exit::Fine)
}
