//! The pages that no Markdown file stands for: the chooser, search, pages not found, moved pages.

use serde::Serialize;
use tera::{Context, Value};

use super::frame::{Environment, Frame};
use super::head::PageView;
use super::navigation::all_pages;
use super::output::Emitted;
use super::page::{Press, Rendered};
use super::view::{AlternateView, View, hreflang};
use crate::parse::Language;
use crate::site::{Alias, Site};
use crate::text::{FilePath, Route};

/// Where a moved page is now.
#[derive(Serialize)]
struct TargetView {
    href: String,
    title: String,
    canonical: Option<String>,
}

/// Renders a template that is no page of a language's tree.
pub(super) fn simple(
    environment: &Environment,
    name: &str,
    context: &Context,
    file: &FilePath,
) -> Rendered {
    let mut findings = Vec::new();
    let html = environment.templates.render(name, context, file).unwrap_or_else(|finding| {
        findings.push(*finding);
        String::new()
    });
    Rendered { file: Emitted::new(html.into_bytes()), findings }
}

/// The page at the root, where a reader chooses a language: the `x-default` of the front pages.
pub(super) fn chooser(site: &Site<'_>, environment: &Environment, frame: &Frame) -> Rendered {
    let front = site.entry(site.content.config.default, "index.md");
    let versions = front.map(|entry| hreflang(site, entry)).unwrap_or_default();
    let canonical = site.base.absolute(&Route::new(""));
    let mut context = Context::new();
    context.insert_value("hreflang", Value::from_serializable(&versions));
    context.insert_value("canonical", Value::from_serializable(&canonical));
    context.insert_value("lang", frame.lang.clone());
    context.insert_value("site", frame.site.clone());
    context.insert_value("languages", frame.languages.clone());
    simple(environment, "chooser.html", &context, &FilePath::new("content/site.toml"))
}

/// The page that stands at an earlier address.
pub(super) fn moved(
    site: &Site<'_>,
    environment: &Environment,
    frame: &Frame,
    alias: &Alias,
) -> Rendered {
    let entry = &site.entries[alias.entry];
    let target = TargetView {
        href: site.base.href(&entry.route),
        title: entry.front.title.clone(),
        canonical: site.base.absolute(&entry.route),
    };
    let mut context = Context::new();
    context.insert_value("target", Value::from_serializable(&target));
    context.insert_value("lang", frame.lang.clone());
    context.insert_value("site", frame.site.clone());
    simple(environment, "alias.html", &context, &alias.place.0)
}

/// The page for an address where there is nothing.
pub(super) fn not_found(
    site: &Site<'_>,
    press: &Press<'_>,
    language: usize,
    route: &Route,
) -> Rendered {
    let page = own_page(site, press, language, route, ("not-found-title", "404.html"));
    let view = View::bare(page);
    let navigation = press.sidebars.marked("", "");
    let file = FilePath::new("content/site.toml");
    press.finish(&view, "", &view_hash(&view), &navigation, &file, Vec::new())
}

/// Where a language is searched. Without script it shows the way to every page.
pub(super) fn search_page(
    site: &Site<'_>,
    press: &Press<'_>,
    language: usize,
) -> (Route, Rendered) {
    let languages = &site.content.config.languages;
    let route = |place: usize| Route::new(&format!("{}/search/", languages[place].code));
    let page = own_page(site, press, language, &route(language), ("search-title", "search.html"));
    let mut view = View::bare(page);
    let version = |(place, settings): (usize, &Language)| AlternateView {
        code: settings.code.as_str().to_owned(),
        name: settings.name.clone(),
        dir: settings.direction.clone(),
        href: site.base.href(&route(place)),
        translated: true,
        current: place == language,
    };
    view.alternates = languages.iter().enumerate().map(version).collect();
    let navigation = press.sidebars.marked("", "");
    let mut context = press.context(&view, "", &view_hash(&view), &navigation);
    let pages = all_pages(site, &press.frame.code, language);
    context.insert_value("pages", Value::from_serializable(&pages));
    let file = FilePath::new("content/site.toml");
    (route(language), simple(press.environment, &view.page.template, &context, &file))
}

/// What a page of our own has in its head: its title is a message, and search engines do not list it.
fn own_page(
    site: &Site<'_>,
    press: &Press<'_>,
    language: usize,
    route: &Route,
    (title, template): (&str, &str),
) -> PageView {
    let settings = &site.content.config.languages[language];
    let title = press.environment.word(settings.code.as_str(), title);
    PageView {
        title_html: site.content.phrases.phrased(&title).html(),
        title,
        description: String::new(),
        summary: String::new(),
        href: site.base.href(route),
        canonical: None,
        json_ld: None,
        lang: settings.code.as_str().to_owned(),
        dir: settings.direction.clone(),
        template: template.to_owned(),
        draft: false,
        fallback: false,
        source_href: None,
        source_name: None,
        front: false,
        date: None,
        updated: None,
        as_of: None,
        edit: None,
        indexed: false,
    }
}

/// These pages have no text of their own, so their title is what they are known by.
fn view_hash(view: &View) -> String {
    crate::text::Fingerprint::of(view.page.title.as_bytes()).short(8)
}
