//! Sites in which a translation begins, and what is looked at in one.

use std::fs;
use std::path::Path;
use std::process::Command;

use taiyaku::parse::{Block, BlockKind, Dialect, TODO_COMMENT, parse_page};
use taiyaku::text::{FilePath, Source};

use crate::folders::tree;

/// A page of every kind of block.
pub(crate) const SOURCE: &str = include_str!("source.md");

pub(crate) const SITE: &str = "schema = 1
base_url = \"https://example.org/\"
source = \"ja\"
default = \"ja\"

[[language]]
code = \"ja\"
name = \"日本語\"

[[language]]
code = \"en\"
name = \"English\"

# 呼び名
[language_names.ko]
ko = \"한국어\"
";

pub(crate) fn put(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let place = root.join(path);
    fs::create_dir_all(place.parent().expect("a folder")).expect("made");
    fs::write(place, text).expect("written");
}

pub(crate) fn text(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A site with a page of every kind of block.
pub(crate) fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    put(root, "content/site.toml", SITE);
    put(root, "content/ja/index.md", "---\ntitle: 表紙\n---\n\n本文です。\n");
    put(root, "content/en/index.md", "---\ntitle: Front\n---\n\nText.\n");
    put(root, "content/ja/guide/all.md", SOURCE);
    put(root, "content/ja/_parts/p.md", "## 部品の見出し\n");
    put(root, "content/ja/guide/index.md", "---\ntitle: 案内\n---\n\n本文です。\n");
    put(root, "static/img/rule.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    folder
}

/// Exit code, standard output, standard error.
pub(crate) fn run(root: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
    command.current_dir(root).args(arguments).args(["--ui-lang", "en"]);
    let output = command.output().expect("ran");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (output.status.code().expect("a code"), text(output.stdout), text(output.stderr))
}

#[track_caller]
pub(crate) fn fine(root: &Path, arguments: &[&str]) -> (String, String) {
    let (code, out, err) = run(root, arguments);
    assert_eq!(code, 0, "{arguments:?}: {err}");
    (out, err)
}

/// The site of this repository, which has everything that a page can have.
pub(crate) fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, found) in ["content", "static", "templates"].into_iter().flat_map(|part| {
        tree(&root.join(part)).into_iter().map(move |(n, f)| (format!("{part}/{n}"), f))
    }) {
        put(folder.path(), &name, found.bytes);
    }
    folder
}

/// The tree of a page without places, ids and comments.
fn shape(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match &block.kind {
            BlockKind::Html(html) if html.trim() == TODO_COMMENT => {}
            BlockKind::Paragraph(_) => out.push('p'),
            BlockKind::Tight(_) => out.push('t'),
            BlockKind::Heading(heading) => out.push_str(&heading.level.to_string()),
            BlockKind::Quote(inner) | BlockKind::Footnote(_, inner) => around(inner, out),
            BlockKind::List(_, items) => {
                for item in items {
                    around(&item.blocks, out);
                }
            }
            BlockKind::Table(_) => out.push('T'),
            BlockKind::Directive(directive) => {
                out.push_str(&directive.name.value);
                around(&directive.body, out);
            }
            BlockKind::Code(code) => out.push_str(&code.text),
            BlockKind::Rule => out.push('-'),
            BlockKind::Html(html) => out.push_str(html),
        }
    }
}

fn around(inner: &[Block], out: &mut String) {
    out.push('(');
    shape(inner, out);
    out.push(')');
}

pub(crate) fn shape_of(path: &str, bytes: &str) -> String {
    let source = Source::new(FilePath::new(path), bytes.as_bytes());
    let mut out = String::new();
    shape(&parse_page(&source, Dialect::TAIYAKU).value.body, &mut out);
    out
}

/// The values of the ids of all headings of a page, in order.
pub(crate) fn heading_ids(page: &str) -> Vec<&str> {
    let headings =
        page.split("<h").skip(1).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let id = |heading: &'_ str| -> Option<(usize, usize)> {
        let tag = heading.find('>')?;
        let start = heading[..tag].find("id=\"")? + 4;
        Some((start, start + heading[start..].find('"')?))
    };
    headings.filter_map(|heading| id(heading).map(|(start, end)| &heading[start..end])).collect()
}
