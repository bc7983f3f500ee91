//! The page of the guide on publishing: what it shows is done in the order in which it stands, and its
//! table of hosts says what a build writes.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;
mod folders;
mod guide;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use desk::{git, mend, put, read, run};
use folders::tree;
use guide::Page;

const LANGUAGES: [&str; 2] = ["ja", "en"];

/// Somebody who follows the page in a new site with a repository.
struct Reader {
    folder: tempfile::TempDir,
}

impl Reader {
    fn new() -> Self {
        let reader = Self { folder: tempfile::tempdir().expect("a folder") };
        let folder = reader.folder.path();
        assert_eq!(run(folder, &["init", "site"]).0, 0);
        let root = reader.root();
        mend(&root, "content/site.toml", "# base_url", "base_url");
        git(&root, &["init", "-q", "-b", "main"]);
        git(folder, &["init", "-q", "--bare", "remote.git"]);
        git(&root, &["remote", "add", "origin", "../remote.git"]);
        reader
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn served(&self) -> PathBuf {
        self.folder.path().join("www/docs")
    }

    /// What a server would have; nothing as long as there is no such folder.
    fn seen(&self) -> folders::Tree {
        if self.served().exists() { tree(&self.served()) } else { folders::Tree::new() }
    }

    /// Writes what a block says into its file: a key in place of that of the site, or a table.
    fn configure(&self, text: &str) {
        let config = read(&self.root(), "content/site.toml");
        let (key, _) = text.split_once(" = ").expect("a key");
        let old = config.lines().find(|line| line.starts_with(key)).map(str::to_owned);
        let config = match old {
            Some(line) => config.replace(&(line + "\n"), text),
            None => format!("{config}\n{text}"),
        };
        put(&self.root(), "content/site.toml", &config);
        self.commit();
    }

    fn commit(&self) {
        git(&self.root(), &["add", "-A"]);
        git(&self.root(), &["commit", "-q", "--allow-empty", "-m", "texts"]);
    }

    /// Runs a command of the page, with a folder of the test in place of the server's.
    fn run(&self, line: &str) -> String {
        let place = self.folder.path().join("www").display().to_string();
        let line = line.replace("/srv/www", &place);
        let arguments = line.strip_prefix("taiyaku ").expect("our command").split(' ');
        let (code, out, err) = run(&self.root(), &arguments.collect::<Vec<_>>());
        assert_eq!(code, 0, "{line}: {err}");
        out
    }
}

#[test]
fn each_command_of_the_page_does_what_the_page_says() {
    for language in LANGUAGES {
        let reader = Reader::new();
        let mut done = 0;
        for block in Page::read(language, "publishing").blocks {
            match block.language.as_str() {
                "toml" => reader.configure(&block.text),
                "sh" => {
                    for line in block.text.lines() {
                        let before = reader.seen();
                        let said = reader.run(line);
                        after(&reader, line, &said, &before);
                        done += 1;
                    }
                }
                // Real servers read these: `tests/servers.rs`.
                other => assert_eq!(other, "text"),
            }
        }
        assert_eq!(done, 9, "{language}");
    }
}

/// What the page says that is so then.
fn after(reader: &Reader, line: &str, said: &str, before: &folders::Tree) {
    let root = reader.root();
    let now = reader.seen();
    let bytes = |tree: &folders::Tree| -> Vec<(String, Vec<u8>)> {
        tree.iter().map(|(path, found)| (path.clone(), found.bytes.clone())).collect()
    };
    if line.contains("--dry-run") {
        assert!(said.contains("Nothing was changed") && bytes(&now) == bytes(before), "{said}");
    } else if line.contains("--rollback") {
        assert!(said.contains("The earlier site is back"), "{said}");
        assert!(!read(&reader.served(), "ja/index.html").contains("書き足し"));
    } else if line.contains("git:gh-pages") {
        let list = ["ls-remote", "--exit-code", "origin", "refs/heads/gh-pages"];
        git(&root, &list);
    } else if line.contains("--max-deletes") {
        assert!(read(&reader.served(), "ja/index.html").contains("書き足し"), "the newest again");
    } else if line.contains("dir:") {
        assert!(now.contains_key("nginx.conf") && now.contains_key("ja/index.html"));
        // Published once more with another text, so that there is something to go back to.
        let place = format!("dir:{}", reader.served().display());
        put(&root, "content/ja/index.md", "---\ntitle: 表紙\n---\n\n書き足しました。\n");
        assert_eq!(run(&root, &["publish", "--to", &place]).0, 0);
        assert!(reader.folder.path().join("www/.docs.taiyaku-kept/1").is_dir());
    } else if line.contains("netlify") {
        assert!(root.join("public/_headers").exists() && !root.join("public/nginx.conf").exists());
    } else if line.contains("--precompress") {
        assert!(root.join("public/ja/index.html.br").exists());
    } else {
        assert_eq!(line, "taiyaku check --strict");
        assert!(said.starts_with("Nothing wrong"), "{said}");
    }
}

/// The words in code of a cell.
fn code(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// What a build of a site writes for a host beside what it writes anyway.
fn written(root: &Path, host: &str) -> BTreeSet<String> {
    let build = |preset: &str| {
        assert_eq!(run(root, &["build", "--preset", preset]).0, 0);
        tree(&root.join("public")).into_keys().collect::<BTreeSet<String>>()
    };
    let plain = build("files");
    build(host).difference(&plain).cloned().collect()
}

#[test]
fn the_table_of_hosts_says_what_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(run(folder.path(), &["init", "site"]).0, 0);
    let root = folder.path().join("site");
    mend(
        &root,
        "content/site.toml",
        "# base_url = \"https://example.org/\"",
        "base_url = \"https://docs.example.org/\"",
    );
    mend(&root, "content/ja/first-steps.md", "---\ntitle", "---\naliases: [\"old/\"]\ntitle");
    let known: BTreeSet<&str> = taiyaku::parse::Host::NAMES.iter().map(|(name, _)| *name).collect();
    for language in LANGUAGES {
        let page = Page::read(language, "publishing");
        let rows: Vec<Vec<&str>> =
            page.text.lines().map(|line| line.split(" | ").collect()).collect();
        let mut seen = BTreeSet::new();
        for row in rows.iter().filter(|row| row.len() == 3) {
            let host = code(row[0]).into_iter().next().unwrap_or_default();
            let Some(host) = known.get(host.as_str()) else { continue };
            assert_eq!(code(row[2]), written(&root, host), "{language}: {host}");
            seen.insert(*host);
        }
        assert_eq!(seen, known, "{language}");
    }
}
