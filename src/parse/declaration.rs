//! What a template says of itself: the attributes of a directive, and the messages it asks for.

use std::collections::BTreeMap;

use super::decode::decode;
use crate::text::{Code, Diagnostic, FilePath, Fingerprint, Outcome, Source, Span, Spanned};

/// Data of the whole site that a directive can ask for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SiteData {
    /// The rows of `forms.toml`.
    Forms,
    /// The terms of `glossary.toml`.
    Glossary,
    /// The dated pages of the language.
    News,
    /// The pages below the page.
    Children,
}

/// What a directive must hold, where its template can make sense of nothing else.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Body {
    /// Exactly one table, wherever in it.
    Table,
}

/// The first line of a directive's template: clauses with `;` between them, of which a site's own
/// directives can use all that the theme's can.
///
/// - `attributes: file!, title?` – what a page may write, with `!` behind what it must;
/// - `data: forms` – what of the whole site the template sees: `forms`, `glossary`, `news`,
///   `children`;
/// - `body: table` – a page must put exactly one table into the directive.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct Declaration {
    /// Attribute names (`title` is the text in brackets) and whether each is required.
    pub attributes: BTreeMap<String, bool>,
    /// The data that the template sees besides.
    pub data: Option<SiteData>,
    /// What it must hold; none where that is free.
    pub body: Option<Body>,
}

/// A use of `t(key="…", …)`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MessageUse {
    /// The message, at its place.
    pub key: Spanned<String>,
    /// The variables that are given.
    pub variables: Vec<String>,
}

/// A template, read as far as the checks need it; the engine compiles the text itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Template {
    /// The file.
    pub file: FilePath,
    /// The hash of the file's bytes.
    pub hash: Fingerprint,
    /// The name under `templates/`.
    pub name: String,
    /// The text without a byte-order mark.
    pub text: String,
    /// The byte of the file at which the text begins.
    pub start: usize,
    /// The declaration of a directive's template; none where it cannot be read.
    pub declaration: Option<Declaration>,
    /// The messages that it asks for by name.
    pub messages: Vec<MessageUse>,
}

/// Reads a template.
pub fn parse_template(source: &Source) -> Outcome<Template> {
    let mut findings = Vec::new();
    let decoded = decode(source).unpack(&mut findings);
    let name = source.path.below("templates").unwrap_or_else(|| source.path.name()).to_owned();
    let directive = name.starts_with("directives/") || name.starts_with("theme/directives/");
    let declaration = directive.then(|| declaration(decoded.text)).flatten();
    // What could not be read has a finding already.
    if directive && declaration.is_none() && findings.is_empty() {
        let line = decoded.text.lines().next().unwrap_or_default();
        let span = Span::new(decoded.start, decoded.start + line.len());
        findings.push(Diagnostic::new(Code::BadDeclaration, &source.path, span, []));
    }
    let template = Template {
        file: source.path.clone(),
        hash: source.hash,
        name,
        text: decoded.text.to_owned(),
        start: decoded.start,
        declaration,
        messages: message_uses(decoded.text, decoded.start),
    };
    Outcome::new(template, findings)
}

/// `{# attributes: file!, title?; data: forms; body: table #}`
fn declaration(text: &str) -> Option<Declaration> {
    let line = text.lines().next()?.trim();
    let inner = line.strip_prefix("{#")?.split_once("#}")?.0.trim();
    let mut declaration = Declaration::default();
    for clause in inner.split(';') {
        let (name, list) = clause.split_once(':')?;
        match name.trim() {
            "attributes" => read_attributes(list, &mut declaration)?,
            "data" => declaration.data = Some(site_data(list.trim())?),
            "body" if list.trim() == "table" => declaration.body = Some(Body::Table),
            _ => return None,
        }
    }
    Some(declaration)
}

fn read_attributes(list: &str, declaration: &mut Declaration) -> Option<()> {
    for item in list.split(',').map(str::trim).filter(|item| !item.is_empty()) {
        let required = match item.chars().last() {
            Some('!') => true,
            Some('?') => false,
            _ => return None,
        };
        declaration.attributes.insert(item[..item.len() - 1].trim().to_owned(), required);
    }
    Some(())
}

fn site_data(name: &str) -> Option<SiteData> {
    match name {
        "forms" => Some(SiteData::Forms),
        "glossary" => Some(SiteData::Glossary),
        "news" => Some(SiteData::News),
        "children" => Some(SiteData::Children),
        _ => None,
    }
}

/// Finds `t(key="…", name=…)`. A key that is put together at run time is found when it fails.
fn message_uses(text: &str, start: usize) -> Vec<MessageUse> {
    let text = &without_comments(text);
    let mut uses = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find("t(") {
        let open = at + found;
        at = open + 2;
        let word_before =
            text[..open].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
        let end = closing_parenthesis(&text[at..]).map_or(text.len(), |end| at + end);
        let call = &text[at..end];
        if word_before || call.contains("lang=") && !call.contains("key=\"") {
            continue;
        }
        let Some(key) = call.find("key=\"").map(|found| at + found + 5) else { continue };
        let length = text[key..].find('"').unwrap_or(0);
        let span = Span::new(start + key, start + key + length);
        // `key="kind-" ~ name` is put together.
        if text[key + length + 1..end].trim_start().starts_with('~') {
            continue;
        }
        let variables =
            argument_names(call).filter(|name| !["key", "lang"].contains(&name.as_str()));
        uses.push(MessageUse {
            key: Spanned::new(text[key..key + length].to_owned(), span),
            variables: variables.collect(),
        });
    }
    uses
}

/// The text with blanks in place of its comments, which may speak of messages.
fn without_comments(text: &str) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("{#") {
        let end = rest[open..].find("#}").map_or(rest.len(), |end| open + end + 2);
        blanked.push_str(&rest[..open]);
        blanked.extend(std::iter::repeat_n(' ', end - open));
        rest = &rest[end..];
    }
    blanked.push_str(rest);
    blanked
}

fn closing_parenthesis(text: &str) -> Option<usize> {
    let mut depth = 1;
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// The names before `=` in a call, those of nested calls too (which can only hide a finding).
fn argument_names(call: &str) -> impl Iterator<Item = String> + '_ {
    call.match_indices('=').filter_map(|(at, _)| {
        let before = call[..at].trim_end();
        let from =
            before.rfind(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(0, |at| at + 1);
        let name = &before[from..];
        let compares = call[at + 1..].starts_with('=') || before.ends_with(['=', '!', '<', '>']);
        (!name.is_empty() && !compares).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::{Body, SiteData, declaration, message_uses};

    #[test]
    fn declarations_name_attributes_and_data() {
        let read = declaration("{# attributes: file!, title?; data: forms #}\n<p>").expect("read");
        assert_eq!(read.attributes.get("file"), Some(&true));
        assert_eq!(read.attributes.get("title"), Some(&false));
        assert_eq!(read.data, Some(SiteData::Forms));
        assert_eq!(read.body, None);
        let read = declaration("{# attributes: title!; body: table #}").expect("read");
        assert_eq!(read.body, Some(Body::Table));
        assert_eq!(declaration("{# attributes: title!; body: picture #}"), None);
        assert_eq!(declaration("{# attributes: file #}"), None);
        assert_eq!(declaration("<p>"), None);
    }

    #[test]
    fn messages_are_found_with_their_variables() {
        let uses =
            message_uses(r#"{{ t(key="a-b", n=rows | length, when=f(x)) }} {{ at(key="no") }}"#, 0);
        assert_eq!(uses.len(), 1);
        assert_eq!(uses[0].key.value, "a-b");
        assert_eq!(uses[0].variables, ["n", "when"]);
        let commented = message_uses(r#"{# 言 t(key="no") #}{{ t(key="yes") }}"#, 7);
        assert_eq!(commented.len(), 1);
        assert_eq!(commented[0].key.span, crate::text::Span::new(38, 41));
    }
}
