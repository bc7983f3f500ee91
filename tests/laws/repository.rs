//! What is in the repository, and what must not be.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use taiyaku::render::THEME;

use super::{below, root};

/// The embedded theme against the two folders, byte for byte.
pub(crate) fn theme_differences() -> Vec<String> {
    let root = root();
    let mut there = BTreeMap::new();
    for folder in ["templates/theme", "static/theme"] {
        for entry in walkdir::WalkDir::new(root.join(folder)) {
            let entry = entry.expect("readable");
            if entry.file_type().is_file() {
                let bytes = fs::read(entry.path()).expect("readable");
                there.insert(below(&root, entry.path()), bytes);
            }
        }
    }
    let mut breaches = Vec::new();
    for (path, bytes) in THEME {
        match there.remove(*path) {
            None => breaches.push(format!("{path} is listed and not there")),
            Some(found) if found != *bytes => breaches.push(format!("{path} has other bytes")),
            Some(_) => {}
        }
    }
    breaches.extend(there.into_keys().map(|path| format!("{path} is there and not listed")));
    if !THEME.is_sorted_by_key(|(path, _)| *path) {
        breaches.push("the list is not sorted".to_owned());
    }
    breaches
}

/// The files that git tracks, or will with the next `git add`; none where the source came without
/// its history.
fn tracked() -> Vec<String> {
    if !root().join(".git").exists() {
        return Vec::new();
    }
    let list = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git");
    assert!(list.status.success(), "{}", String::from_utf8_lossy(&list.stderr));
    let list = String::from_utf8(list.stdout).expect("names in UTF-8");
    let there = |path: &&str| !path.is_empty() && root().join(path).exists();
    list.split('\0').filter(there).map(str::to_owned).collect()
}

const TOP: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "LICENSE",
    "README.md",
    "content",
    "src",
    "static",
    "templates",
    "tests",
];

pub(crate) fn stray_at_the_top() -> Vec<String> {
    let top = tracked().into_iter().map(|path| path.split('/').next().unwrap_or("").to_owned());
    let mut stray: Vec<String> =
        top.filter(|name| !TOP.contains(&name.as_str()) && !name.starts_with('.')).collect();
    stray.dedup();
    stray
}

pub(crate) fn generated() -> Vec<String> {
    let made = ["public", "target", "node_modules", "shots", ".taiyaku"];
    let is_made = |path: &String| path.split('/').any(|part| made.contains(&part));
    tracked().into_iter().filter(is_made).collect()
}

/// All binaries together; text is what is UTF-8 without NUL.
pub(crate) fn heavy_binaries() -> Vec<String> {
    const LIMIT: usize = 1_000_000;
    let binaries = tracked().into_iter().filter_map(|path| {
        let bytes = fs::read(root().join(&path)).ok()?;
        let is_text = !bytes.contains(&0) && std::str::from_utf8(&bytes).is_ok();
        (!is_text).then_some((bytes.len(), path))
    });
    let binaries: Vec<_> = binaries.collect();
    let sum: usize = binaries.iter().map(|(size, _)| size).sum();
    if sum < LIMIT {
        return Vec::new();
    }
    binaries.into_iter().map(|(size, path)| format!("{path}: {size} bytes")).collect()
}

/// Folders of the machine, and hosts that packages came from: neither is the same elsewhere. The
/// two files of cargo name its index, which is no host of ours.
pub(crate) fn machine_names() -> Vec<String> {
    // Put together, or this file would break its own law.
    let folders =
        [["/wo", "rk/"], ["/tmp/", "wt"], ["/ro", "ot/"], ["/ho", "me/"]].map(|two| two.concat());
    let hosts = [
        ["registry.", "npmjs"],
        ["registry.", "yarnpkg"],
        ["index.", "crates.io"],
        ["static.", "crates.io"],
        ["pythonhosted", ".org"],
        ["pypi", ".org"],
        ["deb.", "debian"],
        ["proxy.", "golang"],
    ]
    .map(|two| two.concat());
    let mut breaches = Vec::new();
    for path in tracked() {
        let Ok(text) = fs::read_to_string(root().join(&path)) else { continue };
        for (number, line) in (1..).zip(text.lines()) {
            let named = |name: &&String| {
                line.match_indices(name.as_str()).any(|(at, _)| {
                    // `content/work/` is a folder of a site.
                    !line[..at].ends_with(|c: char| c.is_alphanumeric() || ".-_~}".contains(c))
                })
            };
            if let Some(name) = folders.iter().chain(&hosts).find(named) {
                breaches.push(format!("{path}:{number}: `{name}`"));
            }
        }
    }
    breaches
}
