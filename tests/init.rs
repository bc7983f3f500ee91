//! `init`: a site that builds as it is, in the languages that were asked for, and is nobody else's.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;
mod folders;

use std::path::Path;
use std::time::{Duration, Instant};

use desk::{put, read, run};
use folders::tree;

/// Begins a site in a folder that is not there yet.
fn begun(root: &Path, languages: &str) -> std::path::PathBuf {
    let (code, out, err) = run(root, &["init", "site", "--lang", languages]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("Began a site in site."), "{out}");
    root.join("site")
}

#[test]
fn a_new_site_has_nothing_to_mend() {
    for (languages, pages) in [("ja,en", 4), ("en,ja", 4), ("ja", 2), ("en", 2)] {
        let folder = tempfile::tempdir().expect("a folder");
        let site = begun(folder.path(), languages);
        let told = read(&site, "content/site.toml");
        // As its comments say.
        let told = told.replace("# base_url", "base_url").replace("# [publish]", "[publish]");
        put(&site, "content/site.toml", &told.replace("# host", "host"));
        let (code, out, err) = run(&site, &["check", "--strict"]);
        assert_eq!((code, err.as_str()), (0, ""), "{languages}");
        assert!(out.starts_with(&format!("Nothing wrong: {pages} pages")), "{out}");
        let (code, _, err) = run(&site, &["build"]);
        assert_eq!((code, err.as_str()), (0, ""), "{languages}");
        assert!(site.join("public/.nojekyll").exists());
        let status = run(&site, &["status"]).1;
        assert!(!languages.contains(',') || status.contains("2 of 2 pages up to date"), "{status}");
    }
}

/// The theme and the first texts know nothing of the site that they come with.
#[test]
fn a_new_site_says_nothing_of_licensing() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = begun(folder.path(), "ja,en");
    assert_eq!(run(&site, &["build"]).0, 0);
    for (path, found) in tree(&site.join("public")) {
        let text = String::from_utf8_lossy(&found.bytes).to_lowercase();
        for word in ["microsoft", "licensing", "vlsc", "ライセンス", "ダウングレード"] {
            assert!(!text.contains(word), "{path}: {word}");
        }
    }
}

#[test]
fn the_first_steps_of_its_page_can_be_taken() {
    for (language, other) in [("ja", "en"), ("en", "ja")] {
        let folder = tempfile::tempdir().expect("a folder");
        let site = begun(folder.path(), language);
        let page = read(&site, &format!("content/{language}/first-steps.md"));
        let commands: Vec<&str> =
            page.lines().filter(|line| line.starts_with("taiyaku ")).collect();
        assert_eq!(
            commands,
            ["taiyaku serve --open", "taiyaku status", "taiyaku check", "taiyaku build"]
        );
        for command in &commands[1..] {
            let arguments: Vec<&str> = command.split(' ').skip(1).collect();
            assert_eq!(run(&site, &arguments).0, 0, "{command}");
        }
        // A language more, and a page of it.
        assert_eq!(run(&site, &["add-language", other]).0, 0);
        assert_eq!(run(&site, &["new", "first-steps.md", "--lang", other]).0, 0);
        assert_eq!(run(&site, &["build"]).0, 0);
    }
}

#[test]
fn a_repository_that_was_just_cloned_takes_a_site() {
    let folder = tempfile::tempdir().expect("a folder");
    desk::git(folder.path(), &["init", "-q"]);
    put(folder.path(), "README.md", "theirs");
    assert_eq!(run(folder.path(), &["init", "."]).0, 0);
    assert_eq!(read(folder.path(), "README.md"), "theirs");
    assert_eq!(run(folder.path(), &["init", "."]).0, 73);
}

#[test]
fn what_is_there_stays_and_all_is_done_in_a_second() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    put(root, "site/mine.txt", "mine");
    let before = tree(root);
    let (code, _, err) = run(root, &["init", "site"]);
    assert!(code == 73 && err.contains("not empty"), "{err}");
    let (code, _, err) = run(root, &["init", "other", "--lang", "ja,xx"]);
    assert!(code == 2 && err.contains("`xx`"), "{err}");
    assert!(tree(root) == before);
    let start = Instant::now();
    assert_eq!(run(root, &["init", "new"]).0, 0);
    assert!(start.elapsed() < Duration::from_secs(1));
    assert!(root.join("new/content/ja/index.md").exists());
}
