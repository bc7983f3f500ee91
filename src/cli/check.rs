//! `taiyaku check`.

use super::console::Console;
use super::exit::Exit;
use super::mend::{self, Count};
use super::site::{self, Made, SiteArgs};
use super::stages::Stages;
use crate::disk::{DiskError, expect_site};
use crate::parse::{Encoding, encoding};
use crate::report::Value;
use crate::text::{Options, Review};

/// `taiyaku check`.
#[derive(clap::Args, Debug)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// Write the fixes that are certain, then check.
    #[arg(long)]
    pub(super) fix: bool,
    /// Convert files that are not UTF-8 from this encoding, such as `shift_jis`.
    #[arg(long, value_name = "ENCODING", requires = "fix", value_parser = known_encoding)]
    pub(super) from: Option<Encoding>,
}

/// Tells what is wrong with a site. A build runs the same checks.
pub(super) fn run(args: &CheckArgs, console: &Console) -> Result<Exit, DiskError> {
    expect_site(&args.site.root)?;
    let mut stages = Stages::new(console);
    let mended = if args.fix { Some(mend::run(&args.site, args.from, &mut stages)?) } else { None };
    let options = Options { review: Some(Review::default()), ..args.site.options() };
    let made = site::make(&args.site, options, Exit::Found, console, &mut stages)?;
    let exit = match made {
        Err(exit) => exit,
        Ok(Made { built, .. }) => {
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

fn known_encoding(label: &str) -> Result<Encoding, String> {
    encoding(label).ok_or_else(|| "no encoding of that name is known".to_owned())
}
