//! What every command that looks at a site does first: read it, build it, tell what is wrong.

use std::path::PathBuf;

use super::console::Console;
use super::exit::Exit;
use super::stages::Stages;
use super::telling::Telling;
use crate::build::{Built, Memo, build};
use crate::disk::{Dates, DiskError, Known, is_interrupted, load};
use crate::render::THEME;
use crate::text::{Inputs, Options};

/// Which site, and how its findings are told.
#[derive(clap::Args, Debug)]
pub(super) struct SiteArgs {
    /// Folder that holds `content/`.
    #[arg(default_value = ".")]
    pub(super) root: PathBuf,
    /// Address of the site, in place of the one in `site.toml`.
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Treat warnings as errors.
    #[arg(long)]
    pub(super) strict: bool,
    #[command(flatten)]
    pub(super) telling: Telling,
}

impl SiteArgs {
    /// What every build of the site is told.
    pub(super) fn options(&self) -> Options {
        Options { base_url: self.base_url.clone(), ..Options::default() }
    }
}

/// A site as it was read, and what became of it.
pub(super) struct Made {
    pub(super) inputs: Inputs,
    pub(super) built: Built,
}

/// Reads and builds a site and tells its findings. The inner `Err` is how the run ends if
/// they are grave; `found` is that for errors in the content.
pub(super) fn make(
    args: &SiteArgs,
    options: Options,
    found: Exit,
    console: &Console,
    stages: &mut Stages<'_>,
) -> Result<Result<Made, Exit>, DiskError> {
    let inputs = stages.run("stage-load", || {
        load(&args.root, THEME, options, Dates::FromGit, &mut Known::default())
    })?;
    if is_interrupted(&args.root) {
        console.notice("step-open", &[]);
    }
    let built = stages.run("stage-build", || build(&inputs, &mut Memo::default()));
    let tally = console.findings(&inputs, &built.diagnostics)?;
    if built.unusable {
        return Ok(Err(Exit::Config));
    }
    if tally.errors > 0 {
        return Ok(Err(found));
    }
    if built.without_base_url {
        console.notice("without-base-url", &[]);
    }
    Ok(Ok(Made { inputs, built }))
}
