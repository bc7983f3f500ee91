//! The rows of the form index open something that is there.

use std::collections::BTreeMap;

use crate::parse::{Edition, FormTarget};
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
        for edition in &form.editions {
            findings.extend(check_language(site, file, edition));
            findings.extend(check_target(site, file, edition));
        }
    }
    findings
}

/// A row may be in a language that the site itself does not have, if the language has a name.
fn check_language(site: &Site<'_>, file: &FilePath, edition: &Edition) -> Option<Diagnostic> {
    let config = &site.content.config;
    let code = edition.lang.value.as_str();
    if config.language(code).is_some() || config.language_names.contains_key(code) {
        return None;
    }
    let languages = config.languages.iter().map(|language| language.code.as_str());
    let known = languages.chain(config.language_names.keys().map(String::as_str));
    let finding = Diagnostic::new(Code::UnknownLanguage, file, edition.lang.span, [("code", code)]);
    Some(finding.suggest(code, known))
}

fn check_target(site: &Site<'_>, file: &FilePath, edition: &Edition) -> Option<Diagnostic> {
    let (target, code) = match edition.target.as_ref()? {
        FormTarget::Page(page) => {
            let language = site.content.config.language(&edition.lang.value);
            if language.is_some_and(|language| site.entry(language, &page.value).is_some()) {
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
