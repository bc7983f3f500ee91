//! `taiyaku publish`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use super::console::Console;
use super::exit::Exit;
use super::hosting::{Hosting, keep};
use super::record::record;
use super::site::{self, Made, SiteArgs};
use super::stages::Stages;
use crate::build::Built;
use crate::disk::{Changes, DiskError, Published, expect_site};
use crate::publish::{Branch, Caution, GitFault, lost};
use crate::render::Output;
use crate::report::Value;
use crate::text::Inputs;

/// `taiyaku publish`.
#[derive(clap::Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(super) struct PublishArgs {
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// Where to: `git:BRANCH` pushes to a branch that a host serves, `dir:PATH` exchanges a folder
    /// that a server serves.
    #[arg(long, value_name = "DESTINATION", value_parser = destination)]
    to: Destination,
    /// Name or address of the repository that has the branch.
    #[arg(long, value_name = "NAME", default_value = "origin")]
    remote: String,
    #[command(flatten)]
    hosting: Hosting,
    /// Show what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Stop if more files than this would be deleted; those of theme and search do not count, for they are
    /// replaced whenever they change.
    #[arg(long, value_name = "N")]
    max_deletes: Option<usize>,
    /// Publish where there are files of other origin; they stay.
    #[arg(long)]
    adopt: bool,
    /// Publish even texts that are not committed, or older than what is there.
    #[arg(long)]
    force: bool,
    /// Put back what the last publication replaced; builds nothing.
    #[arg(long, conflicts_with_all = ["force", "adopt"])]
    rollback: bool,
    /// Use so many threads [default: all].
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
}

/// Where a site goes.
#[derive(Clone, Debug)]
enum Destination {
    /// A branch of a repository.
    Branch(String),
    /// A folder.
    Folder(PathBuf),
}

fn destination(text: &str) -> Result<Destination, String> {
    match text.split_once(':') {
        Some(("git", branch)) if !branch.is_empty() && !branch.starts_with('-') => {
            Ok(Destination::Branch(branch.to_owned()))
        }
        Some(("dir", path)) if path.starts_with('~') => {
            Err("the shell does not know `~` here: write the folder in full".to_owned())
        }
        Some(("dir", path)) if !path.is_empty() => Ok(Destination::Folder(path.into())),
        _ => Err("neither `git:BRANCH` nor `dir:PATH`".to_owned()),
    }
}

/// Builds the site from what the texts say now, and brings it to its readers.
pub(super) fn run(args: &PublishArgs, console: &Console) -> Result<Exit, DiskError> {
    let root = &args.site.root;
    expect_site(root)?;
    if args.rollback {
        return roll_back(args, console);
    }
    let mut stages = Stages::new(console);
    // Before reading: of two runs at once, the one that read earlier must not publish later.
    match &args.to {
        Destination::Folder(folder) => {
            let published = Published::open(root, folder, args.adopt)?;
            match make(args, console, &mut stages)? {
                Ok(made) => to_folder(args, &published, made, console, &mut stages),
                Err(exit) => Ok(exit),
            }
        }
        Destination::Branch(name) => match Branch::new(root, &args.remote, name) {
            Ok(branch) => match make(args, console, &mut stages)? {
                Ok(made) => to_branch(args, (&branch, name), made, console, &mut stages),
                Err(exit) => Ok(exit),
            },
            Err(fault) => Ok(tell(&fault, name, console)),
        },
    }
}

/// The site, or how the run ends where it cannot be published.
fn make(
    args: &PublishArgs,
    console: &Console,
    stages: &mut Stages<'_>,
) -> Result<Result<Made, Exit>, DiskError> {
    let made = site::make(&args.site, args.site.options(), Exit::Content, console, stages)?;
    match &made {
        Err(_) => console.line("nothing-published", &[]),
        // Canonical addresses and the sitemap are part of what is published.
        Ok(made) if made.built.without_base_url => {
            console.refused("publish-base-url", &[]);
            return Ok(Err(Exit::Config));
        }
        Ok(_) => {}
    }
    Ok(made)
}

fn to_folder(
    args: &PublishArgs,
    published: &Published,
    Made { inputs, mut built }: Made,
    console: &Console,
    stages: &mut Stages<'_>,
) -> Result<Exit, DiskError> {
    let known = published.known_twins();
    let twins = args.hosting.add(&mut built, Some(&known), console, stages);
    let changes = published.changes(&built.output)?;
    if let Some(exit) = held_back(args, &changes, &built.output, console)? {
        return Ok(exit);
    }
    if !changes.is_empty() {
        published.publish(&built.output, &changes)?;
        keep(twins.as_ref(), &known, console)?;
    }
    conclude("published", &changes, console)?;
    remember(args, &inputs, &built, console)
}

/// Writes down the addresses. That this fails takes nothing back of what is published.
fn remember(
    args: &PublishArgs,
    inputs: &Inputs,
    built: &Built,
    console: &Console,
) -> Result<Exit, DiskError> {
    let recorded = record(&args.site.root, inputs, built, console);
    if recorded.is_err() {
        console.line("published-not-recorded", &[]);
    }
    recorded.map(|()| Exit::Fine)
}

fn roll_back(args: &PublishArgs, console: &Console) -> Result<Exit, DiskError> {
    let Destination::Folder(folder) = &args.to else {
        console.refused("rollback-branch", &[]);
        return Ok(Exit::Usage);
    };
    let published = Published::open(&args.site.root, folder, false)?;
    let Some(earlier) = published.earlier()? else {
        let folder = folder.display().to_string();
        console.refused("rollback-nothing", &[("path", Value::Text(&folder))]);
        return Ok(Exit::Refused);
    };
    let changes = published.changes(&earlier.1)?;
    if let Some(exit) = held_back(args, &changes, &earlier.1, console)? {
        return Ok(exit);
    }
    published.roll_back(&earlier, &changes)?;
    conclude("rolled-back", &changes, console)
}

fn to_branch(
    args: &PublishArgs,
    (branch, name): (&Branch<'_>, &str),
    Made { inputs, mut built }: Made,
    console: &Console,
    stages: &mut Stages<'_>,
) -> Result<Exit, DiskError> {
    args.hosting.add(&mut built, None, console, stages);
    let caution = Caution { adopt: args.adopt, force: args.force };
    // Git names a folder that is left out as a whole.
    let read = |path: &str| match path.strip_suffix('/') {
        Some(_) => inputs.files.keys().any(|file| file.as_str().starts_with(path)),
        None => inputs.get(path).is_some(),
    };
    let ready = match branch.prepare(&built.output, &read, caution) {
        Ok(ready) => ready,
        Err(fault) => return Ok(tell(&fault, name, console)),
    };
    if let Some(exit) = held_back(args, &ready.changes, &built.output, console)? {
        return Ok(exit);
    }
    if !ready.changes.is_empty()
        && let Err(fault) = branch.push(&ready)
    {
        return Ok(tell(&fault, name, console));
    }
    conclude("published", &ready.changes, console)?;
    remember(args, &inputs, &built, console)
}

/// What is looked at before anything changes: only the plan is wanted, or too much would go.
fn held_back(
    args: &PublishArgs,
    changes: &Changes,
    output: &Output,
    console: &Console,
) -> Result<Option<Exit>, DiskError> {
    if args.dry_run {
        plan(changes, console)?;
    }
    let lost = lost(&changes.deleted, output);
    let Some(most) = args.max_deletes.filter(|most| lost.len() > *most) else {
        if args.dry_run {
            let name = if args.rollback { "would-roll-back" } else { "would-publish" };
            return conclude(name, changes, console).map(Some);
        }
        return Ok(None);
    };
    let values = [("count", Value::Count(lost.len())), ("most", Value::Count(most))];
    console.refused("too-many-deletes", &values);
    for path in lost {
        console.line("plan-deleted", &[("path", Value::Text(path))]);
    }
    Ok(Some(Exit::Refused))
}

/// Every file that is new, changed, deleted, or stays though it is not ours, a line each.
fn plan(changes: &Changes, console: &Console) -> Result<(), DiskError> {
    let Changes { new, changed, deleted, kept, .. } = changes;
    let groups = [
        ("plan-new", new),
        ("plan-changed", changed),
        ("plan-deleted", deleted),
        ("plan-kept", kept),
    ];
    groups.into_iter().try_for_each(|(name, paths)| {
        paths.iter().try_for_each(|path| console.list(name, &[("path", Value::Text(path))]))
    })
}

fn conclude(name: &str, changes: &Changes, console: &Console) -> Result<Exit, DiskError> {
    if changes.is_empty() {
        console.conclude("published-already", &[])?;
        return Ok(Exit::Fine);
    }
    let bytes = usize::try_from(changes.bytes).unwrap_or(usize::MAX);
    let values = [
        ("new", Value::Count(changes.new.len())),
        ("changed", Value::Count(changes.changed.len())),
        ("deleted", Value::Count(changes.deleted.len())),
        ("kept", Value::Count(changes.kept.len())),
        ("bytes", Value::Count(bytes)),
    ];
    console.conclude(name, &values)?;
    Ok(Exit::Fine)
}

/// Says why nothing was pushed.
fn tell(fault: &GitFault, branch: &str, console: &Console) -> Exit {
    let branch = ("branch", Value::Text(branch));
    match fault {
        GitFault::NoRepository => console.refused("git-none", &[]),
        GitFault::Moved => {
            console.refused("git-moved", &[]);
            return Exit::Busy;
        }
        GitFault::BadName => {
            console.refused("git-bad-name", &[branch]);
            return Exit::Usage;
        }
        GitFault::OwnBranch => console.refused("git-own-branch", &[branch]),
        GitFault::Uncommitted(count, first) => {
            let values = [("count", Value::Count(*count)), ("path", Value::Text(first))];
            console.refused("git-uncommitted", &values);
        }
        GitFault::Newer(commit) => {
            console.refused("git-newer", &[("commit", Value::Text(commit))]);
        }
        GitFault::NotOurs => console.refused("git-not-ours", &[branch]),
        GitFault::InTheWay(path) => {
            console.refused("git-in-the-way", &[branch, ("path", Value::Text(path))]);
        }
        GitFault::Meanwhile => {
            console.refused("git-meanwhile", &[branch]);
            return Exit::Busy;
        }
        GitFault::Failed(said) => {
            console.stopped("git-failed", &[branch], said.clone());
            return Exit::Io;
        }
    }
    Exit::Refused
}
