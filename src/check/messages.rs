//! The words of the interface: there in every language, with the same variables.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::{Message, Messages};
use crate::site::Content;
use crate::text::{Code, Diagnostic, FilePath};

/// A language's messages: its own file over the theme's.
struct Words<'a> {
    own: FilePath,
    own_is_there: bool,
    messages: BTreeMap<&'a str, (FilePath, &'a Message)>,
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
    for (index, words) in all.iter().enumerate() {
        if index != content.config.default {
            let code = content.config.languages[index].code.as_str();
            let at = (config, content.config.languages[index].span);
            compare(reference, words, code, at, &mut findings);
        }
    }
    check_templates(content, &all, &mut findings);
    findings
}

fn words<'a>(content: &'a Content, code: &str) -> Words<'a> {
    let own = FilePath::new(&format!("content/{code}/ui.ftl"));
    let theme = FilePath::new(&format!("templates/theme/ui/{code}.ftl"));
    let mut messages = BTreeMap::new();
    for file in [&theme, &own] {
        if let Some(found) = content.messages.get(file) {
            let found: &'a Messages = found;
            let named = found.messages.iter();
            messages.extend(named.map(|(name, message)| (name.as_str(), (file.clone(), message))));
        }
    }
    Words { own_is_there: content.messages.contains_key(&own), own, messages }
}

fn compare(
    reference: &Words<'_>,
    words: &Words<'_>,
    code: &str,
    (config, declared): (&FilePath, crate::text::Span),
    findings: &mut Vec<Diagnostic>,
) {
    let missing: Vec<&str> = reference
        .messages
        .keys()
        .filter(|name| !words.messages.contains_key(*name))
        .copied()
        .collect();
    if !missing.is_empty() {
        let list = missing.join(", ");
        let arguments = [("message", list.as_str()), ("language", code)];
        let finding = if words.own_is_there {
            Diagnostic::new(Code::UntranslatedMessage, &words.own, None, arguments)
        } else {
            Diagnostic::new(Code::UntranslatedMessage, config, declared, arguments)
        };
        findings.push(finding);
    }
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
}

fn list(names: &BTreeSet<String>) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("${name}")).collect();
    if names.is_empty() { "–".to_owned() } else { names.join(", ") }
}

/// Every message that a template names is there, and gets the variables that it needs.
fn check_templates(content: &Content, all: &[Words<'_>], findings: &mut Vec<Diagnostic>) {
    let known: BTreeSet<&str> =
        all.iter().flat_map(|words| words.messages.keys().copied()).collect();
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
