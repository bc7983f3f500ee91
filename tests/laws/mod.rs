//! What the laws are read off: the source as files and tokens.

pub(crate) mod dependencies;
pub(crate) mod repository;
pub(crate) mod rooms;
pub(crate) mod sizes;

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A file of ours.
pub(crate) struct Code {
    /// Its path from the root of the repository, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// A token outside of tests, and its line. Groups are opened up; their delimiters are tokens too.
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) line: usize,
}

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a folder of the repository, sorted.
pub(crate) fn rust_files(folder: &str) -> Vec<Code> {
    let root = root();
    let mut files: Vec<Code> = walkdir::WalkDir::new(root.join(folder))
        .into_iter()
        .map(|entry| entry.expect("readable").into_path())
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .map(|path| Code { path: below(&root, &path), text: read(&path) })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

pub(crate) fn below(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/")
}

pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl Code {
    /// The room that it belongs to: `parse` for `src/parse/yaml.rs`; nothing for `main.rs`.
    pub(crate) fn room(&self) -> Option<&str> {
        self.path.strip_prefix("src/")?.split_once('/').map(|(room, _)| room)
    }

    /// The module in the room: `yaml` for `src/parse/yaml.rs`, nothing for the door.
    pub(crate) fn module(&self) -> Option<&str> {
        let (_, rest) = self.path.strip_prefix("src/")?.split_once('/')?;
        let name = rest.split('/').next()?;
        Some(name.strip_suffix(".rs").unwrap_or(name)).filter(|name| *name != "mod")
    }

    pub(crate) fn syntax(&self) -> syn::File {
        syn::parse_file(&self.text).unwrap_or_else(|error| panic!("{}: {error}", self.path))
    }

    /// The tokens outside of `#[cfg(test)] mod …`.
    pub(crate) fn tokens(&self) -> Vec<Token> {
        let stream: TokenStream =
            self.text.parse().unwrap_or_else(|error| panic!("{}: {error}", self.path));
        let mut tokens = Vec::new();
        flatten(stream, &mut tokens);
        tokens
    }
}

fn flatten(stream: TokenStream, into: &mut Vec<Token>) {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    let mut at = 0;
    while let Some(tree) = trees.get(at) {
        if let Some(length) = test_module(&trees[at..]) {
            at += length;
            continue;
        }
        at += 1;
        let line = tree.span().start().line;
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                into.push(Token { text: open.to_owned(), line });
                flatten(group.stream(), into);
                let line = group.span_close().start().line;
                into.push(Token { text: close.to_owned(), line });
            }
            other => into.push(Token { text: other.to_string(), line }),
        }
    }
}

/// How many trees `#[cfg(test)] mod name { … }` takes, if it stands here.
fn test_module(trees: &[TokenTree]) -> Option<usize> {
    let text = |at: usize| trees.get(at).map(ToString::to_string).unwrap_or_default();
    let condition = text(1).replace(' ', "");
    (text(0) == "#" && condition == "[cfg(test)]" && text(2) == "mod").then_some(5)
}

/// The names that follow `first::` anywhere, in a `use` of several too, each with its line.
pub(crate) fn names_behind(tokens: &[Token], first: &str) -> Vec<(String, usize)> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let mut names = Vec::new();
    for at in 0..tokens.len() {
        if text(at) != first || text(at + 1) != ":" || text(at + 2) != ":" {
            continue;
        }
        if text(at + 3) == "{" {
            names.extend(group_heads(&tokens[at + 4..]));
        } else {
            names.push((text(at + 3).to_owned(), tokens[at].line));
        }
    }
    names
}

/// The first name of each path in `{a::b, c::{d, e}, f}`, of which the brace is open.
fn group_heads(tokens: &[Token]) -> Vec<(String, usize)> {
    let mut names = Vec::new();
    let (mut depth, mut head) = (0, true);
    for token in tokens {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" if depth == 0 => return names,
            "}" => depth -= 1,
            "," if depth == 0 => head = true,
            name => {
                if std::mem::take(&mut head) {
                    names.push((name.to_owned(), token.line));
                }
            }
        }
    }
    names
}
