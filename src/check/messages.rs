//! The words of the interface: there in every language, with the same variables.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::{Message, Messages};
use crate::site::Content;
use crate::text::{Code, Diagnostic, FilePath, Span};

/// A language's messages: its own file over the theme's.
struct Words<'a> {
    /// The language's own file, if there is one.
    own: Option<FilePath>,
    messages: BTreeMap<&'a str, (FilePath, &'a Message)>,
    /// What could not be read is not missing.
    unread: BTreeSet<&'a str>,
}

/// Checks the message files against each other and the templates against them.
pub(super) fn check_messages(content: &Content, config: &FilePath) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let all: Vec<Words<'_>> = content
        .config
        .languages
        .iter()
        .map(|language| words(content, language.code.as_str()))
        .collect();
    let Some(reference) = all.get(content.config.default) else { return findings };
    for (language, words) in content.config.languages.iter().zip(&all) {
        let at = (config, language.span);
        findings.extend(lacking(&all, words, language.code.as_str(), at));
        findings.extend(differing(reference, words));
    }
    check_templates(content, &all, &mut findings);
    findings
}

fn words<'a>(content: &'a Content, code: &str) -> Words<'a> {
    let own = FilePath::new(&format!("content/{code}/ui.ftl"));
    let theme = FilePath::new(&format!("templates/theme/ui/{code}.ftl"));
    let mut messages = BTreeMap::new();
    let mut unread = BTreeSet::new();
    for file in [&theme, &own] {
        if let Some(found) = content.messages.get(file) {
            let found: &'a Messages = found;
            unread.extend(found.unread.iter().map(String::as_str));
            let named = found.messages.iter();
            messages.extend(named.map(|(name, message)| (name.as_str(), (file.clone(), message))));
        }
    }
    let own = content.messages.contains_key(&own).then_some(own);
    Words { own, messages, unread }
}

/// One finding for all messages that another language has and this one lacks. It stands in the
/// language's own file, or where the language is declared, and names where the others are.
fn lacking(
    all: &[Words<'_>],
    words: &Words<'_>,
    code: &str,
    (config, declared): (&FilePath, Span),
) -> Option<Diagnostic> {
    let known = all.iter().flat_map(|other| &other.messages);
    let missing: BTreeMap<&str, &(FilePath, &Message)> = known
        .filter(|(name, _)| !words.messages.contains_key(*name) && !words.unread.contains(*name))
        .map(|(name, message)| (*name, message))
        .collect();
    let (_, (other, first)) = missing.first_key_value()?;
    let list = missing.keys().copied().collect::<Vec<_>>().join(", ");
    let arguments = [("message", list.as_str()), ("language", code)];
    let finding = match &words.own {
        Some(own) => Diagnostic::new(Code::UntranslatedMessage, own, None, arguments),
        None => Diagnostic::new(Code::UntranslatedMessage, config, declared, arguments),
    };
    Some(finding.related(other, first.span))
}

/// The messages whose variables are not those of the default language.
fn differing(reference: &Words<'_>, words: &Words<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (name, (file, message)) in &words.messages {
        let Some((other, known)) = reference.messages.get(name) else { continue };
        if known.variables != message.variables {
            let (here, there) = (list(&message.variables), list(&known.variables));
            let arguments =
                [("message", *name), ("here", here.as_str()), ("there", there.as_str())];
            let finding = Diagnostic::new(Code::MessageVariables, file, message.span, arguments);
            findings.push(finding.related(other, known.span));
        }
    }
    findings
}

fn list(names: &BTreeSet<String>) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("${name}")).collect();
    if names.is_empty() { "–".to_owned() } else { names.join(", ") }
}

/// Every message that a template names is there, and gets the variables that it needs.
fn check_templates(content: &Content, all: &[Words<'_>], findings: &mut Vec<Diagnostic>) {
    let known: BTreeSet<&str> = all
        .iter()
        .flat_map(|words| words.messages.keys().copied().chain(words.unread.iter().copied()))
        .collect();
    for template in content.templates.values() {
        for used in &template.messages {
            let key = used.key.value.as_str();
            if !known.contains(key) {
                let arguments = [("message", key)];
                let finding =
                    Diagnostic::new(Code::MissingMessage, &template.file, used.key.span, arguments);
                findings.push(finding.suggest(key, known.iter().copied()));
                continue;
            }
            let needed: BTreeSet<&String> = all
                .iter()
                .filter_map(|words| words.messages.get(key))
                .flat_map(|(_, message)| &message.variables)
                .collect();
            for variable in needed.into_iter().filter(|name| !used.variables.contains(name)) {
                let arguments = [("message", key), ("variable", variable.as_str())];
                let span = used.key.span;
                findings.push(Diagnostic::new(
                    Code::MissingVariable,
                    &template.file,
                    span,
                    arguments,
                ));
            }
        }
    }
}
