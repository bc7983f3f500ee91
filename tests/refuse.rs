//! Output folders that would cost somebody a file are refused, and nothing changes.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod folders;

use std::fs;
use std::path::Path;

use folders::tree;
use taiyaku::disk::{DiskError, Refusal, Target};

/// A project with canaries everywhere.
fn project(top: &Path) {
    let files = [
        "site/content/site.toml",
        "site/content/ja/index.md",
        "site/static/logo.svg",
        "site/templates/page.html",
        "site/src/main.rs",
        "site/.git/config",
        "site/full/precious.txt",
        "site/almost/.taiyaku/notes.txt",
        "site/manifest-link/.taiyaku/x",
        "site/file",
        "elsewhere/precious.txt",
    ];
    for file in files {
        let place = top.join(file);
        fs::create_dir_all(place.parent().expect("a parent")).expect("made");
        fs::write(place, "canary").expect("written");
    }
    fs::create_dir(top.join("site/empty")).expect("made");
    #[cfg(unix)]
    for (target, link) in [
        ("../elsewhere", "site/link"),
        ("empty", "site/link-to-empty"),
        ("nowhere", "site/dangling"),
        ("content", "site/link-to-content"),
        ("..", "site/up"),
        ("file", "site/link-to-file"),
    ] {
        std::os::unix::fs::symlink(target, top.join(link)).expect("linked");
    }
}

/// What is refused, from the folder above the project: the value and what is said about it.
const VALUES: &[(&str, &str)] = &[
    ("/", "refused-filesystem-root"),
    ("//", "refused-filesystem-root"),
    ("/..", "refused-filesystem-root"),
    ("{top}/site", "refused-project"),
    ("{top}/site/", "refused-project"),
    ("{top}/site/.", "refused-project"),
    ("{top}/site/empty/..", "refused-project"),
    ("{top}", "refused-project"),
    ("{top}/site/..", "refused-project"),
    ("{top}/site/content", "refused-source"),
    ("{top}/site/content/", "refused-source"),
    ("{top}/site/content/public", "refused-source"),
    ("{top}/site/content/ja/deep/er", "refused-source"),
    ("{top}/site/empty/../content/x", "refused-source"),
    ("{top}/site/static", "refused-source"),
    ("{top}/site/static/public", "refused-source"),
    ("{top}/site/templates", "refused-source"),
    ("{top}/site/templates/x", "refused-source"),
    ("{top}/site/src", "refused-source"),
    ("{top}/site/src/site", "refused-source"),
    ("{top}/site/.git", "refused-git"),
    ("{top}/site/.git/site", "refused-git"),
    ("{top}/site/full", "refused-not-ours"),
    ("{top}/site/almost", "refused-not-ours"),
    ("{top}/elsewhere", "refused-not-ours"),
    ("{top}/site/file", "refused-not-a-folder"),
    ("{top}/site/file/public", "cannot-create"),
    ("{top}/site/missing/../public", "cannot-create"),
    ("{top}/site/{long}", "cannot-create"),
    ("{top}/site/nul\0", "cannot-create"),
];

#[cfg(unix)]
const LINKS: &[(&str, &str)] = &[
    ("{top}/site/link", "refused-symlink"),
    ("{top}/site/link/", "refused-symlink"),
    ("{top}/site/link-to-empty", "refused-symlink"),
    ("{top}/site/dangling", "refused-symlink"),
    ("{top}/site/dangling/public", "refused-symlink"),
    ("{top}/site/link-to-file", "refused-symlink"),
    ("{top}/site/up/site", "refused-project"),
    ("{top}/site/up/site/content/x", "refused-source"),
    ("{top}/site/link-to-content/x", "refused-source"),
    ("/proc/taiyaku-test", "cannot-create"),
];

#[cfg(not(unix))]
const LINKS: &[(&str, &str)] = &[];

#[test]
fn hostile_outputs_are_refused_and_change_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let top = folder.path().canonicalize().expect("there");
    project(&top);
    let before = tree(&top);
    for (value, expected) in VALUES.iter().chain(LINKS) {
        let value =
            value.replace("{top}", &top.to_string_lossy()).replace("{long}", &"x".repeat(300));
        let error = Target::open(&top.join("site"), Path::new(&value), false).expect_err(&value);
        assert_eq!(error.name(), *expected, "{value}: {error}");
        assert_eq!(tree(&top), before, "{value}");
    }
    for value in ["", " ", "\t"] {
        let error = Target::open(&top.join("site"), Path::new(value), true).expect_err("nothing");
        assert!(matches!(error, DiskError::Refused { why: Refusal::Empty, .. }), "{error}");
    }
    if let Some(home) = std::env::home_dir().filter(|home| home.is_dir()) {
        for above in home.ancestors().filter(|above| above.parent().is_some()) {
            let error = Target::open(&top.join("site"), above, true).expect_err("the home folder");
            assert!(matches!(error, DiskError::Refused { .. }), "{error}");
        }
    }
}

#[test]
fn harmless_outputs_are_taken_and_leave_no_trace_unwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let top = folder.path();
    project(top);
    let before = tree(top);
    for value in ["site/public", "site/empty", "site/deep/er/public", "beside", "site/contents"] {
        let target = Target::open(&top.join("site"), &top.join(value), false).expect(value);
        drop(target);
        assert_eq!(tree(top), before, "{value}");
        assert!(!top.join("site/deep").exists());
    }
    Target::open(&top.join("site"), &top.join("site/full"), true).expect("adopted");
}

/// The paths of a folder are typed character by character while something builds at every stroke:
/// no prefix of them may cost a file.
#[test]
fn no_prefix_of_a_path_costs_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let top = folder.path().canonicalize().expect("there");
    project(&top);
    let before = tree(&top);
    let typed = format!("{}/site/content/ja/index.md", top.display());
    for end in top.as_os_str().len()..=typed.len() {
        let opened = Target::open(&top.join("site"), Path::new(&typed[..end]), false);
        drop(opened);
        assert_eq!(tree(&top), before, "{}", &typed[..end]);
    }
}
