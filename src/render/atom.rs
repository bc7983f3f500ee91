//! The news of a language as an Atom feed (RFC 4287).

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::feeds::{Address, News, stamp};

/// What Atom has to be told where no page says its day.
const NO_DAY: &str = "1970-01-01T00:00:00Z";

/// Writes the feed, which lies at `own`. No clock: the newest entry's day is the feed's.
pub(super) fn atom(news: &News, own: &Address) -> String {
    let newest = news.items.iter().filter_map(|item| item.modified).max();
    let day = |date| Option::map_or_else(date, || NO_DAY.to_owned(), stamp);
    let mut feed = Feed { xml: Writer::new_with_indent(Vec::new(), b' ', 1) };
    feed.open(&news.lang);
    feed.text("title", &news.title);
    feed.text("id", &news.home.identity());
    feed.text("updated", &day(newest));
    feed.link("alternate", news.home.href());
    feed.link("self", own.href());
    feed.element("author", |feed| feed.text("name", &news.title));
    for item in &news.items {
        feed.element("entry", |feed| {
            feed.text("title", &item.title);
            feed.text("id", &item.address.identity());
            feed.text("published", &day(item.published));
            feed.text("updated", &day(item.modified));
            feed.link("alternate", item.address.href());
            if let Some(summary) = &item.summary {
                feed.text("summary", summary);
            }
        });
    }
    feed.close()
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
