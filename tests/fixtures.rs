//! Behaviour through the boundary: the files of a small site in, bytes and findings out.
//!
//! The cases stand in `tests/fixtures/*.md`; `tests/suite/mod.rs` tells how they are written.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]
#![expect(clippy::panic, reason = "a test shows what is wrong by stopping")]

mod suite;

use std::collections::BTreeSet;
use std::path::PathBuf;

use suite::{Suite, codes, crawl, joined, run};
use taiyaku::build::{Memo, build};
use taiyaku::disk::{Dates, Known, load};
use taiyaku::render::THEME;
use taiyaku::text::Code;

/// Findings that no build from values can have, and where they are tested instead.
const ELSEWHERE: [(Code, &str); 19] = [
    (Code::AliasByHand, "only a page that moves has one: tests/moves.rs"),
    (Code::AnchorDropped, "only a page that goes leaves one: tests/moves.rs"),
    (Code::ExportHeld, "only `export` has one: tests/po.rs"),
    (Code::ExportLeftOut, "only `export` has one: tests/po.rs"),
    (Code::FileTooLarge, "16 MiB would make a suite of 16 MiB: src/parse/decode.rs, tests/load.rs"),
    (Code::ImportConflict, "only `import` has one: tests/po.rs"),
    (Code::ImportNoPage, "only `import` has one: tests/po.rs"),
    (Code::ImportNoPlace, "only `import` has one: tests/po.rs"),
    (Code::ImportOutdated, "only `import` has one: tests/po.rs"),
    (Code::ImportUnfit, "only `import` has one: tests/po.rs"),
    (Code::IncludeTooDeep, "sixty-five parts would be a long suite: tests/limits.rs"),
    (Code::LinkByHand, "only a page that moves has one: tests/moves.rs"),
    (Code::LinkOutside, "a link is nothing but a file on a disk: tests/load.rs"),
    (Code::LinkToRemoved, "only a page that goes has one: tests/moves.rs"),
    (Code::NameNotUtf8, "a name of bytes is nothing but a file on a disk: tests/load.rs"),
    (Code::PoSyntax, "only `import` has one: tests/po.rs"),
    (Code::SyncByHand, "only `sync` has one: tests/sync.rs"),
    (Code::TooManyParts, "a thousand parts would be a long suite: tests/growth.rs"),
    (Code::TooMuchMarkup, "a million marks would be a long suite: tests/limits.rs"),
];

fn suites() -> Vec<Suite> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    let entries = std::fs::read_dir(folder).expect("the suites");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().map(|path| Suite::read(path)).collect()
}

/// Replaces the findings of a suite by those that were found; from its end, so that lines stay.
fn update(suite: &mut Suite, found: Vec<(usize, Vec<String>)>) {
    for (index, lines) in found.into_iter().rev() {
        let case = &suite.cases[index];
        if let Some(block) = case.blocks.iter().find(|block| block.kind == "findings") {
            suite.lines.splice(block.lines.clone(), lines);
        } else {
            let fence = "````".to_owned();
            let opening = [String::new(), "````findings".to_owned()];
            let block = opening.into_iter().chain(lines).chain([fence]);
            suite.lines.splice(case.end..case.end, block);
        }
    }
    let text = joined(&suite.lines);
    std::fs::write(&suite.path, text).expect("written");
}

#[test]
fn every_case_comes_out_as_its_suite_says() {
    let only = std::env::var("CASE").unwrap_or_default();
    let updates = std::env::var_os("UPDATE").is_some();
    let mut faults = String::new();
    let mut count = 0;
    for mut suite in suites() {
        let name = suite.path.file_name().expect("a name").to_string_lossy().into_owned();
        let mut found = Vec::new();
        for (index, case) in suite.cases.iter().enumerate() {
            if !format!("{name} {}", case.name).contains(&only) {
                continue;
            }
            count += 1;
            let report = run(case);
            if !report.faults.is_empty() {
                faults.push_str(&format!("\n{name}: {}\n", case.name));
                for fault in &report.faults {
                    faults.push_str(&format!("  {fault}\n"));
                }
            }
            found.extend(report.found.map(|lines| (index, lines)));
        }
        if updates && !found.is_empty() {
            update(&mut suite, found);
        }
    }
    assert!(count > 0, "no case is called {only}");
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_code_has_a_case() {
    let mut tested: BTreeSet<String> = BTreeSet::new();
    for suite in suites() {
        let blocks = suite.cases.iter().flat_map(|case| &case.blocks);
        for block in blocks.filter(|block| block.kind == "findings") {
            tested.extend(codes(&block.text));
        }
    }
    let untested: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| ELSEWHERE.iter().all(|(elsewhere, _)| elsewhere != *code))
        .map(|code| code.name())
        .filter(|name| !tested.contains(*name))
        .collect();
    assert_eq!(untested, Vec::<&str>::new(), "these codes have no case");
}

#[test]
fn the_site_of_the_repository_is_whole() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let options = taiyaku::text::Options::default();
    let inputs = load(root, THEME, options, Dates::LeftOut, &mut Known::default()).expect("a site");
    let built = build(&inputs, &mut Memo::default());
    assert_eq!(built.diagnostics, []);
    let faults = crawl(&inputs, &built.output);
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_embedded_theme_is_the_theme_of_the_repository() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/");
    let listed: BTreeSet<String> = THEME.iter().map(|(path, _)| (*path).to_owned()).collect();
    let folders = ["static/theme", "templates/theme"];
    let there: BTreeSet<String> = folders
        .iter()
        .flat_map(|folder| walkdir::WalkDir::new(format!("{root}{folder}")))
        .map(|entry| entry.expect("readable"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().to_string_lossy()[root.len()..].replace('\\', "/"))
        .collect();
    assert_eq!(listed, there);
}
