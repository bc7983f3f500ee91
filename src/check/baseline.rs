//! `content/baseline.txt`: the warnings that a site had when somebody began to look, so that only new
//! ones are told. A line is a file, a code and the hash of what it is about, never a place: what is
//! written above it moves nothing. The lines are sorted, so that two people who take out different
//! ones do not meet.

use std::collections::{BTreeMap, BTreeSet};

use crate::align::{Unit, cut};
use crate::parse::Page;
use crate::site::Content;
use crate::text::{Code, Diagnostic, FilePath, Fingerprint, Inputs, LineIndex, Severity, Span};

/// The file.
pub const BASELINE: &str = "content/baseline.txt";

/// Letters of a hash.
const HASH: usize = 16;

/// What stands before the lines.
const HEAD: &str = "# Warnings that are known, one a line: file, code, hash of the text.\n\
                    # Written by `taiyaku check --write-baseline`.\n";

/// Takes out the findings that the baseline knows, tells lines of it that are none, and gives those
/// that no finding has any more.
pub(super) fn without_known(
    inputs: &Inputs,
    content: &Content,
    findings: Vec<Diagnostic>,
) -> (Vec<Diagnostic>, Vec<String>) {
    let Some(source) = inputs.get(BASELINE) else { return (findings, Vec::new()) };
    let text = String::from_utf8_lossy(&source.bytes);
    let (mut known, mut kept) = (BTreeMap::new(), Vec::new());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let entry = line.trim();
        if is_entry(entry) {
            known.insert(entry, false);
        } else if !entry.is_empty() && !entry.starts_with('#') {
            // Where bytes are no text, the places of the text are none of the file.
            let span = Span::new(at, at + line.trim_end().len());
            let span = (text.len() == source.bytes.len()).then_some(span);
            kept.push(Diagnostic::new(Code::BadBaseline, &source.path, span, []));
        }
        at += line.len();
    }
    let mut units = Units::of(inputs, content);
    for finding in findings {
        match known.get_mut(&*units.entry(&finding)).filter(|_| is_known_kind(&finding)) {
            Some(is_met) => *is_met = true,
            None => kept.push(finding),
        }
    }
    let gone = known.iter().filter(|(_, is_met)| !**is_met).map(|(entry, _)| (*entry).to_owned());
    (kept, gone.collect())
}

/// The bytes of a baseline that knows all of these findings.
pub fn baseline(inputs: &Inputs, content: &Content, findings: &[Diagnostic]) -> Vec<u8> {
    let mut units = Units::of(inputs, content);
    let known = findings.iter().filter(|finding| is_known_kind(finding));
    let entries: BTreeSet<String> = known.map(|finding| units.entry(finding)).collect();
    let lines = entries.into_iter().map(|entry| entry + "\n");
    std::iter::once(HEAD.to_owned()).chain(lines).collect::<String>().into_bytes()
}

/// Errors stop a build, so a baseline cannot make light of them; nor of an address that is lost, whose
/// line in `urls.lock` says already that somebody knows of it.
fn is_known_kind(finding: &Diagnostic) -> bool {
    let is_for_itself = matches!(finding.code, Code::BadBaseline | Code::AddressGone);
    finding.severity() == Severity::Warning && !is_for_itself
}

/// The path may have spaces in it, the others have none.
fn is_entry(line: &str) -> bool {
    let mut parts = line.rsplitn(3, ' ');
    let is_hash = |hash: &str| hash.len() == HASH && hash.bytes().all(|b| b.is_ascii_hexdigit());
    parts.next().is_some_and(is_hash)
        && parts.next().is_some_and(|code| Code::ALL.iter().any(|known| known.name() == code))
        && parts.next().is_some_and(|path| !path.is_empty())
}

/// What findings are about, each page cut once.
struct Units<'a> {
    inputs: &'a Inputs,
    content: &'a Content,
    /// The span and the hash of each unit of a page.
    cut: BTreeMap<FilePath, Vec<(Span, Fingerprint)>>,
}

impl<'a> Units<'a> {
    fn of(inputs: &'a Inputs, content: &'a Content) -> Self {
        Self { inputs, content, cut: BTreeMap::new() }
    }

    fn entry(&mut self, finding: &Diagnostic) -> String {
        let hash = self.hash(finding).short(HASH);
        format!("{} {} {hash}", finding.place.file, finding.code.name())
    }

    /// Of a page the unit, of another file the line; of a whole file what the finding says of it.
    fn hash(&mut self, finding: &Diagnostic) -> Fingerprint {
        let file = &finding.place.file;
        let Some(span) = finding.place.span else {
            let said: Vec<&str> = finding.arguments.values().map(String::as_str).collect();
            return Fingerprint::of(said.join("\0").as_bytes());
        };
        if let Some(page) = self.content.pages.get(file) {
            let bytes = self.bytes(file);
            let units = self.cut.entry(file.clone()).or_insert_with(|| hashes(page, bytes));
            let found = units.iter().rev().find(|(unit, _)| unit.start <= span.start);
            if let Some((_, hash)) = found.filter(|(unit, _)| span.start < unit.end) {
                return *hash;
            }
        }
        let bytes = self.bytes(file);
        let index = LineIndex::new(bytes);
        let line = index.position(span.start).line;
        let text = bytes.split(|byte| *byte == b'\n').nth(line - 1).unwrap_or_default();
        Fingerprint::of(text.trim_ascii())
    }

    fn bytes(&self, file: &FilePath) -> &'a [u8] {
        self.inputs.files.get(file).map(|file| &*file.bytes).unwrap_or_default()
    }
}

fn hashes(page: &Page, bytes: &[u8]) -> Vec<(Span, Fingerprint)> {
    // The unit's own hashes are those of this machine, and a baseline is read on others.
    let hash = |unit: Unit| {
        let things = unit.fixed.iter().map(|thing| thing.value.as_str());
        let whole: Vec<&str> =
            [unit.kind.short(), &unit.within, &unit.words].into_iter().chain(things).collect();
        (unit.span, Fingerprint::of(whole.join("\0").as_bytes()))
    };
    let mut hashes: Vec<_> = cut(page, bytes).into_iter().map(hash).collect();
    hashes.sort_by_key(|(span, _)| (span.start, span.end));
    hashes
}
