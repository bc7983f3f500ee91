//! Languages and their folders, and what front matter says about them.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::Page;
use crate::site::{Content, Site};
use crate::text::{Code, Diagnostic, FilePath};

/// Names of `content/` that are not languages.
const CONTENT_FILES: [&str; 3] = ["site.toml", "forms.toml", "glossary.toml"];

/// Checks that folders and `site.toml` name the same languages. `files` are all below `content/`.
pub(super) fn check_folders<'a>(
    content: &Content,
    config: &FilePath,
    files: impl Iterator<Item = &'a FilePath>,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut folders: BTreeMap<&str, &FilePath> = BTreeMap::new();
    for file in files {
        let Some(below) = file.below("content") else { continue };
        match below.split_once('/') {
            Some((folder, path)) => {
                folders.entry(folder).or_insert(file);
                if file.extension() != "md" && path != "ui.ftl" {
                    findings.push(Diagnostic::new(Code::StrayFile, file, None, []));
                }
            }
            None if CONTENT_FILES.contains(&below) => {}
            None => findings.push(Diagnostic::new(Code::StrayFile, file, None, [])),
        }
    }
    let codes: BTreeSet<&str> = content.config.languages.iter().map(|l| l.code.as_str()).collect();
    for (folder, first) in &folders {
        if !codes.contains(folder) {
            let missing = codes.iter().copied().filter(|code| !folders.contains_key(code));
            let arguments = [("folder", *folder)];
            let finding = Diagnostic::new(Code::FolderWithoutLanguage, first, None, arguments);
            findings.push(finding.suggest(folder, missing));
        }
    }
    for language in &content.config.languages {
        let code = language.code.as_str();
        if !folders.contains_key(code) {
            let arguments = [("code", code)];
            findings.push(Diagnostic::new(
                Code::LanguageWithoutFolder,
                config,
                language.span,
                arguments,
            ));
        }
    }
    findings
}

/// Checks each page's `source` and `template`, and that the site has a front page.
pub(super) fn check_pages(site: &Site<'_>, config: &FilePath) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let content = site.content;
    for page in content.pages.values() {
        check_front_matter(content, page, &mut findings);
    }
    let source = &content.config.languages[content.config.source];
    let front = format!("{}/index.md", content.config.folder(content.config.source));
    if !content.pages.contains_key(&FilePath::new(&front)) {
        let arguments = [("code", source.code.as_str())];
        findings.push(Diagnostic::new(Code::NoFrontPage, config, source.span, arguments));
    }
    findings
}

fn check_front_matter(content: &Content, page: &Page, findings: &mut Vec<Diagnostic>) {
    if let Some(code) = &page.front.source
        && content.config.language(&code.value).is_none()
    {
        let known = content.config.languages.iter().map(|language| language.code.as_str());
        let arguments = [("code", code.value.as_str())];
        let finding = Diagnostic::new(Code::UnknownLanguage, &page.file, code.span, arguments);
        findings.push(finding.suggest(&code.value, known));
    }
    if let Some(name) = &page.front.template
        && (content.template(&name.value).is_none() || name.value.contains('/'))
    {
        let known = content.templates.keys().map(|known| known.trim_start_matches("theme/"));
        let known = known.filter(|known| !known.contains('/'));
        let arguments = [("name", name.value.as_str())];
        let finding = Diagnostic::new(Code::UnknownTemplate, &page.file, name.span, arguments);
        findings.push(finding.suggest(&name.value, known));
    }
}
