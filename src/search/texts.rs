//! The texts of the pages, for what a result shows. A few pages lie in one file: together they
//! compress better, and a query that finds them needs fewer.

use serde::Serialize;

use super::section::Section;
use super::sections::sections;
use super::terms::{PageTerms, Tier};
use crate::site::{Entry, Site};
use crate::text::Fingerprint;

/// What the client knows of a page.
#[derive(Serialize)]
struct PageText<'a> {
    /// The address below the language's root.
    address: &'a str,
    title: &'a str,
    /// The titles of the pages above, from the front page down.
    above: Vec<&'a str>,
    sections: Vec<[&'a str; 4]>,
}

/// A page in the index.
#[derive(Debug)]
pub(super) struct PageInIndex {
    /// Its text as JSON.
    pub(super) json: String,
    /// The hash of that: all that its terms depend on.
    pub(super) hash: Fingerprint,
    title: String,
    sections: Vec<Section>,
}

impl PageInIndex {
    /// Reads an entry.
    pub(super) fn of(site: &Site<'_>, entry: &Entry<'_>) -> Self {
        let sections = sections(site, entry);
        let code = site.content.config.languages[entry.language].code.as_str();
        let route = entry.route.as_str();
        let above = site.above(entry);
        let text = PageText {
            address: route.strip_prefix(code).unwrap_or(route).trim_start_matches('/'),
            title: &entry.title.text,
            above: above.iter().map(|place| site.entries[*place].title.text.as_str()).collect(),
            sections: sections
                .iter()
                .map(|section| {
                    [&section.tail, &section.heading, &section.text, &section.unseen]
                        .map(String::as_str)
                })
                .collect(),
        };
        // Strings and lists alone, so it cannot fail.
        let json = serde_json::to_string(&text).unwrap_or_default();
        let hash = Fingerprint::of(json.as_bytes());
        Self { json, hash, title: entry.title.text.clone(), sections }
    }

    /// Takes its terms.
    pub(super) fn terms(&self) -> PageTerms {
        let title = std::iter::once((Tier::Title, self.title.as_str()));
        let sections = self.sections.iter().flat_map(|section| {
            let lines = section.text.lines().chain(section.unseen.lines());
            std::iter::once((Tier::Heading, section.heading.as_str()))
                .chain(lines.map(|line| (Tier::Body, line)))
        });
        PageTerms::of(title.chain(sections))
    }
}

/// Files have at most so many pages.
const MOST: usize = 6;

/// At about every fourth page a file ends, wherever that is.
const ONE_IN: u8 = 4;

/// Cuts pages into files; gives the number of the first page of each, and the file. Where a file
/// ends depends on its last page alone, so a page that is put in changes one file or two.
pub(super) fn text_files(pages: &[PageInIndex]) -> Vec<(usize, String)> {
    let mut files = Vec::new();
    let mut first = 0;
    for (number, page) in pages.iter().enumerate() {
        let ends = Fingerprint::of(page.title.as_bytes()).first_byte().is_multiple_of(ONE_IN);
        if ends || number - first + 1 >= MOST || number + 1 == pages.len() {
            let texts: Vec<&str> = pages[first..=number].iter().map(|page| &*page.json).collect();
            files.push((first, format!("[{}]", texts.join(","))));
            first = number + 1;
        }
    }
    files
}
