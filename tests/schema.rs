//! The JSON Schemas say what the parsers do: no key, type or word more, and none less. A schema is held
//! against its parser by documents with one place changed, which both take or both refuse.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]
#![expect(clippy::panic, reason = "a test shows what is wrong by stopping")]

#[allow(dead_code, reason = "the suites are only read here")]
#[path = "suite/cases.rs"]
mod cases;
mod desk;
mod folders;
mod judged;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cases::Suite;
use desk::{put, read, run};
use folders::tree;
use judged::{Judge, changed, named, points, samples, tables_of, words};
use serde_json::Value;
use taiyaku::parse::SCHEMAS;

/// One document for each schema, with all tables that there can be.
const WHOLE: [(&str, &str); 4] = [
    (
        "site",
        r#"{"schema": 1, "source": "ja", "language": [{"code": "ja", "name": "J"}],
            "language_names": {"ja": {"ja": "J"}}, "links": {}, "html": {}, "publish": {}, "stale": {},
            "gate": {"ja": {}}}"#,
    ),
    (
        "forms",
        r#"{"form": [{"id": "a", "kind": "form", "date": "2026-01-02",
            "edition": [{"lang": "ja", "title": "T", "file_name": "t", "url": "https://example.org/"}]}]}"#,
    ),
    ("glossary", r#"{"term": [{"id": "a", "ja": {"use": "U"}}]}"#),
    ("front-matter", r#"{"title": "T", "extra": {"label": "L"}}"#),
];

fn whole(name: &str) -> Value {
    let (_, text) = WHOLE.iter().find(|(known, _)| *known == name).expect("a document");
    serde_json::from_str(text).expect("JSON")
}

/// Holds a schema against its parser in all places of its document.
fn hold(name: &str) {
    let judge = Judge::new(name);
    let whole = whole(name);
    let mut words = words();
    named(&judge.schema, &mut words);
    let samples = samples(&words);
    let tables = tables_of(&judge.schema, &whole);
    assert_eq!(tables.len(), points(&judge.schema), "{name}: `WHOLE` lacks a table");
    let mut apart = BTreeSet::new();
    let mut compare = |point: &str, key: &str, value: Option<&Value>| {
        let document = changed(&whole, point, key, value);
        let (schema, parser) = (judge.schema_takes(&document), judge.parser_takes(&document));
        if parser.is_some_and(|parser| parser != schema) {
            let who = if schema { "only the schema" } else { "only the parser" };
            let value = value.map_or_else(|| "nothing".to_owned(), Value::to_string);
            apart.insert(format!("{name}{point}/{key}: {who} takes {value}"));
        }
    };
    for (point, table) in &tables {
        let own = table.as_object().expect("a table").keys();
        for key in own.clone() {
            compare(point, key, None);
        }
        for key in words.iter().chain(own) {
            // Of a key that neither knows, three values say as much as all.
            let known =
                judge.knows(point, key) || whole.pointer(&format!("{point}/{key}")).is_some();
            let values = samples.iter().take(if known { usize::MAX } else { 3 });
            values.for_each(|value| compare(point, key, Some(value)));
        }
    }
    assert!(apart.is_empty(), "\n  {}\n", apart.into_iter().collect::<Vec<_>>().join("\n  "));
}

#[test]
fn site_toml_is_as_its_schema_says() {
    hold("site");
}

#[test]
fn forms_toml_is_as_its_schema_says() {
    hold("forms");
}

#[test]
fn glossary_toml_is_as_its_schema_says() {
    hold("glossary");
}

#[test]
fn front_matter_is_as_its_schema_says() {
    hold("front-matter");
}

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Files of the repository's own site and of all suites that one of the schemas is for: where each
/// stands, its schema and its text.
fn real_files() -> Vec<(String, &'static str, String)> {
    let mut files = Vec::new();
    for (path, found) in tree(&repository().join("content")) {
        let text = String::from_utf8(found.bytes).expect("text");
        files.push((path.clone(), format!("content/{path}"), text));
    }
    for (path, _) in tree(&repository().join("tests/fixtures")) {
        let suite = Suite::read(&repository().join("tests/fixtures").join(&path));
        for case in &suite.cases {
            let blocks = case.blocks.iter().filter(|block| block.kind == "file");
            files.extend(
                blocks.map(|block| {
                    (format!("{path}: {}", case.name), block.path(), block.text.clone())
                }),
            );
        }
    }
    let schema = |path: &str| match path {
        "content/site.toml" => Some("site"),
        "content/forms.toml" => Some("forms"),
        "content/glossary.toml" => Some("glossary"),
        path if path.starts_with("content/") && path.ends_with(".md") => Some("front-matter"),
        _ => None,
    };
    files
        .into_iter()
        .filter_map(|(place, path, text)| Some((place, schema(&path)?, text)))
        .collect()
}

#[test]
fn what_is_written_and_taken_fits_its_schema() {
    let judges: Vec<(&str, Judge)> =
        SCHEMAS.iter().map(|(name, _)| (*name, Judge::new(name))).collect();
    let mut counts = std::collections::BTreeMap::new();
    for (place, name, text) in real_files() {
        let (_, judge) = judges.iter().find(|(known, _)| *known == name).expect("a schema");
        let Some(document) = judge.read(&text) else { continue };
        *counts.entry(name).or_insert(0) += 1;
        if let Err(told) = judge.told(&document) {
            panic!("{place}: {name}: {told}");
        }
    }
    for (name, least) in [("site", 20), ("forms", 5), ("glossary", 10), ("front-matter", 200)] {
        assert!(counts[name] >= least, "{name}: {} files were read", counts[name]);
    }
}

#[test]
fn each_schema_is_printed_and_explains_every_key() {
    for (name, schema) in SCHEMAS {
        let (code, out, err) = printed(&repository(), name);
        assert_eq!((code, out.as_str(), err.as_str()), (0, schema, ""));
        explained(name, &serde_json::from_str(schema).expect("JSON"));
    }
    let (code, _, err) = printed(&repository(), "sites");
    assert!(code == 2 && err.contains("'site'"), "{err}");
}

/// The command takes no language for its words: it has none.
fn printed(root: &Path, name: &str) -> (i32, String, String) {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_taiyaku"));
    let done = program.current_dir(root).args(["schema", name]).output().expect("ran");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (done.status.code().expect("a code"), text(done.stdout), text(done.stderr))
}

/// Two lines, English and Japanese, for everything that has a name.
fn explained(place: &str, schema: &Value) {
    for (key, property) in schema["properties"].as_object().into_iter().flatten() {
        let told = property["description"].as_str().unwrap_or_default();
        assert_eq!(told.lines().count(), 2, "{place}/{key}: {told}");
        for inner in [property, &property["items"], &property["additionalProperties"]] {
            explained(&format!("{place}/{key}"), inner);
        }
    }
}

#[test]
fn a_new_site_brings_its_schemas_and_publishes_none() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(run(folder.path(), &["init", "site"]).0, 0);
    let site = folder.path().join("site");
    for (name, schema) in SCHEMAS {
        assert_eq!(read(&site, &format!(".taiyaku/schema/{name}.json")), schema);
    }
    leads_to_its_schema(&site, "content/site.toml");
    let told = read(&site, "content/site.toml").replace("# base_url", "base_url");
    put(&site, "content/site.toml", &told);
    let (code, _, err) = run(&site, &["check", "--strict"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(run(&site, &["build"]).0, 0);
    let published = tree(&site.join("public")).into_keys();
    let schemas: Vec<String> = published.filter(|path| path.contains("schema")).collect();
    assert_eq!(schemas, Vec::<String>::new());
}

#[test]
fn our_own_files_lead_to_their_schemas() {
    for name in ["site", "forms", "glossary"] {
        leads_to_its_schema(&repository(), &format!("content/{name}.toml"));
    }
}

/// The first line is a directive of the extension for TOML, relative to the file.
fn leads_to_its_schema(root: &Path, path: &str) {
    let text = read(root, path);
    let place =
        text.lines().next().and_then(|line| line.strip_prefix("#:schema ")).expect("a schema");
    let folder = root.join(path);
    let schema = read(folder.parent().expect("a folder"), place);
    let name = Path::new(path).file_stem().expect("a name").to_str().expect("text");
    let known = SCHEMAS.iter().find(|(known, _)| *known == name).expect("a schema");
    assert_eq!(schema, known.1);
}
