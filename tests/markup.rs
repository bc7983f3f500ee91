//! What the guide to templates calls HTML is printed as it stands, and what it calls `safe` is not,
//! unless it goes through that filter.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod sites;

use std::collections::{BTreeMap, BTreeSet};

use sites::{TWO_LANGUAGES, site};
use taiyaku::build::{Memo, build};
use taiyaku::text::Inputs;

const GUIDES: [(&str, &str); 2] = [
    ("ja", include_str!("../content/ja/guide/templates.md")),
    ("en", include_str!("../content/en/guide/templates.md")),
];

/// Each value of HTML by its table and name, the template that prints it, and how.
const PRINTED: [(&str, &str, &str); 12] = [
    ("names.navigation", "page", "{{ navigation }}"),
    ("page.title_html", "page", "{{ page.title_html }}"),
    ("page.content", "page", "{{ page.content }}"),
    ("heading.title_html", "page", "{{ toc[0].title_html }}"),
    ("link.title_html", "page", "{{ breadcrumbs[0].title_html }}"),
    (
        "changed-section.title_html",
        "page",
        "{% if stale %}{{ stale.sections[0].title_html }}{% endif %}",
    ),
    ("item.title_html", "navigation", "{{ items[0].title_html }}"),
    ("line.title_html", "print", "{{ contents[0].title_html }}"),
    ("news-item.title_html", "directives/own", "{{ news[0].title_html }}"),
    ("directive.title", "directives/own", "{{ title }}"),
    ("directive.title_html", "directives/own", "{{ title_html }}"),
    ("directive.body", "directives/own", "{{ body }}"),
];

/// So long that it has places for a line to end.
const LONG: &str = "静的サイトジェネレーターで文書を公開するまでの手順の説明";

fn inputs() -> Inputs {
    let mut templates = BTreeMap::from([
        ("page", "{% if breadcrumbs and toc %}".to_owned()),
        ("navigation", "<p>x</p>".to_owned()),
        ("directives/own", "{# attributes: title!; data: news #}".to_owned()),
    ]);
    for (name, template, print) in PRINTED {
        templates.entry(template).or_default().push_str(&format!("@@{name} {print}@@"));
    }
    templates.entry("page").or_default().push_str("{% endif %}{{ page.content }}{{ navigation }}");
    let front = format!("---\ntitle: {LONG}\n---\n");
    let page = format!(
        "---\ntitle: {LONG}\ndate: 2026-11-22\n---\n\n## {LONG}\n\n:::own[{LONG}**題**]\n文。\n:::\n"
    );
    let earlier = page.replace("\n文。", "\n前の文。");
    let mut inputs = site([
        ("content/en/.source/a.md", earlier.as_str()),
        ("content/site.toml", TWO_LANGUAGES),
        ("content/ja/index.md", &front),
        ("content/ja/a.md", &page),
        ("content/en/index.md", &front),
        ("content/en/a.md", &page),
    ]);
    for (name, text) in templates {
        inputs.insert(&format!("templates/{name}.html"), text.as_bytes());
    }
    inputs.options.print = true;
    inputs
}

/// The values whose markup was printed as it stands, and those whose markup was escaped.
fn printed() -> (BTreeSet<String>, BTreeSet<String>) {
    let built = build(&inputs(), &mut Memo::default());
    assert!(!built.output.files.is_empty(), "{:#?}", built.diagnostics);
    let (mut html, mut escaped) = (BTreeSet::new(), BTreeSet::new());
    for file in built.output.files.values() {
        let text = String::from_utf8_lossy(&file.bytes);
        for part in text.split("@@") {
            let Some((name, value)) = part.split_once(' ') else { continue };
            if PRINTED.iter().all(|(known, ..)| *known != name) {
                continue;
            }
            if value.contains('<') {
                html.insert(name.to_owned());
            } else if value.contains("&lt;") {
                escaped.insert(name.to_owned());
            }
        }
    }
    (html, escaped)
}

/// The names, with their tables, that the guide gives a kind for which `is` holds.
fn told(guide: &str, is: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let mut told = BTreeSet::new();
    let mut table = "";
    for line in guide.lines() {
        if line.starts_with('#') {
            let id = line.split_once("{#").and_then(|(_, rest)| rest.split_once('}'));
            table = id.map_or("", |(id, _)| id);
        } else if let Some((name, rest)) =
            line.strip_prefix("| `").and_then(|row| row.split_once("` | "))
        {
            let kind = rest.split(" | ").next().expect("a kind");
            if kind.starts_with("HTML") && is(kind) {
                told.insert(format!("{table}.{name}"));
            }
        }
    }
    told
}

#[test]
fn the_guide_says_what_is_printed_as_it_stands() {
    let (html, escaped) = printed();
    for (lang, guide) in GUIDES {
        assert_eq!(told(guide, |kind| !kind.contains("`safe`")), html, "{lang}");
        assert_eq!(told(guide, |kind| kind.contains("`safe`")), escaped, "{lang}");
    }
}
