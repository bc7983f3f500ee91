//! One page: its View into bytes.

use tera::{Context, Value};

use super::data::SiteValues;
use super::frame::{Environment, Frame};
use super::highlight::Coloured;
use super::html::Writer;
use super::navigation::{Sidebars, section};
use super::output::Emitted;
use super::view::{View, extra_value};
use crate::parse::Page;
use crate::site::{Content, Entry};
use crate::text::{Diagnostic, FilePath, Fingerprint};

/// What every page of a language is rendered with.
pub(super) struct Press<'a> {
    pub(super) content: &'a Content,
    pub(super) environment: &'a Environment,
    pub(super) frame: &'a Frame,
    pub(super) data: &'a SiteValues,
    pub(super) sidebars: &'a Sidebars,
    pub(super) coloured: &'a Coloured,
}

/// The text of a page, and what was found while it was written.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) html: String,
    /// The short hash of title and text.
    pub(super) hash: String,
    pub(super) findings: Vec<Diagnostic>,
}

/// A finished page and what was found while it was finished.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The file.
    pub file: Emitted,
    /// Findings of the templates.
    pub findings: Vec<Diagnostic>,
}

impl Press<'_> {
    /// Writes the text of an entry.
    pub(super) fn text(&self, view: &View, entry: &Entry<'_>) -> Text {
        let page: &Page = entry.page;
        let Self { content, environment, frame, data, coloured, .. } = self;
        let writer = Writer::new(content, environment, frame, data, view, page, coloured);
        let (html, findings) = writer.page();
        let hash = Fingerprint::of(format!("{}\n{html}", view.page.title).as_bytes()).short(8);
        Text { html, hash, findings }
    }

    /// Renders an entry around its text.
    pub(super) fn page(&self, view: &View, entry: &Entry<'_>, text: &Text) -> Rendered {
        let navigation = self.sidebars.marked(section(&entry.path), &view.page.href);
        let (Text { html, hash, findings }, file) = (text, &entry.page.file);
        self.finish(view, html, hash, &navigation, file, findings.clone())
    }

    /// Puts a body into the page's template.
    pub(super) fn finish(
        &self,
        view: &View,
        body: &str,
        hash: &str,
        navigation: &str,
        file: &FilePath,
        mut findings: Vec<Diagnostic>,
    ) -> Rendered {
        let context = self.context(view, body, hash, navigation);
        let html = self.environment.templates.render(&view.page.template, &context, file);
        let html = html.unwrap_or_else(|finding| {
            findings.push(*finding);
            String::new()
        });
        Rendered { file: Emitted::new(html.into_bytes()), findings }
    }

    /// All that a page's template sees.
    pub(super) fn context(&self, view: &View, body: &str, hash: &str, navigation: &str) -> Context {
        let mut context = Context::new();
        context.insert_value("page", page_value(view, body, hash));
        context.insert_value("lang", self.frame.lang.clone());
        context.insert_value("site", self.frame.site.clone());
        context.insert_value("languages", self.frame.languages.clone());
        context.insert_value("feed", Value::from(self.frame.feed.as_str()));
        context.insert_value("json_feed", Value::from(self.frame.json_feed.as_str()));
        context.insert_value("toc", Value::from_serializable(&view.toc));
        context.insert_value("alternates", Value::from_serializable(&view.alternates));
        context.insert_value("hreflang", Value::from_serializable(&view.hreflang));
        context.insert_value("breadcrumbs", Value::from_serializable(&view.breadcrumbs));
        context.insert_value("previous", Value::from_serializable(&view.previous));
        context.insert_value("stale", Value::from_serializable(&view.stale));
        context.insert_value("next", Value::from_serializable(&view.next));
        context.insert_value("navigation", Value::safe_string(navigation));
        context
    }
}

fn page_value(view: &View, body: &str, hash: &str) -> Value {
    let mut page = Value::from_serializable(&view.page).into_map().unwrap_or_default();
    page.insert("title_html".into(), Value::safe_string(&view.page.title_html));
    page.insert("content".into(), Value::safe_string(body));
    page.insert("hash".into(), Value::from(hash));
    let extra = view.extra.as_ref().map_or_else(
        || Value::from(std::collections::BTreeMap::<String, Value>::new()),
        extra_value,
    );
    page.insert("extra".into(), extra);
    Value::from(page)
}
