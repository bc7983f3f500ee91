//! YAML into a tree with places.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, Location, Spanned as YamlSpanned};

use super::data::{Entry, Kind, Node};
use crate::text::{Code, Diagnostic, FilePath, Outcome, Span, Spanned};

/// Nodes of one document; front matter has a handful, an alias bomb has millions.
const NODES: usize = 10_000;

/// Reads a document that begins at byte `start` of its file. A fault leaves an empty table.
pub(super) fn read_yaml(file: &FilePath, text: &str, start: usize) -> Outcome<Node> {
    let whole = Span::new(start, start + text.len());
    let mut options = serde_saphyr::options! {
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
    };
    if let Some(budget) = &mut options.budget {
        budget.max_nodes = NODES;
    }
    match serde_saphyr::from_str_with_options::<YamlSpanned<Raw>>(text, options) {
        Ok(raw) => Outcome::new(place(raw, text, start), Vec::new()),
        Err(error) => {
            let at = error.location().map(|location| span(location, text, start));
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

fn place(raw: YamlSpanned<Raw>, text: &str, start: usize) -> Node {
    let span = span(raw.referenced, text, start);
    let kind = match raw.value {
        Raw::Leaf(kind) => kind,
        Raw::List(items) => {
            Kind::List(items.into_iter().map(|item| place(item, text, start)).collect())
        }
        Raw::Table(entries) => Kind::Table(
            entries
                .into_iter()
                .map(|(key, value)| Entry {
                    key: Spanned::new(key.value, self::span(key.referenced, text, start)),
                    value: place(value, text, start),
                })
                .collect(),
        ),
    };
    Node { span, kind }
}

/// The reader gives bytes for text; where it has none, its line and column are used.
fn span(location: Location, text: &str, start: usize) -> Span {
    let within = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
    let from = location.span().byte_offset().map_or_else(
        || {
            let line = usize::try_from(location.line()).unwrap_or(1).max(1) - 1;
            text.split_inclusive('\n').take(line).map(str::len).sum()
        },
        within,
    );
    let length = location.span().byte_len().unwrap_or(0);
    let to = within(from as u64 + length);
    let trimmed = text.get(from..to).map_or(to, |piece| from + piece.trim_end().len());
    Span::new(start + from, start + trimmed.max(from))
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
