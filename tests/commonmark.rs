//! The examples of CommonMark 0.31.2. With our additions off each comes out as the specification
//! says; with them on, those that come out otherwise are the ones that `changed.md` lists.
//!
//! The examples are under another licence than this repository, so they come from a package:
//! `npm ci` in `tests/commonmark`, then `cargo test --test commonmark`, as `tests/run` does. Plain
//! `cargo test` leaves this out. Where a change of the dialect changes an example, the test says
//! which rows the list lacks and which it has too many.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod plain;

use std::collections::BTreeSet;

use plain::html;
use taiyaku::parse::Dialect;

const SPECIFICATION: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/commonmark/node_modules/commonmark-spec/spec.txt");

const COUNT: usize = 652;

/// One of the examples.
#[derive(Default)]
struct Example {
    number: usize,
    section: String,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let text = std::fs::read_to_string(SPECIFICATION).expect("`npm ci` in tests/commonmark first");
    let fence = "`".repeat(32);
    let opening = format!("{fence} example");
    let mut examples: Vec<Example> = Vec::new();
    let mut section = String::new();
    let mut lines = text.lines().take_while(|line| *line != "<!-- END TESTS -->");
    while let Some(line) = lines.next() {
        if line == opening {
            let mut until = |end: &str| -> String {
                let part = lines.by_ref().take_while(|line| *line != end);
                part.map(|line| format!("{}\n", line.replace('→', "\t"))).collect()
            };
            let (markdown, html) = (until("."), until(&fence));
            let number = examples.len() + 1;
            examples.push(Example { number, section: section.clone(), markdown, html });
        } else if line.starts_with('#') {
            line.trim_start_matches('#').trim().clone_into(&mut section);
        }
    }
    assert_eq!(examples.len(), COUNT);
    examples
}

#[test]
fn without_our_additions_every_example_is_as_the_specification_says() {
    let mut faults = String::new();
    for Example { number, section, markdown, html: expected } in examples() {
        let found = html(&markdown, Dialect::COMMONMARK);
        if found != expected {
            let diff = similar::TextDiff::from_lines(&expected, &found);
            let diff = diff.unified_diff().header("specification", "taiyaku").to_string();
            faults.push_str(&format!("\n{number}, {section}\n{markdown}{diff}"));
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// The rows of the list: the number of an example, and its section.
fn listed() -> BTreeSet<(usize, String)> {
    let row = |line: &str| {
        let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
        Some((cells.next()?.parse().ok()?, cells.next()?.to_owned()))
    };
    include_str!("commonmark/changed.md").lines().filter_map(row).collect()
}

#[test]
fn with_our_additions_only_the_listed_examples_change() {
    let changed: BTreeSet<(usize, String)> = examples()
        .into_iter()
        .filter(|example| html(&example.markdown, Dialect::TAIYAKU) != example.html)
        .map(|example| (example.number, example.section))
        .collect();
    let listed = listed();
    let rows = |mark: char, ours: &BTreeSet<(usize, String)>, theirs: &BTreeSet<_>| -> String {
        let rows = ours.difference(theirs);
        rows.map(|(number, section)| format!("{mark} | {number} | {section} |\n")).collect()
    };
    let faults = rows('-', &listed, &changed) + &rows('+', &changed, &listed);
    assert!(faults.is_empty(), "the list has too many (-) or too few (+):\n{faults}");
}
