//! The site in summary: which page stands at which address in which language.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use super::content::Content;
use super::expand::PageHeading;
use super::tree::Navigation;
use crate::parse::{FrontMatter, Page, Status};
use crate::text::{Base, FilePath, Fingerprint, Locale, Phrased, Route};

/// A page at an address: written in the language of the address, or standing in for one that is.
/// How it stands there, which is most of it, is read as if it were its own.
#[derive(Debug)]
pub struct Entry<'a> {
    /// What is shown.
    pub page: &'a Page,
    /// The parts that it includes, each once.
    pub parts: Vec<&'a Page>,
    /// How it stands in the site.
    pub standing: Arc<Standing>,
}

impl Deref for Entry<'_> {
    type Target = Standing;

    fn deref(&self) -> &Standing {
        &self.standing
    }
}

/// How a page stands in the site: what does not change while only its text is edited.
#[derive(Debug)]
pub struct Standing {
    /// The language of the interface, a place in `config.languages`.
    pub language: usize,
    /// The language that the text is written in.
    pub written_in: usize,
    /// The path below the language's folder, in NFC (`forms/index.md`).
    pub path: String,
    /// The page's head, with what it inherits.
    pub front: FrontMatter,
    /// Its title, and where a line of it may end.
    pub title: Phrased,
    /// Its address.
    pub route: Route,
    /// Its headings, those of its parts among them.
    pub headings: Vec<PageHeading>,
    /// Everything in it that an address may point at.
    pub ids: BTreeSet<String>,
    /// It or a part of it could not be read, so that nobody knows which ids it has.
    pub unread: bool,
}

impl Standing {
    /// Whether it stands in for a page that the language lacks.
    pub fn is_fallback(&self) -> bool {
        self.language != self.written_in
    }

    /// Whether it is the front page of its language.
    pub fn is_front(&self) -> bool {
        self.path == "index.md"
    }
}

impl Entry<'_> {
    /// Whether it is shown to authors alone.
    pub fn is_draft(&self) -> bool {
        self.page.front.status == Some(Status::Draft)
    }

    /// The hashes of the files that it shows: all that its bytes depend on beside the outside of
    /// the site.
    pub fn sources(&self) -> impl Iterator<Item = Fingerprint> {
        std::iter::once(&self.page).chain(&self.parts).map(|page| page.hash)
    }
}

/// An earlier address and the entry that is there now.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The earlier address.
    pub route: Route,
    /// The place in `Site::entries`.
    pub entry: usize,
    /// Where the alias is written.
    pub place: (FilePath, crate::text::Span),
}

/// What stands at an address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin {
    /// The file that is shown there.
    pub file: FilePath,
    /// The page in every language, in the order of the configuration.
    pub versions: Vec<Version>,
}

/// A page in one language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// The language's code.
    pub code: String,
    /// Its name for itself.
    pub name: String,
    /// Where it is shown, if it is: a missing one has an address where another stands in for it.
    pub route: Option<Route>,
    /// The file of its own, there or not.
    pub file: FilePath,
    /// The others are translations of it.
    pub is_source: bool,
    /// How it stands.
    pub state: State,
}

/// How a page stands in a language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// It is there.
    There,
    /// It is there for its authors alone.
    Draft,
    /// Nobody has written it.
    Missing,
}

/// The whole site in summary.
#[derive(Debug)]
pub struct Site<'a> {
    /// What it was made of.
    pub content: &'a Content,
    /// Where it lies.
    pub base: Base,
    /// Every page at every address, by language and path.
    pub entries: Vec<Entry<'a>>,
    /// For each language the places in `entries` by path.
    pub by_path: Arc<Vec<BTreeMap<String, usize>>>,
    /// Earlier addresses.
    pub aliases: Arc<Vec<Alias>>,
    /// For each language its tree of pages.
    pub navigation: Arc<Vec<Navigation>>,
    /// For each language its rules.
    pub locales: Arc<Vec<Locale>>,
    /// What stands at the address of each page.
    pub origins: Arc<BTreeMap<Route, Origin>>,
    /// Every address that it has for its readers: `/ja/iso-burning/`, `/ja/feed.xml`.
    pub addresses: Arc<BTreeSet<String>>,
}

impl Site<'_> {
    /// What a title in a language is sorted by: its reading, else the title without its article.
    pub fn spoken<'t>(&self, code: &str, title: &'t str, reading: Option<&'t str>) -> &'t str {
        let locale = self.content.config.language(code).map(|language| &self.locales[language]);
        let plain = || locale.map_or(title, |locale| locale.without_article(title));
        reading.unwrap_or_else(plain)
    }

    /// The pages above an entry, from the front page down: the way to it.
    pub fn above(&self, entry: &Entry<'_>) -> Vec<usize> {
        let by_path = &self.by_path[entry.language];
        let mut above: Vec<usize> = Vec::new();
        let mut rest = entry.path.strip_suffix("/index.md").unwrap_or(&entry.path);
        while let Some((folder, _)) = rest.rsplit_once('/') {
            above.extend(by_path.get(&format!("{folder}/index.md")));
            rest = folder;
        }
        let front = by_path.get("index.md").filter(|_| !entry.is_front());
        above.extend(front);
        above.reverse();
        above
    }

    /// Everything that a language is called: by itself, in the languages of the site, and otherwise.
    pub fn language_names<'s>(&'s self, code: &'s str) -> impl Iterator<Item = &'s str> {
        let config = &self.content.config;
        let own = config.language(code).map(|place| config.languages[place].name.as_str());
        let named = config.language_names.get(code).into_iter();
        let named = named.flat_map(|names| names.names.values().chain(&names.also));
        std::iter::once(code).chain(own).chain(named.map(String::as_str))
    }
}
