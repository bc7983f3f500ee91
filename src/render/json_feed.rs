//! The news of a language as a JSON Feed (version 1.1).

use serde::Serialize;

use super::feeds::{Address, Item, News, stamp};

#[derive(Serialize)]
struct Feed<'a> {
    version: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_page_url: Option<&'a str>,
    #[serde(rename = "feed_url", skip_serializing_if = "Option::is_none")]
    own_url: Option<&'a str>,
    language: &'a str,
    items: Vec<FeedItem<'a>>,
}

#[derive(Serialize)]
struct FeedItem<'a> {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    title: &'a str,
    /// Readers take no item without it or its like in HTML.
    content_text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
}

/// Writes the feed, which lies at `own`. Its addresses are full ones, so where the host is not known
/// they are left out.
pub(super) fn json_feed(news: &News, own: &Address) -> String {
    let feed = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: &news.title,
        home_page_url: news.home.absolute.as_deref(),
        own_url: own.absolute.as_deref(),
        language: &news.lang,
        items: news.items.iter().map(item).collect(),
    };
    // Strings and lists always become JSON.
    let mut text = serde_json::to_string_pretty(&feed).unwrap_or_default();
    text.push('\n');
    text
}

fn item(item: &Item) -> FeedItem<'_> {
    FeedItem {
        id: item.address.identity(),
        url: item.address.absolute.as_deref(),
        title: &item.title,
        content_text: &item.text,
        summary: item.summary.as_deref(),
        date_published: item.published.map(stamp),
        date_modified: item.modified.map(stamp),
    }
}
