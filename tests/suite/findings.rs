//! Findings as lines of text.

use std::collections::BTreeSet;
use std::fmt::Write;

use taiyaku::text::{Diagnostic, Inputs, LineIndex, Place, Severity};

/// One line for each finding.
pub(super) fn lines(inputs: &Inputs, findings: &[Diagnostic]) -> Vec<String> {
    findings.iter().map(|finding| line(inputs, finding)).collect()
}

/// The codes that lines name.
pub(crate) fn codes(text: &str) -> BTreeSet<String> {
    let code = |line: &str| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned());
    text.lines().filter_map(code).collect()
}

fn line(inputs: &Inputs, finding: &Diagnostic) -> String {
    let severity = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut line = format!("{severity}[{}] ", finding.code.name());
    line.push_str(&place(inputs, &finding.place, true));
    for (name, value) in &finding.arguments {
        let _ = write!(line, " {name}={}", quoted(value));
    }
    if let Some(word) = &finding.suggestion {
        let _ = write!(line, " did-you-mean={}", quoted(word));
    }
    if !finding.fix.is_empty() {
        line.push_str(" fixable");
    }
    for other in &finding.related {
        let _ = write!(line, " related={}", place(inputs, other, false));
    }
    line
}

fn place(inputs: &Inputs, place: &Place, whole: bool) -> String {
    let file = place.file.as_str();
    let file: String = file.escape_default().to_string().replace("\\u{", "\u{0}");
    // Only what is not plain is escaped: a name in NFD must be told from one in NFC.
    let file = if file.contains('\u{0}') { shown(place.file.as_str()) } else { file };
    let Some(span) = place.span else { return file };
    let bytes = inputs.files.get(&place.file).map_or(&[][..], |source| &source.bytes);
    assert!(span.start <= span.end && span.end <= bytes.len(), "{file}: {span:?} is outside");
    if let Ok(text) = std::str::from_utf8(bytes) {
        let whole = text.is_char_boundary(span.start) && text.is_char_boundary(span.end);
        assert!(whole, "{file}: {span:?} cuts a character");
    }
    let index = LineIndex::new(bytes);
    let (start, end) = (index.position(span.start), index.position(span.end));
    if whole {
        format!("{file}:{}:{}-{}:{}", start.line, start.column, end.line, end.column)
    } else {
        format!("{file}:{}:{}", start.line, start.column)
    }
}

/// A name with its combining marks and control characters written out.
fn shown(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_control() || unicode_normalization::char::is_combining_mark(c) {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

fn quoted(value: &str) -> String {
    let value = shown(value);
    if value.is_empty() || value.contains([' ', '"', '=']) {
        format!("\"{}\"", value.replace('"', "\\\""))
    } else {
        value
    }
}
