//! `taiyaku remove`.

use super::console::Console;
use super::exit::Exit;
use super::moving::{Desk, path, stopped};
use super::telling::Telling;
use crate::disk::DiskError;
use crate::moves::remove;
use crate::report::Value;

/// `taiyaku remove`.
#[derive(clap::Args, Debug)]
pub(super) struct RemoveArgs {
    /// The page, as a path from the current folder (`content/en/old.md`).
    pub(super) page: String,
    /// Lead the links and addresses of the page to this one.
    #[arg(long, value_name = "PAGE")]
    pub(super) to: Option<String>,
    /// Take the paths from the folder of this language.
    #[arg(long, value_name = "CODE")]
    pub(super) lang: Option<String>,
    /// Do it.
    #[arg(long)]
    pub(super) yes: bool,
    #[command(flatten)]
    pub(super) telling: Telling,
}

/// Shows what removing a page takes away in every language; does it when that is confirmed.
pub(super) fn run(args: &RemoveArgs, console: &Console) -> Result<Exit, DiskError> {
    let desk = Desk::open(console)?;
    let page = path(&args.page, args.lang.as_deref());
    let other = args.to.as_ref().map(|given| path(given, args.lang.as_deref()));
    let plan = match remove(&desk.inputs, &page, other.as_ref()) {
        Ok(plan) => plan,
        Err(stop) => return stopped(&stop, &desk.inputs, console),
    };
    if args.yes {
        desk.carry_out(&plan, console)?;
    }
    for file in &plan.removed {
        let name = if args.yes { "removed-file" } else { "to-be-removed" };
        console.conclude(name, &[("path", Value::Text(file.as_str()))])?;
    }
    for address in &plan.lost {
        console.notice("address-lost", &[("address", Value::Text(address))]);
    }
    let values = [
        ("files", Value::Count(plan.removed.len())),
        ("links", Value::Count(plan.links)),
        ("linking", Value::Count(plan.linking)),
    ];
    console.conclude(if args.yes { "removed" } else { "nothing-removed" }, &values)?;
    Ok(Exit::Fine)
}
