//! Dates of the last commits, whatever git is told to do otherwise.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

use std::fs;
use std::path::Path;
use std::process::Command;

use taiyaku::disk::dates;
use taiyaku::text::FilePath;

/// Runs git in a folder, away from the configuration of whoever runs the tests.
fn git(folder: &Path, arguments: &[&str], date: &str) {
    let done = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_DATE", "2001-01-01T00:00:00+0000")
        .env("GIT_COMMITTER_DATE", date)
        .env_remove("GIT_DIR")
        .output()
        .expect("git");
    assert!(done.status.success(), "{arguments:?} {}", String::from_utf8_lossy(&done.stderr));
}

fn put(root: &Path, path: &str, text: &str) {
    fs::create_dir_all(root.join(path).parent().expect("a parent")).expect("made");
    fs::write(root.join(path), text).expect("written");
}

/// Dates as `path date`, of these files.
fn told(root: &Path, files: &[&str]) -> Vec<String> {
    let files: Vec<_> = files.iter().map(|path| FilePath::new(path)).collect();
    dates(root, files.iter()).iter().map(|(path, date)| format!("{path} {date}")).collect()
}

const FILES: &[&str] =
    &["content/ja/日本 語\u{3099}.md", "content/ja/a\"b.md", "content/new.md", "content/site.toml"];

/// A repository with a site in a subfolder, and commits in zones where it is another day.
fn repository(top: &Path) {
    let site = top.join("docs");
    git(top, &["init", "-q", "."], "");
    for path in &FILES[..2] {
        put(&site, path, "one");
    }
    put(&site, "content/site.toml", "one");
    put(top, "content/ja/a.md", "beside the site");
    git(top, &["add", "-A"], "");
    git(top, &["commit", "-qm", "one"], "2026-01-01T00:30:00+0900");
    put(&site, "content/site.toml", "two");
    git(top, &["commit", "-qam", "2020-02-02T00:00:00Z"], "2026-03-01T23:30:00-0800");
    put(&site, "README.md", "outside of content");
    put(&site, "content/new.md", "never committed");
}

#[test]
fn a_date_is_that_of_the_last_commit_in_its_own_zone() {
    let top = tempfile::tempdir().expect("a folder");
    let top = top.path();
    repository(top);
    let expected = [
        "content/ja/a\"b.md 2026-01-01",
        "content/ja/日本 語\u{3099}.md 2026-01-01",
        "content/site.toml 2026-03-01",
    ];
    assert_eq!(told(&top.join("docs"), FILES), expected);
    for (key, value) in
        [("log.showRoot", "false"), ("log.date", "relative"), ("core.quotePath", "true")]
    {
        git(top, &["config", key, value], "");
    }
    assert_eq!(told(&top.join("docs"), FILES), expected, "no setting changes it");
    assert_eq!(told(&top.join("docs"), &FILES[3..]), expected[2..], "and no order of asking");
}

#[test]
fn a_name_that_the_disk_decomposes_is_the_same_name() {
    let top = tempfile::tempdir().expect("a folder");
    repository(top.path());
    put(top.path(), "docs/content/が.md", "composed");
    git(top.path(), &["add", "-A"], "");
    git(top.path(), &["commit", "-qm", "three"], "2026-04-01T00:00:00+0000");
    let decomposed = "content/か\u{3099}.md";
    assert_eq!(told(&top.path().join("docs"), &[decomposed]), [format!("{decomposed} 2026-04-01")]);
}

#[test]
fn without_the_whole_history_there_are_no_dates() {
    let top = tempfile::tempdir().expect("a folder");
    let plain = top.path().join("plain");
    put(&plain, "content/site.toml", "no repository");
    assert_eq!(told(&plain, FILES), [""; 0]);
    assert_eq!(told(&top.path().join("missing"), FILES), [""; 0]);

    let full = top.path().join("full");
    fs::create_dir(&full).expect("made");
    git(&full, &["init", "-q", "."], "");
    put(&full, "content/site.toml", "nothing committed");
    assert_eq!(told(&full, FILES), [""; 0]);
    repository(&full);
    let from = format!("file://{}", full.display());
    git(top.path(), &["clone", "-q", "--depth", "1", &from, "shallow"], "");
    assert_eq!(told(&top.path().join("shallow/docs"), FILES), [""; 0]);
}
