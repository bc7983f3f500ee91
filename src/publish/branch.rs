//! A branch that a host serves: a commit on top of what is there, pushed only if that is still there.
//! The checkout, its index and its branches are not touched.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use percent_encoding::percent_decode_str;

use super::commit::{Commit, Held};
use super::git::{Git, GitFault, failed, text};
use crate::disk::Changes;
use crate::render::Output;

/// Our commits among the last so many are looked for.
const LOOK_BACK: &str = "200";

/// A branch of another repository.
pub struct Branch<'a> {
    git: Git<'a>,
    remote: &'a str,
    name: &'a str,
    /// The commit of the texts, from before they are read.
    source: String,
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
    /// The paths of the files of others that it has.
    kept: BTreeSet<Vec<u8>>,
}

impl<'a> Branch<'a> {
    /// A branch of a remote of the repository that ROOT is in. Asked for before the texts are read.
    pub fn new(root: &'a Path, remote: &'a str, name: &'a str) -> Result<Self, GitFault> {
        let git = Git(root);
        let source = head(git)?;
        let is_odd = name.starts_with("refs/") || matches!(name, "HEAD" | "@");
        if is_odd || git.asked(&["check-ref-format", "--branch", name])?.is_none() {
            return Err(GitFault::BadName);
        }
        let branch = git.asked(&["symbolic-ref", "--quiet", "--short", "HEAD"])?;
        if branch.is_some_and(|branch| branch.trim() == name) {
            return Err(GitFault::OwnBranch);
        }
        Ok(Self { git, remote, name, source })
    }

    /// Makes the commit. Nothing outside of the repository changes. `read` says of a file of the site
    /// whether it is part of what was read.
    pub fn prepare(
        &self,
        output: &Output,
        read: &dyn Fn(&str) -> bool,
        caution: Caution,
    ) -> Result<Ready, GitFault> {
        if !caution.force {
            self.check_texts(read)?;
        }
        let tip = self.fetch()?;
        let last = match &tip {
            Some(tip) => self.last(tip)?,
            None => None,
        };
        if tip.is_some() && last.is_none() && !caution.adopt {
            return Err(GitFault::NotOurs);
        }
        let published = last.as_ref().map(|last| last.source.as_str());
        if let Some(published) = published.filter(|_| !caution.force) {
            let known =
                ["merge-base", "--is-ancestor", "--end-of-options", published, &self.source];
            if self.git.asked(&known)?.is_none() {
                return Err(GitFault::Newer(published.chars().take(12).collect()));
            }
        }
        let held = self.held(tip.as_deref(), last.as_ref(), output)?;
        let made = Commit { source: &self.source, parent: tip.as_deref(), output, held: &held };
        let commit = made.write(self.git)?;
        let mut changes = self.changes(tip.as_deref(), &commit, output)?;
        changes.kept = held.iter().map(|held| text(&held.path)).collect();
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
        // What git itself says of the branch, and not what a hook says.
        let said = text(&done.stdout);
        let mut refused = said.lines().filter(|line| line.starts_with("!\t"));
        let meanwhile = ["(stale info)", "(fetch first)", "(non-fast-forward)"];
        let moved = refused.any(|line| meanwhile.iter().any(|words| line.ends_with(words)));
        // In the last moment, the other side finds it at another commit than it was told.
        let moved = moved || text(&done.stderr).contains(" but expected ");
        Err(if moved { GitFault::Meanwhile } else { failed(&done) })
    }

    /// Whether the texts that were read are those of the commit: nothing is changed, new or left out of
    /// it, and it is still the one that is checked out.
    fn check_texts(&self, read: &dyn Fn(&str) -> bool) -> Result<(), GitFault> {
        // Publishing itself writes down addresses.
        let status = [
            "status",
            "--porcelain=v1",
            "-z",
            "--no-renames",
            "--untracked-files=all",
            "--ignored=matching",
            "--",
            "content",
            "static",
            "templates",
            ":(exclude)content/urls.lock",
        ];
        let prefix = self.git.answer(&["rev-parse", "--show-prefix"])?;
        let status = self.git.answer(&status)?;
        let changed: Vec<&str> = status
            .split_terminator('\0')
            .filter_map(|line| {
                let (state, path) = line.split_at_checked(3)?;
                let path = path.strip_prefix(prefix.trim_end()).unwrap_or(path);
                (state != "!! " || read(path)).then_some(path)
            })
            .collect();
        match changed.first() {
            Some(first) => Err(GitFault::Uncommitted(changed.len(), (*first).to_owned())),
            None if head(self.git)? != self.source => Err(GitFault::Moved),
            None => Ok(()),
        }
    }

    /// Fetches the tip of the branch; none where there is no such branch. No name is kept for it, so two
    /// runs in one repository do not meet.
    fn fetch(&self) -> Result<Option<String>, GitFault> {
        let name = format!("refs/heads/{}", self.name);
        let found = self.git.run(&["ls-remote", "--exit-code", self.remote, &name], &[])?;
        match found.status.code() {
            Some(0) => {}
            Some(2) => return Ok(None),
            _ => return Err(failed(&found)),
        }
        let found = text(&found.stdout);
        let is_it = |line: &&str| line.split('\t').nth(1) == Some(name.as_str());
        let tip = found.lines().find(is_it).and_then(|line| line.split('\t').next());
        let Some(tip) = tip else { return Ok(None) };
        self.git.answer(&[
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            "--no-recurse-submodules",
            self.remote,
            &name,
        ])?;
        Ok(Some(tip.to_owned()))
    }

    /// The newest of our commits: people and hosts add some of their own.
    fn last(&self, tip: &str) -> Result<Option<Last>, GitFault> {
        let format = "--format=%H%x09%(trailers:key=Taiyaku-Source,valueonly,separator=%x20)";
        let log = ["log", "--first-parent", "-n", LOOK_BACK, format, tip];
        let log = self.git.answer(&log)?;
        let ours = log.lines().filter_map(|line| line.split_once('\t'));
        let Some((commit, source)) = ours.into_iter().find(|(_, source)| !source.is_empty()) else {
            return Ok(None);
        };
        let kept = "--format=%(trailers:key=Taiyaku-Kept,valueonly,unfold)";
        let kept = self.git.answer(&["show", "--no-patch", kept, commit])?;
        let kept = kept.lines().filter(|line| !line.is_empty());
        let kept = kept.map(|path| percent_decode_str(path).collect()).collect();
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
        let ours = last.map(|last| self.ours(last)).transpose()?.unwrap_or_default();
        let kept = |path: &[u8]| last.is_some_and(|last| last.kept.contains(path));
        let mut held = Vec::new();
        for (path, object) in self.tree(tip)? {
            if ours.get(&path) == Some(&object) && !kept(&path) {
                continue;
            }
            // A path that is no text is none of ours.
            if let Ok(name) = std::str::from_utf8(&path) {
                if output.files.contains_key(name) && !SETTINGS.contains(&name) {
                    continue;
                }
                if output.is_blocked_by(name) {
                    return Err(GitFault::InTheWay(name.to_owned()));
                }
            }
            held.push(Held { path, object });
        }
        Ok(held)
    }

    /// The files that are ours as they stand on the branch: those of our last commit, and those that it
    /// took away, which come back where somebody reverts it.
    fn ours(&self, last: &Last) -> Result<BTreeMap<Vec<u8>, String>, GitFault> {
        let before = format!("{}^", last.commit);
        let mut ours = match self.git.asked(&["rev-parse", "--verify", "--quiet", &before])? {
            Some(before) => self.tree(before.trim())?,
            None => BTreeMap::new(),
        };
        ours.extend(self.tree(&last.commit)?);
        Ok(ours)
    }

    /// The files of a commit: mode and object by path, which is bytes.
    fn tree(&self, commit: &str) -> Result<BTreeMap<Vec<u8>, String>, GitFault> {
        let tree = self.git.run(&["ls-tree", "-r", "-z", "--full-tree", commit], &[])?;
        if !tree.status.success() {
            return Err(failed(&tree));
        }
        let entries = tree.stdout.split(|byte| *byte == 0).filter_map(|entry| {
            let tab = entry.iter().position(|byte| *byte == b'\t')?;
            let object = std::str::from_utf8(&entry[..tab]).ok()?;
            let mut words = object.split(' ');
            let (mode, hash) = (words.next()?, words.nth(1)?);
            Some((entry[tab + 1..].to_vec(), format!("{mode} {hash}")))
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
        changes.weigh(output);
        Ok(changes)
    }
}

/// Files by which others tell a host what to do, which is theirs to say even where we would say it too.
const SETTINGS: [&str; 2] = ["CNAME", ".nojekyll"];

/// The commit that is checked out.
fn head(git: Git<'_>) -> Result<String, GitFault> {
    let found = git.run(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], &[])?;
    let said = text(&found.stderr);
    if found.status.success() {
        Ok(text(&found.stdout).trim().to_owned())
    } else if said.trim().is_empty() || said.contains("not a git repository") {
        Err(GitFault::NoRepository)
    } else {
        Err(failed(&found))
    }
}
