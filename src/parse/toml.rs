//! TOML into a tree with places.

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::data::{Entry, Kind, Node, forbidden_in};
use super::full_width_data::{read_as_meant, toml_traps};
use crate::text::{Code, Diagnostic, FilePath, Outcome, Span, Spanned};

/// Reads a document that begins at byte `start` of its file. After a fault the rest is still read.
pub(super) fn read_toml(file: &FilePath, text: &str, start: usize) -> Outcome<Node> {
    read_as_meant(file, text, start, &toml_traps(text), read)
}

fn read(file: &FilePath, text: &str, start: usize) -> Outcome<Node> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut findings: Vec<Diagnostic> =
        errors.iter().map(|error| finding(file, text, start, error)).collect();
    // What the whole file lacks is told at its beginning.
    let span = Span::new(start, start);
    let root = Node { span, kind: self::table(table.into_inner(), start) };
    forbidden_in(file, &root, &mut findings);
    Outcome::new(root, findings)
}

/// The reader calls a repeated key and an impossible date errors too; they get the codes that
/// YAML's have.
fn finding(file: &FilePath, text: &str, start: usize, error: &toml::de::Error) -> Diagnostic {
    let range = error.span().unwrap_or(0..0);
    let span = Span::new(start + range.start, start + range.end.max(range.start));
    if error.message().starts_with("duplicate key") {
        let key = text.get(range).unwrap_or_default();
        return Diagnostic::new(Code::DuplicateKey, file, span, [("key", key)]);
    }
    if error.message().starts_with("invalid date") {
        let value = text.get(range).unwrap_or_default();
        return Diagnostic::new(Code::BadDate, file, span, [("value", value)]);
    }
    Diagnostic::new(Code::TomlSyntax, file, span, []).note(error.message())
}

fn table(entries: DeTable<'_>, start: usize) -> Kind {
    let entry = |(key, value): (TomlSpanned<_>, TomlSpanned<DeValue<'_>>)| {
        let span = Span::new(start + key.span().start, start + key.span().end);
        let key: std::borrow::Cow<'_, str> = key.into_inner();
        Entry { key: Spanned::new(key.into_owned(), span), value: node(value, start) }
    };
    Kind::Table(entries.into_iter().map(entry).collect())
}

fn node(value: TomlSpanned<DeValue<'_>>, start: usize) -> Node {
    let range = value.span();
    let span = Span::new(start + range.start, start + range.end);
    let kind = match value.into_inner() {
        DeValue::String(text) => Kind::Text(text.into_owned()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| Kind::Decimal(number.as_str().to_owned()), Kind::Integer),
        DeValue::Float(number) => Kind::Decimal(number.as_str().to_owned()),
        DeValue::Boolean(value) => Kind::Boolean(value),
        DeValue::Datetime(date) => Kind::Text(date.to_string()),
        DeValue::Array(items) => {
            Kind::List(items.into_iter().map(|item| node(item, start)).collect())
        }
        DeValue::Table(entries) => table(entries, start),
    };
    Node { span, kind }
}

#[cfg(test)]
mod tests {
    use super::read_toml;
    use crate::parse::data::{Kind, Node};
    use crate::text::{FilePath, Span};

    /// Each key and leaf with the text that its place covers.
    fn collect(node: &Node, file: &str, found: &mut Vec<String>) {
        let cover = |span: Span| &file[span.start..span.end];
        match &node.kind {
            Kind::Table(entries) => {
                for entry in entries {
                    found.push(cover(entry.key.span).to_owned());
                    collect(&entry.value, file, found);
                }
            }
            Kind::List(items) => items.iter().for_each(|item| collect(item, file, found)),
            _ => found.push(cover(node.span).to_owned()),
        }
    }

    #[test]
    fn places_are_those_of_the_words() {
        for end in ["\n", "\r\n"] {
            let lines = [
                "\u{feff}\"題 名\" = '日本語'  # 説明",
                "[[form]]",
                "also = [\"一\", 2026-01-02, true]",
                "x.é = 1_000",
                "",
            ];
            let file = lines.join(end).replace("é", "\"é\"");
            let outcome = read_toml(&FilePath::new("a.toml"), &file[3..], 3);
            assert_eq!(outcome.diagnostics, []);
            let mut found = Vec::new();
            collect(&outcome.value, &file, &mut found);
            let expected = [
                "\"題 名\"",
                "'日本語'",
                "form",
                "also",
                "\"一\"",
                "2026-01-02",
                "true",
                "x",
                "\"é\"",
                "1_000",
            ];
            assert_eq!(found, expected, "{end:?}");
        }
    }

    #[test]
    fn faults_are_placed_and_the_rest_is_read() {
        let file = "a = 1\n日本 = 2\nb = 2026-02-30\na = 3\nc = 4\n";
        let outcome = read_toml(&FilePath::new("a.toml"), file, 0);
        let found: Vec<_> = outcome
            .diagnostics
            .iter()
            .map(|finding| {
                let span = finding.place.span.expect("a place");
                (finding.code.name(), &file[span.start..span.end])
            })
            .collect();
        assert_eq!(
            found,
            [("toml-syntax", "日本"), ("bad-date", "2026-02-30"), ("duplicate-key", "a")]
        );
        let mut keys = Vec::new();
        collect(&outcome.value, file, &mut keys);
        assert!(keys.contains(&"c".to_owned()), "{keys:?}");
    }
}
