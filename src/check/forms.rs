//! The rows of the form index open something that is there.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::{Config, Edition, FormTarget};
use crate::site::Site;
use crate::text::{Code, Diagnostic, FilePath, Link, Span, link_kind};

/// Checks `forms.toml` against the site.
pub(super) fn check_forms(site: &Site<'_>, file: &FilePath) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut ids: BTreeMap<&str, Span> = BTreeMap::new();
    for form in &site.content.catalog.forms {
        if let Some(first) = ids.insert(&form.id.value, form.id.span) {
            let arguments = [("id", form.id.value.as_str())];
            let finding = Diagnostic::new(Code::DuplicateRowId, file, form.id.span, arguments);
            findings.push(finding.related(file, first));
        }
        let mut languages: BTreeMap<&str, Span> = BTreeMap::new();
        for edition in &form.editions {
            let code = edition.lang.value.as_str();
            if let Some(first) = languages.insert(code, edition.lang.span) {
                let id = format!("{}-{code}", form.id.value);
                let arguments = [("id", id.as_str())];
                let span = edition.lang.span;
                let finding = Diagnostic::new(Code::DuplicateRowId, file, span, arguments);
                findings.push(finding.related(file, first));
            }
            findings.extend(check_language(site, file, edition));
            findings.extend(check_target(site, file, edition));
        }
    }
    findings
}

/// A row may be in a language that the site itself does not have, if the language has a name.
fn check_language(site: &Site<'_>, file: &FilePath, edition: &Edition) -> Option<Diagnostic> {
    check_code(&site.content.config, file, &edition.lang.value, edition.lang.span)
}

/// A code in a catalog: of a language of the site, or of one that has names.
pub(super) fn check_code(
    config: &Config,
    file: &FilePath,
    code: &str,
    span: Span,
) -> Option<Diagnostic> {
    let known: BTreeSet<&str> = config.known_codes().collect();
    if known.contains(code) {
        return None;
    }
    let finding = Diagnostic::new(Code::UnknownLanguage, file, span, [("code", code)]);
    Some(finding.suggest(code, known))
}

fn check_target(site: &Site<'_>, file: &FilePath, edition: &Edition) -> Option<Diagnostic> {
    let (target, code) = match edition.target.as_ref()? {
        FormTarget::Page(page) => {
            let config = &site.content.config;
            let language = config.language(&edition.lang.value);
            // A language that there is none of has its own finding.
            if config.known_codes().all(|code| code != edition.lang.value) {
                return None;
            }
            let entry = language.and_then(|language| site.entry(language, &page.value));
            // A page that stands in is in another language than the row says.
            if entry.is_some_and(|entry| !entry.is_fallback()) {
                return None;
            }
            (page, Code::BrokenLink)
        }
        FormTarget::File(path) => match link_kind(&path.value) {
            Link::File { path, rest } if site.to_file(&path, &rest).is_ok() => return None,
            _ => (path, Code::MissingFile),
        },
        FormTarget::Url(url, _) => match link_kind(&url.value) {
            Link::External(_) => return None,
            Link::Unsafe => (url, Code::UnsafeLink),
            _ => (url, Code::LinkForm),
        },
    };
    Some(Diagnostic::new(code, file, target.span, [("target", target.value.as_str())]))
}
