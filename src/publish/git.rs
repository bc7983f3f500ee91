//! Git, asked to do one thing, and its words when it cannot.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output as Done, Stdio};

use crate::disk::GIT_SURROUNDINGS;

/// Why a site could not be pushed.
#[derive(Debug)]
pub enum GitFault {
    /// There is no git, or no repository with a commit.
    NoRepository,
    /// The branch is that of the texts themselves.
    OwnBranch,
    /// No branch can have this name.
    BadName,
    /// Texts were committed while the site was made of those of before.
    Moved,
    /// Texts have changed since the last commit: so many files, and the first of them.
    Uncommitted(usize, String),
    /// What is published was made from a commit that is not among those of the texts.
    Newer(String),
    /// The branch holds something that was not published by us.
    NotOurs,
    /// Somebody else published between our looking and our pushing.
    Meanwhile,
    /// A file of others stands where the site needs a folder, or the reverse.
    InTheWay(String),
    /// A command failed, with what git said.
    Failed(String),
}

/// A repository.
#[derive(Clone, Copy)]
pub(super) struct Git<'a>(pub(super) &'a Path);

impl Git<'_> {
    /// What a command answers; a failure is one of ours.
    pub(super) fn answer(self, arguments: &[&str]) -> Result<String, GitFault> {
        let done = self.run(arguments, &[])?;
        if done.status.success() { Ok(text(&done.stdout)) } else { Err(failed(&done)) }
    }

    /// What a command answers, or that it said no.
    pub(super) fn asked(self, arguments: &[&str]) -> Result<Option<String>, GitFault> {
        let done = self.run(arguments, &[])?;
        Ok(done.status.success().then(|| text(&done.stdout)))
    }

    /// Runs a command with some bytes as its input. It finds the repository of ROOT even when a hook of
    /// another one runs us.
    pub(super) fn run(self, arguments: &[&str], input: &[u8]) -> Result<Done, GitFault> {
        let mut git = Command::new("git");
        git.arg("-C").arg(self.0).args(["-c", "log.showSignature=false"]).args(arguments);
        for variable in GIT_SURROUNDINGS {
            git.env_remove(variable);
        }
        // Some of its words are looked for.
        git.env("LC_ALL", "C");
        git.stdin(if input.is_empty() { Stdio::null() } else { Stdio::piped() });
        git.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = git.spawn().map_err(|_| GitFault::NoRepository)?;
        if let Some(mut pipe) = child.stdin.take() {
            // One that ends early says why.
            let _ = pipe.write_all(input);
        }
        child.wait_with_output().map_err(|error| GitFault::Failed(error.to_string()))
    }
}

pub(super) fn failed(done: &Done) -> GitFault {
    let said = [text(&done.stdout), text(&done.stderr)].concat();
    GitFault::Failed(said.trim().to_owned())
}

pub(super) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
