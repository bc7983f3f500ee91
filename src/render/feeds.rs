//! The news of a language: what its feeds say, whichever format they say it in.

use jiff::civil::Date;

use super::data::dated;
use super::frame::{Environment, Frame};
use crate::site::{Entry, Site};
use crate::text::Route;

/// Items of a feed: what a reader who looks in once a quarter can have missed.
const MOST: usize = 50;

/// The dated pages of a language, the newest first.
pub(super) struct News {
    pub(super) lang: String,
    pub(super) title: String,
    /// The front page.
    pub(super) home: Address,
    pub(super) items: Vec<Item>,
}

/// A page in a feed.
pub(super) struct Item {
    pub(super) title: String,
    /// What its author says it is about.
    pub(super) summary: Option<String>,
    /// The same, else how the page begins, else its title; never empty.
    pub(super) text: String,
    pub(super) address: Address,
    pub(super) published: Option<Date>,
    /// The day of its last change. From front matter and never from a clock or git: a reader's
    /// program shows a page anew when this changes, so its author says when.
    pub(super) modified: Option<Date>,
}

/// Where a page or feed lies.
pub(super) struct Address {
    /// The full address, where the site knows its host.
    pub(super) absolute: Option<String>,
    /// The path, which always works on the host.
    pub(super) path: String,
}

/// Takes the news out of the site.
pub(super) fn news(
    site: &Site<'_>,
    environment: &Environment,
    frame: &Frame,
    language: usize,
) -> News {
    let places = dated(site, language).into_iter().take(MOST);
    News {
        lang: frame.code.clone(),
        title: environment.word(&frame.code, "site-title"),
        home: Address::of(site, &Route::new(&format!("{}/", frame.code))),
        items: places.map(|place| item(site, &site.entries[place])).collect(),
    }
}

fn item(site: &Site<'_>, entry: &Entry<'_>) -> Item {
    let summary = entry.front.description.clone();
    let words = [summary.as_deref().unwrap_or_default(), &entry.page.outline.lead];
    let text = words.into_iter().find(|words| !words.is_empty());
    Item {
        title: entry.front.title.clone(),
        text: text.unwrap_or(&entry.front.title).to_owned(),
        summary,
        address: Address::of(site, &entry.route),
        published: entry.front.date,
        modified: entry.front.updated.max(entry.front.date),
    }
}

impl Address {
    /// The address of a place in the site.
    pub(super) fn of(site: &Site<'_>, route: &Route) -> Self {
        Self { absolute: site.base.absolute(route), path: site.base.href(route) }
    }

    /// A name for what lies there, the same in every feed and for ever; a full one even where the
    /// host is not known.
    pub(super) fn identity(&self) -> String {
        self.absolute.clone().unwrap_or_else(|| format!("urn:taiyaku:{}", self.path))
    }

    /// The full address, or the path where the site does not know its host.
    pub(super) fn href(&self) -> &str {
        self.absolute.as_deref().unwrap_or(&self.path)
    }
}

/// Midnight in UTC of a day, as RFC 3339 writes it.
pub(super) fn stamp(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
