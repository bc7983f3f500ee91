//! What the glossary lets a reader find: who types a word of another language, a word that should
//! not be used or a reading, means the word that the pages use.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::Term;
use crate::site::Site;
use crate::text::fold;

/// By folded word, the words of a language's pages that it stands for.
pub(super) fn synonyms(site: &Site<'_>, language: usize) -> BTreeMap<String, BTreeSet<String>> {
    let code = site.content.config.languages[language].code.as_str();
    let mut synonyms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for term in &site.content.glossary.terms {
        let Some(own) = term.words.get(code) else { continue };
        let used = fold(&own.preferred);
        for word in others(term, code).map(fold).filter(|word| *word != used && !word.is_empty()) {
            synonyms.entry(word).or_default().insert(own.preferred.clone());
        }
    }
    synonyms
}

/// Everything that a term is called but by the pages of a language.
fn others<'a>(term: &'a Term, code: &'a str) -> impl Iterator<Item = &'a str> {
    term.words.iter().flat_map(move |(language, words)| {
        let own = language == code;
        let theirs = std::iter::once(&words.preferred).chain(&words.forms).filter(move |_| !own);
        let reading = words.reading.iter().filter(move |_| own);
        let forbidden = words.forbidden.iter().map(|word| &word.value);
        theirs.chain(reading).chain(forbidden).map(String::as_str)
    })
}
