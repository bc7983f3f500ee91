//! `check --fix`, through the program.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

use std::fs;
use std::path::Path;
use std::process::Command;

use taiyaku::disk::{DiskError, Mended, replace};
use taiyaku::text::{FilePath, Fingerprint};

const SITE: &str = "schema = 1\nsource = \"ja\"\ndefault = \"ja\"\n\n[[language]]\ncode = \"ja\"\nname = \"日本語\"\n";
const PAGE: &str = "content/ja/index.md";

fn site(page: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("content/ja")).expect("made");
    fs::write(folder.path().join("content/site.toml"), SITE).expect("written");
    fs::write(folder.path().join(PAGE), page).expect("written");
    folder
}

fn check(root: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
    command.current_dir(root).args(["check", "--ui-lang", "en"]).args(arguments);
    let output = command.output().expect("ran");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (output.status.code().expect("a code"), text(output.stdout), text(output.stderr))
}

fn page(root: &Path) -> Vec<u8> {
    fs::read(root.join(PAGE)).expect("there")
}

const TRAPS: &str = "\u{feff}---\r\ntitle: 題\r\n---\r\n\r\n＃見出し\r\n\r\nこれは＊＊太字＊＊です。\r\n\r\n- ・項目\r\n";
const FIXED: &str = "\u{feff}---\r\ntitle: 題\r\n---\r\n\r\n# 見出し\r\n\r\nこれは**太字**です。\r\n\r\n- ・項目\r\n";

#[test]
fn what_is_certain_is_mended_and_the_rest_is_told() {
    let site = site(TRAPS.as_bytes());
    assert_eq!(check(site.path(), &[]).0, 0);
    assert_eq!(page(site.path()), TRAPS.as_bytes(), "a check writes nothing");
    let (code, out, err) = check(site.path(), &["--fix"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(out.lines().last(), Some("Mended 2 places in 1 file"), "{out}");
    assert!(err.contains("warning[full-width-markup]") && err.contains(":9:3\n"), "{err}");
    assert_eq!(String::from_utf8(page(site.path())).expect("text"), FIXED);
    let (_, out, _) = check(site.path(), &["--fix"]);
    assert_eq!(out.lines().last(), Some("Mended 0 places in 0 files"), "{out}");
    assert_eq!(page(site.path()), FIXED.as_bytes());
    let left = fs::read_dir(site.path().join("content/ja")).expect("there").count();
    assert_eq!(left, 1, "nothing beside the page");
}

#[cfg(unix)]
#[test]
fn permissions_are_kept_and_a_read_only_file_stops_all() {
    use std::os::unix::fs::PermissionsExt;
    let site = site(TRAPS.as_bytes());
    let other = site.path().join("content/ja/b.md");
    fs::write(&other, TRAPS).expect("written");
    let mode = |mode| fs::set_permissions(&other, PermissionsExt::from_mode(mode)).expect("set");
    mode(0o444);
    let (code, _, err) = check(site.path(), &["--fix"]);
    assert_eq!(code, 74, "{err}");
    assert!(err.contains("b.md"), "{err}");
    assert_eq!(page(site.path()), TRAPS.as_bytes(), "no file or all");
    assert_eq!(fs::read(&other).expect("there"), TRAPS.as_bytes());
    assert_eq!(fs::read_dir(site.path().join("content/ja")).expect("there").count(), 2);
    mode(0o600);
    assert_eq!(check(site.path(), &["--fix"]).0, 0);
    assert_eq!(fs::metadata(&other).expect("there").permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_file_in_another_encoding_is_converted_and_then_mended() {
    let text = "---\ntitle: ライセンスの確認手続き\n---\n\n＃見出し\n\nこの文書は日本語です。\n";
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(text);
    let site = site(&bytes);
    let (code, _, err) = check(site.path(), &["--fix"]);
    assert!(code == 1 && err.contains("check --fix --from shift_jis"), "{err}");
    assert_eq!(page(site.path()), *bytes);
    let (code, _, err) = check(site.path(), &["--fix", "--from", "euc-jp"]);
    assert!(code == 1 && err.contains("error[not-utf8]"), "{err}");
    assert_eq!(page(site.path()), *bytes, "not one byte where some mean nothing");
    let (code, out, err) = check(site.path(), &["--fix", "--from", "shift_jis"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(out.lines().last(), Some("Mended 2 places in 1 file"), "{out}");
    assert_eq!(page(site.path()), text.replace('＃', "# ").as_bytes());
    assert_eq!(check(site.path(), &["--fix", "--from", "klingon"]).0, 2);
    assert_eq!(check(site.path(), &["--from", "shift_jis"]).0, 2);
}

#[test]
fn a_file_that_changed_meanwhile_stops_all() {
    let site = site(TRAPS.as_bytes());
    let mended = |path: &str, read: &[u8]| Mended {
        path: FilePath::new(path),
        read: Fingerprint::of(read),
        bytes: b"mended".to_vec(),
    };
    let files = [mended("content/site.toml", SITE.as_bytes()), mended(PAGE, b"what was read")];
    let told = replace(site.path(), &files).expect_err("changed");
    assert!(matches!(told, DiskError::Changed { .. }) && told.path().ends_with(PAGE), "{told}");
    assert_eq!(page(site.path()), TRAPS.as_bytes());
    assert_eq!(fs::read(site.path().join("content/site.toml")).expect("there"), SITE.as_bytes());
}
