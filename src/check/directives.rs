//! Directives and raw HTML: what the templates declare is what pages may write.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::{Body, DirectiveUse, INCLUDE, OutlineItem, Page, is_link};
use crate::site::Content;
use crate::text::{Code, Diagnostic, FilePath, Span};

/// Checks the directives, ids and raw HTML of every page and part.
pub(super) fn check_directives(content: &Content) -> Vec<Diagnostic> {
    let names = names(content);
    let mut findings = Vec::new();
    for page in content.pages.values() {
        for used in &page.outline.directives {
            check_use(content, &names, page, used, &mut findings);
        }
        check_ids(page, &mut findings);
        if !content.config.raw_html {
            let html = page.outline.html.iter();
            findings.extend(html.map(|span| Diagnostic::new(Code::RawHtml, &page.file, *span, [])));
        }
    }
    findings
}

fn names(content: &Content) -> BTreeSet<String> {
    let templates = content.templates.keys().filter_map(|name| {
        let name = name.strip_prefix("theme/").unwrap_or(name);
        name.strip_prefix("directives/")?.strip_suffix(".html").map(str::to_owned)
    });
    templates.chain([INCLUDE.to_owned()]).collect()
}

fn check_use(
    content: &Content,
    names: &BTreeSet<String>,
    page: &Page,
    used: &DirectiveUse,
    findings: &mut Vec<Diagnostic>,
) {
    let name = used.name.value.as_str();
    if !names.contains(name) {
        let finding =
            Diagnostic::new(Code::UnknownDirective, &page.file, used.name.span, [("name", name)]);
        findings.push(finding.suggest(name, names.iter().map(String::as_str)));
        return;
    }
    if used.unread {
        return;
    }
    if name == INCLUDE {
        let include = BTreeMap::from([("file".to_owned(), true)]);
        return check_attributes(&page.file, used, &include, findings);
    }
    let template = content.template(&format!("directives/{name}.html"));
    // A template that declares nothing has its own finding.
    if let Some(declaration) = template.and_then(|template| template.declaration.as_ref()) {
        check_attributes(&page.file, used, &declaration.attributes, findings);
        if declaration.body == Some(Body::Table) {
            findings.extend(check_tables(&page.file, used));
        }
    }
}

/// What wants one table has one.
fn check_tables(file: &FilePath, used: &DirectiveUse) -> Option<Diagnostic> {
    let (count, may_hold_more) = used.tables;
    if count == 1 || count == 0 && may_hold_more {
        return None;
    }
    let name = used.name.value.as_str();
    let arguments = [("directive", name), ("count", &*count.to_string())];
    Some(Diagnostic::new(Code::TableCount, file, used.name.span, arguments))
}

fn check_attributes(
    file: &FilePath,
    used: &DirectiveUse,
    allowed: &BTreeMap<String, bool>,
    findings: &mut Vec<Diagnostic>,
) {
    let directive = used.name.value.as_str();
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    let mut misspelt = BTreeSet::new();
    for (attribute, valued) in &used.attributes {
        let name = attribute.value.as_str();
        if !allowed.contains_key(name) || name == "title" {
            let arguments = [("name", name), ("directive", directive)];
            let finding = Diagnostic::new(Code::UnknownAttribute, file, attribute.span, arguments);
            let known = allowed.keys().map(String::as_str).filter(|known| *known != "title");
            let finding = finding.suggest(name, known);
            misspelt.extend(finding.suggestion.clone());
            findings.push(finding);
        } else if let Some(first) = seen.insert(name, attribute.span) {
            let arguments = [("key", name)];
            let finding = Diagnostic::new(Code::DuplicateKey, file, attribute.span, arguments);
            findings.push(finding.related(file, first));
        } else if is_link(name) && !valued && !allowed[name] {
            let arguments = [("name", name), ("directive", directive)];
            findings.push(Diagnostic::new(Code::MissingAttribute, file, attribute.span, arguments));
        }
    }
    for (name, _) in allowed.iter().filter(|(_, required)| **required) {
        let given = match name.as_str() {
            "title" => used.titled,
            name => used.attributes.iter().any(|(given, valued)| given.value == name && *valued),
        };
        // A misspelt attribute is one fault, not one too many and one too few.
        if !given && !misspelt.contains(name) {
            let arguments = [("name", name.as_str()), ("directive", directive)];
            findings.push(Diagnostic::new(Code::MissingAttribute, file, used.name.span, arguments));
        }
    }
}

/// Written ids are unique in a file; those made from words get a number of their own.
fn check_ids(page: &Page, findings: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for item in &page.outline.items {
        let (id, span) = match item {
            OutlineItem::Heading { id: Some(id), span, .. } => (id, *span),
            OutlineItem::Id(id) => (&id.value, id.span),
            _ => continue,
        };
        if let Some(first) = seen.insert(id, span) {
            let finding = Diagnostic::new(Code::DuplicateId, &page.file, span, [("id", id)]);
            findings.push(finding.related(&page.file, first));
        }
    }
}
