//! What the preview adds to a page while it serves it: the bar, and the script that keeps it
//! current. It stands in a shadow tree, so that neither the site's styles nor ours reach the other.

use super::doors::{DOORS, compare_href};
use super::preview::Shown;
use crate::report::{Value, Words};
use crate::site::{Origin, State};
use crate::text::{Fingerprint, Route, escape};

/// Who a page is served to.
#[derive(Clone, Copy)]
pub(super) struct Author<'a> {
    pub(super) words: &'a Words,
    /// There is an editor that can be opened.
    pub(super) has_editor: bool,
}

/// A page as the author sees it, and what tells whether a tab shows the current one.
pub(super) struct Dressed {
    pub(super) html: Vec<u8>,
    pub(super) key: String,
}

/// A page of the site with what the preview adds.
pub(super) fn dress(site: &Shown, path: &str, html: &[u8], author: Author<'_>) -> Dressed {
    let route = Route::new(path.strip_suffix("index.html").unwrap_or(path));
    let bar = bar(Some(site), site.origins.get(&route).map(|origin| (&route, origin)), author);
    // The theme's address changes with every edit of a style, which needs no new page.
    let bare = without(html, site.theme.as_bytes());
    let key = Fingerprint::of_value(&(bare, &bar, site.own)).short(16);
    let inset = inset(&key, &site.theme_href(), &site.scripts.short(16), &bar);
    Dressed { html: insert(html, &inset), key }
}

/// A page of the preview's own, which has no file and no languages to name.
pub(super) fn dress_own(html: &str, author: Author<'_>) -> Dressed {
    let bar = bar(None, None, author);
    let key = Fingerprint::of_value(&(html, &bar)).short(16);
    Dressed { html: insert(html.as_bytes(), &inset(&key, "", "", &bar)), key }
}

/// The page where there is none to dress: a sentence, and what brings the real one.
pub(super) fn bare_page(sentence: &str, author: Author<'_>) -> Dressed {
    let bar = bar(None, None, author);
    let key = Fingerprint::of_value(&(sentence, &bar)).short(16);
    let mut text = String::new();
    escape(sentence, &mut text);
    let mut code = String::new();
    escape(&author.words.say("preview-language", &[]), &mut code);
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>taiyaku</title>\n</head>\n\
         <body>\n<p>{text}</p>\n</body>\n</html>\n"
    );
    Dressed { html: insert(html.as_bytes(), &inset(&key, "", "", &bar)), key }
}

impl Shown {
    /// The address that the theme's files begin with.
    pub(super) fn theme_href(&self) -> String {
        self.base.href(&Route::new(&self.theme))
    }
}

fn inset(key: &str, theme: &str, scripts: &str, bar: &str) -> String {
    format!(
        "<taiyaku-preview data-page=\"{key}\" data-theme=\"{theme}\" data-scripts=\"{scripts}\">\
         <template shadowrootmode=\"open\">{bar}</template></taiyaku-preview>\n\
         <script type=\"module\" src=\"{DOORS}preview.js\"></script>\n"
    )
}

/// Before the end of the body; a file without one is left as it is.
fn insert(html: &[u8], inset: &str) -> Vec<u8> {
    let end = b"</body>";
    let Some(at) = html.windows(end.len()).rposition(|window| window.eq_ignore_ascii_case(end))
    else {
        return html.to_vec();
    };
    [&html[..at], inset.as_bytes(), &html[at..]].concat()
}

fn without(html: &[u8], part: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.windows(part.len()).position(|window| window == part) {
        kept.extend_from_slice(&rest[..at]);
        rest = &rest[at + part.len()..];
    }
    kept.extend_from_slice(rest);
    kept
}

/// The bar at the bottom, and the place where findings are drawn.
fn bar(site: Option<&Shown>, page: Option<(&Route, &Origin)>, author: Author<'_>) -> String {
    let say = |name: &str| {
        let mut text = String::new();
        escape(&author.words.say(name, &[]), &mut text);
        text
    };
    let mut shown = format!(
        "<link rel=\"stylesheet\" href=\"{DOORS}preview.css\">\
         <div class=\"bar\" role=\"region\" lang=\"{}\" aria-label=\"{}\">",
        say("preview-language"),
        say("preview-bar"),
    );
    if let (Some(site), Some((route, origin))) = (site, page) {
        shown.push_str(&file(origin, author));
        shown.push_str(&languages(site, route, origin, author));
    }
    shown.push_str(&format!(
        "<a href=\"{DOORS}\">{}</a><button type=\"button\" class=\"findings\" hidden></button>\
         <span class=\"lost\" role=\"status\" hidden>{}</span>\
         <button type=\"button\" class=\"hide\" aria-label=\"{}\">×</button></div>\
         <div class=\"overlay\" role=\"dialog\" lang=\"{}\" aria-label=\"{}\" data-open=\"{}\" hidden>\
         <div class=\"head\"><strong></strong><button type=\"button\" class=\"close\">{}</button></div>\
         <ol></ol></div>",
        say("preview-review"),
        say("preview-lost"),
        say("preview-hide"),
        say("preview-language"),
        say("preview-findings"),
        if author.has_editor { say("preview-open") } else { String::new() },
        say("preview-close"),
    ));
    shown
}

/// The source file; a button where there is an editor.
fn file(origin: &Origin, author: Author<'_>) -> String {
    let (mut path, mut title) = (String::new(), String::new());
    escape(origin.file.as_str(), &mut path);
    if !author.has_editor {
        return format!("<code class=\"file\">{path}</code>");
    }
    escape(&author.words.say("preview-open", &[]), &mut title);
    format!(
        "<button type=\"button\" class=\"file\" data-file=\"{path}\" title=\"{title}\">\
         <code>{path}</code></button>"
    )
}

/// The page's languages, each with how it stands there.
fn languages(site: &Shown, route: &Route, origin: &Origin, author: Author<'_>) -> String {
    let mut list = String::from("<ul>");
    for version in &origin.versions {
        let (mut name, mut code, mut href) = (String::new(), String::new(), String::new());
        escape(&version.name, &mut name);
        escape(&version.code, &mut code);
        let behind = site.stale.get(&version.file).copied().unwrap_or_default();
        let state = match version.state {
            State::There if behind > 0 => "stale",
            State::There => "there",
            State::Draft => "draft",
            State::Missing => "missing",
        };
        let mut words = String::new();
        let values = [("name", Value::Text(&version.name)), ("units", Value::Count(behind))];
        escape(&author.words.say(&format!("preview-{state}"), &values), &mut words);
        let current =
            if version.route.as_ref() == Some(route) { " aria-current=\"page\"" } else { "" };
        let link = match &version.route {
            Some(there) => {
                escape(&site.base.href(there), &mut href);
                format!(
                    "<a href=\"{href}\" hreflang=\"{code}\" lang=\"{code}\"{current}>{name}</a>"
                )
            }
            None => format!("<span lang=\"{code}\">{name}</span>"),
        };
        let note = match version.state {
            _ if version.is_source && state == "there" => String::new(),
            State::There | State::Draft if !version.is_source => {
                let mut compare = String::new();
                escape(&compare_href(&version.code, &version.file), &mut compare);
                format!(" <small><a href=\"{compare}\">{words}</a></small>")
            }
            _ => format!(" <small>{words}</small>"),
        };
        list.push_str(&format!("<li class=\"{state}\">{link}{note}</li>"));
    }
    list + "</ul>"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_stands_at_the_end_of_the_body() {
        let inserted =
            |html: &str| String::from_utf8_lossy(&insert(html.as_bytes(), "+")).into_owned();
        assert_eq!(inserted("<body>a</body></html>"), "<body>a+</body></html>");
        assert_eq!(inserted("<pre></body></pre></BODY>"), "<pre></body></pre>+</BODY>");
        assert_eq!(inserted("<p>a"), "<p>a");
    }

    #[test]
    fn the_address_of_the_theme_is_taken_out() {
        assert_eq!(without(b"a_t/1/b_t/1/", b"_t/1/"), b"ab");
    }
}
