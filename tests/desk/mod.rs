//! A site in a folder, and the program run there as an editor runs it.

#![allow(dead_code, reason = "no test does everything")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// A site that is written in Japanese and translated into English.
pub(crate) const CONFIG: &str = "schema = 1\nsource = \"ja\"\nbase_url = \"https://example.org/docs/\"\n\n\
    [[language]]\ncode = \"ja\"\nname = \"日本語\"\n\n[[language]]\ncode = \"en\"\nname = \"English\"\n\n";

pub(crate) fn put(root: &Path, path: &str, text: &str) {
    let place = root.join(path);
    fs::create_dir_all(place.parent().expect("a folder")).expect("made");
    fs::write(place, text).expect("written");
}

pub(crate) fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).expect("read")
}

/// Writes something in place of what is there.
#[track_caller]
pub(crate) fn mend(root: &Path, path: &str, old: &str, new: &str) {
    let text = read(root, path);
    assert!(text.contains(old), "{path}: {old}: {text}");
    put(root, path, &text.replace(old, new));
}

/// Runs the program there: its exit code and what it said to standard output and error, in English.
pub(crate) fn run(root: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
    program.current_dir(root).args(arguments);
    if !arguments.contains(&"--ui-lang") {
        program.args(["--ui-lang", "en"]);
    }
    let done = program.output().expect("ran");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (done.status.code().expect("a code"), text(done.stdout), text(done.stderr))
}

/// Runs git there, as somebody.
pub(crate) fn git(root: &Path, arguments: &[&str]) {
    let who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
    let done = Command::new("git").current_dir(root).args(who).args(arguments).output();
    let done = done.expect("git");
    assert!(done.status.success(), "{arguments:?} {}", String::from_utf8_lossy(&done.stderr));
}
