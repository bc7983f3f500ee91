//! How the translations of a site stand, for people and for programs.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Serialize;

use super::github::github_line;
use super::words::{Value, Words};
use crate::parse::Fallback;
use crate::site::Content;
use crate::text::{FilePath, escape};
use crate::translate::{Standing, State};

/// How one language stands.
#[derive(Debug)]
pub struct LanguageStanding<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its own name.
    pub name: &'a str,
    /// What stands in where a page is missing.
    pub fallback: &'static str,
    /// Words of the interface that it has not, of all that there are.
    pub messages: (usize, usize),
    /// Its pages and parts.
    pub pages: Vec<&'a Standing>,
}

impl<'a> LanguageStanding<'a> {
    /// How a language stands; nothing for one that nothing is translated into.
    pub fn of(content: &'a Content, standings: &'a [Standing], language: usize) -> Option<Self> {
        let pages: Vec<&Standing> =
            standings.iter().filter(|standing| standing.language == language).collect();
        let settings = &content.config.languages[language];
        (!pages.is_empty()).then(|| Self {
            code: settings.code.as_str(),
            name: &settings.name,
            fallback: match settings.fallback {
                Fallback::Page => "page",
                Fallback::Link => "link",
                Fallback::None => "none",
            },
            messages: messages(content, language),
            pages,
        })
    }

    /// How many pages stand how, in one line.
    pub fn sum(&self, words: &Words) -> String {
        let count = |state| self.pages.iter().filter(|page| page.state == state).count();
        let counts = STATES.map(|state| (state.name(), Value::Count(count(state))));
        let (_, share) = shares(&self.pages);
        let mut values = vec![
            ("code", Value::Text(self.code)),
            ("name", Value::Text(self.name)),
            ("all", Value::Count(self.pages.len())),
            ("words", Value::Count(share.open)),
            ("messages", Value::Count(self.messages.0)),
        ];
        values.extend(counts);
        words.say("status-language", &values)
    }
}

/// How a page stands.
pub fn state_words(page: &Standing, words: &Words) -> String {
    let (open, all) = (page.open.0.to_string(), page.units.to_string());
    let values = [
        ("state", Value::Text(page.state.name())),
        ("open", Value::Text(&open)),
        ("all", Value::Text(&all)),
    ];
    words.say("status-state", &values)
}

/// The words of the interface that a language has not, of all that the source and the default have.
fn messages(content: &Content, language: usize) -> (usize, usize) {
    let names = |language: usize| -> BTreeSet<&str> {
        let code = content.config.languages[language].code.as_str();
        let files = [format!("templates/theme/ui/{code}.ftl"), format!("content/{code}/ui.ftl")];
        let files = files.map(|file| content.messages.get(&FilePath::new(&file)));
        let entries = files.into_iter().flatten().flat_map(|messages| messages.entries.keys());
        entries.map(String::as_str).collect()
    };
    let config = &content.config;
    let all: BTreeSet<&str> = [config.source, config.default].into_iter().flat_map(names).collect();
    let own = names(language);
    (all.difference(&own).count(), all.len())
}

#[derive(Serialize)]
struct Report<'a> {
    schema: u8,
    languages: Vec<LanguageView<'a>>,
}

#[derive(Serialize)]
struct LanguageView<'a> {
    code: &'a str,
    name: &'a str,
    fallback: &'static str,
    messages: Share,
    units: Share,
    words: Share,
    pages: Vec<PageView<'a>>,
    sections: Vec<SectionView<'a>>,
}

/// So many are open, of so many.
#[derive(Serialize, Clone, Copy, Default)]
struct Share {
    open: usize,
    all: usize,
}

#[derive(Serialize)]
struct SectionView<'a> {
    section: &'a str,
    pages: usize,
    units: Share,
    words: Share,
}

#[derive(Serialize)]
struct PageView<'a> {
    file: &'a str,
    source: &'a str,
    state: &'static str,
    units: Share,
    words: Share,
    stale: Vec<UnitView<'a>>,
}

#[derive(Serialize)]
struct UnitView<'a> {
    unit: &'a str,
    change: &'static str,
}

/// States in the order in which they are told.
const STATES: [State; 6] =
    [State::Stale, State::Missing, State::Draft, State::Unconfirmed, State::Orphan, State::Fresh];

/// For people: a line for each language, and one for each page with something to do, the most work
/// first.
pub fn standing_human(languages: &[LanguageStanding<'_>], words: &Words) -> String {
    let mut text = String::new();
    for language in languages {
        text.push_str(&language.sum(words));
        text.push('\n');
        for page in in_order(language) {
            let _ = writeln!(text, "  {}  {}", page.file, state_words(page, words));
        }
    }
    text
}

/// For programs.
pub fn standing_json(languages: &[LanguageStanding<'_>]) -> String {
    let languages = languages.iter().map(view).collect();
    let mut text =
        serde_json::to_string_pretty(&Report { schema: 1, languages }).unwrap_or_default();
    text.push('\n');
    text
}

/// For the runner of a code host: a warning beside each file with something to do.
pub fn standing_github(languages: &[LanguageStanding<'_>], words: &Words) -> String {
    let pages = languages.iter().flat_map(|language| in_order(language));
    let line = |page: &Standing| {
        // Nothing can be shown beside a file that is not there.
        let file = if page.state == State::Missing { &page.source } else { &page.file };
        let message = format!("{}: {}", page.file, state_words(page, words));
        github_line("warning", file, page.state.name(), &message)
    };
    pages.map(line).collect()
}

/// A page for a browser.
pub fn standing_html(languages: &[LanguageStanding<'_>], words: &Words) -> String {
    let mut rows = String::new();
    for language in languages {
        for page in in_order(language) {
            let (mut file, mut source) = (String::new(), String::new());
            escape(page.file.as_str(), &mut file);
            escape(page.source.as_str(), &mut source);
            let state = state_words(page, words);
            let _ = writeln!(
                rows,
                "<tr><td>{}</td><td>{file}</td><td>{source}</td><td>{state}</td><td>{}</td></tr>",
                language.code, page.open.1
            );
        }
    }
    let heads = ["status-lang", "status-file", "status-source", "status-how", "status-words"];
    let heads = heads.map(|name| format!("<th scope=\"col\">{}</th>", words.say(name, &[])));
    let (title, lang) = (words.say("status-title", &[]), words.say("preview-language", &[]));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n</head>\n<body>\n\
         <h1>{title}</h1>\n<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n\
         </body>\n</html>\n",
        heads.concat()
    )
}

/// What there is to do, the most words first.
fn in_order<'a>(language: &LanguageStanding<'a>) -> Vec<&'a Standing> {
    let mut pages: Vec<&Standing> =
        language.pages.iter().copied().filter(|page| page.state != State::Fresh).collect();
    pages.sort_by(|one, other| {
        other.open.1.cmp(&one.open.1).then_with(|| one.file.cmp(&other.file))
    });
    pages
}

fn shares(pages: &[&Standing]) -> (Share, Share) {
    let add = |share: Share, open, all| Share { open: share.open + open, all: share.all + all };
    pages.iter().fold(Default::default(), |(units, words): (Share, Share), page| {
        (add(units, page.open.0, page.units), add(words, page.open.1, page.words))
    })
}

fn view<'a>(language: &LanguageStanding<'a>) -> LanguageView<'a> {
    let (units, words) = shares(&language.pages);
    let mut by_section: BTreeMap<&str, Vec<&Standing>> = BTreeMap::new();
    for page in &language.pages {
        let below = page.file.below("content").and_then(|below| below.split_once('/'));
        let section =
            below.and_then(|(_, path)| path.rsplit_once('/')).map_or("", |(folder, _)| folder);
        by_section.entry(section).or_default().push(page);
    }
    let section = |(section, pages): (&'a str, Vec<&Standing>)| {
        let (units, words) = shares(&pages);
        SectionView { section, pages: pages.len(), units, words }
    };
    LanguageView {
        code: language.code,
        name: language.name,
        fallback: language.fallback,
        messages: Share { open: language.messages.0, all: language.messages.1 },
        units,
        words,
        pages: language.pages.iter().map(|page| page_view(page)).collect(),
        sections: by_section.into_iter().map(section).collect(),
    }
}

fn page_view(page: &Standing) -> PageView<'_> {
    let stale = page.drift.iter().flat_map(|drift| {
        drift.stale().filter_map(|step| {
            Some(UnitView { unit: &drift.unit(step)?.key, change: step.change.name() })
        })
    });
    PageView {
        file: page.file.as_str(),
        source: page.source.as_str(),
        state: page.state.name(),
        units: Share { open: page.open.0, all: page.units },
        words: Share { open: page.open.1, all: page.words },
        stale: stale.collect(),
    }
}
