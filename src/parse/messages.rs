//! `ui.ftl`: the words of the interface in one language.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

use fluent_syntax::ast;
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::decode::decode;
use crate::text::{Code, Diagnostic, Fingerprint, Outcome, Source, Span};

/// One message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    /// Where its name stands.
    pub span: Span,
    /// The variables that it names, in its attributes too.
    pub variables: BTreeSet<String>,
    /// What it says, where that is the same every time.
    pub text: Option<String>,
}

/// The messages of one file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Messages {
    /// What each message and term (`-name`) says, as a hash. A file with faults is in it as a whole,
    /// under no name.
    pub entries: BTreeMap<String, Fingerprint>,
    /// The file's text, for the bundle.
    pub text: String,
    /// Its messages by name.
    pub messages: BTreeMap<String, Message>,
    /// The names of messages that could not be read, which have their finding.
    pub unread: BTreeSet<String>,
}

/// Reads a file of messages. After a fault the rest is still read.
pub fn parse_messages(source: &Source) -> Outcome<Messages> {
    let mut findings = Vec::new();
    let decoded = decode(source).unpack(&mut findings);
    let (resource, errors) = match fluent_syntax::parser::parse(decoded.text) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    let mut entries = BTreeMap::new();
    if !errors.is_empty() || !findings.is_empty() {
        entries.insert(String::new(), source.hash);
    }
    for error in errors {
        let span = whole_characters(decoded.text, &error.pos);
        let span = Span::new(decoded.start + span.start, decoded.start + span.end);
        let finding = Diagnostic::new(Code::FluentSyntax, &source.path, span, []);
        findings.push(finding.note(error.kind.to_string()));
    }
    let mut messages = BTreeMap::new();
    let mut unread = BTreeSet::new();
    for entry in &resource.body {
        if let ast::Entry::Junk { content } = entry {
            unread.extend(content.split_once('=').map(|(name, _)| name.trim().to_owned()));
        }
        if let ast::Entry::Term(term) = entry {
            entries.insert(format!("-{}", term.id.name), said(&(&term.value, &term.attributes)));
        }
        let ast::Entry::Message(message) = entry else { continue };
        let name = message.id.name;
        entries.insert(name.to_owned(), said(&(&message.value, &message.attributes)));
        let span = place(decoded.text, name, decoded.start);
        let read = Message { span, variables: variables(message), text: plain(message) };
        if messages.insert(name.to_owned(), read).is_some() {
            let arguments = [("key", name)];
            findings.push(Diagnostic::new(Code::DuplicateKey, &source.path, span, arguments));
        }
    }
    let text = decoded.text.to_owned();
    Outcome::new(Messages { entries, text, messages, unread }, findings)
}

/// The hash of a part of the syntax tree, which has no `Hash` but shows all that it holds.
fn said(part: &impl std::fmt::Debug) -> Fingerprint {
    Fingerprint::of(format!("{part:?}").as_bytes())
}

/// The parser counts bytes: what it points at may end inside a character.
fn whole_characters(text: &str, range: &Range<usize>) -> Range<usize> {
    let whole = |at: &usize| text.is_char_boundary(*at);
    let start = (0..=range.start.min(text.len())).rev().find(whole).unwrap_or(0);
    let end = (range.end.max(start)..=text.len()).find(whole).unwrap_or(text.len());
    start..end
}

/// The syntax tree has no places, but its names are slices of the text.
fn place(text: &str, name: &str, start: usize) -> Span {
    let at = (name.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    Span::new(start + at, start + at + name.len())
}

/// The text of a message that is put together from nothing else.
fn plain(message: &ast::Message<&str>) -> Option<String> {
    let piece = |element: &ast::PatternElement<&str>| match element {
        ast::PatternElement::TextElement { value } => Some((*value).to_owned()),
        ast::PatternElement::Placeable {
            expression: ast::Expression::Inline(ast::InlineExpression::StringLiteral { value }),
        } => Some(unescape_unicode_to_string(value).into_owned()),
        ast::PatternElement::Placeable { .. } => None,
    };
    message.value.as_ref()?.elements.iter().map(piece).collect()
}

fn variables(message: &ast::Message<&str>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let attributes = message.attributes.iter().map(|attribute| &attribute.value);
    for pattern in message.value.iter().chain(attributes) {
        in_pattern(pattern, &mut names);
    }
    names
}

fn in_pattern(pattern: &ast::Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            in_expression(expression, names);
        }
    }
}

fn in_expression(expression: &ast::Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => in_inline(inline, names),
        ast::Expression::Select { selector, variants } => {
            in_inline(selector, names);
            for variant in variants {
                in_pattern(&variant.value, names);
            }
        }
    }
}

fn in_inline(inline: &ast::InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                in_inline(argument, names);
            }
            for argument in &arguments.named {
                in_inline(&argument.value, names);
            }
        }
        ast::InlineExpression::Placeable { expression } => in_expression(expression, names),
        _ => {}
    }
}
