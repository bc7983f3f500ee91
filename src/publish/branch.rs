//! A branch that a host serves: a commit on top of what is there, pushed only if that is still there.
//! The checkout, its index and its branches are not touched.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::commit::{Commit, Held, OURS};
use super::git::{Git, GitFault, failed, text};
use crate::disk::Changes;
use crate::render::Output;

/// Where the tip of the branch is kept while we look at it.
const THERE: &str = "refs/taiyaku/there";

/// Our commits among the last so many are looked for.
const LOOK_BACK: &str = "200";

/// A branch of another repository.
pub struct Branch<'a> {
    git: Git<'a>,
    remote: &'a str,
    name: &'a str,
}

/// How careful to be.
#[derive(Clone, Copy, Debug)]
pub struct Caution {
    /// A branch with something that was not published by us is taken over.
    pub adopt: bool,
    /// Texts need not be committed, nor newer than what is published.
    pub force: bool,
}

/// A commit that is ready to be pushed.
#[derive(Debug)]
pub struct Ready {
    commit: String,
    /// What the branch must still be; nothing where there is no such branch.
    tip: Option<String>,
    /// What it changes.
    pub changes: Changes,
}

/// The last commit of ours on the branch.
struct Last {
    commit: String,
    source: String,
    kept: BTreeSet<String>,
}

impl<'a> Branch<'a> {
    /// A branch of a remote of the repository that ROOT is in.
    pub fn new(root: &'a Path, remote: &'a str, name: &'a str) -> Self {
        Self { git: Git(root), remote, name }
    }

    /// Makes the commit. Nothing outside of the repository changes.
    pub fn prepare(&self, output: &Output, caution: Caution) -> Result<Ready, GitFault> {
        let source = self.source(caution)?;
        let tip = self.fetch()?;
        let last = match &tip {
            Some(_) => self.last()?,
            None => None,
        };
        if tip.is_some() && last.is_none() && !caution.adopt {
            return Err(GitFault::NotOurs);
        }
        let published = last.as_ref().map(|last| last.source.as_str());
        if let Some(published) = published.filter(|_| !caution.force) {
            let known = ["merge-base", "--is-ancestor", published, &source];
            if self.git.asked(&known)?.is_none() {
                return Err(GitFault::Newer(published.chars().take(12).collect()));
            }
        }
        let held = self.held(tip.as_deref(), last.as_ref(), output)?;
        let made = Commit { source: &source, parent: tip.as_deref(), output, held: &held };
        let commit = made.write(self.git)?;
        let mut changes = self.changes(tip.as_deref(), &commit, output)?;
        changes.kept = held.into_iter().map(|held| held.path).collect();
        Ok(Ready { commit, tip, changes })
    }

    /// Pushes it, if the branch is still as it was.
    pub fn push(&self, ready: &Ready) -> Result<(), GitFault> {
        let lease = format!(
            "--force-with-lease=refs/heads/{}:{}",
            self.name,
            ready.tip.as_deref().unwrap_or_default()
        );
        let refs = format!("{}:refs/heads/{}", ready.commit, self.name);
        let done = self.git.run(&["push", "--porcelain", &lease, self.remote, &refs], &[])?;
        if done.status.success() {
            return Ok(());
        }
        let said = text(&done.stdout) + &text(&done.stderr);
        let meanwhile =
            ["(stale info)", "(fetch first)", "(non-fast-forward)", "failed to update ref"];
        if meanwhile.iter().any(|words| said.contains(words)) {
            return Err(GitFault::Meanwhile);
        }
        Err(failed(&done))
    }

    /// The commit of the texts, if they are all in it.
    fn source(&self, caution: Caution) -> Result<String, GitFault> {
        let head = ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"];
        let Some(source) = self.git.asked(&head)? else { return Err(GitFault::NoRepository) };
        let branch = self.git.asked(&["symbolic-ref", "--quiet", "--short", "HEAD"])?;
        if branch.is_some_and(|branch| branch.trim() == self.name) {
            return Err(GitFault::OwnBranch);
        }
        // Publishing itself writes down addresses.
        let status = [
            "status",
            "--porcelain=v1",
            "-z",
            "--no-renames",
            "--untracked-files=all",
            "--",
            "content",
            "static",
            "templates",
            ":(exclude)content/urls.lock",
        ];
        let changed = self.git.answer(&status)?;
        let changed: Vec<&str> = changed.split_terminator('\0').collect();
        match changed.first().and_then(|line| line.get(3..)) {
            Some(first) if !caution.force => {
                Err(GitFault::Uncommitted(changed.len(), first.to_owned()))
            }
            _ => Ok(source.trim().to_owned()),
        }
    }

    /// Fetches the tip of the branch; none where there is no such branch.
    fn fetch(&self) -> Result<Option<String>, GitFault> {
        let name = format!("refs/heads/{}", self.name);
        let found = self.git.run(&["ls-remote", "--exit-code", self.remote, &name], &[])?;
        match found.status.code() {
            Some(0) => {}
            Some(2) => return Ok(None),
            _ => return Err(failed(&found)),
        }
        let refs = format!("+{name}:{THERE}");
        self.git.answer(&[
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            "--no-recurse-submodules",
            self.remote,
            &refs,
        ])?;
        Ok(Some(self.git.answer(&["rev-parse", THERE])?.trim().to_owned()))
    }

    /// The newest of our commits: people and hosts add some of their own.
    fn last(&self) -> Result<Option<Last>, GitFault> {
        let format = "--format=%H%x09%(trailers:key=Taiyaku-Source,valueonly,separator=%x20)";
        let log = ["log", "--first-parent", "-n", LOOK_BACK, format, THERE];
        let log = self.git.answer(&log)?;
        let ours = log.lines().filter_map(|line| line.split_once('\t'));
        let Some((commit, source)) = ours.into_iter().find(|(_, source)| !source.is_empty()) else {
            return Ok(None);
        };
        let kept = "--format=%(trailers:key=Taiyaku-Kept,valueonly,unfold)";
        let kept = self.git.answer(&["show", "--no-patch", kept, commit])?;
        let kept = kept.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
        Ok(Some(Last { commit: commit.to_owned(), source: source.trim().to_owned(), kept }))
    }

    /// The files of others on the branch, which stay: those that we did not publish, and those of ours
    /// that somebody has changed there since.
    fn held(
        &self,
        tip: Option<&str>,
        last: Option<&Last>,
        output: &Output,
    ) -> Result<Vec<Held>, GitFault> {
        let Some(tip) = tip else { return Ok(Vec::new()) };
        let ours = match last {
            Some(last) => self.tree(&last.commit)?,
            None => BTreeMap::new(),
        };
        let kept = |path: &str| last.is_some_and(|last| last.kept.contains(path));
        let mut held = Vec::new();
        for (path, object) in self.tree(tip)? {
            let is_ours = ours.get(&path) == Some(&object) && !kept(&path);
            if is_ours || output.files.contains_key(&path) {
                continue;
            }
            let below = format!("{path}/");
            let under = output.files.range(below.clone()..).next();
            let above =
                path.match_indices('/').any(|(at, _)| output.files.contains_key(&path[..at]));
            if above || under.is_some_and(|(under, _)| under.starts_with(&below)) {
                return Err(GitFault::InTheWay(path));
            }
            held.push(Held { path, object });
        }
        Ok(held)
    }

    /// The files of a commit: mode and object by path.
    fn tree(&self, commit: &str) -> Result<BTreeMap<String, String>, GitFault> {
        let tree = self.git.answer(&["ls-tree", "-r", "-z", "--full-tree", commit])?;
        let entries = tree.split_terminator('\0').filter_map(|entry| {
            let (object, path) = entry.split_once('\t')?;
            let mut words = object.split(' ');
            let (mode, hash) = (words.next()?, words.nth(1)?);
            Some((path.to_owned(), format!("{mode} {hash}")))
        });
        Ok(entries.collect())
    }

    /// What a commit changes.
    fn changes(
        &self,
        tip: Option<&str>,
        commit: &str,
        output: &Output,
    ) -> Result<Changes, GitFault> {
        let mut changes = Changes::default();
        match tip {
            None => changes.new = output.files.keys().cloned().collect(),
            Some(tip) => {
                let differ =
                    ["diff-tree", "-r", "-z", "--no-renames", "--name-status", tip, commit];
                let differ = self.git.answer(&differ)?;
                let mut words = differ.split_terminator('\0');
                while let (Some(status), Some(path)) = (words.next(), words.next()) {
                    match status {
                        "A" => changes.new.push(path.to_owned()),
                        "D" => changes.deleted.push(path.to_owned()),
                        _ => changes.changed.push(path.to_owned()),
                    }
                }
            }
        }
        let written = changes.new.iter().chain(&changes.changed);
        let sizes = written.filter_map(|path| output.files.get(path));
        changes.bytes = sizes.map(|file| file.bytes.len() as u64).sum();
        Ok(changes)
    }
}

impl Drop for Branch<'_> {
    /// Lets go of what the repository was given to hold.
    fn drop(&mut self) {
        for name in [THERE, OURS] {
            // One that stays costs a name, and is overwritten next time.
            let _ = self.git.run(&["update-ref", "-d", name], &[]);
        }
    }
}
