//! What the source calls by a term of the glossary, its translation calls by the term of its language.

use std::collections::{BTreeMap, BTreeSet};

use super::pairs::Beside;
use super::term_text::{Forms, TermText};
use super::terms::in_scope;
use crate::align::UnitKind;
use crate::parse::TermWords;
use crate::site::Content;
use crate::text::{Code, Diagnostic};

/// The terms of all languages, ready to be looked for.
pub(super) struct Terms<'a> {
    content: &'a Content,
    /// By language: what it says for each term, by the place of that in the glossary.
    forms: Vec<Forms<usize>>,
    said: Vec<BTreeMap<usize, (&'a TermWords, Vec<TermText>)>>,
}

impl<'a> Terms<'a> {
    pub(super) fn new(content: &'a Content) -> Self {
        let (mut forms, mut said) = (Vec::new(), Vec::new());
        for language in &content.config.languages {
            let terms = content.glossary.terms.iter().enumerate();
            let own: BTreeMap<usize, (&TermWords, Vec<TermText>)> = terms
                .filter_map(|(place, term)| {
                    let words = term.words.get(language.code.as_str())?;
                    let all = std::iter::once(&words.preferred).chain(&words.forms);
                    Some((place, (words, all.map(|form| TermText::new(form)).collect())))
                })
                .collect();
            let all = own.iter().flat_map(|(place, (_, texts))| {
                texts.iter().map(move |text| (text.clone(), *place))
            });
            forms.push(Forms::new(all));
            said.push(own);
        }
        Self { content, forms, said }
    }

    /// Finds the terms of a page's source that its translation does not say.
    pub(super) fn check(&self, beside: &Beside<'_>) -> Vec<Diagnostic> {
        let (from, to) = beside.languages;
        let is_meant = |place: usize| {
            self.said[to].contains_key(&place)
                && in_scope(&self.content.glossary.terms[place].scope, &beside.path)
        };
        let mut findings = Vec::new();
        for (one, other) in &beside.pairs {
            let (one, other) = (&beside.before[*one], &beside.after[*other]);
            if one.kind == UnitKind::Code {
                continue;
            }
            let terms = self.forms[from].found(&TermText::new(&one.words), is_meant);
            if terms.is_empty() {
                continue;
            }
            let translation = TermText::new(&other.words);
            for place in terms.into_iter().collect::<BTreeSet<_>>() {
                let (words, forms) = &self.said[to][&place];
                let (term, originals) = &self.said[from][&place];
                // One that is named as it is in the source is not meant to be translated.
                let mut meant = forms.iter().chain(originals);
                if !meant.any(|form| translation.holds(form)) {
                    let arguments = [("term", &*term.preferred), ("use", &*words.preferred)];
                    let file = &beside.translation.file;
                    let finding = Diagnostic::new(Code::MissingTerm, file, other.span, arguments);
                    findings.push(finding.related(&beside.source.file, one.span));
                }
            }
        }
        findings
    }
}
