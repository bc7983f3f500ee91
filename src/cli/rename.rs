//! `taiyaku rename`.

use super::console::Console;
use super::exit::Exit;
use super::moving::{Desk, path, stopped};
use super::telling::Telling;
use crate::disk::DiskError;
use crate::moves::rename;
use crate::report::Value;

/// `taiyaku rename`.
#[derive(clap::Args, Debug)]
pub(super) struct RenameArgs {
    /// The page, as a path from the current folder (`content/en/old.md`).
    pub(super) old: String,
    /// Where it goes, in the folder of the same language.
    pub(super) new: String,
    /// Take both paths from the folder of this language.
    #[arg(long, value_name = "CODE")]
    pub(super) lang: Option<String>,
    #[command(flatten)]
    pub(super) telling: Telling,
}

/// Moves a page in every language, with all that leads to it.
pub(super) fn run(args: &RenameArgs, console: &Console) -> Result<Exit, DiskError> {
    let desk = Desk::open(console)?;
    let [old, new] = [&args.old, &args.new].map(|given| path(given, args.lang.as_deref()));
    let plan = match rename(&desk.inputs, &old, &new) {
        Ok(plan) => plan,
        Err(stop) => return stopped(&stop, &desk.inputs, console),
    };
    desk.carry_out(&plan, console)?;
    for (from, to) in &plan.moved {
        let values = [("from", Value::Text(from.as_str())), ("to", Value::Text(to.as_str()))];
        console.conclude("moved", &values)?;
    }
    for address in &plan.lost {
        console.notice("address-lost", &[("address", Value::Text(address))]);
    }
    let values = [
        ("files", Value::Count(plan.moved.len())),
        ("links", Value::Count(plan.links)),
        ("linking", Value::Count(plan.linking)),
    ];
    console.conclude("renamed", &values)?;
    Ok(Exit::Fine)
}
