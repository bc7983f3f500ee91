//! A commit made of an output, through `git fast-import`: no file is written to a checkout first.

use super::git::{Git, GitFault, failed};
use crate::render::Output;

/// Where our commit is kept until it is pushed.
pub(super) const OURS: &str = "refs/taiyaku/ours";

/// A file of others on the branch.
pub(super) struct Held {
    pub(super) path: String,
    /// Mode and hash, as `git ls-tree` gives them.
    pub(super) object: String,
}

/// What the commit is made of.
pub(super) struct Commit<'a> {
    /// The commit of the texts.
    pub(super) source: &'a str,
    /// The tip of the branch.
    pub(super) parent: Option<&'a str>,
    pub(super) output: &'a Output,
    pub(super) held: &'a [Held],
}

/// For machines that have nobody's name.
const NOBODY: &str = "taiyaku <taiyaku@localhost>";

impl Commit<'_> {
    /// Writes it into the repository, and gives its hash.
    pub(super) fn write(&self, git: Git<'_>) -> Result<String, GitFault> {
        let stream = self.stream(git)?;
        // What a run left that was killed is no parent of this one.
        git.answer(&["update-ref", "-d", OURS])?;
        let import = ["fast-import", "--quiet", "--force", "--date-format=raw"];
        let done = git.run(&import, &stream)?;
        if !done.status.success() {
            return Err(failed(&done));
        }
        Ok(git.answer(&["rev-parse", OURS])?.trim().to_owned())
    }

    fn stream(&self, git: Git<'_>) -> Result<Vec<u8>, GitFault> {
        let who = git.asked(&["var", "GIT_COMMITTER_IDENT"])?;
        let who = who.as_deref().and_then(|who| Some(&who[..=who.rfind('>')?])).unwrap_or(NOBODY);
        // No clock is read: a site is as old as its texts.
        let date = ["show", "--no-patch", "--format=%cd", "--date=raw", self.source];
        let when = git.answer(&date)?;
        let message = self.message();
        let mut stream = format!(
            "commit {OURS}\ncommitter {who} {}\ndata {}\n{message}\n",
            when.trim(),
            message.len()
        )
        .into_bytes();
        if let Some(parent) = self.parent {
            stream.extend(format!("from {parent}\n").bytes());
        }
        stream.extend(b"deleteall\n");
        for Held { path, object } in self.held {
            stream.extend(format!("M {object} {}\n", quoted(path)).bytes());
        }
        for (path, file) in &self.output.files {
            let head = format!("M 100644 inline {}\ndata {}\n", quoted(path), file.bytes.len());
            stream.extend(head.bytes());
            stream.extend_from_slice(&file.bytes);
            stream.push(b'\n');
        }
        Ok(stream)
    }

    /// The trailers are read when the next one is made.
    fn message(&self) -> String {
        let short: String = self.source.chars().take(12).collect();
        let kept: String =
            self.held.iter().map(|held| format!("Taiyaku-Kept: {}\n", held.path)).collect();
        format!("Publish the site of {short}\n\nTaiyaku-Source: {}\n{kept}", self.source)
    }
}

/// A path as the stream takes it.
fn quoted(path: &str) -> String {
    if !path.starts_with('"') && !path.contains(['\n', '\\']) {
        return path.to_owned();
    }
    let escaped = path.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}
