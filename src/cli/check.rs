//! `taiyaku check`.

use super::args::CheckArgs;
use super::console::Console;
use super::exit::Exit;
use super::mend::{self, Count};
use super::site;
use super::stages::Stages;
use crate::disk::{DiskError, expect_site};
use crate::report::Value;

/// Tells what is wrong with a site. A build runs the same checks.
pub(super) fn run(args: &CheckArgs, console: &Console) -> Result<Exit, DiskError> {
    expect_site(&args.site.root)?;
    let mut stages = Stages::new(console);
    let mended = if args.fix { Some(mend::run(args, &mut stages)?) } else { None };
    let made = site::make(&args.site, args.site.options(), Exit::Found, console, &mut stages)?;
    let exit = match made {
        Err(exit) => exit,
        Ok(built) => {
            if built.diagnostics.is_empty() {
                let languages = ("languages", Value::Count(built.languages));
                console.conclude("checked", &[("pages", Value::Count(built.pages)), languages])?;
            }
            Exit::Fine
        }
    };
    if let Some(Count { places, files }) = mended {
        let values = [("places", Value::Count(places)), ("files", Value::Count(files))];
        console.conclude("mended", &values)?;
    }
    Ok(exit)
}
