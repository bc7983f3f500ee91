//! A site that is published, and the places that it goes to.

#![allow(dead_code, reason = "no test goes everywhere")]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::desk::{CONFIG, git, put, run};
use super::folders::{self, tree};

/// A small site with a repository around it, and a bare one that it pushes to.
pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder") };
        let root = desk.root();
        put(&root, "content/site.toml", CONFIG);
        for language in ["ja", "en"] {
            for page in ["index", "a", "b"] {
                let text = format!("---\ntitle: {page}\n---\n\nText of {page}。\n");
                put(&root, &format!("content/{language}/{page}.md"), &text);
            }
        }
        git(&root, &["init", "-q", "-b", "main"]);
        desk.commit();
        git(desk.folder.path(), &["init", "-q", "--bare", "-b", "main", "remote.git"]);
        git(&root, &["remote", "add", "origin", "../remote.git"]);
        desk
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub(crate) fn commit(&self) {
        git(&self.root(), &["add", "-A"]);
        git(&self.root(), &["commit", "-q", "-m", "texts"]);
    }

    pub(crate) fn www(&self) -> PathBuf {
        self.folder.path().join("www")
    }

    /// Publishes to the folder.
    pub(crate) fn to_folder(&self, options: &[&str]) -> (i32, String, String) {
        let to = format!("dir:{}", self.www().display());
        run(&self.root(), &[&["publish", "--to", &to], options].concat())
    }

    /// Publishes to the branch.
    pub(crate) fn to_branch(&self, options: &[&str]) -> (i32, String, String) {
        run(&self.root(), &[&["publish", "--to", "git:pages"], options].concat())
    }

    /// Asks the bare repository.
    pub(crate) fn remote(&self, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        git.arg("-C").arg(self.folder.path().join("remote.git")).args(arguments);
        let done = git.output().expect("git");
        String::from_utf8(done.stdout).expect("text").trim().to_owned()
    }

    /// The files on the branch.
    pub(crate) fn branch(&self) -> Vec<String> {
        let list =
            self.remote(&["-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "pages"]);
        list.lines().map(str::to_owned).collect()
    }

    /// A clone of the branch, in which somebody else works.
    pub(crate) fn elsewhere(&self) -> PathBuf {
        let place = self.folder.path().join("elsewhere");
        if !place.exists() {
            git(self.folder.path(), &["clone", "-q", "-b", "pages", "remote.git", "elsewhere"]);
        }
        place
    }

    /// Has git run some shell before it pushes; the file of the hook.
    #[cfg(unix)]
    pub(crate) fn hook(&self, shell: &str) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        put(&self.root(), ".git/hooks/pre-push", &format!("#!/bin/sh\n{shell}\n"));
        let hook = self.root().join(".git/hooks/pre-push");
        fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("set");
        hook
    }

    /// What a build writes.
    pub(crate) fn built(&self) -> folders::Tree {
        assert_eq!(run(&self.root(), &["build"]).0, 0);
        let mut tree = tree(&self.root().join("public"));
        tree.retain(|path, _| !path.starts_with(".taiyaku/"));
        fs::remove_dir_all(self.root().join("public")).expect("removed");
        tree
    }
}
