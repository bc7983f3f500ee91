//! `taiyaku rename`.

use super::args::RenameArgs;
use super::console::Console;
use super::exit::Exit;
use super::moving::{Desk, path, stopped};
use crate::disk::DiskError;
use crate::report::Value;
use crate::translate::rename;

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
