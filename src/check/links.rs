//! Links, anchors, images and downloads lead somewhere, in each language.

use std::collections::BTreeMap;

use crate::parse::{DirectiveUse, LinkUse, Outline, is_part};
use crate::site::{Entry, LinkProblem, Site};
use crate::text::{Code, Diagnostic, FilePath, Link, Place, Spanned, link_kind, nearest};

/// What is found, by place and code: one link is one fault, however many languages it fails in.
type Found = BTreeMap<(Place, Code), Diagnostic>;

/// Checks the links of every entry: of a fallback too, whose links lead into its language.
pub(super) fn check_links(site: &Site<'_>) -> Vec<Diagnostic> {
    let mut findings = Found::new();
    let (fallbacks, real): (Vec<_>, Vec<_>) =
        site.entries.iter().partition(|entry| entry.is_fallback());
    for entry in real.into_iter().chain(fallbacks) {
        check_outline(site, entry, &entry.page.file, &entry.page.outline, &mut findings);
        for part in &entry.parts {
            check_outline(site, entry, &part.file, &part.outline, &mut findings);
        }
    }
    findings.into_values().collect()
}

fn check_outline(
    site: &Site<'_>,
    entry: &Entry<'_>,
    file: &FilePath,
    outline: &Outline,
    findings: &mut Found,
) {
    let links = outline.links.iter().filter_map(|link| check_link(site, entry, file, link));
    let files = outline.directives.iter().filter(|directive| takes_file(site, directive));
    let files = files.filter_map(|directive| check_file(site, file, directive.file.as_ref()?));
    for finding in links.chain(files) {
        findings.entry((finding.place.clone(), finding.code)).or_insert(finding);
    }
}

/// Whether the template of a directive declares a `file`; that of an unknown one may mean anything,
/// and that of `::include` is a part.
fn takes_file(site: &Site<'_>, used: &DirectiveUse) -> bool {
    let template = site.content.template(&format!("directives/{}.html", used.name.value));
    template
        .and_then(|template| template.declaration.as_ref())
        .is_some_and(|declaration| declaration.attributes.contains_key("file"))
}

/// `file="/…"` of a directive, which must be a file of `static/`.
fn check_file(site: &Site<'_>, file: &FilePath, target: &Spanned<String>) -> Option<Diagnostic> {
    let problem = match link_kind(&target.value) {
        Link::File { path, rest } => site.to_file(&path, &rest).err()?,
        Link::Unsafe => LinkProblem::Unsafe,
        _ => LinkProblem::NoFile(target.value.clone()),
    };
    Some(finding(site, file, target, problem))
}

fn check_link(
    site: &Site<'_>,
    entry: &Entry<'_>,
    file: &FilePath,
    link: &LinkUse,
) -> Option<Diagnostic> {
    let problem = match &link.link {
        // An image is a file of the site, never a page and never fetched from elsewhere.
        Link::Page { .. } | Link::Anchor(_) | Link::External(_) if link.image => LinkProblem::Form,
        kind => site.resolve(entry, file, kind).err()?,
    };
    Some(finding(site, file, &link.target, problem))
}

fn finding(
    site: &Site<'_>,
    file: &FilePath,
    target: &Spanned<String>,
    problem: LinkProblem,
) -> Diagnostic {
    let span = target.span;
    let written = [("target", target.value.as_str())];
    match problem {
        LinkProblem::NoPage => {
            let mut finding = Diagnostic::new(Code::BrokenLink, file, span, written);
            finding.suggestion = nearest_page(site, file, &target.value);
            finding
        }
        LinkProblem::Draft => Diagnostic::new(Code::LinkToDraft, file, span, written),
        LinkProblem::NoAnchor { anchor, page, known } => {
            let arguments = [("anchor", anchor.as_str()), ("page", page.as_str())];
            Diagnostic::new(Code::MissingAnchor, file, span, arguments)
                .suggest(&anchor, known.iter().map(String::as_str))
        }
        LinkProblem::NoFile(path) => {
            let known: Vec<String> =
                site.content.files.keys().map(|key| format!("/{key}")).collect();
            Diagnostic::new(Code::MissingFile, file, span, written)
                .suggest(&path, known.iter().map(String::as_str))
        }
        LinkProblem::Unsafe => Diagnostic::new(Code::UnsafeLink, file, span, written),
        LinkProblem::Form => Diagnostic::new(Code::LinkForm, file, span, written),
    }
}

/// The page of the same language that was probably meant, as a link from `file` writes it. Endings
/// and folders that all share make everything look near, so neither takes part.
fn nearest_page(site: &Site<'_>, file: &FilePath, target: &str) -> Option<String> {
    let (language, _) = site.content.place(file)?;
    let folder = site.content.config.folder(language);
    let pages = site.content.pages.keys().filter_map(|page| Some((page, page.below(&folder)?)));
    let known: Vec<String> = pages
        .filter(|(_, below)| !is_part(below))
        .map(|(page, _)| relative(file, page.as_str()).trim_end_matches(".md").to_owned())
        .collect();
    let written = target.split('#').next().unwrap_or(target).trim_end_matches(".md");
    let found = nearest(written, known.iter().map(String::as_str))?;
    Some(format!("{found}.md"))
}

/// A file's path as a link from another file would write it.
fn relative(from: &FilePath, to: &str) -> String {
    let from: Vec<&str> = from.folder().split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.len() - shared);
    format!("{up}{}", to[shared..].join("/"))
}
