//! A site's files as values: everything that a build reads, and nothing else.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::diagnostic::Diagnostic;
use super::fingerprint::Fingerprint;
use super::path::FilePath;
use super::span::Span;

/// Characters that no text of a site may hold: control characters but tab and the ends of lines,
/// and those of the noncharacters that XML cannot hold or that our parser needs for itself.
pub fn is_forbidden(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    control || matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}')
}

/// One file: its path from ROOT, its bytes and their hash.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it lies.
    pub path: FilePath,
    /// What it holds, unchanged.
    pub bytes: Arc<[u8]>,
    /// The hash of `bytes`.
    pub hash: Fingerprint,
}

impl Source {
    /// A file with these bytes.
    pub fn new(path: FilePath, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let hash = Fingerprint::of(&bytes);
        Self { path, bytes, hash }
    }

    /// A part of it as text, each line with `\n` at its end.
    pub fn part(&self, span: Span) -> String {
        let bytes = self.bytes.get(span.start..span.end).unwrap_or_default();
        String::from_utf8_lossy(bytes).replace("\r\n", "\n")
    }
}

/// What the command line may set for a build.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// `--base-url`, in place of the one in `site.toml`.
    pub base_url: Option<String>,
    /// `--print`: each language as one book as well.
    pub print: bool,
    /// Drafts are pages too, with a badge: for their authors.
    pub drafts: bool,
    /// What `check` asks beyond a build.
    pub scrutiny: Option<Scrutiny>,
    /// No search: for the moment in which only a page is waited for.
    pub without_index: bool,
}

/// What is asked about translations. A build does not ask it, for nothing that it writes depends on
/// it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scrutiny {
    /// `--strict`: the gates of `site.toml` are judged, on this day.
    pub gate: Option<Date>,
    /// `--changed-since`: the files that are others than then, and what pages were then.
    /// Only pages that one of them is part of are judged.
    pub changed: Option<BTreeMap<FilePath, Option<Arc<[u8]>>>>,
    /// `--write-baseline`: what the baseline knows is told all the same.
    pub without_baseline: bool,
}

/// Everything a build reads. Two equal `Inputs` give the same bytes and the same findings.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// All files under `content/`, `templates/` and `static/`; the embedded theme is already among
    /// them wherever ROOT has no file of its own in that place.
    pub files: BTreeMap<FilePath, Source>,
    /// What could not be read as a file of the site (a link that leads out of ROOT …).
    pub findings: Vec<Diagnostic>,
    /// The day of each file's last commit; empty where the whole history is not there.
    pub dates: BTreeMap<FilePath, Date>,
    /// What the command line said.
    pub options: Options,
}

impl Inputs {
    /// Whether a build of these would give the same. Bytes are compared by their hashes.
    pub fn is_same(&self, other: &Self) -> bool {
        let same =
            |(own, other): (&Source, &Source)| own.hash == other.hash && own.path == other.path;
        self.options == other.options
            && self.findings == other.findings
            && self.dates == other.dates
            && self.files.len() == other.files.len()
            && self.files.values().zip(other.files.values()).all(same)
    }

    /// Adds or replaces a file.
    pub fn insert(&mut self, path: &str, bytes: impl Into<Arc<[u8]>>) {
        let path = FilePath::new(path);
        self.files.insert(path.clone(), Source::new(path, bytes));
    }

    /// The files below a folder (`content/ja`), in the order of their paths.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a Source> + 'a {
        let first = FilePath::new(&format!("{folder}/"));
        self.files
            .range(first..)
            .take_while(move |(path, _)| path.below(folder).is_some())
            .map(|(_, source)| source)
    }

    /// One file.
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.files.get(&FilePath::new(path))
    }
}
