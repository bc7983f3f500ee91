//! One address, one page.

use std::collections::{BTreeMap, BTreeSet};

use super::names::fits_windows;
use crate::site::{Alias, Site};
use crate::text::{Code, Diagnostic, FilePath, Options, Route, Span};

/// Checks that pages, aliases and files of `static/` do not claim the same address.
pub(super) fn check_routes(site: &Site<'_>, options: &Options) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut taken = Taken::new();
    for (path, file) in &site.content.files {
        taken.insert(path.to_lowercase(), (&file.file, None));
    }
    let fixed = fixed(site, options);
    for (path, file) in &site.content.files {
        if fixed.contains(&path.to_lowercase()) {
            let route = site.base.href(&Route::new(path));
            let arguments = [("route", route.as_str()), ("other", "taiyaku")];
            findings.push(Diagnostic::new(Code::DuplicateRoute, &file.file, None, arguments));
        }
    }
    let (fallbacks, real): (Vec<_>, Vec<_>) =
        site.entries.iter().partition(|entry| entry.is_fallback());
    for entry in real.into_iter().chain(fallbacks) {
        let file = &entry.page.file;
        let slug = entry.front.slug.as_ref();
        if let Some(slug) = slug.filter(|slug| !is_slug(&slug.value)) {
            let arguments = [("value", slug.value.as_str())];
            findings.push(Diagnostic::new(Code::BadAddress, file, slug.span, arguments));
            continue;
        }
        let at = slug.map_or(entry.front.title_span, |slug| slug.span);
        let key = entry.route.file().to_lowercase();
        if fixed.contains(&key) {
            let route = site.base.href(&entry.route);
            let arguments = [("route", route.as_str()), ("other", "taiyaku")];
            findings.push(Diagnostic::new(Code::DuplicateRoute, file, at, arguments));
            continue;
        }
        let (other, span) = *taken.entry(key).or_insert((file, Some(at)));
        if other != file {
            let route = site.base.href(&entry.route);
            let arguments = [("route", route.as_str()), ("other", other.as_str())];
            let finding = Diagnostic::new(Code::DuplicateRoute, file, at, arguments);
            findings.push(finding.related(other, span));
        }
    }
    for alias in site.aliases.iter() {
        findings.extend(check_alias(site, alias, &fixed, &mut taken));
    }
    findings.extend(check_folders(site, &taken, &fixed));
    // What collides in one language collides in all where it stands in, and is one fault.
    let mut told = BTreeSet::new();
    findings.retain(|finding| told.insert((finding.place.clone(), finding.code)));
    findings
}

type Taken<'a> = BTreeMap<String, (&'a FilePath, Option<Span>)>;

fn check_alias<'a>(
    site: &Site<'_>,
    alias: &'a Alias,
    fixed: &BTreeSet<String>,
    taken: &mut Taken<'a>,
) -> Option<Diagnostic> {
    let (file, span) = &alias.place;
    let key = alias.route.file().to_lowercase();
    let route = site.base.href(&alias.route);
    if key.split('/').any(|part| !fits_windows(part)) {
        let (_, written) = alias.route.as_str().split_once('/').unwrap_or_default();
        let arguments = [("value", written)];
        return Some(Diagnostic::new(Code::BadAddress, file, *span, arguments));
    }
    let as_folder = alias.route.as_str().trim_end_matches('/').to_lowercase();
    if fixed.contains(&as_folder) || fixed.contains(&key) {
        let arguments = [("alias", route.as_str()), ("other", "taiyaku")];
        return Some(Diagnostic::new(Code::AliasTaken, file, *span, arguments));
    }
    if let Some((other, place)) = taken.get(&key) {
        let arguments = [("alias", route.as_str()), ("other", other.as_str())];
        let finding = Diagnostic::new(Code::AliasTaken, file, *span, arguments);
        return Some(finding.related(other, *place));
    }
    taken.insert(key, (file, Some(*span)));
    None
}

/// Files of the output that the program writes itself. `robots.txt` may be the site's own.
fn fixed(site: &Site<'_>, options: &Options) -> BTreeSet<String> {
    let whole = ["index.html", "404.html", "sitemap.xml"].into_iter().map(str::to_owned);
    let codes = site.content.config.languages.iter().map(|language| language.code.as_str());
    let each = codes.flat_map(|code| {
        let book = options.print.then_some("print/index.html");
        let search = ["search/index.html", "search/index.json"];
        let names = ["404.html", "feed.json", "feed.xml"].into_iter().chain(search).chain(book);
        names.map(move |name| format!("{code}/{name}").to_lowercase())
    });
    whole.chain(each).collect()
}

/// No disk holds a file and a folder of one name.
fn check_folders(site: &Site<'_>, taken: &Taken<'_>, fixed: &BTreeSet<String>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    // In its own language first: that is where a person looks.
    let at_home = |path: &str, file: &FilePath| {
        let home = site.content.place(file).map(|(language, _)| language);
        home.is_some_and(|home| {
            path.starts_with(&format!("{}/", site.content.config.languages[home].code))
        })
    };
    let (home, abroad): (Vec<_>, Vec<_>) =
        taken.iter().partition(|(path, (file, _))| at_home(path, file));
    for (path, (file, span)) in home.into_iter().chain(abroad) {
        let below = format!("{path}/");
        if fixed.iter().any(|ours| ours.starts_with(&below)) {
            let route = site.base.href(&Route::new(path));
            let arguments = [("route", route.as_str()), ("other", "taiyaku")];
            findings.push(Diagnostic::new(Code::DuplicateRoute, file, *span, arguments));
        }
        for folder in path.match_indices('/').map(|(at, _)| &path[..at]) {
            let there = taken.get(folder);
            let other = there.map(|(other, _)| other.as_str());
            let ours = fixed.contains(folder).then_some("taiyaku");
            let Some(other) = other.or(ours) else { continue };
            let route = site.base.href(&Route::new(folder));
            let arguments = [("route", route.as_str()), ("other", other)];
            let finding = Diagnostic::new(Code::DuplicateRoute, file, *span, arguments);
            findings.push(match there {
                Some((other, place)) => finding.related(other, *place),
                None => finding,
            });
        }
    }
    findings
}

/// One part of an address: no slash, nothing that an address or a file system reads otherwise.
fn is_slug(slug: &str) -> bool {
    let odd = |c: char| c.is_control() || c.is_whitespace() || r#"/\?#%"<>:*|"#.contains(c);
    !slug.is_empty() && !slug.contains(odd) && fits_windows(slug)
}
