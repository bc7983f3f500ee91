//! YAML into a tree with places.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, Location, Spanned as YamlSpanned};

use super::data::{Entry, Kind, Node, forbidden_in};
use super::full_width_data::{read_as_meant, yaml_traps};
use crate::text::{Code, Diagnostic, FilePath, Outcome, Span, Spanned};

/// Nodes of one document; front matter has a handful, an alias bomb has millions.
const NODES: usize = 10_000;

/// Reads a document that begins at byte `start` of its file. A fault leaves an empty table.
pub(super) fn read_yaml(file: &FilePath, text: &str, start: usize) -> Outcome<Node> {
    read_as_meant(file, text, start, &yaml_traps(text), read)
}

fn read(file: &FilePath, text: &str, start: usize) -> Outcome<Node> {
    let whole = Span::new(start, start + text.len());
    let mut options = serde_saphyr::options! {
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
    };
    if let Some(budget) = &mut options.budget {
        budget.max_nodes = NODES;
    }
    // The line of the fence, so that the lines in the reader's own words are those of the file.
    let led = format!("\n{text}");
    let places = Places { text: &led, start };
    match serde_saphyr::from_str_with_options::<YamlSpanned<Raw>>(&led, options) {
        Ok(raw) => {
            let root = places.node(raw);
            let mut findings = Vec::new();
            forbidden_in(file, &root, &mut findings);
            Outcome::new(root, findings)
        }
        Err(error) => {
            let at = error.location().map(|location| places.span(location));
            let finding = Diagnostic::new(Code::YamlSyntax, file, at.unwrap_or(whole), [])
                .note(error.without_snippet().to_string());
            Outcome::new(Node { span: whole, kind: Kind::Table(Vec::new()) }, vec![finding])
        }
    }
}

/// What the reader gives before its places are bytes of the file.
enum Raw {
    Leaf(Kind),
    List(Vec<YamlSpanned<Raw>>),
    Table(Vec<(YamlSpanned<String>, YamlSpanned<Raw>)>),
}

/// From the reader's places to bytes of the file.
struct Places<'a> {
    /// What the reader was given: a line end, then the text.
    text: &'a str,
    /// The byte of the file at which the text behind that line end begins.
    start: usize,
}

impl Places<'_> {
    fn node(&self, raw: YamlSpanned<Raw>) -> Node {
        let span = self.span(raw.referenced);
        let kind = match raw.value {
            Raw::Leaf(kind) => kind,
            Raw::List(items) => Kind::List(items.into_iter().map(|item| self.node(item)).collect()),
            Raw::Table(entries) => {
                let entry = |(key, value): (YamlSpanned<String>, _)| Entry {
                    key: Spanned::new(key.value, self.span(key.referenced)),
                    value: self.node(value),
                };
                Kind::Table(entries.into_iter().map(entry).collect())
            }
        };
        Node { span, kind }
    }

    /// The reader gives bytes for values, and for an error its line and column.
    fn span(&self, location: Location) -> Span {
        let within = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(self.text.len());
        let place = location.span();
        let (from, to) = match place.byte_offset() {
            Some(from) => (within(from), within(from + place.byte_len().unwrap_or(0))),
            None => self.at(location.line(), location.column()),
        };
        let trimmed = self.text.get(from..to).map_or(to, |piece| from + piece.trim_end().len());
        Span::new(self.in_file(from), self.in_file(trimmed.max(from)))
    }

    /// The character at a line and a column, which are counted from 1.
    fn at(&self, line: u64, column: u64) -> (usize, usize) {
        let count = |number: u64| usize::try_from(number).unwrap_or(1).saturating_sub(1);
        let lines = self.text.split_inclusive('\n');
        let start: usize = lines.take(count(line)).map(str::len).sum();
        let rest = self.text[start..].lines().next().unwrap_or_default();
        let mut characters = rest.char_indices().skip(count(column));
        let (from, length) =
            characters.next().map_or((rest.len(), 0), |(at, character)| (at, character.len_utf8()));
        (start + from, start + from + length)
    }

    fn in_file(&self, at: usize) -> usize {
        self.start + at.saturating_sub(1)
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Leaf(Kind::Boolean(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Leaf(Kind::Integer(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        let kind =
            i64::try_from(value).map_or_else(|_| Kind::Decimal(value.to_string()), Kind::Integer);
        Ok(Raw::Leaf(kind))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Leaf(Kind::Decimal(value.to_string())))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Leaf(Kind::Text(value.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Leaf(Kind::Null))
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Leaf(Kind::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut table = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            table.push(entry);
        }
        Ok(Raw::Table(table))
    }
}

#[cfg(test)]
mod tests {
    use super::read_yaml;
    use crate::parse::data::{Kind, Node};
    use crate::text::FilePath;

    /// Each key and value with the text that its place covers; `file` begins with a line before.
    fn places(file: &str) -> Vec<(String, String)> {
        let start = file.find('\n').map_or(0, |at| at + 1);
        let outcome = read_yaml(&FilePath::new("a.md"), &file[start..], start);
        assert_eq!(outcome.diagnostics, []);
        let mut found = Vec::new();
        collect(&outcome.value, file, &mut found);
        found
    }

    fn collect(node: &Node, file: &str, found: &mut Vec<(String, String)>) {
        let Kind::Table(entries) = &node.kind else { return };
        for entry in entries {
            let cover = |span: crate::text::Span| file[span.start..span.end].to_owned();
            found.push((cover(entry.key.span), cover(entry.value.span)));
            collect(&entry.value, file, found);
        }
    }

    #[test]
    fn places_are_those_of_the_words() {
        let pairs = |list: &[(&str, &str)]| -> Vec<(String, String)> {
            list.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
        };
        for end in ["\n", "\r\n"] {
            let file = [
                "---",
                "題名: 日本語  # 説明",
                "b: \"二 つ\"",
                "c: [一, 二]",
                "d:",
                "  é: 1",
                "e: 2026-01-02",
                "",
            ];
            assert_eq!(
                places(&file.join(end)),
                pairs(&[
                    ("題名", "日本語"),
                    ("b", "\"二 つ\""),
                    ("c", "["),
                    ("d", ""),
                    ("é", "1"),
                    ("e", "2026-01-02"),
                ]),
                "{end:?}"
            );
        }
    }

    #[test]
    fn an_error_stands_where_the_reader_says_and_names_the_line_of_the_file() {
        let file = "---\na: 1\n日本: 語: x\n";
        let outcome = read_yaml(&FilePath::new("a.md"), &file[4..], 4);
        let finding = &outcome.diagnostics[0];
        let span = finding.place.span.expect("a place");
        assert_eq!(&file[span.start..span.end], ":");
        assert_eq!(span.start, file.rfind(':').expect("there"));
        assert!(finding.note.as_ref().is_some_and(|note| note.contains("line 3, column 6")));
    }
}
