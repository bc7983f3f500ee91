//! Words that the glossary forbids are absent.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::forms::check_code;
use crate::parse::{Page, RunKind, each_run};
use crate::site::Content;
use crate::text::{Code, Diagnostic, FilePath, Fingerprint, Span, fold};

/// A forbidden form, folded so that width, kana and spaces inside it do not hide it.
struct Forbidden<'a> {
    folded: String,
    written: &'a str,
    preferred: &'a str,
    scope: &'a [String],
}

/// What was found in each page, and the hash of the page.
pub(super) type KnownWords = BTreeMap<FilePath, (Fingerprint, Vec<Diagnostic>)>;

/// Checks the words of every page and part against the glossary of its language. A page that is
/// known, against the same glossary, is not read again.
pub(super) fn check_words(content: &Content, known: &mut KnownWords) -> Vec<Diagnostic> {
    let codes = content.config.languages.iter().map(|language| language.code.as_str());
    let forbidden: Vec<Vec<Forbidden<'_>>> = codes.map(|code| forbidden(content, code)).collect();
    if forbidden.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let last = std::mem::take(known);
    let pages: Vec<_> = content.pages.values().collect();
    let found = pages.into_par_iter().map(|page| {
        let same = last.get(&page.file).filter(|(hash, _)| *hash == page.hash);
        let found =
            same.map_or_else(|| words(content, page, &forbidden), |(_, found)| found.clone());
        (page.file.clone(), (page.hash, found))
    });
    *known = found.collect();
    known.values().flat_map(|(_, found)| found.iter().cloned()).collect()
}

/// The forbidden words of a page; `forbidden` are those of each language.
fn words(content: &Content, page: &Page, forbidden: &[Vec<Forbidden<'_>>]) -> Vec<Diagnostic> {
    let Some((language, path)) = content.place(&page.file) else { return Vec::new() };
    let here = forbidden[language].iter().filter(|form| in_scope(form.scope, &path)).collect();
    let mut search = Search { file: &page.file, forbidden: here, findings: Vec::new() };
    search.text(&page.front.title, page.front.title_span);
    if let Some(description) = &page.front.description {
        search.text(description, page.front.description_span);
    }
    each_run(&page.body, &mut |run| {
        if run.kind != RunKind::Ruby {
            search.text(run.text, run.span);
        }
    });
    search.findings
}

/// Ids are there once, and languages are known.
pub(super) fn check_glossary(content: &Content, file: &FilePath) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut ids: BTreeMap<&str, Span> = BTreeMap::new();
    for term in &content.glossary.terms {
        if let Some(first) = ids.insert(&term.id.value, term.id.span) {
            let arguments = [("id", term.id.value.as_str())];
            let finding = Diagnostic::new(Code::DuplicateRowId, file, term.id.span, arguments);
            findings.push(finding.related(file, first));
        }
        for (code, words) in &term.words {
            findings.extend(check_code(&content.config, file, code, words.span));
        }
    }
    findings
}

/// Whether a page's path fits one of the patterns, or there are none. `*` stands for anything in one
/// part of a path, `**` for any number of parts.
pub(super) fn in_scope(patterns: &[String], path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |pattern: &String| fits(&pattern.split('/').collect::<Vec<_>>(), &parts);
    patterns.is_empty() || patterns.iter().any(fits)
}

fn fits(pattern: &[&str], parts: &[&str]) -> bool {
    match (pattern.split_first(), parts.split_first()) {
        (None, None) => true,
        (Some((&"**", rest)), None) => fits(rest, parts),
        (Some((&"**", rest)), Some((_, below))) => fits(rest, parts) || fits(pattern, below),
        (Some((name, rest)), Some((part, below))) => fits_part(name, part) && fits(rest, below),
        _ => false,
    }
}

fn fits_part(pattern: &str, part: &str) -> bool {
    let Some((before, after)) = pattern.split_once('*') else { return pattern == part };
    let Some(rest) = part.strip_prefix(before) else { return false };
    let mut ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    ends.any(|at| fits_part(after, &rest[at..]))
}

fn forbidden<'a>(content: &'a Content, code: &str) -> Vec<Forbidden<'a>> {
    let terms = content.glossary.terms.iter();
    terms
        .filter_map(|term| Some((term, term.words.get(code)?)))
        .flat_map(|(term, words)| words.forbidden.iter().map(move |form| (term, words, form)))
        .map(|(term, words, form)| Forbidden {
            folded: fold(&form.value),
            written: &form.value,
            preferred: &words.preferred,
            scope: &term.scope,
        })
        .filter(|form| !form.folded.is_empty())
        .collect()
}

struct Search<'a> {
    file: &'a FilePath,
    forbidden: Vec<&'a Forbidden<'a>>,
    findings: Vec<Diagnostic>,
}

impl Search<'_> {
    /// Each place is exact where the text stands in the file as it is; else it is the whole run.
    fn text(&mut self, text: &str, span: Span) {
        let folded = fold(text);
        for form in &self.forbidden {
            if !folded.contains(&form.folded) {
                continue;
            }
            let exact = span.end - span.start == text.len();
            let mut places: Vec<Span> = text
                .match_indices(form.written)
                .filter(|_| exact)
                .map(|(at, found)| span.part(at, at + found.len()))
                .collect();
            if places.is_empty() {
                places.push(span);
            }
            let arguments = [("term", form.written), ("use", form.preferred)];
            let finding = |place| Diagnostic::new(Code::ForbiddenTerm, self.file, place, arguments);
            self.findings.extend(places.into_iter().map(finding));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_scope;

    #[test]
    fn scopes_are_patterns_of_paths() {
        let fits = |pattern: &str, path| in_scope(&[pattern.to_owned()], path);
        assert!(in_scope(&[], "a.md"));
        for (pattern, path) in [
            ("**", "a/b/c.md"),
            ("forms/**", "forms/a.md"),
            ("forms/*.md", "forms/a.md"),
            ("**/index.md", "index.md"),
            ("a*c*.md", "abcd.md"),
        ] {
            assert!(fits(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in
            [("*.md", "forms/a.md"), ("forms/*", "forms/a/b.md"), ("a.md", "b.md"), ("a", "a.md")]
        {
            assert!(!fits(pattern, path), "{pattern} {path}");
        }
    }
}
