//! Links, anchors, images and downloads lead somewhere, in each language.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::parse::{DirectiveUse, LinkUse, is_part};
use crate::site::{Entry, LinkProblem, Site};
use crate::text::{
    Code, Diagnostic, FilePath, Fingerprint, Link, Place, Spanned, link_kind, nearest,
};

/// The entries in whose links nothing was found last time, each with the files that it was made of.
pub(super) type Sound = Vec<Option<Vec<Fingerprint>>>;

/// Checks the links of every entry: of a fallback too, whose links lead into its language. One that
/// was sound, in the same site, is sound as long as its own files are the same.
pub(super) fn check_links(site: &Site<'_>, sound: &mut Sound) -> Vec<Diagnostic> {
    sound.resize(site.entries.len(), None);
    let entries = site.entries.par_iter().zip(&*sound);
    let all: Vec<Vec<Broken<'_>>> = entries
        .map(|(entry, sound)| match sound {
            Some(hashes) if entry.sources().eq(hashes.iter().copied()) => Vec::new(),
            _ => broken(site, entry),
        })
        .collect();
    let mut check = Check { near: Suggestions::of(site), findings: BTreeMap::new() };
    for fallbacks in [false, true] {
        for (entry, broken) in site.entries.iter().zip(&all) {
            for broken in broken.iter().filter(|_| entry.is_fallback() == fallbacks) {
                check.report(broken);
            }
        }
    }
    let hashes = |(entry, broken): (&Entry<'_>, Vec<_>)| {
        broken.is_empty().then(|| entry.sources().collect())
    };
    *sound = site.entries.iter().zip(all).map(hashes).collect();
    check.findings.into_values().collect()
}

/// A link of a file that leads nowhere.
struct Broken<'a> {
    file: &'a FilePath,
    target: &'a Spanned<String>,
    problem: LinkProblem,
}

fn broken<'a>(site: &Site<'_>, entry: &Entry<'a>) -> Vec<Broken<'a>> {
    let mut all = Vec::new();
    for page in std::iter::once(&entry.page).chain(&entry.parts) {
        let (file, outline) = (&page.file, &page.outline);
        for link in &outline.links {
            let problem = problem(site, entry, file, link);
            all.extend(problem.map(|problem| Broken { file, target: &link.target, problem }));
        }
        for directive in outline.directives.iter().filter(|used| takes_file(site, used)) {
            let missing = directive.file.as_ref().and_then(|file| no_file(site, file));
            all.extend(missing.map(|(target, problem)| Broken { file, target, problem }));
        }
    }
    all
}

struct Check<'a> {
    near: Suggestions<'a>,
    /// By place and code: one link is one fault, however many languages it fails in.
    findings: BTreeMap<(Place, Code), Diagnostic>,
}

impl Check<'_> {
    fn report(&mut self, Broken { file, target, problem }: &Broken<'_>) {
        let written = [("target", target.value.as_str())];
        let plain = |code| Diagnostic::new(code, file, target.span, written);
        let finding = match problem {
            LinkProblem::NoPage => {
                let mut finding = plain(Code::BrokenLink);
                finding.suggestion = self.near.page(file, &target.value);
                finding
            }
            LinkProblem::Draft => plain(Code::LinkToDraft),
            LinkProblem::NoAnchor { anchor, page, known } => {
                let arguments = [("anchor", anchor.as_str()), ("page", page.as_str())];
                Diagnostic::new(Code::MissingAnchor, file, target.span, arguments)
                    .suggest(anchor, known.iter().map(String::as_str))
            }
            LinkProblem::NoFile(path) => {
                let mut finding = plain(Code::MissingFile);
                finding.suggestion = self.near.file(path.trim_start_matches('/'));
                finding
            }
            LinkProblem::Unsafe => plain(Code::UnsafeLink),
            LinkProblem::Form => {
                let mut finding = plain(Code::LinkForm);
                finding.suggestion = with_slashes(&target.value);
                finding
            }
        };
        self.findings.entry((finding.place.clone(), finding.code)).or_insert(finding);
    }
}

/// What an address that was written as Windows writes paths was meant as.
fn with_slashes(target: &str) -> Option<String> {
    let meant = target.contains('\\').then(|| target.replace('\\', "/"))?;
    matches!(link_kind(&meant), Link::Page { .. } | Link::File { .. }).then_some(meant)
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
fn no_file<'a>(
    site: &Site<'_>,
    target: &'a Spanned<String>,
) -> Option<(&'a Spanned<String>, LinkProblem)> {
    let problem = match link_kind(&target.value) {
        Link::File { path, rest } => site.to_file(&path, &rest).err()?,
        Link::Unsafe => LinkProblem::Unsafe,
        _ => LinkProblem::NoFile(target.value.clone()),
    };
    Some((target, problem))
}

fn problem(
    site: &Site<'_>,
    entry: &Entry<'_>,
    file: &FilePath,
    link: &LinkUse,
) -> Option<LinkProblem> {
    match &link.link {
        // An image is a file of the site, never a page and never fetched from elsewhere.
        Link::Page { .. } | Link::Anchor(_) | Link::External(_) if link.image => {
            Some(LinkProblem::Form)
        }
        kind => site.resolve(entry, file, kind).err(),
    }
}

/// Comparisons of names that one run spends on suggestions. Each costs some microseconds, and a
/// site whose pages were all moved has as many broken links as it has pages to compare them with:
/// without a limit, that work grows with their square. Later findings stand without a suggestion.
const COMPARISONS: usize = 30_000;

/// The nearest known names, each looked for once.
struct Suggestions<'a> {
    site: &'a Site<'a>,
    found: BTreeMap<String, Option<String>>,
    left: usize,
}

impl<'a> Suggestions<'a> {
    fn of(site: &'a Site<'a>) -> Self {
        Self { site, found: BTreeMap::new(), left: COMPARISONS }
    }

    /// The page of the same language that was probably meant, as a link from `file` writes it.
    /// Endings and folders that all share make everything look near, so neither takes part.
    fn page(&mut self, file: &FilePath, target: &str) -> Option<String> {
        let content = self.site.content;
        let (language, _) = content.place(file)?;
        let folder = content.config.folder(language);
        let written = target.split('#').next().unwrap_or(target).trim_end_matches(".md");
        let pages = content
            .pages
            .keys()
            .filter(|page| page.below(&folder).is_some_and(|below| !is_part(below)));
        let known =
            pages.map(|page| page.seen_from(file.folder()).trim_end_matches(".md").to_owned());
        let key = format!("{}/{written}", file.folder());
        let near = self.nearest(key, written, content.pages.len(), known);
        near.map(|near| format!("{near}.md"))
    }

    /// A file of `static/`, by its path below it.
    fn file(&mut self, path: &str) -> Option<String> {
        let files = &self.site.content.files;
        let key = format!("/{path}");
        let near = self.nearest(key, path, files.len(), files.keys().cloned());
        near.map(|near| format!("/{near}"))
    }

    fn nearest(
        &mut self,
        key: String,
        path: &str,
        count: usize,
        known: impl Iterator<Item = String>,
    ) -> Option<String> {
        if let Some(found) = self.found.get(&key) {
            return found.clone();
        }
        self.left = self.left.checked_sub(count)?;
        let known: Vec<String> = known.collect();
        let found = nearest(path, known.iter().map(String::as_str));
        self.found.insert(key, found.clone());
        found
    }
}
