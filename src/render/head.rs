//! What a page says of itself: to readers in its head, to search engines, and to browsers.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::json;

use super::title::title_html;
use crate::site::{Entry, Site};
use crate::text::{Base, FilePath, Route};

/// A date for machines and for readers.
#[derive(Clone, Serialize, Hash, Debug)]
pub(super) struct DateView {
    pub(super) iso: String,
    pub(super) text: String,
}

/// The page itself; `content` and `hash` are added when it is rendered.
#[derive(Clone, Serialize, Hash, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question that templates ask")]
pub(super) struct PageView {
    pub(super) title: String,
    /// The same as HTML, with its ruby and with places for a line to end.
    pub(super) title_html: String,
    pub(super) description: String,
    /// The description, else the beginning of the text.
    pub(super) summary: String,
    pub(super) href: String,
    pub(super) canonical: Option<String>,
    /// What search engines are told of its place in the site.
    pub(super) json_ld: Option<String>,
    pub(super) lang: String,
    pub(super) dir: String,
    pub(super) template: String,
    pub(super) draft: bool,
    pub(super) fallback: bool,
    pub(super) source_href: Option<String>,
    pub(super) source_name: Option<String>,
    pub(super) front: bool,
    pub(super) date: Option<DateView>,
    pub(super) updated: Option<DateView>,
    pub(super) as_of: Option<DateView>,
    pub(super) edit: Option<String>,
    pub(super) indexed: bool,
}

/// Makes what a page says of itself. `crumbs` are the titles and addresses of the pages above it.
pub(super) fn page_view<'a>(
    site: &Site<'_>,
    entry: &Entry<'_>,
    crumbs: impl Iterator<Item = (&'a str, &'a str)>,
) -> PageView {
    let config = &site.content.config;
    let written = &config.languages[entry.written_in];
    let locale = &site.locales[entry.language];
    let date = |date: Option<Date>| {
        date.map(|date| DateView { iso: date.to_string(), text: locale.date(date) })
    };
    let front = &entry.front;
    let updated = front.updated.or_else(|| site.content.dates.get(&entry.page.file).copied());
    let original = site.entry(entry.written_in, &entry.path);
    let shown_at = if entry.is_fallback() { original } else { Some(entry) };
    let mut page = PageView {
        title: front.title.clone(),
        title_html: title_html(entry),
        description: front.description.clone().unwrap_or_default(),
        summary: front.description.clone().unwrap_or_else(|| entry.page.outline.lead.clone()),
        href: site.base.href(&entry.route),
        canonical: shown_at.and_then(|entry| site.base.absolute(&entry.route)),
        json_ld: None,
        lang: written.code.as_str().to_owned(),
        dir: written.direction.clone(),
        template: template(site, entry),
        draft: entry.is_draft(),
        fallback: entry.is_fallback(),
        source_href: original
            .filter(|_| entry.is_fallback())
            .map(|entry| site.base.href(&entry.route)),
        source_name: entry
            .is_fallback()
            .then(|| language_name(site, entry.written_in, entry.language)),
        front: entry.is_front(),
        date: date(front.date),
        updated: date(updated),
        as_of: date(front.as_of),
        edit: config.edit.as_ref().map(|edit| edit_address(edit, &entry.page.file)),
        indexed: !entry.is_fallback(),
    };
    page.json_ld = json_ld(site, &page, crumbs);
    page
}

/// The page's own template; one that there is none of has a finding.
fn template(site: &Site<'_>, entry: &Entry<'_>) -> String {
    let named = entry.front.template.as_ref().map(|name| name.value.as_str());
    let there = named.filter(|name| !name.contains('/') && site.content.template(name).is_some());
    there.unwrap_or("page.html").to_owned()
}

/// `{path}` in the address, or the path behind it.
fn edit_address(edit: &str, file: &FilePath) -> String {
    let path = Route::new(file.as_str());
    let path = Base::default().href(&path);
    let path = path.trim_start_matches('/');
    if edit.contains("{path}") {
        edit.replace("{path}", path)
    } else {
        format!("{}/{path}", edit.trim_end_matches('/'))
    }
}

/// What a language is called in another one.
pub(super) fn language_name(site: &Site<'_>, language: usize, reader: usize) -> String {
    let config = &site.content.config;
    let code = config.languages[language].code.as_str();
    let names = config.language_names.get(code);
    let name = names.and_then(|names| names.names.get(config.languages[reader].code.as_str()));
    name.cloned().unwrap_or_else(|| config.languages[language].name.clone())
}

/// What every page may load and do: nothing but what lies in the site's own files. (Images from
/// elsewhere are findings.)
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; \
    object-src 'none'; require-trusted-types-for 'script'";

/// The page and the way to it, in the words of schema.org. Only where the site's address is known.
fn json_ld<'a>(
    site: &Site<'_>,
    page: &PageView,
    crumbs: impl Iterator<Item = (&'a str, &'a str)>,
) -> Option<String> {
    let url = page.canonical.as_ref().filter(|_| page.indexed)?;
    let mut steps = Vec::new();
    for (place, (name, href)) in (1..).zip(crumbs) {
        let item = site.base.full(href);
        steps.push(json!({"@type": "ListItem", "position": place, "name": name, "item": item}));
    }
    steps.push(json!({"@type": "ListItem", "position": steps.len() + 1, "name": page.title}));
    let mut about = json!({
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": page.title,
        "url": url,
        "inLanguage": page.lang,
    });
    if !page.summary.is_empty() {
        about["description"] = page.summary.as_str().into();
    }
    if let Some(updated) = &page.updated {
        about["dateModified"] = updated.iso.as_str().into();
    }
    if !page.front {
        about["breadcrumb"] = json!({"@type": "BreadcrumbList", "itemListElement": steps});
    }
    Some(inside_script(&about.to_string()))
}

/// JSON that nothing in it can end the element around it, or a line of an old reader.
fn inside_script(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}
