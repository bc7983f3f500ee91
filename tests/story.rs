//! The page for translators, told from top to bottom on a copy of this site: each command that it
//! shows is run, in the order in which it stands, with what a translator does in between.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod guide;
mod preview;

use std::fs;
use std::path::Path;
use std::process::Command;

use guide::Page;
use preview::Preview;

const SOURCE: &str = "---\ntitle: 保管の手引き\ndescription: 作成したディスクを保管し、貸し出す手順です。\nreading: ほかんのてびき\n---\n\nこのページでは、ディスクの保管と貸し出しを説明します。[台帳](forms/media-ledger.md)も使います。\n\n## 保管場所 {#where-to-store}\n\n鍵のかかる棚に保管します。\n\n## 貸し出し {#lend}\n\n貸し出す日を記録します。\n";

const TRANSLATION: &str = "---\ntitle: Storage guide\ndescription: How to store discs and how to lend them.\n---\n\nThis page describes how to store and lend discs, with the [ledger](forms/media-ledger.md).\n\n## Where to store them {#where-to-store}\n\nStore them in a cabinet that locks.\n\n## Lending {#lend}\n\nNote the day on which you lend a disc.\n";

/// A copy of this site in a repository of its own.
struct Site(tempfile::TempDir);

impl Site {
    fn new() -> Self {
        let site = Self(tempfile::tempdir().expect("a folder"));
        for folder in ["content", "static", "templates"] {
            let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            for entry in walkdir::WalkDir::new(&from) {
                let entry = entry.expect("readable");
                let below = entry.path().strip_prefix(&from).expect("below");
                let to = site.0.path().join(folder).join(below);
                if entry.file_type().is_dir() {
                    fs::create_dir_all(to).expect("made");
                } else {
                    fs::copy(entry.path(), to).expect("copied");
                }
            }
        }
        site.git(&["init", "-q"]);
        site.write("content/ja/storage.md", SOURCE);
        site.commit();
        site
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).expect("there")
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.0.path().join(path), text).expect("written");
    }

    fn mend(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path}: {old}");
        self.write(path, &text.replace(old, new));
    }

    fn git(&self, arguments: &[&str]) {
        let who =
            ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
        let mut git = Command::new("git");
        let done = git.current_dir(self.0.path()).args(who).args(arguments).output().expect("git");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "x"]);
    }

    /// Runs a line of the page, and gives what it said.
    fn run(&self, line: &str) -> String {
        let arguments = line.strip_prefix("taiyaku ").expect("a command of ours").split(' ');
        let mut program = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
        program.current_dir(self.0.path()).env("LC_ALL", "C").args(arguments);
        let done = program.output().expect("ran");
        let text = String::from_utf8([done.stdout, done.stderr].concat()).expect("text");
        assert_eq!(done.status.code(), Some(0), "{line}: {text}");
        text
    }

    /// What stands between the commands of the page: what people do, and what they see.
    fn before(&self, line: &str) {
        let ja = "content/ja/storage.md";
        match line {
            "taiyaku status" => {
                let draft = self.read("content/en/storage.md");
                assert!(draft.contains("status: draft") && draft.contains("l10n:todo"), "{draft}");
                self.write("content/en/storage.md", TRANSLATION);
                self.commit();
            }
            "taiyaku stale content/en/storage.md" => {
                self.mend(ja, "鍵のかかる棚に", "鍵のかかる乾いた棚に");
                self.mend(ja, "貸し出す日を", "貸し出す日と返す日を");
                self.mend(ja, "media-ledger.md", "handover.md");
            }
            "taiyaku accept content/en/storage.md#where-to-store" => {
                assert!(self.read("content/en/storage.md").contains("forms/handover.md"));
            }
            "taiyaku accept content/ja/storage.md --minor" => {
                self.mend(ja, "説明します。", "説明いたします。");
            }
            "taiyaku accept --changed-since HEAD~1" => {
                self.commit();
                self.mend("content/en/media-retirement.md", "Programs concerned", "Which programs");
                self.mend(
                    "content/ja/media-retirement.md",
                    "対象となるプログラム {",
                    "対象のプログラム {",
                );
                self.commit();
            }
            _ => {}
        }
    }

    fn after(&self, line: &str, said: &str) {
        let base = || self.read("content/en/.source/storage.md");
        let is_there = |path: &str| self.0.path().join(path).exists();
        match line {
            "taiyaku stale content/en/storage.md" => {
                assert!(
                    said.contains("{+乾いた+}") && said.contains("Store them in a cabinet"),
                    "{said}"
                );
            }
            "taiyaku accept content/en/storage.md#where-to-store" => {
                assert!(base().contains("乾いた棚") && !base().contains("返す日"), "{}", base());
            }
            "taiyaku accept content/en/storage.md"
            | "taiyaku accept content/ja/storage.md --minor" => {
                assert_eq!(base(), self.read("content/ja/storage.md"));
            }
            "taiyaku rename content/ja/storage.md content/ja/guide/storage.md" => {
                assert!(
                    is_there("content/en/guide/storage.md") && !is_there("content/en/storage.md")
                );
            }
            "taiyaku remove content/ja/guide/storage.md" => {
                assert!(is_there("content/ja/guide/storage.md"), "it was only shown");
            }
            "taiyaku remove content/ja/guide/storage.md --yes" => {
                assert!(
                    !is_there("content/ja/guide/storage.md")
                        && !is_there("content/en/.source/guide/storage.md")
                );
            }
            "taiyaku add-language ko" => assert!(is_there("content/ko/ui.ftl")),
            "taiyaku accept --changed-since HEAD~1" => {
                assert!(said.starts_with("content/en/.source/media-retirement.md\n"), "{said}");
            }
            _ => {}
        }
    }
}

#[test]
fn each_command_of_the_page_for_translators_does_what_the_page_says() {
    let lines = Page::read("ja", "translating").commands();
    let english = Page::read("en", "translating").commands();
    assert_eq!(lines, english, "both pages show the same commands");
    assert!(lines.len() > 15, "{lines:?}");
    let site = Site::new();
    for line in &lines {
        site.before(line);
        if line.starts_with("taiyaku serve") {
            // It does not end by itself, and there is no browser to open.
            drop(Preview::start(site.0.path(), &[]));
            continue;
        }
        let said = site.run(line);
        site.after(line, &said);
    }
}
