//! Whatever the order in which the translators' commands are run, on whatever the source has become
//! meanwhile: a translation holds what its author wrote, byte for byte. Only `sync` may write into it,
//! and no word of it; `rename` takes it elsewhere.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod amount;
mod numbers;
mod pieces;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use amount::amount;
use numbers::Numbers;
use pieces::{Piece, apart, edit, edited, form, page, piece, translated};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use taiyaku::align::cut;
use taiyaku::parse::{Dialect, parse_page};
use taiyaku::text::{FilePath, Source};

const CONFIG: &str = "schema = 1\nsource = \"ja\"\n\n[[language]]\ncode = \"ja\"\nname = \"日本語\"\n\n\
                      [[language]]\ncode = \"en\"\nname = \"English\"\n";

/// The names that a page may have, one after the other.
const NAMES: [[&str; 2]; 2] = [["a", "deep/a2"], ["b", "b2"]];

struct Site {
    folder: tempfile::TempDir,
    /// The blocks of each page's source.
    sources: [Vec<Piece>; 2],
    /// Which of its names each page has.
    named: [usize; 2],
    /// What the author of each translation wrote last.
    written: [String; 2],
}

impl Site {
    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn path(&self, language: &str, which: usize) -> String {
        format!("content/{language}/{}.md", NAMES[which][self.named[which]])
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).expect("there")
    }

    fn write(&self, path: &str, text: &str) {
        let place = self.root().join(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        fs::write(place, text).expect("written");
    }

    /// A refusal is as good as success, so long as nothing is lost.
    fn run(&self, arguments: &[&str]) -> String {
        let mut program = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
        let done = program.current_dir(self.root()).args(arguments).output().expect("ran");
        let code = done.status.code().expect("a code");
        let told = String::from_utf8_lossy(&done.stderr);
        assert!(code != 70 && code != 101, "{arguments:?}: {told}");
        String::from_utf8(done.stdout).expect("text")
    }
}

/// The words of a text, unit by unit.
fn words(text: &str) -> Vec<String> {
    let source = Source::new(FilePath::new("content/en/a.md"), text.as_bytes());
    let units = cut(&parse_page(&source, Dialect::TAIYAKU).value, &source.bytes);
    units.into_iter().map(|unit| unit.words).collect()
}

fn drawn<T: std::fmt::Debug>(runner: &mut TestRunner, strategy: &impl Strategy<Value = T>) -> T {
    strategy.new_tree(runner).expect("a tree").current()
}

fn site(runner: &mut TestRunner) -> Site {
    let sources = [(); 2].map(|()| apart(drawn(runner, &prop::collection::vec(piece(), 3..12))));
    let forms: [_; 2] = [(); 2].map(|()| drawn(runner, &form()));
    let written = [0, 1].map(|which: usize| {
        let theirs: Vec<Piece> = sources[which].iter().map(translated).collect();
        page(&theirs, &forms[which])
    });
    let folder = tempfile::tempdir().expect("a folder");
    let site = Site { folder, sources, named: [0, 0], written };
    site.write("content/site.toml", CONFIG);
    site.write("content/ja/index.md", "---\ntitle: 表紙\n---\n\n[甲](a.md)\n");
    for which in [0, 1] {
        site.write(&site.path("ja", which), &page(&site.sources[which], &forms[which]));
        site.write(&site.path("en", which), &site.written[which]);
    }
    site.run(&["accept", "--all"]);
    site
}

/// Does one thing, and gives its name.
fn step(site: &mut Site, numbers: &mut Numbers, runner: &mut TestRunner) -> String {
    let which = numbers.below(2);
    let (en, ja) = (site.path("en", which), site.path("ja", which));
    let commands: [&[&str]; 11] = [
        &["accept", &en],
        &["accept", "--all"],
        &["accept", &ja, "--minor"],
        &["export", "--all"],
        &["import", "po"],
        &["import", "po", "--dry-run"],
        &["status"],
        &["stale", &en],
        &["sync", "--all", "--dry-run"],
        &["new", &en],
        &["check", "--strict"],
    ];
    match numbers.below(18) {
        ..11 => {
            let command = numbers.pick(&commands);
            site.run(command);
            command.join(" ")
        }
        11 | 12 => site.carries_over(),
        13 => site.confirms_a_unit(which),
        14 => site.moves(which),
        15 => site.author_writes(which),
        _ => site.source_changes(which, runner),
    }
}

impl Site {
    fn carries_over(&mut self) -> String {
        self.run(&["sync", "--all"]);
        for which in [0, 1] {
            let now = self.read(&self.path("en", which));
            assert_eq!(words(&now), words(&self.written[which]), "prose is never written");
            self.written[which] = now;
        }
        "sync".to_owned()
    }

    fn confirms_a_unit(&mut self, which: usize) -> String {
        let page = self.path("en", which);
        let json = self.run(&["stale", &page, "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let units = json["units"].as_array().expect("units");
        let unit = units.first().map_or("none", |unit| unit["unit"].as_str().expect("a name"));
        self.run(&["accept", &format!("{page}#{unit}")]);
        format!("accept #{unit}")
    }

    fn moves(&mut self, which: usize) -> String {
        let from = self.path("ja", which);
        self.named[which] ^= 1;
        let to = self.path("ja", which);
        self.run(&["rename", &from, &to]);
        if self.root().join(&from).exists() {
            self.named[which] ^= 1;
        }
        // Its head may have got the address that it had before.
        let now = self.read(&self.path("en", which));
        let body = |text: &str| text.rsplit_once("---").map(|(_, body)| body.to_owned());
        assert_eq!(body(&now), body(&self.written[which]));
        self.written[which] = now;
        format!("rename {from} {to}")
    }

    fn author_writes(&mut self, which: usize) -> String {
        let text = self.written[which].replace("\n\n", "\n\nNew words of the author.\n\n");
        if text.len() < 20_000 {
            self.write(&self.path("en", which), &text);
            self.written[which] = text;
        }
        "the author writes".to_owned()
    }

    fn source_changes(&mut self, which: usize, runner: &mut TestRunner) -> String {
        let edits = drawn(runner, &prop::collection::vec(edit(), 8));
        let (next, _) = edited(&self.sources[which], &edits, None);
        if next.len() > 2 {
            self.sources[which] = next;
        }
        let form = drawn(runner, &form());
        self.write(&self.path("ja", which), &page(&self.sources[which], &form));
        "the source changes".to_owned()
    }
}

#[test]
fn no_sequence_of_commands_loses_a_byte_of_a_translation() {
    let mut runner = TestRunner::deterministic();
    let mut numbers = Numbers::new(7);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for round in 0..amount(12, 400) {
        let mut site = site(&mut runner);
        let mut done: Vec<String> = Vec::new();
        for _ in 0..14 {
            let name = step(&mut site, &mut numbers, &mut runner);
            let verb = name.split(' ').take(2).next().unwrap_or_default().to_owned();
            *counts.entry(verb).or_default() += 1;
            done.push(name);
            for which in [0, 1] {
                let path = site.path("en", which);
                assert_eq!(
                    site.read(&path),
                    site.written[which],
                    "round {round}: {done:?}: {path}"
                );
            }
        }
    }
    assert!(counts.len() >= 10, "everything was tried: {counts:?}");
}
