//! One address, one page.

use std::collections::BTreeMap;

use crate::site::Site;
use crate::text::{Code, Diagnostic, FilePath, Span};

/// Checks that pages, aliases and files of `static/` do not claim the same address.
pub(super) fn check_routes(site: &Site<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut taken: BTreeMap<String, (&FilePath, Option<Span>)> = BTreeMap::new();
    for (path, file) in &site.content.files {
        taken.insert(path.to_lowercase(), (&file.file, None));
    }
    // A site may bring its own robots.txt; these are always ours.
    for name in ["index.html", "404.html", "sitemap.xml"] {
        if let Some((file, _)) = taken.get(name) {
            let route = format!("/{name}");
            let arguments = [("route", route.as_str()), ("other", "taiyaku")];
            findings.push(Diagnostic::new(Code::DuplicateRoute, file, None, arguments));
        }
    }
    for entry in &site.entries {
        let file = &entry.page.file;
        let slug = entry.front.slug.as_ref();
        if let Some(slug) = slug.filter(|slug| !is_slug(&slug.value)) {
            let arguments = [("value", slug.value.as_str())];
            findings.push(Diagnostic::new(Code::BadAddress, file, slug.span, arguments));
        }
        let at = slug.map_or(entry.front.title_span, |slug| slug.span);
        let key = entry.route.file().to_lowercase();
        if let Some((other, span)) =
            taken.insert(key, (file, Some(at))).filter(|(other, _)| *other != file)
        {
            let route = site.base.href(&entry.route);
            let arguments = [("route", route.as_str()), ("other", other.as_str())];
            let finding = Diagnostic::new(Code::DuplicateRoute, file, at, arguments);
            findings.push(finding.related(other, span));
        }
    }
    for alias in &site.aliases {
        let (file, span) = &alias.place;
        let key = alias.route.file().to_lowercase();
        if let Some((other, place)) = taken.get(&key) {
            let route = site.base.href(&alias.route);
            let arguments = [("alias", route.as_str()), ("other", other.as_str())];
            let finding = Diagnostic::new(Code::AliasTaken, file, *span, arguments);
            findings.push(finding.related(other, *place));
        } else {
            taken.insert(key, (file, Some(*span)));
        }
    }
    findings
}

/// One part of an address: no slash, nothing that an address or a file system reads otherwise.
fn is_slug(slug: &str) -> bool {
    let odd = |c: char| c.is_control() || c.is_whitespace() || r#"/\?#%"<>:*|"#.contains(c);
    !slug.is_empty() && !slug.contains(odd) && slug != "." && slug != ".." && !slug.ends_with('.')
}
