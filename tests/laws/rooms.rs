//! Which room may know of which, and what is done only in one of them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Code, names_behind, rust_files};

/// From top to bottom.
const ROOMS: [&str; 18] = [
    "cli",
    "serve",
    "publish",
    "review",
    "disk",
    "report",
    "build",
    "render",
    "search",
    "check",
    "scaffold",
    "moves",
    "exchange",
    "translate",
    "site",
    "align",
    "parse",
    "text",
];

fn rank(room: &str) -> Option<usize> {
    ROOMS.iter().position(|known| *known == room)
}

pub(crate) fn upward_imports() -> Vec<String> {
    let mut breaches = Vec::new();
    for code in rust_files("src") {
        let Some(room) = code.room() else { continue };
        let Some(own) = rank(room) else {
            breaches.push(format!("{}: `{room}` is no room of the house", code.path));
            continue;
        };
        for (name, line) in names_behind(&code.tokens(), "crate") {
            match rank(&name) {
                Some(other) if other > own => {}
                Some(other) if other == own => {
                    breaches.push(format!("{}:{line}: `crate::{name}` inside `{room}`", code.path));
                }
                _ => breaches.push(format!("{}:{line}: `{room}` imports `{name}`", code.path)),
            }
        }
    }
    breaches
}

/// The modules of each room, and for each module its neighbours with the line of their mention.
fn neighbours() -> BTreeMap<String, BTreeMap<String, Vec<(String, usize)>>> {
    let mut rooms: BTreeMap<String, BTreeMap<String, Vec<(String, usize)>>> = BTreeMap::new();
    for code in rust_files("src") {
        let (Some(room), Some(module)) = (code.room(), code.module()) else { continue };
        let names = names_behind(&code.tokens(), "super");
        rooms
            .entry(room.to_owned())
            .or_default()
            .entry(module.to_owned())
            .or_default()
            .extend(names);
    }
    rooms
}

pub(crate) fn circles() -> Vec<String> {
    let mut breaches = Vec::new();
    for (room, modules) in neighbours() {
        for module in modules.keys() {
            let mut trail = vec![module.as_str()];
            let mut seen = BTreeSet::new();
            // Each circle once: by its first module.
            if circle(&modules, module, &mut trail, &mut seen)
                && trail.iter().all(|name| *name >= module.as_str())
            {
                breaches.push(format!("src/{room}: {} → {module}", trail.join(" → ")));
            }
        }
    }
    breaches
}

/// Whether a way leads back to the first of the trail; the trail is that way then.
fn circle<'a>(
    modules: &'a BTreeMap<String, Vec<(String, usize)>>,
    at: &'a str,
    trail: &mut Vec<&'a str>,
    seen: &mut BTreeSet<&'a str>,
) -> bool {
    for (name, _) in modules.get(at).into_iter().flatten() {
        if name == trail[0] {
            return true;
        }
        if modules.contains_key(name) && seen.insert(name) {
            trail.push(name);
            if circle(modules, name, trail, seen) {
                return true;
            }
            trail.pop();
        }
    }
    false
}

pub(crate) fn imports_from_doors() -> Vec<String> {
    let mut breaches = Vec::new();
    for (room, modules) in neighbours() {
        for (module, names) in &modules {
            for (name, line) in names.iter().filter(|(name, _)| !modules.contains_key(name)) {
                let place = format!("src/{room}/{module}.rs:{line}");
                breaches.push(format!("{place}: `super::{name}` comes through the door"));
            }
        }
    }
    breaches
}

/// Files that no door leads to: the compiler does not miss them.
pub(crate) fn files_without_a_door() -> Vec<String> {
    let files = rust_files("src");
    let is_known = |code: &Code| {
        let (Some(room), Some(module)) = (code.room(), code.module()) else { return true };
        let door = files.iter().find(|door| door.path == format!("src/{room}/mod.rs"));
        door.is_some_and(|door| door.text.lines().any(|line| line == format!("mod {module};")))
    };
    files.iter().filter(|code| !is_known(code)).map(|code| code.path.clone()).collect()
}

pub(crate) fn furnished_doors() -> Vec<String> {
    let mut breaches = Vec::new();
    for code in rust_files("src") {
        let lib = code.path == "src/lib.rs";
        if !lib && !code.path.ends_with("/mod.rs") {
            continue;
        }
        if !code.text.starts_with("//!") {
            breaches.push(format!("{}: no doc comment says what is behind it", code.path));
        }
        for (number, item) in (1..).zip(code.syntax().items) {
            let allowed = match &item {
                syn::Item::Mod(module) => {
                    module.content.is_none()
                        && (!lib || matches!(module.vis, syn::Visibility::Public(_)))
                }
                syn::Item::Use(_) => !lib,
                _ => false,
            };
            if !allowed {
                breaches.push(format!("{}: item {number} is not `mod` or `use`", code.path));
            }
        }
    }
    breaches
}

/// What only some rooms may do: the words for it, and the rooms.
const EFFECTS: &[(&[&str], &[&str])] = &[
    (&["println", "print", "eprintln", "eprint", "dbg"], &["cli"]),
    (&["stdout", "stderr", "stdin"], &["cli"]),
    (&["fs", "walkdir", "WalkDir", "tempfile", "notify"], &["disk"]),
    (&["net", "axum", "tokio"], &["serve", "publish"]),
    (&["env"], &["cli", "disk"]),
    (&["SystemTime", "Instant"], &["cli", "serve", "disk"]),
];

/// Questions to the file system that `Path` asks.
const QUESTIONS: &[&str] = &[
    "canonicalize",
    "exists",
    "try_exists",
    "is_dir",
    "is_file",
    "is_symlink",
    "metadata",
    "symlink_metadata",
    "read_dir",
    "read_link",
];

pub(crate) fn misplaced_effects() -> Vec<String> {
    rust_files("src").iter().flat_map(effects).collect()
}

fn effects(code: &Code) -> Vec<String> {
    // `main.rs` belongs to the command line.
    let room = code.room().unwrap_or("cli");
    let tokens = code.tokens();
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let mut breaches = Vec::new();
    for at in 0..tokens.len() {
        let (before, name, after) =
            (if at == 0 { "" } else { text(at - 1) }, text(at), text(at + 1));
        let macro_name = EFFECTS[0].0.contains(&name);
        // A macro, a module of `std` or a crate, and neither a field, a method nor a binding.
        let means_it = if macro_name {
            after == "!"
        } else {
            before != "."
                && (before == ":" || before == "{" || before == "," || before == "use")
                && (name != "fs" && name != "env" && name != "net" || behind_std(&tokens, at))
        };
        let owner = EFFECTS.iter().find(|(words, _)| words.contains(&name));
        if let Some((_, rooms)) = owner.filter(|(_, rooms)| means_it && !rooms.contains(&room)) {
            let place = format!("{}:{}", code.path, tokens[at].line);
            breaches.push(format!("{place}: `{name}` belongs to {}", rooms.join(", ")));
        }
        if before == "." && after == "(" && room != "disk" && QUESTIONS.contains(&name) {
            breaches.push(format!("{}:{}: `{name}` asks the disk", code.path, tokens[at].line));
        }
    }
    breaches
}

/// Whether `std::` stands before a name, or before the braces that it stands in.
fn behind_std(tokens: &[super::Token], at: usize) -> bool {
    let mut at = at;
    while at > 0 && !matches!(tokens[at].text.as_str(), ";" | "use") {
        if tokens[at].text == "std" {
            return true;
        }
        if matches!(tokens[at].text.as_str(), ")" | "}" | "=") {
            return false;
        }
        at -= 1;
    }
    false
}
