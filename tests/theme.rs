//! The theme in the hands of a site: a file that is written out says what it said before, until somebody
//! changes it. And the grammar of the command line in those of a shell.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;
mod folders;

use std::process::Command;

use desk::{mend, read, run};
use folders::{Tree, tree};
use taiyaku::render::THEME;

fn bytes(tree: &Tree) -> Vec<(String, Vec<u8>)> {
    tree.iter().map(|(path, found)| (path.clone(), found.bytes.clone())).collect()
}

#[test]
fn each_file_of_the_theme_can_be_written_out_and_says_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(run(folder.path(), &["init", "site"]).0, 0);
    let site = folder.path().join("site");
    assert_eq!(run(&site, &["build"]).0, 0);
    let before = bytes(&tree(&site.join("public")));
    let list = run(&site, &["theme", "eject"]).1;
    assert_eq!(list.lines().count(), THEME.len());
    for path in list.lines() {
        let (code, out, err) = run(&site, &["theme", "eject", path]);
        assert_eq!((code, err.as_str()), (0, ""), "{path}");
        assert!(out.contains(path), "{out}");
    }
    assert_eq!(run(&site, &["build"]).0, 0);
    assert_eq!(bytes(&tree(&site.join("public"))), before);
    mend(&site, "templates/theme/page.html", "<main", "<main data-own");
    assert_eq!(run(&site, &["build"]).0, 0);
    assert!(read(&site, "public/ja/index.html").contains("<main data-own"));
}

#[test]
fn a_file_that_is_there_stays_and_one_that_is_none_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(run(folder.path(), &["init", "site"]).0, 0);
    let site = folder.path().join("site");
    assert_eq!(run(&site, &["theme", "eject", "templates/theme/page.html"]).0, 0);
    mend(&site, "templates/theme/page.html", "<main", "<main data-own");
    let (code, _, err) = run(&site, &["theme", "eject", "templates/theme/page.html"]);
    assert!(code == 73 && err.contains("is there already"), "{err}");
    assert!(read(&site, "templates/theme/page.html").contains("data-own"));
    let (code, _, err) = run(&site, &["theme", "eject", "templates/theme/pages.html"]);
    assert!(code == 2 && err.contains("templates/theme/page.html"), "{err}");
}

#[test]
fn each_shell_can_complete_all_commands() {
    let folder = tempfile::tempdir().expect("a folder");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, script, _) = run_plain(folder.path(), &["completions", shell]);
        assert_eq!(code, 0);
        for command in ["build", "serve", "accept", "add-language", "export"] {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
    let script = run_plain(folder.path(), &["completions", "bash"]).1;
    let read = Command::new("bash").args(["-n", "-c", &script]).status();
    assert!(read.expect("bash").success());
}

/// Without words of its own, a command takes no language for them.
fn run_plain(root: &std::path::Path, arguments: &[&str]) -> (i32, String, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
    let done = program.current_dir(root).args(arguments).output().expect("ran");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (done.status.code().expect("a code"), text(done.stdout), text(done.stderr))
}
