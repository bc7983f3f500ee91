//! A page that moves and comes back, in sites that look random: every byte is what it was, but for
//! the aliases, and in between every link leads where it led before.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod amount;
mod numbers;
mod sites;

use std::collections::BTreeMap;

use amount::amount;
use numbers::Numbers;
use sites::{TWO_LANGUAGES, site};
use taiyaku::build::{Memo, build};
use taiyaku::moves::{Plan, rename};
use taiyaku::text::{FilePath, Inputs};

const PATHS: [&str; 7] = [
    "a.md",
    "guide/b.md",
    "guide/c d.md",
    "guide/deep/e(1).md",
    "手順/六.md",
    "手順/f_g+h.md",
    "x/index.md",
];
const NEW: [&str; 6] =
    ["z.md", "guide/z z.md", "新規/七.md", "x/y/w.md", "guide/deep/a.md", "x/%41&b.md"];

/// A path as somebody writes it in a link.
fn spelled(path: &str, pointed: bool, all: bool) -> String {
    let encoded = |c: char| {
        let mut bytes = [0; 4];
        c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")).collect::<String>()
    };
    path.chars()
        .map(|c| match c {
            ' ' if !pointed => encoded(c),
            c if !c.is_ascii() && all => encoded(c),
            c => c.to_string(),
        })
        .collect()
}

/// A link from a page to another, in one of the ways of writing one.
fn link(
    numbers: &mut Numbers,
    from: &str,
    to: &str,
    number: usize,
    (moving, new): (&str, &str),
) -> String {
    // A way of writing comes back only where the path in between can be written in it.
    let stays = FilePath::new(moving).folder() == FilePath::new(new).folder();
    let (plain, escapes) = (from == moving || !stays, !new.is_ascii());
    let folder = FilePath::new(from).folder().to_owned();
    let shortest = FilePath::new(to).seen_from(&folder);
    let path = match numbers.below(4) {
        0 => format!("./{shortest}"),
        1 if !plain && !folder.is_empty() => {
            let name = folder.rsplit('/').next().unwrap_or_default();
            format!("../{name}/{shortest}")
        }
        _ => shortest,
    };
    let anchor = numbers.pick(&["", "#top", "#%74op"]);
    let form = numbers.below(8);
    let target = spelled(&path, matches!(form, 1 | 3), escapes && numbers.below(3) == 0) + anchor;
    match form {
        0 => format!("A line with [a link]({target} \"see\") in it."),
        1 => format!("- an item\n  - [pointed](<{target}>)"),
        2 => format!("[label {number}]: {target}\n\n[words][label {number}]"),
        3 => format!("> [q{number}]: <{target}>\n>\n> [q{number}]"),
        4 => format!(":::note[A [title]({target})]\n[inside]({target})\n:::"),
        5 => format!("::card[Card]{{href=\"{target}\"}}"),
        6 => format!("```text\n[code]({target})\n```\n\n`[code]({target})`"),
        _ => format!("| a |\n|---|\n| [cell]({target}) |"),
    }
}

fn page(numbers: &mut Numbers, path: &str, moving: (&str, &str)) -> String {
    let mut text = format!("---\ntitle: Page\n---\n\n# Top {{#top}}\n\nFrom {}.\n", path.len());
    for number in 0..numbers.below(6) {
        let to = numbers.pick(&PATHS);
        text.push_str(&format!("\n{}\n", link(numbers, path, to, number, moving)));
    }
    let text = if numbers.below(3) == 0 { text.replace('\n', "\r\n") } else { text };
    if numbers.below(4) == 0 { format!("\u{feff}{text}") } else { text }
}

fn random_site(numbers: &mut Numbers, moving: (&str, &str)) -> BTreeMap<String, String> {
    let mut files = BTreeMap::from([("content/site.toml".to_owned(), TWO_LANGUAGES.to_owned())]);
    for code in ["ja", "en"] {
        let front = "---\ntitle: Front\n---\n\nAll of it.\n";
        files.insert(format!("content/{code}/index.md"), front.to_owned());
        for path in PATHS {
            let text = page(numbers, path, moving);
            if code == "ja" && numbers.below(2) == 0 {
                files.insert(format!("content/en/.source/{path}"), text.clone());
            }
            if code == "ja" || numbers.below(4) > 0 {
                files.insert(format!("content/{code}/{path}"), text);
            }
        }
    }
    files
}

fn moved(inputs: &Inputs, old: &str, new: &str) -> Plan {
    let path = |below: &str| FilePath::new(&format!("content/ja/{below}"));
    rename(inputs, &path(old), &path(new)).unwrap_or_else(|stop| panic!("{old} → {new}: {stop:?}"))
}

/// The texts of a site without the lists of aliases.
fn without_aliases(inputs: &Inputs) -> BTreeMap<String, String> {
    let bare = |text: &str| -> String {
        let lines = text.split_inclusive('\n');
        let is_alias = |line: &&str| {
            line.starts_with("aliases:")
                || line.starts_with("  - \"")
                || line.starts_with("  - ") && line.trim_end().ends_with('/')
        };
        lines.filter(|line| !is_alias(line)).collect()
    };
    let texts = inputs.below("content").map(|source| {
        let text = String::from_utf8(source.bytes.to_vec()).expect("text");
        (source.path.to_string(), bare(&text))
    });
    texts.collect()
}

#[test]
fn a_page_that_comes_back_leaves_every_byte_as_it_was() {
    let mut numbers = Numbers::new(20_261_125);
    let builds = amount(6, 60);
    for case in 0..amount(150, 5_000) {
        let (old, new) = (numbers.pick(&PATHS), numbers.pick(&NEW));
        let files = random_site(&mut numbers, (old, new));
        let inputs = site(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let there = moved(&inputs, old, new);
        assert_eq!(there.by_hand, [], "{case}: {old} → {new}");
        assert_eq!(there.lost, Vec::<String>::new(), "{case}: {old} → {new}");
        if case < builds {
            let found = build(&there.after, &mut Memo::default()).diagnostics;
            assert_eq!(found, [], "{case}: {old} → {new}");
        }
        let back = moved(&there.after, new, old);
        assert_eq!(back.by_hand, [], "{case}: {new} → {old}");
        let (before, after) = (without_aliases(&inputs), without_aliases(&back.after));
        for (path, text) in &before {
            assert_eq!(after.get(path), Some(text), "{case}: {old} → {new}, {path}");
        }
        assert_eq!(before.len(), after.len());
    }
}
