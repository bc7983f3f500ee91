//! Addresses as they are in every language.

use std::collections::BTreeMap;

use super::pairs::Beside;
use crate::align::{ThingKind, Unit};
use crate::site::{Entry, Site};
use crate::text::{FilePath, Link, link_kind};

/// Stands for the code of a language in an address.
const ANY: &str = "*";

/// What stands between the words of an address or a command.
const APART: [char; 10] = ['/', '.', '?', '=', '&', ' ', '"', '\'', ',', '#'];

/// What is needed to compare the addresses of a page and its translation.
pub(super) struct Addresses<'a> {
    site: &'a Site<'a>,
    beside: &'a Beside<'a>,
    codes: [String; 2],
}

impl<'a> Addresses<'a> {
    pub(super) fn new(site: &'a Site<'a>, beside: &'a Beside<'a>) -> Self {
        let code = |place: usize| site.content.config.languages[place].code.as_str().to_lowercase();
        Self { site, beside, codes: [code(beside.languages.0), code(beside.languages.1)] }
    }

    /// The addresses that only one of two units has, as they are written there.
    pub(super) fn apart(
        &self,
        one: &Unit,
        other: &Unit,
        kind: ThingKind,
    ) -> (Vec<String>, Vec<String>) {
        let of = |unit: &Unit, file, language| -> BTreeMap<String, String> {
            let targets = unit.things(kind);
            targets
                .map(|target| (self.neutral(target, file, language), target.to_owned()))
                .collect()
        };
        let Beside { source, translation, languages, .. } = self.beside;
        let there = of(one, &source.file, languages.0);
        let here = of(other, &translation.file, languages.1);
        let only = |one: &BTreeMap<String, String>, other: &BTreeMap<String, String>| {
            let only = one.iter().filter(|(neutral, _)| !other.contains_key(*neutral));
            only.map(|(_, written)| written.clone()).collect()
        };
        (only(&there, &here), only(&here, &there))
    }

    /// An address without the language that it leads to.
    fn neutral(&self, target: &str, file: &FilePath, language: usize) -> String {
        match link_kind(target) {
            Link::External(_) | Link::Unsafe | Link::Other => self.elsewhere(target),
            Link::File { .. } => self.without_codes(target),
            Link::Anchor(anchor) => {
                format!(
                    "{}#{}",
                    self.beside.path,
                    self.anchor(language, &self.beside.path, &anchor)
                )
            }
            Link::Page { path, anchor } => {
                let page = FilePath::resolve(file.folder(), &path);
                let place = page.as_ref().and_then(|page| self.site.content.place(page));
                let Some((there, path)) = place else { return target.to_owned() };
                match anchor {
                    Some(anchor) => format!("{path}#{}", self.anchor(there, &path, &anchor)),
                    None => path,
                }
            }
        }
    }

    /// The id of a heading, which may be called by its words as well.
    fn anchor(&self, language: usize, path: &str, anchor: &str) -> String {
        let heading = |entry: &Entry<'_>| {
            let is_meant = |also: Option<&String>| also.is_some_and(|also| also == anchor);
            let heading = entry.headings.iter().find(|heading| is_meant(heading.also.as_ref()));
            heading.map(|heading| heading.id.clone())
        };
        let entry = self.site.entry(language, path);
        entry.and_then(heading).unwrap_or_else(|| anchor.to_owned())
    }

    /// An address of another site. A host for each language has pages of its own, and many servers do
    /// not tell capitals from small letters where they have a language in the path.
    fn elsewhere(&self, target: &str) -> String {
        let Some((scheme, rest)) = target.split_once("://") else { return target.to_owned() };
        let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        match host.split_once('.').filter(|(label, _)| self.is_code(label)) {
            Some((_, host)) => format!("{scheme}://{ANY}.{host}"),
            None => format!("{scheme}://{host}{}", self.without_codes(path)).to_lowercase(),
        }
    }

    /// `/ja-jp/a`, `/a-ja.pdf`, `/a?lang=ja` and `--lang ja` for any language.
    pub(super) fn without_codes(&self, path: &str) -> String {
        let mut neutral = String::new();
        for piece in path.split_inclusive(APART) {
            let word = piece.trim_end_matches(APART);
            let (stem, code) = match word.rsplit_once(['-', '_']) {
                Some((stem, last)) if self.is_code(last) && !self.is_code(word) => {
                    (&word[..=stem.len()], last)
                }
                _ => ("", word),
            };
            if self.is_code(code) {
                neutral.push_str(stem);
                neutral.push_str(ANY);
                neutral.push_str(&piece[word.len()..]);
            } else {
                neutral.push_str(piece);
            }
        }
        neutral
    }

    /// Whether a word is the code of one of the two languages, with or without a country.
    fn is_code(&self, word: &str) -> bool {
        let word = word.to_lowercase().replace('_', "-");
        self.codes.iter().any(|code| {
            word.strip_prefix(code.as_str()).is_some_and(|rest| {
                rest.is_empty() || rest.starts_with('-') && (3..=5).contains(&rest.len())
            })
        })
    }
}
