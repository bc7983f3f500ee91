//! The book: every page of a language in one file, made to be printed.
//!
//! The same trees go through the same Writer; only addresses and ids are others. A link to a page
//! of the book leads to its chapter, and every id of a chapter begins with the chapter's own. A
//! page that stands in for a translation is no chapter: a book is in one language, and the page
//! has its place in the book of its own. Nothing of it is kept for the next build: a book is made
//! when somebody asks for one.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Value};

use super::data::{data_used, site_values};
use super::extras::simple;
use super::head::PageView;
use super::html::Writer;
use super::page::{Press, Rendered};
use super::view::{View, view};
use crate::parse::SiteData;
use crate::site::{Node, Site};
use crate::text::{Diagnostic, FilePath, Route};

/// A page as a part of the book.
struct ChapterView {
    id: String,
    page: PageView,
    content: String,
}

/// A line of the table of contents, and those below it; a folder without a page leads nowhere.
#[derive(Serialize)]
struct LineView {
    title_html: String,
    href: Option<String>,
    children: Vec<LineView>,
}

/// The chapters of a language, in the order in which they are read.
struct Chapters<'a> {
    site: &'a Site<'a>,
    /// Their places in `Site::entries`.
    places: Vec<usize>,
    /// The id of each chapter, by the address of its page.
    ids: BTreeMap<String, String>,
}

/// Makes the book of a language, and says where it stands.
pub(super) fn book(site: &Site<'_>, press: &Press<'_>, language: usize) -> (Route, Rendered) {
    let navigation = &site.navigation[language];
    let chapters = Chapters::new(site, &navigation.order);
    let data = site_values(site, language, |href| chapters.lead(href, ""));
    let press = Press { data: &data, ..*press };
    let mut findings = Vec::new();
    let views = chapters.places.iter().map(|place| {
        let chapter = chapters.chapter(&press, *place, &mut findings);
        let mut value = Value::from_serializable(&chapter.page).into_map().unwrap_or_default();
        value.insert("id".into(), Value::from(chapter.id));
        value.insert("title_html".into(), Value::safe_string(&chapter.page.title_html));
        value.insert("content".into(), Value::safe_string(&chapter.content));
        Value::from(value)
    });
    let views: Vec<Value> = views.collect();
    let front = navigation.order.iter().filter(|place| site.entries[**place].is_front());
    let front = front.filter_map(|place| chapters.line(*place, Vec::new()));
    let contents: Vec<LineView> = front.chain(chapters.lines(&navigation.top)).collect();
    let mut context = Context::new();
    context.insert_value("lang", press.frame.lang.clone());
    context.insert_value("site", press.frame.site.clone());
    context.insert_value("contents", Value::from_serializable(&contents));
    context.insert_value("chapters", Value::from(views));
    let file = FilePath::new("content/site.toml");
    let mut rendered = simple(press.environment, "print.html", &context, &file);
    rendered.findings.append(&mut findings);
    (Route::new(&format!("{}/print/", press.frame.code)), rendered)
}

impl<'a> Chapters<'a> {
    fn new(site: &'a Site<'a>, order: &[usize]) -> Self {
        let own = |place: &usize| !site.entries[*place].is_fallback();
        let places: Vec<usize> = order.iter().copied().filter(own).collect();
        let hrefs = places.iter().map(|place| site.base.href(&site.entries[*place].route));
        let ids = (1..).zip(hrefs).map(|(number, href)| (href, format!("c{number}"))).collect();
        Self { site, places, ids }
    }

    /// The id of the chapter that an entry is.
    fn id(&self, place: usize) -> Option<&String> {
        self.ids.get(&self.site.base.href(&self.site.entries[place].route))
    }

    /// What stands in the book for an address on a page whose ids begin with `prefix`.
    fn lead(&self, href: &str, prefix: &str) -> String {
        let (page, anchor) = href.split_once('#').unwrap_or((href, ""));
        match self.ids.get(page) {
            Some(id) if anchor.is_empty() => format!("#{id}"),
            Some(id) => format!("#{id}-{anchor}"),
            None if page.is_empty() => format!("#{prefix}{anchor}"),
            None => href.to_owned(),
        }
    }

    fn chapter(
        &self,
        press: &Press<'_>,
        place: usize,
        findings: &mut Vec<Diagnostic>,
    ) -> ChapterView {
        let entry = &self.site.entries[place];
        let id = self.id(place).cloned().unwrap_or_default();
        let view = self.view(place, &id, data_used(self.site, entry));
        let Press { content, environment, frame, data, coloured, .. } = press;
        let writer = Writer::new(content, environment, frame, data, &view, entry.page, coloured);
        let (content, mut found) = writer.page();
        findings.append(&mut found);
        ChapterView { id, page: view.page, content }
    }

    /// The View of a page with the ids and addresses of the book.
    fn view(&self, place: usize, id: &str, data: Vec<SiteData>) -> View {
        let mut view = view(self.site, &self.site.entries[place], place, data);
        view.prefix = format!("{id}-");
        for heading in &mut view.headings {
            for id in [Some(&mut heading.id), heading.also.as_mut()].into_iter().flatten() {
                id.insert_str(0, &view.prefix);
            }
        }
        let links = view.links.values_mut().map(|resolved| &mut resolved.href);
        for href in links.chain(view.children.iter_mut().map(|child| &mut child.href)) {
            *href = self.lead(href, &view.prefix);
        }
        view
    }

    fn lines(&self, nodes: &[Node]) -> Vec<LineView> {
        nodes.iter().filter_map(|node| self.node(node)).collect()
    }

    fn node(&self, node: &Node) -> Option<LineView> {
        let children = self.lines(&node.children);
        if let Some(place) = node.entry.filter(|place| self.id(*place).is_some()) {
            return self.line(place, children);
        }
        let folder = node.folder.as_deref().filter(|_| !children.is_empty())?;
        let name = folder.rsplit('/').next().unwrap_or(folder);
        let title_html = self.site.content.phrases.phrased(name).html();
        Some(LineView { title_html, href: None, children })
    }

    fn line(&self, place: usize, children: Vec<LineView>) -> Option<LineView> {
        let href = format!("#{}", self.id(place)?);
        let title_html = self.site.entries[place].title.html();
        Some(LineView { title_html, href: Some(href), children })
    }
}
