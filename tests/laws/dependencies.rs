//! What we stand on: licences, crates that are not wanted, and a reason for each.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

use super::{read, root};

const ALLOWED: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "0BSD",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "CC0-1.0",
    "Unlicense",
];

/// Licences of crates that are never part of the program.
const IN_TESTS: &[&str] = &["MPL-2.0"];

/// Crates of another licence, and why they may be here.
const EXCEPTIONS: &[(&str, &str, &str)] = &[(
    "finl_unicode",
    "(MIT OR Apache-2.0) AND Unicode-DFS-2016",
    "the older text of Unicode's licence for its tables; comrak brings it, in a test alone",
)];

/// Crates that must not come back, each with what may bring it all the same.
const BANNED: &[(&str, &[&str])] = &[
    ("serde_yaml", &[]),
    ("serde_yml", &[]),
    ("fluent-templates", &[]),
    ("bincode", &["syntect"]),
    ("openssl-sys", &[]),
];

/// `cargo metadata`: of all platforms where all is downloaded, else of this one.
fn metadata() -> Value {
    let cargo = |more: &[&str]| {
        Command::new(env!("CARGO"))
            .args(["metadata", "--format-version", "1", "--locked", "--offline"])
            .args(more)
            .current_dir(root())
            .output()
            .expect("cargo")
    };
    let mut output = cargo(&[]);
    if !output.status.success() {
        let version = Command::new("rustc").arg("-vV").output().expect("rustc").stdout;
        let version = String::from_utf8(version).expect("text");
        let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
        output = cargo(&["--filter-platform", host]);
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// The packages that reach the program itself: all but those that only tests bring.
fn shipped(metadata: &Value) -> BTreeSet<&str> {
    let nodes = list(&metadata["resolve"], "nodes");
    let mut open = vec![text(&metadata["resolve"], "root")];
    let mut reached = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !reached.insert(id) {
            continue;
        }
        let node = nodes.iter().find(|node| text(node, "id") == id).expect("a node");
        for dependency in list(node, "deps") {
            let only_tests = list(dependency, "dep_kinds").iter().all(|kind| kind["kind"] == "dev");
            if !only_tests {
                open.push(text(dependency, "pkg"));
            }
        }
    }
    reached
}

pub(crate) fn licences() -> Vec<String> {
    let metadata = metadata();
    let shipped = shipped(&metadata);
    assert!(shipped.len() > 50, "cargo says little: {} crates", shipped.len());
    let mut breaches = Vec::new();
    for package in list(&metadata, "packages") {
        let (name, licence) = (text(package, "name"), text(package, "license"));
        let excepted = EXCEPTIONS.iter().any(|known| (known.0, known.1) == (name, licence));
        let also = if shipped.contains(text(package, "id")) { &[][..] } else { IN_TESTS };
        if !excepted && !is_allowed(licence, also) {
            breaches.push(format!("{name}: `{licence}`"));
        }
    }
    breaches
}

/// Whether an SPDX expression can be fulfilled with allowed licences alone. `/` is an old `OR`.
fn is_allowed(expression: &str, also: &[&str]) -> bool {
    let plain = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = plain.split_whitespace().collect();
    let mut at = 0;
    let allowed = either(&words, &mut at, also);
    allowed && at == words.len() && at > 0
}

fn either(words: &[&str], at: &mut usize, also: &[&str]) -> bool {
    let mut allowed = both(words, at, also);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        allowed |= both(words, at, also);
    }
    allowed
}

fn both(words: &[&str], at: &mut usize, also: &[&str]) -> bool {
    let mut allowed = one(words, at, also);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        allowed &= one(words, at, also);
    }
    allowed
}

fn one(words: &[&str], at: &mut usize, also: &[&str]) -> bool {
    let word = words.get(*at).copied().unwrap_or_default();
    *at += 1;
    if word == "(" {
        let allowed = either(words, at, also);
        *at += 1;
        return allowed;
    }
    let mut licence = word.to_owned();
    if words.get(*at) == Some(&"WITH") {
        licence = format!("{word} WITH {}", words.get(*at + 1).copied().unwrap_or_default());
        *at += 2;
    }
    ALLOWED.contains(&licence.as_str()) || also.contains(&licence.as_str())
}

pub(crate) fn banned() -> Vec<String> {
    let metadata = metadata();
    let mut breaches = Vec::new();
    for node in list(&metadata["resolve"], "nodes") {
        let user = name_of(&metadata, text(node, "id"));
        for dependency in list(node, "deps") {
            let name = name_of(&metadata, text(dependency, "pkg"));
            let ban = BANNED.iter().find(|(banned, _)| *banned == name);
            if ban.is_some_and(|(_, through)| !through.contains(&user)) {
                breaches.push(format!("{name}, which {user} brings"));
            }
        }
    }
    breaches
}

fn name_of<'a>(metadata: &'a Value, id: &str) -> &'a str {
    let package = list(metadata, "packages").iter().find(|package| text(package, "id") == id);
    package.map_or("", |package| text(package, "name"))
}

/// Dependencies of `Cargo.toml` without a comment above them; neighbours may share one.
pub(crate) fn unexplained() -> Vec<String> {
    let manifest = read(&root().join("Cargo.toml"));
    let mut breaches = Vec::new();
    let (mut inside, mut explained) = (false, false);
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies");
            explained = false;
        } else if line.starts_with('#') {
            explained = true;
        } else if line.is_empty() {
            explained = false;
        } else if inside && !explained && line.contains(" = ") {
            breaches.push(line.to_owned());
        }
    }
    breaches
}

/// The parser's panics become findings, which a program that aborts cannot do.
pub(crate) fn aborting_profiles() -> Vec<String> {
    let manifest = read(&root().join("Cargo.toml"));
    let aborts = |line: &&str| line.split('#').next().is_some_and(|line| line.contains("abort"));
    manifest.lines().filter(aborts).map(str::to_owned).collect()
}
