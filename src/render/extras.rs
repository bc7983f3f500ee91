//! The pages that no Markdown file stands for: the chooser, pages not found, moved pages.

use serde::Serialize;
use tera::{Context, Value};

use super::frame::{Environment, Frame};
use super::head::PageView;
use super::output::Emitted;
use super::page::{Press, Rendered};
use super::view::{View, hreflang};
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
    let settings = &site.content.config.languages[language];
    let title = press.environment.word(settings.code.as_str(), "not-found-title");
    let page = PageView {
        title_html: site.content.phrases.phrased(&title).html(),
        title,
        description: String::new(),
        summary: String::new(),
        href: site.base.href(route),
        canonical: None,
        json_ld: None,
        lang: settings.code.as_str().to_owned(),
        dir: settings.direction.clone(),
        template: "404.html".to_owned(),
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
    };
    let view = View::bare(page);
    let navigation = press.sidebars.marked("", "");
    let file = FilePath::new("content/site.toml");
    let hash = view_hash(&view);
    press.finish(&view, "", &hash, &navigation, &file, Vec::new())
}

/// These pages have no text of their own, so their title is what they are known by.
fn view_hash(view: &View) -> String {
    crate::text::Fingerprint::of(view.page.title.as_bytes()).short(8)
}
