//! A suite's Markdown into cases.

use std::ops::Range;
use std::path::{Path, PathBuf};

/// A suite and its cases.
pub(crate) struct Suite {
    /// The file.
    pub(crate) path: PathBuf,
    /// Its lines.
    pub(crate) lines: Vec<String>,
    /// Its cases, in order.
    pub(crate) cases: Vec<Case>,
}

/// One behaviour.
pub(crate) struct Case {
    /// The heading.
    pub(crate) name: String,
    /// Its blocks, in order.
    pub(crate) blocks: Vec<Block>,
    /// The line behind its last one.
    pub(crate) end: usize,
}

/// A fenced block.
pub(crate) struct Block {
    /// `file`, `findings`, `output` …
    pub(crate) kind: String,
    /// The words behind it.
    pub(crate) words: Vec<String>,
    /// What it holds.
    pub(crate) text: String,
    /// The lines of the text in the suite.
    pub(crate) lines: Range<usize>,
}

impl Block {
    /// The path that the block is about.
    pub(crate) fn path(&self) -> String {
        unescape(self.words.first().expect("a block of this kind names a file"))
    }

    /// Whether a word stands in the info string.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }

    /// The value of `key=value` in the info string.
    pub(crate) fn value(&self, key: &str) -> Option<&str> {
        self.words.iter().find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }
}

impl Suite {
    /// Reads a suite.
    pub(crate) fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).expect("a suite");
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let mut suite = Self { path: path.to_owned(), lines: Vec::new(), cases: Vec::new() };
        let mut at = 0;
        while at < lines.len() {
            let line = &lines[at];
            if let Some(name) = line.strip_prefix("## ") {
                suite.cases.push(Case { name: name.to_owned(), blocks: Vec::new(), end: at + 1 });
            } else if let Some((block, next)) = block(&lines, at) {
                let case = suite.cases.last_mut().expect("a block stands under a heading");
                case.blocks.push(block);
                case.end = next;
                at = next;
                continue;
            }
            at += 1;
        }
        suite.lines = lines;
        suite
    }
}

/// A block that begins on a line, and the line behind it.
fn block(lines: &[String], at: usize) -> Option<(Block, usize)> {
    let info = lines[at].trim_start_matches('`');
    let ticks = lines[at].len() - info.len();
    if ticks < 4 {
        return None;
    }
    let fence = &lines[at][..ticks];
    let from = at + 1;
    let length = lines[from..].iter().position(|line| line == fence);
    let to = from + length.unwrap_or_else(|| panic!("line {}: the block is open", at + 1));
    let mut words = info.split_whitespace().map(str::to_owned);
    let kind = words.next().unwrap_or_default();
    let text = joined(&lines[from..to]);
    Some((Block { kind, words: words.collect(), text, lines: from..to }, to + 1))
}

/// Lines as a text, with a line end behind each.
pub(crate) fn joined<T: AsRef<str>>(lines: &[T]) -> String {
    lines.iter().flat_map(|line| [line.as_ref(), "\n"]).collect()
}

/// `\u{…}` becomes that character.
pub(crate) fn unescape(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (hex, rest) = part.split_once('}').expect("a closed escape");
        let code = u32::from_str_radix(hex, 16).expect("a hexadecimal number");
        out.push(char::from_u32(code).expect("a character"));
        out.push_str(rest);
    }
    out
}
