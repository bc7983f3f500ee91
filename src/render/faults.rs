//! The template engine's faults as findings at their places.

use tera::ErrorKind;

use crate::parse::Template;
use crate::site::Content;
use crate::text::{Code, Diagnostic, FilePath, Span};

/// A fault of one template; `None` for what can only be judged with the others.
pub(super) fn syntax_finding(template: &Template, error: &tera::Error) -> Option<Diagnostic> {
    let ErrorKind::SyntaxError(report) = error.kind() else { return None };
    let range = &report.span().range;
    let span = Span::new(template.start + range.start, template.start + range.end);
    let finding = Diagnostic::new(Code::TemplateSyntax, &template.file, span, []);
    Some(finding.note(report.message()))
}

/// Faults between templates: a parent, a part or a filter that is not there, a circle.
pub(super) fn set_findings(content: &Content, error: &tera::Error) -> Vec<Diagnostic> {
    let words = error.kind().to_string();
    let reports: Vec<Diagnostic> =
        words.split("error: ").filter_map(|report| reported(content, report)).collect();
    if !reports.is_empty() {
        return reports;
    }
    let (name, mentioned) = match error.kind() {
        ErrorKind::MissingParent { current, parent } => (current.as_str(), parent.as_str()),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            (tpl.as_str(), "")
        }
        _ => ("", ""),
    };
    let template = content.templates.get(name);
    let span = template.filter(|_| !mentioned.is_empty()).and_then(|template| {
        let at = template.start + template.text.find(mentioned)?;
        Some(Span::new(at, at + mentioned.len()))
    });
    let folder = FilePath::new("templates");
    let file = template.map_or(&folder, |template| &template.file);
    vec![Diagnostic::new(Code::TemplateSyntax, file, span, []).note(words)]
}

/// One of the reports that the engine writes where it finds several faults at once: what it is, then
/// `--> name:line:column`, then the line with `^` under the fault.
fn reported(content: &Content, report: &str) -> Option<Diagnostic> {
    let (words, rest) = report.split_once('\n')?;
    let place = rest.trim_start().strip_prefix("--> ")?.lines().next()?;
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let template = content.templates.get(parts.next()?)?;
    let before = template.text.split_inclusive('\n').take(line.checked_sub(1)?);
    let start: usize = before.map(str::len).sum();
    let mut ends = template.text[start..].char_indices().map(|(at, _)| start + at);
    let from = ends.nth(column.checked_sub(1)?)?;
    let width = rest.matches('^').count();
    let to = ends.nth(width.checked_sub(1)?).unwrap_or(template.text.len());
    let span = Span::new(template.start + from, template.start + to);
    Some(Diagnostic::new(Code::TemplateSyntax, &template.file, span, []).note(words))
}
