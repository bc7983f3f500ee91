//! The content security policy that a server can send with every page.
//!
//! Each page says its own in its head, and browsers hold it to both. So what is sent must allow all
//! that any page allows, and adds what a page cannot say of itself: who may frame it.

use std::collections::BTreeSet;

use crate::render::Output;

/// How a page says its policy.
const BEFORE: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// Nobody else's pages may frame ours.
const FRAMED: &str = "frame-ancestors 'self'";

/// A directive and its sources.
type Directive<'a> = (&'a str, BTreeSet<&'a str>);

/// The policy of what was emitted. A page without one may do everything, so then only framing is
/// spoken of.
pub(super) fn policy(output: &Output) -> String {
    let pages = output.files.iter().filter(|(path, _)| path.ends_with(".html"));
    let written: BTreeSet<Option<String>> =
        pages.map(|(_, file)| written(&String::from_utf8_lossy(&file.bytes))).collect();
    let written: Option<Vec<String>> = written.into_iter().collect();
    let policies: Vec<Vec<Directive<'_>>> =
        written.iter().flatten().map(|text| directives(text)).collect();
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in policies.iter().flatten() {
        if !names.contains(name) {
            names.push(name);
        }
    }
    let mut parts: Vec<String> =
        names.into_iter().filter_map(|name| allowed(name, &policies)).collect();
    parts.push(FRAMED.to_owned());
    parts.join("; ")
}

/// What a page says in its head.
fn written(html: &str) -> Option<String> {
    let start = html.find(BEFORE)? + BEFORE.len();
    let value = &html[start..start + html[start..].find('"')?];
    Some(value.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&"))
}

/// The first of a name counts, as for browsers.
fn directives(policy: &str) -> Vec<Directive<'_>> {
    let mut directives: Vec<Directive<'_>> = Vec::new();
    for part in policy.split(';') {
        let mut words = part.split_whitespace();
        let Some(name) = words.next() else { continue };
        if directives.iter().all(|(known, _)| *known != name) {
            directives.push((name, words.collect()));
        }
    }
    directives
}

/// A directive that allows what any of the policies does; none where one allows everything.
fn allowed(name: &str, policies: &[Vec<Directive<'_>>]) -> Option<String> {
    let mut sources = BTreeSet::new();
    for policy in policies {
        let of = |name: &str| policy.iter().find(|(known, _)| *known == name);
        let default = || of("default-src").filter(|_| name.ends_with("-src"));
        let (_, allowed) = of(name).or_else(default)?;
        sources.extend(allowed.iter().copied());
    }
    if sources.len() > 1 {
        sources.remove("'none'");
    }
    let words: Vec<&str> = std::iter::once(name).chain(sources).collect();
    Some(words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::policy;
    use crate::render::{Emitted, Output};

    fn of(policies: &[&str]) -> String {
        let page = |policy: &str| match policy {
            "" => "<html></html>".to_owned(),
            policy => format!(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">",
                policy.replace('\'', "&#39;")
            ),
        };
        let pages = policies.iter().enumerate();
        let files = pages.map(|(number, policy)| {
            (format!("{number}/index.html"), Emitted::new(page(policy).into_bytes()))
        });
        policy(&Output { files: files.collect() })
    }

    #[test]
    fn one_policy_of_all_pages_is_sent_as_it_is() {
        let ours = "default-src 'none'; script-src 'self'; base-uri 'self'";
        assert_eq!(of(&[ours, ours]), format!("{ours}; frame-ancestors 'self'"));
    }

    #[test]
    fn what_one_page_may_do_is_not_forbidden_from_outside() {
        let (plain, video) = (
            "default-src 'none'; img-src 'self'",
            "default-src 'none'; img-src 'self'; frame-src https://v.example",
        );
        assert_eq!(
            of(&[plain, video]),
            "default-src 'none'; img-src 'self'; frame-src https://v.example; frame-ancestors 'self'"
        );
        assert_eq!(of(&[plain, "img-src *"]), "img-src 'self' *; frame-ancestors 'self'");
        assert_eq!(
            of(&[plain, "default-src 'none'; base-uri 'self'"]),
            "default-src 'none'; img-src 'self'; frame-ancestors 'self'"
        );
        assert_eq!(of(&[plain, ""]), "frame-ancestors 'self'");
    }
}
