//! Files of translations in the format of GNU gettext (PO), as Weblate, Poedit and others write them:
//! what of them is needed, with the line of each entry. The crates for it keep no places, and read no
//! comments that begin with `#|`.

use crate::text::{Code, Diagnostic, Outcome, Source, Span};

/// A text and its translation.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PoEntry {
    /// `#. …`: what the program that wrote the file says of it.
    pub notes: Vec<String>,
    /// `#, fuzzy`: nobody has looked at it since the text changed.
    pub is_fuzzy: bool,
    /// `msgctxt`.
    pub context: String,
    /// `msgid`.
    pub id: String,
    /// `msgstr`; empty where it is not translated.
    pub text: String,
    /// Its first line that is no comment.
    pub span: Span,
}

/// Reads a file. Its head and obsolete entries (`#~`) are left out.
pub fn parse_po(source: &Source) -> Outcome<Vec<PoEntry>> {
    let text = String::from_utf8_lossy(&source.bytes);
    let mut reader = Reader {
        source,
        entries: Vec::new(),
        entry: None,
        field: Field::None,
        findings: Vec::new(),
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start =
            if at == 0 { line.len() - line.trim_start_matches('\u{feff}').len() } else { 0 };
        let words = line[start..].trim_end();
        reader.line(words.trim_start(), Span::new(at + start, at + start + words.len()));
        at += line.len();
    }
    reader.end();
    Outcome::new(reader.entries, reader.findings)
}

/// What a line in quotation marks goes on with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    None,
    Context,
    Id,
    Text,
}

struct Reader<'a> {
    source: &'a Source,
    entries: Vec<PoEntry>,
    entry: Option<PoEntry>,
    field: Field,
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn line(&mut self, line: &str, span: Span) {
        if line.is_empty() || line.starts_with('#') {
            // Whatever comes after the translation belongs to the next entry.
            if self.field == Field::Text {
                self.end();
            }
            self.comment(line);
            return;
        }
        if line.starts_with('"') {
            return self.more(self.field, line, span);
        }
        let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let field = match name {
            "msgctxt" => Field::Context,
            "msgid" => Field::Id,
            "msgstr" => Field::Text,
            _ => return self.fault(span),
        };
        if self.field == Field::Text && field != Field::Text {
            self.end();
        }
        self.field = field;
        let entry = self.entry.get_or_insert_default();
        if entry.span == Span::default() {
            entry.span = span;
        }
        self.more(field, rest.trim_start(), span);
    }

    fn comment(&mut self, line: &str) {
        if let Some(note) = line.strip_prefix("#.") {
            self.entry.get_or_insert_default().notes.push(note.trim().to_owned());
        } else if let Some(flags) = line.strip_prefix("#,") {
            let is_fuzzy = flags.split(',').any(|flag| flag.trim() == "fuzzy");
            self.entry.get_or_insert_default().is_fuzzy |= is_fuzzy;
        }
    }

    /// A string in quotation marks, or the rest of one.
    fn more(&mut self, field: Field, quoted: &str, span: Span) {
        let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let entry = self.entry.get_or_insert_default();
        let value = match field {
            Field::Context => &mut entry.context,
            Field::Id => &mut entry.id,
            Field::Text => &mut entry.text,
            Field::None => return self.fault(span),
        };
        match inner {
            Some(inner) => value.push_str(&unescaped(inner)),
            None => self.fault(span),
        }
    }

    fn end(&mut self) {
        self.field = Field::None;
        let entry = self.entry.take().filter(|entry| !entry.id.is_empty());
        self.entries.extend(entry);
    }

    fn fault(&mut self, span: Span) {
        self.findings.push(Diagnostic::new(Code::PoSyntax, &self.source.path, span, []));
    }
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(c) = letters.next() {
        plain.push(match (c, c == '\\') {
            (_, true) => match letters.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            },
            (c, false) => c,
        });
    }
    plain
}
