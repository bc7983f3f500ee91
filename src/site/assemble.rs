//! From parsed files to the site: which page stands at which address in which language.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::addresses::{addresses, alias_path, route};
use super::content::Content;
use super::expand::{Expanded, PageHeading, expand, same_outline, settle};
use super::known::KnownSite;
use super::map::{Alias, Entry, Site, Standing};
use super::navigation::navigation;
use super::origins::origins;
use crate::parse::{Fallback, Language, Page, Status, is_part};
use crate::text::{Base, Code, Diagnostic, Locale, Outcome, Route};

/// The message that lists the articles of a language.
const ARTICLES: &str = "sort-articles";

/// Pages at one path, by language.
struct Group<'a> {
    path: String,
    source: usize,
    pages: BTreeMap<usize, &'a Arc<Page>>,
}

/// Makes the site of its parsed files, and what the next build can take over of it. While only
/// texts change, which is what happens while somebody writes, that is nearly all (27 ms of 2,000
/// pages).
pub fn assemble<'a>(content: &'a Content, base: &Base, known: &mut KnownSite) -> Outcome<Site<'a>> {
    if let Some(same) = known.around(content, base) {
        return same;
    }
    let outcome = anew(content, base.clone());
    *known = KnownSite::of(&outcome.value, &outcome.diagnostics);
    outcome
}

fn anew(content: &Content, base: Base) -> Outcome<Site<'_>> {
    let mut findings = Vec::new();
    let languages = content.config.languages.len();
    let locale = |(place, language): (usize, &Language)| {
        Locale::new(&language.code, language.calendar)
            .with_articles(content.word(place, ARTICLES).unwrap_or_default())
    };
    let locales = content.config.languages.iter().enumerate().map(locale).collect();
    let mut site = Site {
        content,
        base,
        entries: Vec::new(),
        by_path: Arc::default(),
        aliases: Arc::default(),
        navigation: Arc::default(),
        locales: Arc::new(locales),
        origins: Arc::default(),
        addresses: Arc::default(),
    };
    let paths = pages_by_path(content);
    let groups: Vec<Outcome<Vec<Entry<'_>>>> = paths
        .par_iter()
        .map(|(path, pages)| {
            let source =
                content.written_in(pages.iter().map(|(language, page)| (*language, &***page)));
            entries(content, &Group { path: path.clone(), source, pages: pages.clone() })
        })
        .collect();
    for group in groups {
        site.entries.extend(group.unpack(&mut findings));
    }
    site.entries.sort_by(|a, b| (a.language, &a.path).cmp(&(b.language, &b.path)));
    let mut by_path = vec![BTreeMap::new(); languages];
    for (index, entry) in site.entries.iter().enumerate() {
        by_path[entry.language].insert(entry.path.clone(), index);
    }
    site.by_path = Arc::new(by_path);
    site.aliases = Arc::new(aliases(&site, &paths, &mut findings));
    let trees = (0..languages).map(|language| navigation(&site, language)).collect();
    site.navigation = Arc::new(trees);
    site.origins = Arc::new(origins(&site));
    site.addresses = Arc::new(addresses(&site));
    Outcome::new(site, findings)
}

type Paths<'a> = BTreeMap<String, BTreeMap<usize, &'a Arc<Page>>>;

/// All pages that are not parts, paired by path.
fn pages_by_path(content: &Content) -> Paths<'_> {
    let mut paths: Paths<'_> = BTreeMap::new();
    for page in content.pages.values() {
        if let Some((language, path)) = content.place(&page.file).filter(|(_, path)| !is_part(path))
        {
            paths.entry(path).or_default().insert(language, page);
        }
    }
    paths
}

fn is_shown(content: &Content, page: &Page) -> bool {
    content.drafts || page.front.status != Some(Status::Draft)
}

/// The entries of one path in every language.
fn entries<'a>(content: &'a Content, group: &Group<'a>) -> Outcome<Vec<Entry<'a>>> {
    let (mut entries, mut findings) = (Vec::new(), Vec::new());
    let source = group.pages.get(&group.source);
    if source.is_none() {
        for page in group.pages.values() {
            let expected = format!("{}/{}", content.config.folder(group.source), group.path);
            let arguments = [("source", expected.as_str())];
            let at = page.front.title_span;
            findings.push(Diagnostic::new(
                Code::TranslationWithoutSource,
                &page.file,
                at,
                arguments,
            ));
        }
    }
    let source_expanded = source.map(|page| expand(content, page));
    let source_headings = source_expanded.as_ref().map(|expanded| settle(expanded, None));
    for language in 0..content.config.languages.len() {
        let own = group.pages.get(&language).filter(|page| is_shown(content, page));
        let stands_in = content.config.languages[language].fallback == Fallback::Page;
        let shown = match (own, source) {
            (Some(page), _) => (*page, language),
            (None, Some(page)) if stands_in && is_shown(content, page) => (*page, group.source),
            _ => continue,
        };
        let expanded = expand(content, shown.0);
        let is_source = shown.1 == group.source;
        let from = source_headings.as_deref().filter(|_| !is_source);
        if let (Some(source), Some(headings)) = (source, from) {
            let unread = source_expanded.as_ref().is_some_and(|source| source.unread);
            if !unread && !expanded.unread {
                check_outline(source, &expanded, headings, &mut findings);
            }
        }
        let entry = entry(content, group, language, shown, source, &expanded, from);
        if !entry.is_fallback() {
            findings.extend(expanded.findings);
        }
        entries.push(entry);
    }
    report_hidden(content, group, &mut findings);
    Outcome::new(entries, findings)
}

/// The findings of drafts that have no entry.
fn report_hidden(content: &Content, group: &Group<'_>, findings: &mut Vec<Diagnostic>) {
    for page in group.pages.values().filter(|page| !is_shown(content, page)) {
        findings.extend(expand(content, page).findings);
    }
}

/// Ids can only be inherited where the outlines are the same; elsewhere they must be written.
fn check_outline(
    source: &Page,
    own: &Expanded<'_>,
    headings: &[PageHeading],
    findings: &mut Vec<Diagnostic>,
) {
    let first_open = own.headings.iter().find(|heading| heading.id.is_none());
    if let Some(heading) = first_open.filter(|_| !same_outline(&own.headings, headings)) {
        let arguments = [("source", source.file.as_str())];
        let finding =
            Diagnostic::new(Code::OutlineMismatch, &heading.file, heading.span, arguments)
                .related(&source.file, source.front.title_span);
        findings.push(finding);
    }
}

fn entry<'a>(
    content: &Content,
    group: &Group<'_>,
    language: usize,
    (page, written_in): (&'a Arc<Page>, usize),
    source: Option<&&'a Arc<Page>>,
    expanded: &Expanded<'a>,
    inherited: Option<&[PageHeading]>,
) -> Entry<'a> {
    let headings = settle(expanded, inherited);
    let ids = headings.iter().flat_map(|heading| [Some(&heading.id), heading.also.as_ref()]);
    let ids = ids.flatten().cloned();
    let ids = ids.chain(expanded.directive_ids().cloned()).collect();
    let front =
        source.map_or_else(|| page.front.clone(), |source| page.front.inherit(&source.front));
    let code = content.config.languages[language].code.as_str();
    // A slug is written for one language. A page that stands in has the address that its
    // translation will have, if that says nothing else.
    let slug = front.slug.as_ref().filter(|_| language == written_in);
    let standing = Standing {
        language,
        written_in,
        path: group.path.clone(),
        title: content.phrases.phrased(&front.title),
        route: route(code, &group.path, slug.map(|slug| slug.value.as_str())),
        front,
        headings,
        ids,
        unread: expanded.unread,
    };
    let parts = expanded.parts.iter().map(|part| &***part).collect();
    Entry { page, parts, standing: Arc::new(standing) }
}

/// Aliases are written once, in any language, and made for each.
fn aliases(site: &Site<'_>, paths: &Paths<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Alias> {
    let mut aliases = Vec::new();
    for (path, pages) in paths {
        let first = aliases.len();
        for page in pages.values() {
            for alias in &page.front.aliases {
                let Some(tail) = alias_path(&alias.value) else {
                    let arguments = [("value", alias.value.as_str())];
                    findings.push(Diagnostic::new(
                        Code::BadAddress,
                        &page.file,
                        alias.span,
                        arguments,
                    ));
                    continue;
                };
                for (language, by_path) in site.by_path.iter().enumerate() {
                    let Some(entry) = by_path.get(path) else { continue };
                    let code = &site.content.config.languages[language].code;
                    let route = Route::new(&format!("{code}/{tail}"));
                    // A translation may say again what its source says.
                    let again = |known: &Alias| known.entry == *entry && known.route == route;
                    if !aliases[first..].iter().any(again) {
                        let place = (page.file.clone(), alias.span);
                        aliases.push(Alias { route, entry: *entry, place });
                    }
                }
            }
        }
    }
    aliases
}
