//! A schema and the parser that it is of, asked about the same document.

use std::collections::BTreeSet;
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Map, Value, json};
use taiyaku::parse::{
    Dialect, SCHEMAS, find_head, parse_catalog, parse_config, parse_glossary, parse_page,
};
use taiyaku::text::{Code, Diagnostic, FilePath, Source};
use toml::de::{DeTable, DeValue};

/// What a parser says of the shape of a document. What it says of meanings, such as a language that the
/// site has not, no schema can know.
const SHAPE: [Code; 9] = [
    Code::BadDate,
    Code::BadValue,
    Code::EmptyTitle,
    Code::MissingKey,
    Code::NeedlessSize,
    Code::TargetCount,
    Code::UnknownKey,
    Code::UnknownSchema,
    Code::WrongType,
];

/// A schema and its parser.
pub(crate) struct Judge {
    name: &'static str,
    pub(crate) schema: Value,
    compiled: Schemas,
    index: SchemaIndex,
}

impl Judge {
    pub(crate) fn new(name: &str) -> Self {
        let (name, text) = *SCHEMAS.iter().find(|(known, _)| *known == name).expect("a schema");
        let schema: Value = serde_json::from_str(text).expect("JSON");
        let mut compiler = Compiler::new();
        compiler.add_resource("schema.json", schema.clone()).expect("added");
        let mut compiled = Schemas::new();
        let index = compiler.compile("schema.json", &mut compiled).expect("a schema");
        Self { name, schema, compiled, index }
    }

    /// What the schema has against a document.
    pub(crate) fn told(&self, document: &Value) -> Result<(), String> {
        self.compiled.validate(document, self.index).map_err(|error| error.to_string())
    }

    pub(crate) fn schema_takes(&self, document: &Value) -> bool {
        self.told(document).is_ok()
    }

    /// Whether the parser takes it; nothing where its reason is one that no schema knows.
    pub(crate) fn parser_takes(&self, document: &Value) -> Option<bool> {
        let text = match self.name {
            "front-matter" => format!("---\n{document}\n---\n"),
            _ => {
                let entries = document.as_object().expect("a table").iter();
                entries.map(|(key, value)| format!("{key:?} = {}\n", toml_of(value))).collect()
            }
        };
        let findings = self.findings(&text);
        let shape = findings.iter().any(|finding| SHAPE.contains(&finding.code));
        let code = findings.iter().any(|finding| finding.code == Code::BadLanguageCode);
        (!code).then_some(!shape)
    }

    fn findings(&self, text: &str) -> Vec<Diagnostic> {
        let source = |path: &str| Source::new(FilePath::new(path), text.as_bytes().to_vec());
        match self.name {
            "site" => parse_config(&source("content/site.toml")).diagnostics,
            "forms" => parse_catalog(&source("content/forms.toml")).diagnostics,
            "glossary" => parse_glossary(&source("content/glossary.toml")).diagnostics,
            _ => parse_page(&source("content/ja/a.md"), Dialect::TAIYAKU).diagnostics,
        }
    }

    /// The document that a file holds, if the parser has nothing against the file.
    pub(crate) fn read(&self, text: &str) -> Option<Value> {
        let head = (self.name == "front-matter").then(|| find_head(text).ok());
        let (text, yaml) = match head {
            Some(head) => {
                let head = head?;
                (&text[..head.body], (head.fence == "---").then_some(&text[head.inner]))
            }
            None => (text, None),
        };
        if !self.findings(text).is_empty() {
            return None;
        }
        let inner = find_head(text).map_or(text, |head| &text[head.inner]);
        Some(match yaml {
            Some(yaml) => serde_saphyr::from_str(yaml).expect("YAML"),
            None => table(DeTable::parse(inner).expect("TOML").into_inner()),
        })
    }

    /// Whether the schema has a key by name at the table of a document.
    pub(crate) fn knows(&self, point: &str, key: &str) -> bool {
        let steps = point.split('/').skip(1);
        let schema = steps.fold(&self.schema, |schema, step| step_into(schema, step));
        schema["properties"].get(key).is_some()
    }
}

/// Values to put into every place: of each type, and every word.
pub(crate) fn samples(words: &BTreeSet<String>) -> Vec<Value> {
    let mut samples = vec![
        json!(true),
        json!(["x"]),
        json!({}),
        json!("x"),
        json!(1),
        json!(2),
        json!(-1),
        json!(1.5),
        json!(" "),
        json!("2026-01-02"),
        json!("2026-02-30"),
        json!([]),
        json!([1, 1.5]),
        json!([true]),
        json!([{}]),
    ];
    samples.extend(words.iter().map(|word| json!(word)));
    samples
}

/// The schema of what stands below, for a key or a place in a list.
fn step_into<'a>(schema: &'a Value, step: &str) -> &'a Value {
    if schema["type"] == "array" {
        return &schema["items"];
    }
    schema["properties"].get(step).unwrap_or(&schema["additionalProperties"])
}

/// How many tables a schema describes.
pub(crate) fn points(schema: &Value) -> usize {
    let is_table = usize::from(schema["type"] == "object");
    let inner = schema["properties"].as_object().into_iter().flat_map(Map::values);
    let more = [&schema["items"], &schema["additionalProperties"]];
    is_table + inner.chain(more).filter(|value| value.is_object()).map(points).sum::<usize>()
}

/// The keys and words that a schema names.
pub(crate) fn named(schema: &Value, into: &mut BTreeSet<String>) {
    for (key, property) in schema["properties"].as_object().into_iter().flatten() {
        into.insert(key.clone());
        let allowed = property["enum"].as_array().into_iter().flatten();
        into.extend(allowed.filter_map(Value::as_str).map(str::to_owned));
        named(property, into);
    }
    let inner = [&schema["items"], &schema["additionalProperties"]];
    inner.into_iter().filter(|inner| inner.is_object()).for_each(|inner| named(inner, into));
}

/// The tables of a document that its schema describes, with the way to each.
pub(crate) fn tables_of(schema: &Value, document: &Value) -> Vec<(String, Value)> {
    fn look(at: &str, schema: &Value, value: &Value, into: &mut Vec<(String, Value)>) {
        if !schema.is_object() {
            return;
        }
        if let Value::Object(entries) = value {
            into.push((at.to_owned(), value.clone()));
            for (key, value) in entries {
                look(&format!("{at}/{key}"), step_into(schema, key), value, into);
            }
        }
        for (place, value) in (0..).zip(value.as_array().into_iter().flatten()) {
            look(&format!("{at}/{place}"), &schema["items"], value, into);
        }
    }
    let mut found = Vec::new();
    look("", schema, document, &mut found);
    found
}

/// A document with another value, or none, for one key of one table.
pub(crate) fn changed(document: &Value, point: &str, key: &str, value: Option<&Value>) -> Value {
    let mut document = document.clone();
    let table = document.pointer_mut(point).and_then(Value::as_object_mut).expect("a table");
    match value {
        Some(value) => drop(table.insert(key.to_owned(), value.clone())),
        None => drop(table.remove(key)),
    }
    document
}

/// Every word that the parsers hold between quotation marks: their keys and values are among them.
pub(crate) fn words() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::fs::read_dir(root.join("src/parse")).expect("the room");
    let files = folder.map(|entry| entry.expect("an entry").path());
    let files = files.chain([root.join("src/text/dates.rs")]);
    let mut words = BTreeSet::new();
    for path in files.filter(|path| path.extension().is_some_and(|end| end == "rs")) {
        let text = std::fs::read_to_string(path).expect("a file");
        collect(text.parse().expect("Rust"), &mut words);
    }
    for word in ["language", "also", "islamic-umalqura", "max_stale_age_days"] {
        assert!(words.contains(word), "{word}");
    }
    words
}

fn collect(stream: TokenStream, words: &mut BTreeSet<String>) {
    let is_word = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
    };
    for tree in stream {
        match tree {
            TokenTree::Group(group) => collect(group.stream(), words),
            TokenTree::Literal(literal) => {
                if let syn::Lit::Str(text) = syn::Lit::new(literal) {
                    words.extend(Some(text.value()).filter(|text| is_word(text)));
                }
            }
            _ => {}
        }
    }
}

/// A value on one line of TOML.
fn toml_of(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            format!("[{}]", items.iter().map(toml_of).collect::<Vec<_>>().join(", "))
        }
        Value::Object(entries) => {
            let entry = |(key, value)| format!("{key:?} = {}", toml_of(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

fn table(entries: DeTable<'_>) -> Value {
    let entry = |(key, value): (toml::Spanned<std::borrow::Cow<'_, str>>, toml::Spanned<_>)| {
        (key.into_inner().into_owned(), value_of(value.into_inner()))
    };
    Value::Object(entries.into_iter().map(entry).collect())
}

/// A date is a text, as it is for an editor.
fn value_of(value: DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => json!(text),
        DeValue::Integer(number) => {
            json!(i64::from_str_radix(number.as_str(), number.radix()).expect("a number"))
        }
        DeValue::Float(number) => json!(number.as_str().parse::<f64>().expect("a number")),
        DeValue::Boolean(value) => json!(value),
        DeValue::Datetime(date) => json!(date.to_string()),
        DeValue::Array(items) => {
            items.into_iter().map(|item| value_of(item.into_inner())).collect()
        }
        DeValue::Table(entries) => table(entries),
    }
}
