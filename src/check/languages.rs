//! Languages and their folders, and what front matter says about them.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::Page;
use crate::site::{Content, Site};
use crate::text::{Code, Diagnostic, FilePath};

/// Names of `content/` that are not languages.
const CONTENT_FILES: [&str; 5] =
    ["site.toml", "forms.toml", "glossary.toml", "baseline.txt", "urls.lock"];

/// Checks that folders and `site.toml` name the same languages. `files` are all below `content/`.
pub(super) fn check_folders<'a>(
    content: &Content,
    config: &FilePath,
    files: impl Iterator<Item = &'a FilePath>,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut strays = Vec::new();
    let mut folders: BTreeMap<&str, &FilePath> = BTreeMap::new();
    for file in files {
        let Some(below) = file.below("content") else { continue };
        match below.split_once('/') {
            Some((folder, path)) => {
                folders.entry(folder).or_insert(file);
                if path != "ui.ftl" && file.extension() != "md" {
                    strays.push(Diagnostic::new(Code::StrayFile, file, None, []));
                }
            }
            None if CONTENT_FILES.contains(&below) => {}
            None => strays.push(Diagnostic::new(Code::StrayFile, file, None, [])),
        }
    }
    // A folder that belongs to nothing is told once, not with each of its files.
    let is_known = |stray: &Diagnostic| {
        let folder = stray.place.file.below("content").and_then(|below| below.split_once('/'));
        folder.is_none_or(|(folder, _)| content.config.language(folder).is_some())
    };
    findings.extend(strays.into_iter().filter(is_known));
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
    check_front_pages(site, config, &mut findings);
    findings
}

/// Every language has a front page, if only one that stands in. Where the source has none, nothing
/// can stand in, and only the source is told.
fn check_front_pages(site: &Site<'_>, config: &FilePath, findings: &mut Vec<Diagnostic>) {
    let settings = &site.content.config;
    let lacks = |place: &usize| site.entry(*place, "index.md").is_none();
    let languages = 0..settings.languages.len();
    let lacking: Vec<usize> = if lacks(&settings.source) {
        vec![settings.source]
    } else {
        languages.filter(lacks).collect()
    };
    for language in lacking.into_iter().map(|place| &settings.languages[place]) {
        let folder = format!("content/{}", language.code);
        // A folder that is not there at all is another finding.
        if site.content.pages.keys().any(|file| file.below(&folder).is_some()) {
            let arguments = [("code", language.code.as_str())];
            findings.push(Diagnostic::new(Code::NoFrontPage, config, language.span, arguments));
        }
    }
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
