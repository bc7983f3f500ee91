//! `taiyaku build`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser};

use super::console::Console;
use super::exit::Exit;
use super::hosting::{Hosting, keep};
use super::record::record;
use super::site::{self, Made, SiteArgs};
use super::stages::Stages;
use crate::build::Built;
use crate::disk::{DiskError, Target, Written, expect_site, write};
use crate::report::Value;
use crate::review::review_pages;
use crate::text::Options;

/// `taiyaku build`.
#[derive(clap::Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(super) struct BuildArgs {
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// Folder to write to [default: `public` in ROOT].
    // Taken as it is: an empty name is refused where all other bad ones are.
    #[arg(long, value_name = "DIR", value_parser = OsStringValueParser::new().map(PathBuf::from))]
    pub(super) out: Option<PathBuf>,
    /// Write into a folder with files of other origin; they stay.
    #[arg(long)]
    pub(super) adopt: bool,
    /// Make each language as one book as well, to be printed: `/<lang>/print/`.
    #[arg(long)]
    pub(super) print: bool,
    /// Write how translations stand, and each beside its source, as pages for reviewers: `/_taiyaku/`.
    #[arg(long)]
    pub(super) review: bool,
    #[command(flatten)]
    hosting: Hosting,
    /// Add the addresses of the site to `content/urls.lock`, so that none is lost later unnoticed.
    #[arg(long)]
    pub(super) record: bool,
    /// Show how long each stage took.
    #[arg(long)]
    pub(super) timings: bool,
    /// Use so many threads [default: all].
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
}

/// Builds the site and writes what changed. Nothing is written if anything is wrong.
pub(super) fn run(args: &BuildArgs, console: &Console) -> Result<Exit, DiskError> {
    let mut stages = Stages::new(console);
    let root = &args.site.root;
    expect_site(root)?;
    let out = args.out.clone().unwrap_or_else(|| root.join("public"));
    let options = Options { print: args.print, ..args.site.options() };
    // Before reading: of two runs at once, the one that read earlier must not write later.
    let target = Target::open(root, &out, args.adopt)?;
    let exit = match site::make(&args.site, options, Exit::Content, console, &mut stages)? {
        Err(exit) => {
            console.line("nothing-written", &[]);
            exit
        }
        Ok(Made { inputs, mut built }) => {
            if args.review {
                let pages = stages.run("stage-review", || review_pages(inputs.clone(), &built));
                built.output.files.extend(pages);
            }
            let known = target.known_twins()?;
            let twins = args.hosting.add(&mut built, Some(&known), console, &mut stages);
            let written = stages.run("stage-write", || write(&target, &built.output))?;
            keep(twins.as_ref(), &known, console)?;
            if args.record {
                record(root, &inputs, &built, console)?;
            }
            tell(&built, &written, console, &stages)?;
            Exit::Fine
        }
    };
    if args.timings {
        stages.tell();
    }
    Ok(exit)
}

fn tell(
    built: &Built,
    written: &Written,
    console: &Console,
    stages: &Stages<'_>,
) -> Result<(), DiskError> {
    for path in &written.kept {
        console.notice("kept", &[("path", Value::Text(path))]);
    }
    let (seconds, tree) = (stages.seconds(), built.output.tree_hash().short(16));
    let values = [
        ("pages", Value::Count(built.pages)),
        ("languages", Value::Count(built.languages)),
        ("written", Value::Count(written.written)),
        ("unchanged", Value::Count(written.unchanged)),
        ("deleted", Value::Count(written.deleted)),
        ("seconds", Value::Text(&seconds)),
        ("tree", Value::Text(&tree)),
    ];
    console.conclude("built", &values)
}
