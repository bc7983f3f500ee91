//! `taiyaku check`.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::baseline;
use super::console::Console;
use super::exit::Exit;
use super::mend::{self, Count};
use super::site::{self, Made, SiteArgs};
use super::stages::Stages;
use crate::disk::{DiskError, changed_since, expect_site};
use crate::parse::{Encoding, encoding};
use crate::report::Value;
use crate::text::{Options, Scrutiny};

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
    /// Judge only pages of which the source or the translation has changed since this revision of git.
    #[arg(long, value_name = "REV")]
    changed_since: Option<String>,
    /// Write the warnings that there are to `content/baseline.txt`, so that only new ones are told.
    #[arg(long, conflicts_with = "changed_since")]
    write_baseline: bool,
}

/// Tells what is wrong with a site. A build runs the same checks, but for those of translations beside
/// their sources, which no byte of a site depends on.
pub(super) fn run(args: &CheckArgs, console: &Console) -> Result<Exit, DiskError> {
    expect_site(&args.site.root)?;
    let mut stages = Stages::new(console);
    let mended = if args.fix { Some(mend::run(&args.site, args.from, &mut stages)?) } else { None };
    let Some(scrutiny) = scrutiny(args, console) else { return Ok(Exit::Usage) };
    let options = Options { scrutiny: Some(scrutiny), ..args.site.options() };
    if args.write_baseline {
        return baseline::run(&args.site.root, options, console, &mut stages);
    }
    let made = site::make(&args.site, options, Exit::Found, console, &mut stages)?;
    let exit = match made {
        Err(exit) => exit,
        Ok(made) => {
            tell(args, &made, console);
            let built = made.built;
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

/// What is asked about translations; nothing after telling that there is no such revision.
fn scrutiny(args: &CheckArgs, console: &Console) -> Option<Scrutiny> {
    let changed = match &args.changed_since {
        None => None,
        Some(name) => match changed_since(&args.site.root, name) {
            Some(changed) => Some(changed),
            None => {
                console.refused("no-such-revision", &[("revision", Value::Text(name))]);
                return None;
            }
        },
    };
    // The day as the whole world has it: a gate counts in weeks.
    let today = || Timestamp::now().to_zoned(TimeZone::UTC).date();
    let gate = args.site.strict.then(today);
    Some(Scrutiny { gate, changed, without_baseline: args.write_baseline })
}

/// What is worth knowing beside the findings.
fn tell(args: &CheckArgs, Made { inputs, built }: &Made, console: &Console) {
    let mut gates = built.content.config.gates.values();
    let is_undated = inputs.dates.is_empty() && gates.any(|gate| gate.max_stale_age_days.is_some());
    if args.site.strict && is_undated {
        console.notice("gate-undated", &[]);
    }
    if !built.gone.is_empty() {
        console.notice("baseline-gone", &[("lines", Value::Count(built.gone.len()))]);
        built
            .gone
            .iter()
            .for_each(|line| console.line("baseline-line", &[("line", Value::Text(line))]));
    }
}

fn known_encoding(label: &str) -> Result<Encoding, String> {
    encoding(label).ok_or_else(|| "no encoding of that name is known".to_owned())
}
