//! The pages of the guide for those who begin, and for those who move to a new version: what they
//! show is done in the order in which it stands, from a folder with nothing in it.

#![cfg(unix)]
#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;
mod folders;
mod guide;
mod preview;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use desk::{git, mend, put, read, run};
use folders::tree;
use guide::{Block, Page};
use preview::Preview;

/// Somebody who follows a page, and the folder where they are.
struct Reader {
    at: PathBuf,
}

impl Reader {
    /// Runs a line; what was said.
    fn run(&mut self, line: &str) -> String {
        let words: Vec<&str> = line.split(' ').collect();
        let (program, arguments) = words.split_first().expect("a command");
        match *program {
            "cd" => {
                self.at = self.at.join(arguments[0]).canonicalize().expect("a folder");
                String::new()
            }
            // It does not end by itself, and there is no browser to open.
            "taiyaku" if arguments[0] == "serve" => {
                drop(Preview::start(&self.at, &[]));
                String::new()
            }
            "taiyaku" => {
                let (code, out, err) = run(&self.at, arguments);
                assert_eq!(code, 0, "{line}: {err}");
                out + &err
            }
            "cargo" => installable(arguments),
            _ => {
                let done = Command::new(program).current_dir(&self.at).args(arguments).output();
                let done = done.expect("run");
                let said = String::from_utf8([done.stdout, done.stderr].concat()).expect("text");
                assert!(done.status.success(), "{line}: {said}");
                said
            }
        }
    }
}

/// In place of compiling everything anew: cargo finds all that it would compile, with the lock file
/// as it is. The program of the test is what it would install.
fn installable(arguments: &[&str]) -> String {
    assert_eq!(arguments, ["install", "--locked", "--path", "."]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tree = ["tree", "--locked", "--offline", "--depth", "0", "--prefix", "none"];
    let done = Command::new(env!("CARGO")).current_dir(root).args(tree).output().expect("cargo");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let said = String::from_utf8(done.stdout).expect("text");
    assert!(said.starts_with("taiyaku v"), "{said}");
    said
}

/// The files of a drawn tree, two spaces a level.
fn drawn(text: &str) -> BTreeSet<String> {
    let (mut folders, mut files) = (Vec::<&str>::new(), BTreeSet::new());
    for line in text.lines() {
        let name = line.trim_start();
        folders.truncate((line.len() - name.len()) / 2);
        match name.strip_suffix('/') {
            Some(folder) => folders.push(folder),
            None => assert!(files.insert([&folders[1..], &[name]].concat().join("/"))),
        }
    }
    files
}

/// Does what a block of a page shows.
fn follow(reader: &mut Reader, block: &Block) {
    match block.language.as_str() {
        "sh" => {
            for line in block.text.lines() {
                let said = reader.run(line);
                after(reader, line, &said);
            }
        }
        "text" => {
            let files: BTreeSet<String> = tree(&reader.at).into_keys().collect();
            assert_eq!(drawn(&block.text), files);
        }
        "markdown" => put(&reader.at, &block.title, &block.text),
        "toml" => mend(&reader.at, &block.title, &format!("# {}", block.text), &block.text),
        other => assert_eq!(other, "bash", "that is not run here"),
    }
}

/// What the page says that a reader sees then.
fn after(reader: &Reader, line: &str, said: &str) {
    let is_there = |path: &str| reader.at.join(path).exists();
    match line {
        "taiyaku --version" => {
            assert_eq!(said, concat!("taiyaku ", env!("CARGO_PKG_VERSION"), "\n"));
        }
        "taiyaku new storage.md --lang en" => {
            let draft = read(&reader.at, "content/en/storage.md");
            assert!(draft.contains("l10n:todo") && draft.contains("status: draft"), "{draft}");
        }
        "taiyaku status" => assert!(said.contains("3 of 3 pages up to date"), "{said}"),
        "taiyaku check" => assert!(said.starts_with("Nothing wrong: "), "{said}"),
        "taiyaku build" => {
            assert!(
                is_there("public/ja/storage/index.html") && is_there("public/sitemap.xml"),
                "{said}"
            );
            assert!(read(&reader.at, "public/en/storage/index.html").contains("Store them in"));
        }
        _ => {}
    }
}

#[test]
fn who_begins_comes_to_a_site_and_who_renews_the_program_finds_it_unchanged() {
    for language in ["ja", "en"] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut reader = Reader { at: folder.path().canonicalize().expect("a folder") };
        let starting = Page::read(language, "starting");
        assert!(starting.blocks.len() > 10, "{:?}", starting.blocks);
        for block in &starting.blocks {
            follow(&mut reader, block);
        }
        // A site that has replaced a file of the theme, and still has what was built.
        let footer = "templates/parts/footer.html";
        put(&reader.at, footer, "<footer>own</footer>\n");
        let before = tree(&reader.at.join("public"));
        let upgrading = Page::read(language, "upgrading");
        assert!(upgrading.commands().len() > 10, "{:?}", upgrading.commands());
        for block in &upgrading.blocks {
            follow(&mut reader, block);
        }
        let after = tree(&reader.at.join("public"));
        assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
        assert!(after["ja/index.html"].bytes != before["ja/index.html"].bytes);
    }
}

#[test]
fn both_languages_show_the_same() {
    for page in ["starting", "upgrading"] {
        assert_eq!(Page::read("ja", page).blocks, Page::read("en", page).blocks);
    }
}

/// The numbers of the page are those of the program, which an own site's scripts depend on.
#[test]
fn what_the_pages_say_of_versions_and_exit_codes_is_so() {
    let manifest = read(Path::new(env!("CARGO_MANIFEST_DIR")), "Cargo.toml");
    let line = manifest.lines().find_map(|line| line.strip_prefix("rust-version = \""));
    let rust = line.expect("a version").trim_end_matches('"');
    for language in ["ja", "en"] {
        let starting = Page::read(language, "starting");
        assert!(starting.text.contains(&format!("\n- Rust {rust}")), "{rust}");
        let upgrading = Page::read(language, "upgrading");
        assert!(upgrading.text.contains(env!("CARGO_PKG_VERSION")));
        let rows = upgrading.text.lines().filter_map(|line| line.strip_prefix("| `"));
        let first = rows.filter_map(|row| row.split('`').next());
        let codes: Vec<&str> = first.filter(|cell| cell.parse::<u8>().is_ok()).collect();
        assert_eq!(codes, ["0", "1", "2", "65", "70", "73", "74", "75", "78"]);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    assert_eq!(run(root, &["init", "."]).0, 0);
    git(root, &["init", "-q"]);
    assert_eq!(run(root, &["check"]).0, 0);
    put(root, "content/ja/lost.md", "---\ntitle: あ\n---\n\n[い](nowhere.md)\n");
    let (code, _, err) = run(root, &["check"]);
    assert!(code == 1 && err.contains("broken-link"), "{err}");
    assert_eq!(run(root, &["build"]).0, 65);
    assert_eq!(run(root, &["check", "--what"]).0, 2);
    put(root, "content/ja/lost.md", "---\ntitle: あ\n---\n");
    assert_eq!(run(root, &["build", "--out", "content"]).0, 73);
    put(root, "own/file.txt", "mine");
    assert_eq!(run(root, &["build", "--out", "own"]).0, 73, "not empty, and no list");
    mend(root, "content/site.toml", "schema = 1", "schema = 2");
    let (code, _, err) = run(root, &["check"]);
    assert!(code != 0 && err.contains("schema"), "{code} {err}");
    assert_eq!(run(&root.join("own"), &["check"]).0, 78);
}
