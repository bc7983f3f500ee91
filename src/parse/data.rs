//! Tables, lists and values with their places, whether they were written in YAML or in TOML.
//!
//! Configuration is read in two steps: a reader makes this tree, and `Fields` takes out of a table
//! what is known. So every fault of a file is found in one run, and each points at its bytes.

use jiff::civil::Date;

use super::decode::forbidden_character;
use crate::text::{Code, Diagnostic, FilePath, Span, Spanned, is_forbidden};

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// The kinds of value.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Kind {
    /// Nothing (`key:` in YAML).
    Null,
    /// `true`, `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number, as it was written.
    Decimal(String),
    /// Text; a TOML date too.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// Keys and values in the order of the file, duplicates included.
    Table(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Entry {
    /// The key.
    pub key: Spanned<String>,
    /// Its value.
    pub value: Node,
}

/// Takes the known keys out of a table and reports what is wrong with them.
pub(super) struct Fields<'a> {
    file: &'a FilePath,
    span: Span,
    entries: Vec<&'a Entry>,
    asked: Vec<&'static str>,
    findings: Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// Opens a table. Another kind of value is a finding and reads like an empty table.
    pub(super) fn open(file: &'a FilePath, node: &'a Node, name: &str) -> Self {
        let mut fields = Self {
            file,
            span: node.span,
            entries: Vec::new(),
            asked: Vec::new(),
            findings: Vec::new(),
        };
        match &node.kind {
            Kind::Table(entries) => fields.keep_first(entries),
            Kind::Null => {}
            _ => fields.wrong_type(name, "table", node.span),
        }
        fields
    }

    fn keep_first(&mut self, entries: &'a [Entry]) {
        for entry in entries {
            let first = self.entries.iter().find(|kept| kept.key.value == entry.key.value);
            if let Some(first) = first {
                let arguments = [("key", entry.key.value.as_str())];
                let finding =
                    Diagnostic::new(Code::DuplicateKey, self.file, entry.key.span, arguments)
                        .related(self.file, first.key.span);
                self.findings.push(finding);
            } else {
                self.entries.push(entry);
            }
        }
    }

    /// The place of the whole table.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// The value of a key, whatever it is.
    pub(super) fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        let entry = self.entries.iter().find(|entry| entry.key.value == key)?;
        (entry.value.kind != Kind::Null).then_some(&entry.value)
    }

    /// Text.
    pub(super) fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        let text = word(&node.kind);
        if text.is_none() {
            self.wrong_type(key, "text", node.span);
        }
        text.map(|text| Spanned::new(text, node.span))
    }

    /// Text that must be there.
    pub(super) fn required_text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let is_said = |entry: &&Entry| entry.key.value == key && entry.value.kind != Kind::Null;
        let missing = !self.entries.iter().any(is_said);
        let text = self.text(key);
        if missing {
            self.missing(key);
        }
        text
    }

    /// Reports that a key is not there.
    pub(super) fn missing(&mut self, key: &str) {
        let finding = Diagnostic::new(Code::MissingKey, self.file, self.span, [("key", key)]);
        self.findings.push(finding);
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        allowed: &[(&str, T)],
    ) -> Option<T> {
        let text = self.text(key)?;
        let found = allowed.iter().find(|(word, _)| *word == text.value);
        if found.is_none() {
            let words: Vec<&str> = allowed.iter().map(|(word, _)| *word).collect();
            let list = words.join(", ");
            let arguments =
                [("key", key), ("value", text.value.as_str()), ("allowed", list.as_str())];
            let finding = Diagnostic::new(Code::BadValue, self.file, text.span, arguments)
                .suggest(&text.value, words);
            self.findings.push(finding);
        }
        found.map(|(_, value)| *value)
    }

    /// A calendar date, `YYYY-MM-DD`.
    pub(super) fn date(&mut self, key: &'static str) -> Option<Spanned<Date>> {
        let node = self.node(key)?;
        if matches!(node.kind, Kind::Boolean(_) | Kind::List(_) | Kind::Table(_)) {
            self.wrong_type(key, "date", node.span);
            return None;
        }
        let text = self.text(key)?;
        let date = (text.value.len() == 10).then(|| text.value.parse::<Date>().ok()).flatten();
        if date.is_none() {
            let arguments = [("value", text.value.as_str())];
            self.findings.push(Diagnostic::new(Code::BadDate, self.file, text.span, arguments));
        }
        date.map(|date| Spanned::new(date, text.span))
    }

    /// A whole number.
    pub(super) fn integer(&mut self, key: &'static str) -> Option<i64> {
        let node = self.node(key)?;
        if let Kind::Integer(number) = node.kind {
            return Some(number);
        }
        self.wrong_type(key, "number", node.span);
        None
    }

    /// A number of things.
    pub(super) fn count(&mut self, key: &'static str) -> Option<Spanned<usize>> {
        let number = self.integer(key)?;
        let span = self.node(key)?.span;
        let count = usize::try_from(number).ok();
        if count.is_none() {
            let value = number.to_string();
            let arguments = [("key", key), ("value", &*value), ("allowed", "0, 1, 2, …")];
            self.findings.push(Diagnostic::new(Code::BadValue, self.file, span, arguments));
        }
        count.map(|count| Spanned::new(count, span))
    }

    /// `true` or `false`.
    pub(super) fn boolean(&mut self, key: &'static str) -> Option<bool> {
        let node = self.node(key)?;
        if let Kind::Boolean(value) = node.kind {
            return Some(value);
        }
        self.wrong_type(key, "boolean", node.span);
        None
    }

    /// A list of texts; nothing where the key is not there.
    pub(super) fn texts(&mut self, key: &'static str) -> Option<Vec<Spanned<String>>> {
        let node = self.node(key)?;
        let Kind::List(items) = &node.kind else {
            self.wrong_type(key, "list", node.span);
            return None;
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match word(&item.kind) {
                Some(text) => texts.push(Spanned::new(text, item.span)),
                None => self.wrong_type(key, "text", item.span),
            }
        }
        Some(texts)
    }

    /// A table whose keys are free.
    pub(super) fn table(&mut self, key: &'static str) -> Option<&'a Node> {
        let node = self.node(key)?;
        if let Kind::Table(_) = node.kind {
            return Some(node);
        }
        self.wrong_type(key, "table", node.span);
        None
    }

    /// The tables of `[[key]]`.
    pub(super) fn tables(&mut self, key: &'static str) -> &'a [Node] {
        let Some(node) = self.node(key) else { return &[] };
        if let Kind::List(items) = &node.kind {
            return items;
        }
        self.wrong_type(key, "list", node.span);
        &[]
    }

    /// The entries of a table whose keys are free (`[term.ja]`), those already asked for left out.
    pub(super) fn others(&mut self) -> Vec<&'a Entry> {
        let (known, others): (Vec<_>, Vec<_>) =
            self.entries.iter().partition(|entry| self.asked.contains(&entry.key.value.as_str()));
        self.entries = known;
        others
    }

    fn wrong_type(&mut self, key: &str, expected: &str, span: Span) {
        let arguments = [("key", key), ("expected", expected)];
        self.findings.push(Diagnostic::new(Code::WrongType, self.file, span, arguments));
    }

    /// Adds a finding of the caller's own.
    pub(super) fn report(&mut self, code: Code, span: Span, arguments: [(&'static str, &str); 1]) {
        self.findings.push(Diagnostic::new(code, self.file, span, arguments));
    }

    /// Reports the keys that were never asked for and hands all findings over. A misspelt key is one
    /// fault, not one too many and one too few.
    pub(super) fn close(mut self, findings: &mut Vec<Diagnostic>) {
        let mut misspelt = Vec::new();
        for entry in &self.entries {
            let key = entry.key.value.as_str();
            if !self.asked.contains(&key) {
                let finding =
                    Diagnostic::new(Code::UnknownKey, self.file, entry.key.span, [("key", key)])
                        .suggest(key, self.asked.iter().copied());
                misspelt.extend(finding.suggestion.clone());
                self.findings.push(finding);
            }
        }
        self.findings.retain(|finding| {
            finding.code != Code::MissingKey
                || finding.arguments.get("key").is_none_or(|key| !misspelt.contains(key))
        });
        findings.append(&mut self.findings);
    }
}

/// Finds characters that came into a tree by an escape (`"\0"`); as they are, no file holds them.
pub(super) fn forbidden_in(file: &FilePath, node: &Node, findings: &mut Vec<Diagnostic>) {
    let mut look = |text: &str, span: Span| {
        let found = text.chars().find(|c| is_forbidden(*c));
        findings.extend(found.map(|c| forbidden_character(file, span, c)));
    };
    match &node.kind {
        Kind::Text(text) => look(text, node.span),
        Kind::List(items) => items.iter().for_each(|item| forbidden_in(file, item, findings)),
        Kind::Table(entries) => {
            for entry in entries {
                forbidden_in(file, &entry.value, findings);
            }
        }
        _ => {}
    }
}

/// The text of a value that is one word: `title: 2026` is meant as text.
fn word(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Text(text) => Some(text.clone()),
        Kind::Integer(number) => Some(number.to_string()),
        Kind::Decimal(number) => Some(number.clone()),
        _ => None,
    }
}

/// Adds what the keys of a file gave to what its reader said already. Where the reader stumbled,
/// the value seems to be another one, and keys seem to be missing: that is not told again.
pub(super) fn add_without_echoes(found: Vec<Diagnostic>, findings: &mut Vec<Diagnostic>) {
    // Over a full-width character nobody stumbled: the reader was given what was meant.
    let told = findings.iter().filter(|finding| finding.code != Code::FullWidthSyntax);
    let faults: Vec<Span> = told.clone().filter_map(|finding| finding.place.span).collect();
    let went_on =
        |code| matches!(code, Code::BadDate | Code::DuplicateKey | Code::ForbiddenCharacter);
    let stumbled = told.clone().any(|finding| !went_on(finding.code));
    let missing = |code| matches!(code, Code::MissingKey | Code::TargetCount);
    let touches =
        |span: Span| faults.iter().any(|fault| span.start <= fault.end && fault.start <= span.end);
    let is_echo = |finding: &Diagnostic| {
        stumbled && missing(finding.code) || finding.place.span.is_some_and(touches)
    };
    let fresh = found.into_iter().filter(|finding| !is_echo(finding));
    let fresh: Vec<Diagnostic> = fresh.collect();
    findings.extend(fresh);
}
