//! What a site's own templates can use and change. The guide page on templates is held against the
//! engine, both ways and in both languages: a name that it lacks is found here, and so is one too
//! many. And a file that replaces one of the theme's changes nothing else.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use taiyaku::build::{Memo, build};
use taiyaku::render::THEME;
use taiyaku::text::{Inputs, Options};

/// A site in which every name of a template has a value somewhere.
const SITE: [(&str, &str); 14] = [
    (
        "content/site.toml",
        "schema = 1\nbase_url = \"https://example.org/\"\nsource = \"ja\"\ndefault = \"ja\"\n\n\
         [links]\nedit = \"https://example.org/edit\"\n\n\
         [[language]]\ncode = \"ja\"\nname = \"日本語\"\n\n\
         [[language]]\ncode = \"en\"\nname = \"English\"\nfallback = \"page\"\n",
    ),
    (
        "content/ja/index.md",
        "---\ntitle: 表紙\ndescription: 全体です。\ntemplate: front.html\n---\n",
    ),
    ("content/en/index.md", "---\ntitle: Front\ndescription: All.\ntemplate: front.html\n---\n"),
    (
        "content/ja/a/index.md",
        "---\ntitle: 甲\nreading: こう\norder: 1\naliases: [old]\ndate: 2026-11-01\nupdated: 2026-11-02\n\
         as_of: 2026-11-03\nextra:\n  label: 札\n---\n\n本文。\n\n::list-children\n\n## 章 {#one}\n\n### 節 {#two}\n",
    ),
    ("content/en/a/index.md", "---\ntitle: First\n---\n\nText.\n\n## One\n\n### Two\n"),
    // The source has got its second heading since.
    ("content/en/.source/a/index.md", "---\ntitle: 甲\n---\n\n文。\n\n## 一\n"),
    (
        "content/ja/a/b.md",
        "---\ntitle: 乙\nreading: おつ\norder: 2\n---\n\n::list-forms\n\n::list-glossary\n\n\
         ::list-news\n\n\
         ::::probe[*題*]{#p .wide file=\"/f/a.txt\" src=\"/f/a.svg\" href=\"../../en/a/b.md\" level=3}\n\
         :::inner[中]{#q}\n文。\n:::\n::::\n\n:::probe{href=\"https://example.com/\"}\n文。\n:::\n",
    ),
    ("content/en/a/b.md", "---\ntitle: Second\n---\n\nText.\n"),
    ("content/ja/a/c.md", "---\ntitle: 丙\nreading: へい\norder: 3\n---\n\n文。\n"),
    (
        "content/forms.toml",
        "[[form]]\nid = \"a\"\nkind = \"form\"\ndate = 2026-11-01\n[[form.edition]]\nlang = \"en\"\n\
         title = \"A\"\nfile_name = \"a.txt\"\nfile = \"/f/a.txt\"\n[[form.edition]]\nlang = \"ja\"\n\
         title = \"ア\"\nfile_name = \"a\"\nurl = \"https://example.com/a\"\n",
    ),
    (
        "content/glossary.toml",
        "[[term]]\nid = \"disc\"\nnote = \"注\"\n[term.ja]\nuse = \"盤\"\nreading = \"ばん\"\n\
         forms = [\"円盤\"]\nnot = [\"板\"]\n[term.en]\nuse = \"disc\"\n",
    ),
    ("static/f/a.txt", "text\n"),
    ("static/f/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"/>\n"),
    ("templates/directives/inner.html", "{# attributes: title? #}\n<p>{{ title }}</p>\n"),
];

/// The first line of a directive with attributes of every kind.
const PROBE: &str = "{# attributes: title?, file?, href?, src?, level? #}\n";

/// Prints everything that a template sees, as one line.
const ALL: &str = "\nSEEN {{ __tera_context | safe }}\n";

const LANGUAGES: [&str; 2] = ["ja", "en"];

/// Builds the site with files of its own, without findings, into its files of text.
fn pages(own: &[(&str, &str)]) -> BTreeMap<String, String> {
    build_with(own, Options::default())
}

fn build_with(own: &[(&str, &str)], options: Options) -> BTreeMap<String, String> {
    let mut inputs = Inputs { options, ..Inputs::default() };
    for (path, bytes) in THEME {
        inputs.insert(path, *bytes);
    }
    for kind in ["forms", "glossary", "news", "children"] {
        let text = format!("{{# attributes: ; data: {kind} #}}\n<p>{kind}</p>\n");
        inputs.insert(&format!("templates/directives/list-{kind}.html"), text.as_bytes());
    }
    let probe = format!("{PROBE}{{{{ body }}}}\n");
    inputs.insert("templates/directives/probe.html", probe.as_bytes());
    for (path, text) in SITE.iter().chain(own) {
        inputs.insert(path, text.as_bytes());
    }
    let built = build(&inputs, &mut Memo::default());
    assert_eq!(built.diagnostics, []);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    built.output.files.iter().map(|(path, file)| (path.clone(), text(&file.bytes))).collect()
}

/// What templates saw, page by page. The engine writes it as JSON but for values that are none.
fn seen(own: &[(&str, &str)]) -> Vec<Value> {
    let mut seen = Vec::new();
    let options = Options { print: true, ..Options::default() };
    for (path, text) in build_with(own, options) {
        for line in text.lines().filter_map(|line| line.strip_prefix("SEEN ")) {
            let json = line.replace("\": ,", "\": null,").replace("\": }", "\": null}");
            seen.push(
                serde_json::from_str(&json)
                    .unwrap_or_else(|error| panic!("{path}: {error}\n{json}")),
            );
        }
    }
    seen
}

/// A row of a table of the guide page: what a value is, and the tables of its names where it has some.
#[derive(Debug)]
struct Row {
    kind: String,
    names: Vec<String>,
}

type Tables = BTreeMap<String, BTreeMap<String, Row>>;

/// The tables of the guide page by the ids of their headings; the first cell of a row is a name.
fn tables(language: &str) -> Tables {
    let mut tables = Tables::new();
    let mut id = String::new();
    for line in guide(language).lines() {
        if line.starts_with('#') {
            line.split("{#")
                .nth(1)
                .map_or("", |rest| rest.trim_end_matches('}'))
                .clone_into(&mut id);
        }
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let name = cells[0].strip_prefix('`').and_then(|name| name.strip_suffix('`'));
        let (Some(name), true) = (name, line.starts_with("| `")) else { continue };
        let names = cells[1].split("](#").skip(1).filter_map(|rest| rest.split(')').next());
        let row = Row { kind: cells[1].to_owned(), names: names.map(str::to_owned).collect() };
        let table = tables.entry(id.clone()).or_default();
        assert!(table.insert(name.to_owned(), row).is_none(), "{language}: {name} stands twice");
    }
    tables
}

fn guide(language: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(root.join(format!("content/{language}/guide/templates.md"))).expect("read")
}

/// Holds values against tables, and notes which tables and rows had a value.
struct Held<'a> {
    tables: &'a Tables,
    met: BTreeSet<(String, String)>,
    faults: BTreeSet<String>,
}

impl Held<'_> {
    /// `ids` are the tables that together name all of a value's names; `others` may be there besides.
    fn hold(&mut self, ids: &[&str], others: &[&str], value: &Value) {
        let object = value.as_object().expect("names");
        let mut known: BTreeSet<&str> = others.iter().copied().collect();
        for id in ids {
            let table = self.tables.get(*id).unwrap_or_else(|| panic!("no table {id}"));
            for (name, row) in table {
                known.insert(name);
                match object.get(name) {
                    None => drop(self.faults.insert(format!("{id}: there is no `{name}`"))),
                    Some(value) => self.row(id, name, row, value),
                }
            }
        }
        for name in object.keys().filter(|name| !known.contains(name.as_str())) {
            self.faults.insert(format!("{}: `{name}` is not told", ids[0]));
        }
    }

    fn row(&mut self, id: &str, name: &str, row: &Row, value: &Value) {
        if value.is_null() {
            if !row.kind.ends_with("or none") && !row.kind.ends_with("、またはなし") {
                self.faults.insert(format!("{id}: `{name}` may be none"));
            }
            return;
        }
        let list = value.as_array();
        let listed = ["list of", "の一覧"].iter().any(|word| row.kind.contains(word));
        if listed != list.is_some() {
            self.faults.insert(format!("{id}: `{name}` is one or a list"));
        }
        for value in list.into_iter().flatten().chain(list.is_none().then_some(value)) {
            self.met.insert((id.to_owned(), name.to_owned()));
            if row.names.is_empty() {
                if !fits(&row.kind, value) {
                    self.faults.insert(format!("{id}: `{name}` is {value}"));
                }
            } else {
                self.hold(&row.names.iter().map(String::as_str).collect::<Vec<_>>(), &[], value);
            }
        }
    }
}

/// Whether a value, or each of a list, is what the guide page calls it.
fn fits(kind: &str, value: &Value) -> bool {
    let of = |english: &str, japanese: &str| kind.contains(english) || kind.starts_with(japanese);
    (of("text", "文字列") || of("HTML", "HTML")) && value.is_string()
        || of("number", "数") && value.is_number()
        || of("true or false", "真偽") && value.is_boolean()
        || of("what the page writes", "ページが書いた値") && value.is_object()
        || of("numbers by address", "アドレスごとの数") && value.is_object()
}

#[test]
fn the_guide_names_all_that_templates_see_and_nothing_else() {
    let navigation =
        [("templates/navigation.html", ALL), ("templates/page.html", "{{ navigation }}")];
    let probe = format!("{PROBE}{ALL}");
    let data = ["forms", "glossary", "news", "children"]
        .map(|kind| (kind, format!("{{# attributes: ; data: {kind} #}}\n{ALL}")));
    for language in LANGUAGES {
        let tables = tables(language);
        let mut held = Held { tables: &tables, met: BTreeSet::new(), faults: BTreeSet::new() };
        let mut count = 0;
        let mut hold = |ids: &[&str], others: &[&str], own: &[(&str, &str)]| {
            for value in seen(own) {
                count += 1;
                held.hold(ids, others, &value);
            }
        };
        hold(
            &["names"],
            &[],
            &[
                ("templates/page.html", ALL),
                ("templates/front.html", ALL),
                ("templates/404.html", ALL),
            ],
        );
        hold(&["names", "search"], &[], &[("templates/search.html", ALL)]);
        hold(&["menu"], &[], &navigation);
        hold(&["chooser"], &[], &[("templates/chooser.html", ALL)]);
        hold(&["alias"], &[], &[("templates/alias.html", ALL)]);
        hold(&["book"], &[], &[("templates/print.html", ALL)]);
        let declared = ["file", "href", "src", "level"];
        hold(&["directive", "inside"], &declared, &[("templates/directives/probe.html", &probe)]);
        for (kind, template) in &data {
            let path = format!("templates/directives/list-{kind}.html");
            hold(&["directive", "inside", &format!("data-{kind}")], &[], &[(&path, template)]);
        }
        for value in seen(&[("templates/directives/probe.html", &probe)]) {
            for (name, table) in [("file", "download"), ("href", "target"), ("src", "target")] {
                if !value[name].is_null() {
                    held.hold(&[table], &[], &value[name]);
                }
            }
        }
        assert!(count > 20, "the templates were asked {count} times");
        assert_eq!(held.faults, BTreeSet::new(), "{language}");
        let elsewhere = ["places", "blocks", "functions", "filters"];
        let unmet: Vec<_> = tables
            .iter()
            .filter(|(id, _)| !elsewhere.contains(&id.as_str()))
            .flat_map(|(id, table)| table.keys().map(move |name| (id.clone(), name.clone())))
            .filter(|row| !held.met.contains(row))
            .collect();
        assert_eq!(unmet, [], "{language}: nothing had these");
    }
}

/// The words that stand between `before` and `after` in a text.
fn between<'a>(text: &'a str, before: &str, after: char) -> BTreeSet<&'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

#[test]
fn the_guide_names_all_blocks_functions_and_filters_and_its_examples_work() {
    let engine = include_str!("../src/render/templates.rs");
    let page = include_str!("../templates/theme/page.html");
    for language in LANGUAGES {
        let tables = tables(language);
        let named = |id: &str| tables[id].keys().map(String::as_str).collect::<BTreeSet<_>>();
        assert_eq!(
            named("blocks"),
            between(page, "{%- block ", ' ')
                .union(&between(page, "{% block ", ' '))
                .copied()
                .collect()
        );
        assert_eq!(named("functions"), between(engine, "register_function(\"", '"'));
        assert_eq!(named("filters"), between(engine, "register_filter(\"", '"'));
        for id in ["functions", "filters"] {
            for row in tables[id].values() {
                let example = row.kind.trim_matches('`').replace("\\|", "|");
                let built = pages(&[("templates/page.html", &format!("[{{{{ {example} }}}}]"))]);
                assert!(built["ja/a/index.html"].len() > 2, "{example}");
            }
        }
    }
}

/// What `own` changes: each file of the site, without the files of the theme, before and after.
fn changed(own: &[(&str, &str)]) -> Vec<(String, String, String)> {
    let (before, mut after) = (pages(&[]), pages(own));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let pairs = before.into_iter().map(|(path, text)| {
        let now = after.remove(&path).expect("a file");
        (path, text, now)
    });
    pairs.filter(|(_, before, after)| before != after).collect()
}

/// `text` with what stands from `start` to the end of `end` replaced by `by`.
fn replaced(text: &str, start: &str, end: &str, by: &str) -> String {
    let from = text.find(start).expect(start);
    let to = from + text[from..].find(end).expect(end) + end.len();
    format!("{}{by}{}", &text[..from], &text[to..])
}

#[test]
fn a_block_of_a_site_changes_that_block_and_nothing_else() {
    let own =
        "{% extends \"theme/page.html\" %}\n{% block footer %}<p>own</p>{% endblock footer %}\n";
    let changed = changed(&[("templates/page.html", own)]);
    let paths: Vec<&str> = changed.iter().map(|(path, ..)| path.as_str()).collect();
    // The front pages and those that are not found have templates of their own.
    let of_page = ["en/a/b", "en/a/c", "en/a", "ja/a/b", "ja/a/c", "ja/a"];
    assert_eq!(paths, of_page.map(|page| format!("{page}/index.html")));
    for (path, before, after) in changed {
        assert_eq!(after, replaced(&before, "\n<footer", "</footer>\n", "<p>own</p>"), "{path}");
    }
}

#[test]
fn a_part_of_a_site_changes_that_part_and_nothing_else() {
    let changed = changed(&[("templates/parts/footer.html", "<p>own</p>")]);
    assert!(changed.len() > 6);
    for (path, before, after) in changed {
        assert_eq!(after, replaced(&before, "\n<footer", "</footer>\n", "<p>own</p>"), "{path}");
    }
}

#[test]
fn a_directive_of_a_site_changes_that_directive_and_nothing_else() {
    let own = "{# attributes: title? #}\n<p>own</p>\n";
    let changed = changed(&[("templates/directives/inner.html", own)]);
    let articles: BTreeSet<&str> = changed.iter().map(|(path, ..)| path.as_str()).collect();
    assert_eq!(articles, BTreeSet::from(["ja/a/b/index.html"]));
    let hash = |text: &str| replaced(text, "<p class=\"hash\">", "</p>", "");
    for (_, before, after) in &changed {
        assert_eq!(hash(after), hash(&before.replace("<p>中</p>", "<p>own</p>")));
    }
}

#[test]
fn a_message_of_a_site_changes_that_message_in_that_language_and_nothing_else() {
    let changed = changed(&[("content/en/ui.ftl", "next-page = Read on\n")]);
    assert!(!changed.is_empty());
    for (path, before, after) in changed {
        assert!(path.starts_with("en/"), "{path}");
        assert_eq!(after, before.replace(">Next<", ">Read on<"), "{path}");
    }
}

#[test]
fn a_style_sheet_of_a_site_changes_that_file_and_where_the_theme_lies() {
    let folder = |files: &BTreeMap<String, String>| {
        let name = files.keys().find(|path| path.ends_with("/theme.css")).expect("the sheet");
        name.strip_suffix("/theme.css").expect("a folder").to_owned()
    };
    let before = pages(&[]);
    let after = pages(&[("static/theme/theme.css", "p { color: red }\n")]);
    let (from, to) = (folder(&before), folder(&after));
    assert_ne!(from, to, "a file that may be kept for ever has a new address");
    assert_eq!(before.len(), after.len());
    for (path, text) in before {
        let now = &after[&path.replace(&from, &to)];
        if path.ends_with("/theme.css") {
            assert_eq!(now, "p { color: red }\n");
        } else {
            assert_eq!(*now, text.replace(&from, &to), "{path}");
        }
    }
}
