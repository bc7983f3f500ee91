//! `taiyaku build`.

use super::args::BuildArgs;
use super::console::Console;
use super::exit::Exit;
use super::site;
use super::stages::Stages;
use crate::build::Built;
use crate::disk::{DiskError, Target, Written, expect_site, write};
use crate::report::Value;
use crate::text::Options;

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
        Ok(built) => {
            let written = stages.run("stage-write", || write(&target, &built.output))?;
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
