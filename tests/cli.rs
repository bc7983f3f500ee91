//! The program from outside: exit codes, streams, languages.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod folders;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use folders::tree;
use taiyaku::disk::Target;

const SITE: &str = r#"schema = 1
source = "ja"
default = "ja"

[[language]]
code = "ja"
name = "日本語"
dir = "ltr"
"#;

/// A site with one page.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("content/ja")).expect("made");
    fs::write(folder.path().join("content/site.toml"), SITE).expect("written");
    let page = "---\ntitle: はじめに\n---\n\n本文です。\n";
    fs::write(folder.path().join("content/ja/index.md"), page).expect("written");
    folder
}

fn taiyaku(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
    command.current_dir(root).env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C.UTF-8");
    command
}

fn run(root: &Path, arguments: &[&str]) -> (i32, String, String) {
    told(taiyaku(root).args(arguments).output().expect("ran"))
}

fn told(output: Output) -> (i32, String, String) {
    let text = |bytes| String::from_utf8(bytes).expect("text");
    let code = output.status.code().expect("an exit code");
    (code, text(output.stdout), text(output.stderr))
}

#[test]
fn what_cannot_be_understood_is_2() {
    let site = site();
    for arguments in [
        &[][..],
        &["publish-everything"],
        &["build", "--no-such-flag"],
        &["build", "--jobs", "0"],
        &["build", "--format", "xml"],
        &["check", "--out", "x"],
        &["build", ".", "extra"],
    ] {
        let (code, out, err) = run(site.path(), arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains("--help"), "{err}");
    }
    for arguments in [["--help"], ["--version"]] {
        let (code, out, err) = run(site.path(), &arguments);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(out.contains("taiyaku"), "{out}");
    }
}

#[test]
fn a_book_is_made_only_when_it_is_asked_for() {
    let site = site();
    let book = site.path().join("public/ja/print/index.html");
    for (arguments, there) in [(&["build", "--print"][..], true), (&["build"], false)] {
        let (code, _, err) = run(site.path(), arguments);
        assert_eq!((code, book.exists()), (0, there), "{arguments:?}: {err}");
    }
}

#[test]
fn a_build_says_what_it_did_in_its_last_line() {
    let site = site();
    let (code, out, err) = run(site.path(), &["build"]);
    assert_eq!(code, 0, "{err}");
    assert!(site.path().join("public/.taiyaku/manifest").is_file());
    let last = out.lines().last().expect("a line");
    for part in [" in ", " written, ", " unchanged, ", " s, tree "] {
        assert!(last.contains(part), "{last}");
    }
    let (code, out, _) = run(site.path(), &["build", ".", "--jobs", "2", "--ui-lang", "ja"]);
    assert_eq!(code, 0);
    assert!(out.contains("書き込み 0 件、変更なし "), "{out}");
    assert!(out.contains(&last[last.find("tree ").expect("there") + 5..]), "the same tree: {out}");
    let left: Vec<_> = fs::read_dir(site.path()).expect("there").flatten().collect();
    assert_eq!(left.len(), 2, "nothing beside content and public: {left:?}");
}

#[test]
fn timings_are_told_beside_the_findings() {
    let site = site();
    let (code, out, err) = run(site.path(), &["build", "--timings"]);
    assert_eq!((code, out.lines().count()), (0, 1));
    for stage in ["Reading: ", "Building: ", "Writing: "] {
        assert!(err.contains(stage), "{err}");
    }
}

#[test]
fn a_missing_site_is_78() {
    let empty = tempfile::tempdir().expect("a folder");
    for command in ["build", "check"] {
        let (code, out, err) = run(empty.path(), &[command]);
        assert_eq!((code, out.as_str()), (78, ""));
        assert!(err.starts_with("error: There is no site here"), "{err}");
        assert!(err.contains("./content") && err.contains("= help: "), "{err}");
        let (code, _, err) = run(empty.path(), &[command, "--ui-lang", "ja"]);
        assert_eq!(code, 78);
        assert!(err.starts_with("エラー: サイトが見つかりません。"), "{err}");
    }
    assert_eq!(fs::read_dir(empty.path()).expect("there").count(), 0, "nothing was written");
}

#[test]
fn the_locale_decides_unless_a_language_is_asked_for() {
    let empty = tempfile::tempdir().expect("a folder");
    let mut command = taiyaku(empty.path());
    let (_, _, err) = told(command.arg("check").env("LANG", "ja_JP.UTF-8").output().expect("ran"));
    assert!(err.starts_with("エラー: "), "{err}");
    let (_, _, err) = told(command.args(["--ui-lang", "en"]).output().expect("ran"));
    assert!(err.starts_with("error: "), "{err}");
}

#[test]
fn a_refused_or_impossible_output_is_73() {
    let site = site();
    fs::write(site.path().join("file"), "canary").expect("written");
    for out in ["", "/", ".", "..", "content", "content/ja/x", "file", "file/public"] {
        let (code, told, err) = run(site.path(), &["build", "--out", out]);
        assert_eq!((code, told.as_str()), (73, ""), "{out}: {err}");
        assert!(err.contains("= help: "), "{err}");
    }
    assert!(!site.path().join("public").exists());
}

#[test]
fn a_running_build_makes_another_say_75() {
    let site = site();
    let busy = Target::open(site.path(), &site.path().join("public"), false).expect("free");
    assert_eq!(run(site.path(), &["build"]).0, 75);
    drop(busy);
    assert_eq!(run(site.path(), &["build"]).0, 0);
}

/// The shell lets no file grow, so writing fails for every user, root included.
#[cfg(target_os = "linux")]
#[test]
fn a_write_that_fails_is_74_and_leaves_the_old_output() {
    let site = site();
    let limited = || {
        let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" build";
        let mut shell = Command::new("sh");
        shell.args(["-c", script, env!("CARGO_BIN_EXE_taiyaku")]).current_dir(site.path());
        told(shell.env("LC_ALL", "C").output().expect("ran"))
    };
    let (code, _, err) = limited();
    assert_eq!(code, 74, "{err}");
    assert!(err.contains("= note: File too large"), "the system's words: {err}");
    assert!(!site.path().join("public").exists());
    let left: Vec<_> = fs::read_dir(site.path()).expect("there").flatten().collect();
    assert_eq!(left.len(), 1, "no staging folder, no lock: {left:?}");
}

#[test]
fn json_stands_alone_on_standard_output() {
    let site = site();
    for command in ["check", "build"] {
        let (code, out, err) = run(site.path(), &[command, "--format", "json"]);
        assert_eq!(code, 0, "{err}");
        let report: serde_json::Value = serde_json::from_str(&out).expect("one object");
        assert_eq!(report["schema"], 1);
        assert_eq!(report["summary"]["errors"], 0);
        assert!(report["findings"].is_array());
    }
}

/// A site with an error and a warning.
fn faulty() -> tempfile::TempDir {
    let site = site();
    let page = "---\ntitle: はじめに\n---\n\n[手順](手順.md)を見てください。\n";
    fs::write(site.path().join("content/ja/index.md"), page).expect("written");
    fs::write(site.path().join("content/stray.txt"), "no page").expect("written");
    site
}

#[test]
fn errors_in_the_content_are_65_for_a_build_and_1_for_a_check() {
    let site = site();
    assert_eq!(run(site.path(), &["build"]).0, 0);
    let before = tree(&site.path().join("public"));
    let faulty = faulty();
    fs::rename(site.path().join("public"), faulty.path().join("public")).expect("moved");
    for (command, expected) in [("build", 65), ("check", 1)] {
        let (code, out, err) = run(faulty.path(), &[command]);
        assert_eq!((code, out.as_str()), (expected, ""), "{err}");
        assert!(err.contains("error[broken-link]: "), "{err}");
        assert!(err.contains(" --> content/ja/index.md:5:6\n"), "{err}");
        assert!(err.contains("\n1 error, 1 warning\n"), "{err}");
        assert_eq!(err.contains("Nothing was written."), command == "build");
        assert_eq!(tree(&faulty.path().join("public")), before, "not a byte, not a time");
    }
}

#[test]
fn strict_makes_a_warning_stop_a_build() {
    let site = site();
    fs::write(site.path().join("content/stray.txt"), "no page").expect("written");
    let (code, out, err) = run(site.path(), &["build"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("warning[stray-file]") && out.contains(" written"), "{out} {err}");
    for (command, expected) in [("build", 65), ("check", 1)] {
        let (code, _, err) = run(site.path(), &[command, "--strict"]);
        assert_eq!(code, expected);
        assert!(err.contains("error[stray-file]") && err.contains("\n1 error\n"), "{err}");
    }
}

#[test]
fn a_configuration_that_is_none_is_78() {
    let site = site();
    fs::write(site.path().join("content/site.toml"), "schema = [").expect("written");
    for command in ["build", "check"] {
        let (code, _, err) = run(site.path(), &[command]);
        assert_eq!(code, 78, "{err}");
        assert!(err.contains("error[toml-syntax]"), "{err}");
    }
    assert!(!site.path().join("public").exists());
}

#[test]
fn findings_in_json_have_the_places_that_people_see() {
    let site = faulty();
    let (code, out, err) = run(site.path(), &["check", "--format", "json", "--ui-lang", "ja"]);
    assert_eq!((code, err.as_str()), (1, ""));
    let report: serde_json::Value = serde_json::from_str(&out).expect("one object");
    assert_eq!(report["summary"], serde_json::json!({ "errors": 1, "warnings": 1 }));
    let finding = &report["findings"][0];
    assert_eq!(finding["code"], "broken-link");
    assert_eq!(finding["file"], "content/ja/index.md");
    assert_eq!(finding["start"], serde_json::json!({ "byte": 38, "line": 5, "column": 6 }));
    assert_eq!(finding["end"], serde_json::json!({ "byte": 47, "line": 5, "column": 11 }));
    assert_eq!(finding["message"], "リンク先のページ「手順.md」がありません。");
}

/// A page that goes is deleted, and one that was edited by hand is kept and named.
#[test]
fn what_is_deleted_and_kept_is_told() {
    let site = site();
    // Not in the search, whose files would go as well.
    let page = "---\ntitle: 二\nsearch: false\n---\n\n本文です。\n";
    for name in ["two.md", "three.md"] {
        fs::write(site.path().join("content/ja").join(name), page).expect("written");
    }
    assert_eq!(run(site.path(), &["build"]).0, 0);
    fs::write(site.path().join("public/ja/three/index.html"), "by hand").expect("written");
    for name in ["two.md", "three.md"] {
        fs::remove_file(site.path().join("content/ja").join(name)).expect("removed");
    }
    let (code, out, err) = run(site.path(), &["build"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains(", 1 deleted, "), "{out}");
    assert!(err.contains("note: ja/three/index.html is no longer part of the site"), "{err}");
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let site = site();
    let mut child =
        taiyaku(site.path()).arg("build").stdout(Stdio::piped()).spawn().expect("started");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("ended").code(), Some(0));
}
