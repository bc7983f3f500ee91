//! A commit made of an output, through `git fast-import`: no file is written to a checkout first.

use std::collections::BTreeSet;

use percent_encoding::{NON_ALPHANUMERIC, percent_encode};

use super::git::{Git, GitFault, failed, text};
use crate::render::Output;

/// A file of others on the branch.
pub(super) struct Held {
    /// Bytes, whatever their encoding.
    pub(super) path: Vec<u8>,
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
        // A name of this process alone, because the stream wants one; the commit is told by its mark.
        let name = format!("refs/taiyaku/{}", std::process::id());
        let stream = self.stream(git, &name)?;
        let import = ["fast-import", "--quiet", "--force", "--date-format=raw"];
        let done = git.run(&import, &stream)?;
        // Nobody needs the name: what nothing points at is kept for two weeks.
        git.run(&["update-ref", "-d", &name], &[])?;
        if !done.status.success() {
            return Err(failed(&done));
        }
        Ok(text(&done.stdout).trim().to_owned())
    }

    fn stream(&self, git: Git<'_>, name: &str) -> Result<Vec<u8>, GitFault> {
        let who = git.asked(&["var", "GIT_COMMITTER_IDENT"])?;
        let who = who.as_deref().and_then(|who| Some(&who[..=who.rfind('>')?])).unwrap_or(NOBODY);
        // No clock is read: a site is as old as its texts.
        let date = ["show", "--no-patch", "--format=%cd", "--date=raw", self.source];
        let when = git.answer(&date)?;
        let message = self.message();
        let mut stream = format!(
            "commit {name}\nmark :1\ncommitter {who} {}\ndata {}\n{message}\n",
            when.trim(),
            message.len()
        )
        .into_bytes();
        if let Some(parent) = self.parent {
            stream.extend(format!("from {parent}\n").bytes());
        }
        stream.extend(b"deleteall\n");
        for Held { path, object } in self.held {
            stream.extend(format!("M {object} ").bytes());
            stream.extend(quoted(path));
            stream.push(b'\n');
        }
        let theirs: BTreeSet<&[u8]> = self.held.iter().map(|held| held.path.as_slice()).collect();
        let files = self.output.files.iter();
        for (path, file) in files.filter(|(path, _)| !theirs.contains(path.as_bytes())) {
            stream.extend(b"M 100644 inline ");
            stream.extend(quoted(path.as_bytes()));
            stream.extend(format!("\ndata {}\n", file.bytes.len()).bytes());
            stream.extend_from_slice(&file.bytes);
            stream.push(b'\n');
        }
        stream.extend(b"get-mark :1\n");
        Ok(stream)
    }

    /// The trailers are read when the next one is made. Names of files may be anything, so they stand
    /// there as addresses do.
    fn message(&self) -> String {
        let short: String = self.source.chars().take(12).collect();
        let name = |held: &Held| percent_encode(&held.path, NON_ALPHANUMERIC).to_string();
        let kept: String =
            self.held.iter().map(|held| format!("Taiyaku-Kept: {}\n", name(held))).collect();
        format!("Publish the site of {short}\n\nTaiyaku-Source: {}\n{kept}", self.source)
    }
}

/// A path as the stream takes it: between quotation marks, with escapes as in C.
fn quoted(path: &[u8]) -> Vec<u8> {
    let mut quoted = vec![b'"'];
    for byte in path {
        match byte {
            b'"' | b'\\' => quoted.extend([b'\\', *byte]),
            0..b' ' | 127.. => quoted.extend(format!("\\{byte:03o}").bytes()),
            _ => quoted.push(*byte),
        }
    }
    quoted.push(b'"');
    quoted
}
