//! The news of a language as an Atom feed (RFC 4287).

use jiff::civil::Date;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::data::dated;
use super::frame::{Environment, Frame};
use crate::site::{Entry, Site};
use crate::text::Route;

/// Entries of a feed: what a reader who looks in once a quarter can have missed.
const MOST: usize = 50;

/// Writes the feed of a language. No clock: the newest entry's day is the feed's.
pub(super) fn feed(
    site: &Site<'_>,
    environment: &Environment,
    frame: &Frame,
    language: usize,
) -> String {
    let places = dated(site, language);
    let entries: Vec<&Entry<'_>> =
        places.iter().take(MOST).map(|place| &site.entries[*place]).collect();
    let home = Route::new(&format!("{}/", frame.code));
    let own = Route::new(&format!("{}/feed.xml", frame.code));
    let title = environment.word(&frame.code, "site-title");
    let newest = entries.iter().filter_map(|entry| last_change(entry)).max();
    let mut feed = Feed { xml: Writer::new_with_indent(Vec::new(), b' ', 1) };
    feed.open(&frame.code);
    feed.text("title", &title);
    feed.text("id", &identity(site, &home));
    feed.text("updated", &stamp(newest));
    feed.link("alternate", &address(site, &home));
    feed.link("self", &address(site, &own));
    feed.element("author", |feed| feed.text("name", &title));
    for entry in entries {
        feed.element("entry", |feed| {
            feed.text("title", &entry.front.title);
            feed.text("id", &identity(site, &entry.route));
            feed.text("published", &stamp(entry.front.date));
            feed.text("updated", &stamp(last_change(entry)));
            feed.link("alternate", &address(site, &entry.route));
            if let Some(description) = &entry.front.description {
                feed.text("summary", description);
            }
        });
    }
    feed.close()
}

fn last_change(entry: &Entry<'_>) -> Option<Date> {
    entry.front.updated.max(entry.front.date)
}

/// Midnight in UTC of a day; the first of 1970 where there is none, because Atom wants one.
fn stamp(date: Option<Date>) -> String {
    date.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |date| format!("{date}T00:00:00Z"))
}

/// The full address, or the path where the site does not know its host.
fn address(site: &Site<'_>, route: &Route) -> String {
    site.base.absolute(route).unwrap_or_else(|| site.base.href(route))
}

/// An identity has to be a full one even where the host is not known.
fn identity(site: &Site<'_>, route: &Route) -> String {
    site.base.absolute(route).unwrap_or_else(|| format!("urn:taiyaku:{}", site.base.href(route)))
}

struct Feed {
    xml: Writer<Vec<u8>>,
}

/// Writing into memory does not fail.
impl Feed {
    fn open(&mut self, lang: &str) {
        let _ = self.xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        let start = quick_xml::events::BytesStart::new("feed")
            .with_attributes([("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", lang)]);
        let _ = self.xml.write_event(Event::Start(start));
    }

    fn text(&mut self, name: &str, text: &str) {
        let _ = self.xml.create_element(name).write_text_content(BytesText::new(text));
    }

    fn link(&mut self, relation: &str, href: &str) {
        let _ = self
            .xml
            .create_element("link")
            .with_attributes([("rel", relation), ("href", href)])
            .write_empty();
    }

    fn element(&mut self, name: &str, inner: impl FnOnce(&mut Self)) {
        let start = quick_xml::events::BytesStart::new(name.to_owned());
        let end = start.to_end().into_owned();
        let _ = self.xml.write_event(Event::Start(start.clone()));
        inner(self);
        let _ = self.xml.write_event(Event::End(end));
    }

    fn close(mut self) -> String {
        let _ = self.xml.write_event(Event::End(quick_xml::events::BytesEnd::new("feed")));
        let mut text = String::from_utf8_lossy(&self.xml.into_inner()).into_owned();
        text.push('\n');
        text
    }
}
