//! The pages of the reference list what there is, in both languages: keys as the schemas have them,
//! directives as the theme declares them, commands and options as the program's own help has them.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod listed;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use listed::{Section, Table, code, sections};
use serde_json::Value;
use taiyaku::parse::{INCLUDE, SCHEMAS, parse_template};
use taiyaku::render::THEME;
use taiyaku::text::{FilePath, Source};

/// The words of a page for what a test looks for.
struct Words {
    lang: &'static str,
    key: &'static str,
    required: &'static str,
    directive: &'static str,
    attribute: &'static str,
    comma: &'static str,
    text: &'static str,
    texts: &'static str,
    number: &'static str,
    date: &'static str,
    boolean: &'static str,
    table: &'static str,
    tables: &'static str,
}

const LANGUAGES: [Words; 2] = [
    Words {
        lang: "ja",
        key: "キー",
        required: "必須",
        directive: "ディレクティブ",
        attribute: "属性",
        comma: "、",
        text: "文字列",
        texts: "文字列の一覧",
        number: "整数",
        date: "日付",
        boolean: "真偽値",
        table: "テーブル",
        tables: "テーブルの一覧",
    },
    Words {
        lang: "en",
        key: "Key",
        required: "required",
        directive: "Directive",
        attribute: "Attribute",
        comma: ", ",
        text: "text",
        texts: "list of texts",
        number: "whole number",
        date: "date",
        boolean: "true or false",
        table: "table",
        tables: "list of tables",
    },
];

impl Words {
    /// What a page calls the values of a key.
    fn value(&self, schema: &Value) -> String {
        if let Some(allowed) = schema["enum"].as_array() {
            let word = |value: &Value| match value {
                Value::String(text) => format!("`{text}`"),
                other => format!("`{other}`"),
            };
            return allowed.iter().map(word).collect::<Vec<_>>().join(self.comma);
        }
        let word = match schema["type"].as_str() {
            Some("integer") => self.number,
            Some("boolean") => self.boolean,
            Some("object") => self.table,
            Some("array") if schema["items"]["type"] == "object" => self.tables,
            Some("array") => self.texts,
            _ if schema["format"] == "date" => self.date,
            _ => self.text,
        };
        word.to_owned()
    }

    /// The first three cells of the rows of each table of a schema, by the id of its section.
    fn keys(&self, id: &str, schema: &Value, into: &mut BTreeMap<String, Vec<[String; 3]>>) {
        let required = schema["required"].as_array().map(Vec::as_slice).unwrap_or_default();
        let mut rows = Vec::new();
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            let must = required.iter().any(|required| required == key);
            let must = if must { self.required } else { "–" };
            rows.push([format!("`{key}`"), must.to_owned(), self.value(property)]);
            let inner = if property["items"].is_object() { &property["items"] } else { property };
            self.keys(&format!("{id}-{}", key.replace('_', "-")), inner, into);
        }
        if !rows.is_empty() {
            into.insert(id.to_owned(), rows);
        }
        if schema["additionalProperties"].is_object() {
            self.keys(&format!("{id}-lang"), &schema["additionalProperties"], into);
        }
    }

    /// The tables of a page that begin with a column of this name, with the ids of their sections.
    fn tables(&self, page: &str, first: &str) -> Vec<(String, Table)> {
        let of_section = |(id, section): (String, Section)| {
            section.tables.into_iter().map(move |table| (id.clone(), table))
        };
        let tables = sections(self.lang, page).into_iter().flat_map(of_section);
        tables.filter(|(_, table)| table.head[0] == first).collect()
    }
}

#[test]
fn keys_are_those_of_the_schemas() {
    for (page, names) in
        [("configuration", &["site", "forms", "glossary"][..]), ("front-matter", &["front-matter"])]
    {
        for words in &LANGUAGES {
            let mut expected = BTreeMap::new();
            for name in names {
                let (_, schema) =
                    SCHEMAS.iter().find(|(known, _)| known == name).expect("a schema");
                let schema: Value = serde_json::from_str(schema).expect("JSON");
                words.keys(name, &schema, &mut expected);
            }
            let mut found = BTreeMap::new();
            for (id, table) in words.tables(page, words.key) {
                let rows = table.rows.iter();
                let rows = rows.map(|row| [row[0].clone(), row[1].clone(), row[2].clone()]);
                let mut rows: Vec<_> = rows.collect();
                // The order of a page is its own.
                rows.sort();
                found.insert(id, rows);
            }
            for rows in expected.values_mut() {
                rows.sort();
            }
            assert_eq!(found, expected, "{} {page}", words.lang);
        }
    }
}

#[test]
fn what_is_taken_for_a_key_left_out_is_told() {
    fn look(schema: &Value, into: &mut Vec<(String, String)>) {
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            match &property["default"] {
                Value::Null => {}
                Value::String(text) => into.push((key.clone(), text.clone())),
                other => into.push((key.clone(), other.to_string())),
            }
            look(property, into);
            look(&property["items"], into);
        }
    }
    let mut defaults = Vec::new();
    for (_, schema) in SCHEMAS {
        look(&serde_json::from_str(schema).expect("JSON"), &mut defaults);
    }
    assert!(defaults.len() >= 5, "{defaults:?}");
    for words in &LANGUAGES {
        let pages = ["configuration", "front-matter"];
        let tables: Vec<_> = pages.iter().flat_map(|page| words.tables(page, words.key)).collect();
        for (key, value) in &defaults {
            let mut rows = tables.iter().flat_map(|(_, table)| &table.rows);
            let tells = |row: &Vec<String>| {
                row[0] == format!("`{key}`") && code(&row[3]).contains(&value.as_str())
            };
            assert!(rows.any(tells), "{}: {key} = {value}", words.lang);
        }
    }
}

#[test]
fn every_schema_can_be_written_as_the_page_says() {
    let write = |name: &str| format!("taiyaku schema {name} > .taiyaku/schema/{name}.json");
    let lines = SCHEMAS.iter().map(|(name, _)| write(name));
    let lines: Vec<String> =
        ["mkdir -p .taiyaku/schema".to_owned()].into_iter().chain(lines).collect();
    for words in &LANGUAGES {
        let section = &sections(words.lang, "configuration")["editor"];
        assert_eq!(section.blocks[1], lines, "{}", words.lang);
    }
}

/// The directives with their attributes, and whether each is required.
fn directives() -> BTreeMap<String, BTreeMap<String, bool>> {
    let mut directives = BTreeMap::new();
    for (path, bytes) in THEME {
        let Some(name) = path.strip_prefix("templates/theme/directives/") else { continue };
        let template = parse_template(&Source::new(FilePath::new(path), bytes.to_vec())).value;
        let declaration = template.declaration.expect("a declaration");
        let name = name.strip_suffix(".html").expect("a template");
        directives.insert(name.to_owned(), declaration.attributes);
    }
    // No template: what it brings is there before any page is rendered.
    directives.insert(INCLUDE.to_owned(), BTreeMap::from([("file".to_owned(), true)]));
    directives
}

#[test]
fn directives_are_those_that_the_theme_declares() {
    let expected = directives();
    let mut homes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, attributes) in &expected {
        for attribute in attributes.keys() {
            homes.entry(attribute.clone()).or_default().insert(name.clone());
        }
    }
    // Nearly all have it.
    homes.insert("title".to_owned(), BTreeSet::new());
    for words in &LANGUAGES {
        let mut found = BTreeMap::new();
        for (_, table) in words.tables("directives", words.directive) {
            for row in &table.rows {
                let with = |cell: &str, must: bool| -> Vec<(String, bool)> {
                    code(cell).into_iter().map(|name| (name.to_owned(), must)).collect()
                };
                let attributes = with(&row[1], true).into_iter().chain(with(&row[2], false));
                let known = found.insert(code(&row[0])[0].to_owned(), attributes.collect());
                assert!(known.is_none(), "{} stands twice", row[0]);
            }
        }
        assert_eq!(found, expected, "{}", words.lang);
        let mut values = BTreeMap::new();
        for (_, table) in words.tables("directives", words.attribute) {
            for row in &table.rows {
                let homes: BTreeSet<String> =
                    code(&row[1]).into_iter().map(str::to_owned).collect();
                values.insert(code(&row[0])[0].to_owned(), homes);
            }
        }
        assert_eq!(values, homes, "{}", words.lang);
    }
}

/// A command as its own help shows it.
struct Told {
    usage: String,
    /// The long options, each with the word for its value.
    options: BTreeMap<String, Option<String>>,
    commands: Vec<String>,
}

fn told(command: &[String]) -> Told {
    let mut program = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
    let done = program.args(command).arg("--help").output().expect("ran");
    let help = String::from_utf8(done.stdout).expect("text");
    let usage = help.lines().find_map(|line| line.strip_prefix("Usage: ")).expect("a usage");
    let mut options = BTreeMap::new();
    for line in help.lines().map(str::trim) {
        let long = line.split_once(", ").filter(|(short, _)| short.len() == 2);
        let long = long.map_or(line, |(_, long)| long);
        if line.starts_with('-') && long.starts_with("--") {
            let mut words = long.split_whitespace();
            let name = words.next().expect("a name").to_owned();
            let value = words.next().and_then(|word| word.strip_prefix('<')?.strip_suffix('>'));
            options.insert(name, value.map(str::to_owned));
        }
    }
    let list = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let list = list.take_while(|line| !line.is_empty());
    let names = list.filter_map(|line| line.split_whitespace().next());
    let commands = names.filter(|name| *name != "help").map(str::to_owned).collect();
    Told { usage: usage.to_owned(), options, commands }
}

/// Every command that does something, by the id of its section; the program itself is one.
fn all_told() -> BTreeMap<String, Told> {
    let mut all = BTreeMap::new();
    let mut open: Vec<Vec<String>> = vec![Vec::new()];
    while let Some(command) = open.pop() {
        let told = told(&command);
        let inner = told.commands.iter();
        open.extend(inner.map(|name| [command.as_slice(), std::slice::from_ref(name)].concat()));
        if command.is_empty() {
            all.insert("taiyaku".to_owned(), told);
        } else if told.commands.is_empty() {
            all.insert(command.join("-"), told);
        } else {
            let only: Vec<&str> = told.options.keys().map(String::as_str).collect();
            assert_eq!(only, ["--help"], "{command:?} has options and no section");
        }
    }
    all
}

#[test]
fn commands_and_options_are_those_of_the_help() {
    let expected = all_told();
    for words in &LANGUAGES {
        let sections = sections(words.lang, "commands");
        let with_usage = sections.iter().filter(|(_, section)| !section.blocks.is_empty());
        let ids: Vec<&String> = with_usage.map(|(id, _)| id).collect();
        assert_eq!(ids, expected.keys().collect::<Vec<_>>(), "{}", words.lang);
        let shared: BTreeSet<String> = options(&sections["shared"]).into_keys().collect();
        for (id, told) in &expected {
            compare(&format!("{} {id}", words.lang), &sections[id], told, &shared);
        }
    }
}

/// The options in the first column, each with the word for its value.
fn options(section: &Section) -> BTreeMap<String, Option<String>> {
    let rows = section.tables.iter().flat_map(|table| &table.rows);
    let spans = rows.flat_map(|row| code(&row[0]));
    let option = |span: &str| match span.split_once(' ') {
        Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
        None => (span.to_owned(), None),
    };
    spans.map(option).collect()
}

fn compare(place: &str, section: &Section, told: &Told, shared: &BTreeSet<String>) {
    assert_eq!(section.blocks, [[told.usage.clone()]], "{place}");
    let command = told.usage.split(" [").next().and_then(|usage| usage.split(" <").next());
    assert_eq!(section.title, format!("`{}`", command.expect("a command")), "{place}");
    let found = options(section);
    // All commands have `--help`, which the shared options tell.
    let all = place.ends_with("taiyaku");
    let expected: BTreeSet<&String> =
        told.options.keys().filter(|name| all || *name != "--help").collect();
    assert_eq!(found.keys().collect::<BTreeSet<_>>(), expected, "{place}");
    for (name, value) in &found {
        let is_shared = value.is_none() && shared.contains(name);
        assert!(is_shared || *value == told.options[name], "{place}: {name} {value:?}");
    }
}

#[test]
fn exit_codes_are_those_of_the_program() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/exit.rs");
    let file = syn::parse_file(&std::fs::read_to_string(path).expect("a file")).expect("Rust");
    let variants = file.items.into_iter().find_map(|item| match item {
        syn::Item::Enum(item) if item.ident == "Exit" => Some(item.variants),
        _ => None,
    });
    let number = |variant: syn::Variant| match variant.discriminant {
        Some((_, syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(number), .. }))) => {
            Some(number.base10_digits().to_owned())
        }
        _ => None,
    };
    let expected: Vec<String> = variants.expect("an enum").into_iter().filter_map(number).collect();
    assert!(expected.len() >= 9, "{expected:?}");
    for words in &LANGUAGES {
        let section = &sections(words.lang, "commands")["exit-codes"];
        let found: Vec<&String> = section.tables[0].rows.iter().map(|row| &row[0]).collect();
        assert_eq!(found, expected.iter().collect::<Vec<_>>(), "{}", words.lang);
    }
}
