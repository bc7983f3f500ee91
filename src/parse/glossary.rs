//! `content/glossary.toml`: one word for one thing, in each language.

use std::collections::BTreeMap;

use super::config::texts;
use super::data::{Fields, Kind, Node, add_without_echoes};
use super::decode::decode;
use super::toml::read_toml;
use crate::text::{Code, Diagnostic, FilePath, Outcome, Source, Span, Spanned};

/// How a language says a term.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct TermWords {
    /// The word to use.
    pub preferred: String,
    /// Where that word stands.
    pub preferred_span: Span,
    /// Inflections and spellings that are right too.
    pub forms: Vec<String>,
    /// Words that must not stand for it.
    pub forbidden: Vec<Spanned<String>>,
    /// The word as it is spoken, for sorting.
    pub reading: Option<String>,
    /// What it means, or what to heed, for readers of this language.
    pub note: Option<String>,
    /// Where the language's table stands.
    pub span: Span,
}

/// A term.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Term {
    /// Its id.
    pub id: Spanned<String>,
    /// The same for readers of a language that has no note of its own.
    pub note: Option<String>,
    /// Patterns of the pages it is about; empty for all.
    pub scope: Vec<String>,
    /// Its words by language code.
    pub words: BTreeMap<String, TermWords>,
}

/// All terms, in the order of the file.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct Glossary {
    /// The terms.
    pub terms: Vec<Term>,
}

/// Reads `glossary.toml`. Whether its languages exist is checked with the site.
pub fn parse_glossary(source: &Source) -> Outcome<Glossary> {
    let mut findings = Vec::new();
    let decoded = decode(source).unpack(&mut findings);
    let root = read_toml(&source.path, decoded.text, decoded.start).unpack(&mut findings);
    let mut found = Vec::new();
    let mut fields = Fields::open(&source.path, &root, "glossary.toml");
    let terms = fields
        .tables("term")
        .iter()
        .filter_map(|node| term(&source.path, node, &mut found))
        .collect();
    fields.close(&mut found);
    add_without_echoes(found, &mut findings);
    Outcome::new(Glossary { terms }, findings)
}

fn term(file: &FilePath, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Term> {
    let mut fields = Fields::open(file, node, "term");
    let id = fields.required_text("id");
    let note = fields.text("note").map(|text| text.value);
    let scope = texts(fields.texts("scope"));
    let languages = fields.others();
    fields.close(findings);
    let mut words = BTreeMap::new();
    for entry in languages {
        // A misspelt key is not a table; a language is.
        if let Kind::Table(_) = entry.value.kind {
            if let Some(found) = term_words(file, &entry.value, entry.key.span, findings) {
                words.insert(entry.key.value.clone(), found);
            }
        } else {
            let key = entry.key.value.as_str();
            let finding = Diagnostic::new(Code::UnknownKey, file, entry.key.span, [("key", key)])
                .suggest(key, ["id", "note", "scope"]);
            findings.push(finding);
        }
    }
    Some(Term { id: id?, note, scope, words })
}

fn term_words(
    file: &FilePath,
    node: &Node,
    span: Span,
    findings: &mut Vec<Diagnostic>,
) -> Option<TermWords> {
    let mut fields = Fields::open(file, node, "term");
    let preferred = fields.required_text("use");
    let forms = texts(fields.texts("forms"));
    let forbidden = fields.texts("not").unwrap_or_default();
    let reading = fields.text("reading").map(|text| text.value);
    let note = fields.text("note").map(|text| text.value);
    fields.close(findings);
    let Spanned { value: preferred, span: preferred_span } = preferred?;
    Some(TermWords { preferred, preferred_span, forms, forbidden, reading, note, span })
}
