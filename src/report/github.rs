//! Findings as the runner of a code host reads them, to show each beside its line.

use std::collections::BTreeMap;

use super::places::Places;
use super::tally::severity;
use super::words::Words;
use crate::text::{Diagnostic, FilePath, Severity, Source};

/// Writes findings in the order given, one command a line.
pub fn github(
    findings: &[Diagnostic],
    files: &BTreeMap<FilePath, Source>,
    words: &Words,
    strict: bool,
) -> String {
    let places = Places::new(findings, files);
    let mut text = String::new();
    for finding in findings {
        let level = match severity(finding, strict) {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let mut lines = vec![words.message(finding)];
        lines.extend(finding.note.iter().map(|note| note.trim_end().to_owned()));
        lines.extend(words.advice(finding));
        let at = places.range(&finding.place).map(|(start, end)| (start.line, start.column, end));
        let at = at.map(|(line, column, end)| {
            // Columns are shown only where both ends stand in one line.
            let columns = if end.line == line {
                format!(",col={column},endColumn={}", end.column)
            } else {
                String::new()
            };
            format!(",line={line},endLine={}{columns}", end.line)
        });
        let file = property(finding.place.file.as_str());
        let place = at.unwrap_or_default();
        let (code, message) = (finding.code.name(), data(&lines.join("\n")));
        text.push_str(&format!("::{level} file={file}{place},title={code}::{message}\n"));
    }
    text
}

/// One command about a file.
pub(super) fn github_line(level: &str, file: &FilePath, title: &str, message: &str) -> String {
    let (file, title) = (property(file.as_str()), property(title));
    format!("::{level} file={file},title={title}::{}\n", data(message))
}

/// A message, in which a line end would end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
