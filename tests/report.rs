//! Findings told: words for each of them in both languages, places for people and programs.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast;
use taiyaku::disk::Refusal;
use taiyaku::report::{Look, UiLang, Words, human, json};
use taiyaku::text::{Code, Diagnostic, Edit, FilePath, Inputs, Span};

/// The names of a language's messages (`name` and `name.help`) and the variables of each.
fn variables(lang: UiLang) -> BTreeMap<String, BTreeSet<String>> {
    let resource = fluent_syntax::parser::parse(lang.source()).expect("no syntax errors");
    let mut all = BTreeMap::new();
    for entry in resource.body {
        let ast::Entry::Message(message) = entry else { continue };
        let name = message.id.name;
        let parts =
            message.attributes.iter().map(|part| (format!("{name}.{}", part.id.name), &part.value));
        for (name, pattern) in
            parts.chain(message.value.iter().map(|value| (name.to_owned(), value)))
        {
            let mut found = BTreeSet::new();
            of_pattern(pattern, &mut found);
            assert!(all.insert(name.clone(), found).is_none(), "{name} is there twice");
        }
    }
    all
}

fn of_pattern(pattern: &ast::Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            of_expression(expression, found);
        }
    }
}

fn of_expression(expression: &ast::Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => of_inline(inline, found),
        ast::Expression::Select { selector, variants } => {
            of_inline(selector, found);
            for variant in variants {
                of_pattern(&variant.value, found);
            }
        }
    }
}

fn of_inline(inline: &ast::InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => drop(found.insert(id.name.to_owned())),
        ast::InlineExpression::Placeable { expression } => of_expression(expression, found),
        ast::InlineExpression::StringLiteral { .. }
        | ast::InlineExpression::NumberLiteral { .. } => {}
        other => panic!("{other:?} would need more of this test"),
    }
}

#[test]
fn every_finding_has_words_and_a_help_in_each_language() {
    for lang in UiLang::ALL {
        let all = variables(*lang);
        for code in Code::ALL {
            let declared: BTreeSet<_> =
                code.arguments().iter().map(|&name| name.to_owned()).collect();
            for name in [code.name().to_owned(), format!("{}.help", code.name())] {
                let used = all.get(&name).unwrap_or_else(|| panic!("{lang:?} has no {name}"));
                assert!(used.is_subset(&declared), "{lang:?} {name} uses {used:?} of {declared:?}");
            }
        }
        for why in Refusal::ALL {
            assert!(
                all.contains_key(why.name()) && all.contains_key(&format!("{}.help", why.name()))
            );
        }
    }
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    let of_both = |all: BTreeMap<String, BTreeSet<String>>| {
        let mut whole: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (name, used) in all {
            whole.entry(name.trim_end_matches(".help").to_owned()).or_default().extend(used);
            whole.entry(name).or_default();
        }
        whole
    };
    assert_eq!(of_both(variables(UiLang::Ja)), of_both(variables(UiLang::En)));
}

#[test]
fn each_message_can_be_said() {
    for lang in UiLang::ALL {
        let words = Words::new(*lang);
        for code in Code::ALL {
            let mut finding = Diagnostic::new(Code::RawHtml, &FilePath::new("x"), None, []);
            finding.code = *code;
            finding.arguments =
                code.arguments().iter().map(|&name| (name, format!("<{name}>"))).collect();
            let said = [vec![words.message(&finding)], words.advice(&finding)].concat();
            assert_eq!(said.len(), 2, "{said:?}");
            for text in &said {
                assert!(!text.contains("{$") && !text.contains("{ $"), "{text}");
                assert!(!text.contains(['\u{2068}', '\u{2069}']), "{text}");
            }
        }
    }
}

/// A page with findings of every shape.
fn example() -> (Inputs, Vec<Diagnostic>) {
    let mut inputs = Inputs::default();
    let text = "\u{feff}---\ntitle: 題\n---\n詳細は[手順](インストール.md)を。\nGo <b>on</b>.\n";
    inputs.insert("content/ja/a.md", text.as_bytes());
    inputs.insert("content/ja/b.md", b"b".as_slice());
    let file = FilePath::new("content/ja/a.md");
    let at = |part: &str| text.find(part).map(|start| Span::new(start, start + part.len()));
    let link = "インストール.md";
    let mut html = Diagnostic::new(Code::RawHtml, &file, at("<b>"), []);
    html.fix.push(Edit { span: at("<b>").expect("there"), text: "**".into() });
    let findings = vec![
        Diagnostic::new(Code::StrayFile, &FilePath::new("content/x.txt"), None, []),
        Diagnostic::new(Code::BrokenLink, &file, at(link), [("target", link)])
            .suggest(link, ["インストール手順.md"]),
        html,
        Diagnostic::new(Code::YamlSyntax, &file, at("title"), [])
            .note("expected ':', found '題'\n"),
        Diagnostic::new(Code::DuplicateId, &file, at("Go"), [("id", "x")])
            .related(&FilePath::new("content/ja/b.md"), Span::new(0, 1)),
    ];
    (inputs, findings)
}

#[test]
fn people_read_the_line_with_a_caret_beside_wide_characters() {
    let (inputs, findings) = example();
    let told = human(&findings, &inputs.files, &Words::new(UiLang::En), Look::default());
    let expected = "\
warning[stray-file]: Nothing uses this file
--> content/x.txt
 = help: Pages lie in the folder of a language (`content/ja/`), files for download in `static/`. Move it, or delete it.

error[broken-link]: There is no page `インストール.md`
 --> content/ja/a.md:4:9
  |
4 | 詳細は[手順](インストール.md)を。
  |              ^^^^^^^^^^^^^^^
  |
  = help: Did you mean `インストール手順.md`?
  = help: Write the path of an existing `.md` file, seen from this file.

error[raw-html]: Raw HTML is off
 --> content/ja/a.md:5:4
  |
5 | Go <b>on</b>.
  |    ^^^
  |
  = help: Use Markdown or a directive (`:::name`). For a literal `<`, write `\\<` or put it into code.

error[yaml-syntax]: The front matter is not valid YAML
 --> content/ja/a.md:2:1
  |
2 | title: 題
  | ^^^^^
  |
  = note: expected ':', found '題'
  = help: Put values with `:`, `#` or quotation marks between quotation marks.

error[duplicate-id]: The id `x` is on this page already
 --> content/ja/a.md:5:1
  |
5 | Go <b>on</b>.
  | ^^
  |
 ::: content/ja/b.md:1:1
  |
1 | b
  | -
  |
  = help: Give one of them another id.

";
    assert_eq!(told, expected);
}

#[test]
fn the_words_of_a_finding_are_japanese_when_asked() {
    let (inputs, findings) = example();
    let strict = Look { strict: true, ..Look::default() };
    let told = human(&findings[..2], &inputs.files, &Words::new(UiLang::Ja), strict);
    assert!(
        told.starts_with("エラー[stray-file]: このファイルはどこからも使われません。\n"),
        "{told}"
    );
    assert!(told.contains("  = 対処: もしかして: 「インストール手順.md」\n"), "{told}");
}

#[test]
fn only_a_terminal_gets_colours_and_control_characters_never_reach_it() {
    let (mut inputs, findings) = example();
    let plain = human(&findings, &inputs.files, &Words::new(UiLang::En), Look::default());
    assert!(!plain.contains('\u{1b}'));
    let look = Look { colour: true, width: Some(80), strict: false };
    assert!(human(&findings, &inputs.files, &Words::new(UiLang::En), look).contains('\u{1b}'));

    inputs.insert("content/ja/\u{1b}[2J.md", "\u{1b}[2J x\u{7}".as_bytes());
    let file = FilePath::new("content/ja/\u{1b}[2J.md");
    let hostile =
        [Diagnostic::new(Code::BrokenLink, &file, Span::new(5, 6), [("target", "\u{1b}[2J")])
            .note("\u{1b}[2J")];
    let told = human(&hostile, &inputs.files, &Words::new(UiLang::En), Look::default());
    assert!(!told.contains(['\u{1b}', '\u{7}']), "{told:?}");
}

#[test]
fn programs_read_the_same_places_in_json() {
    let (inputs, findings) = example();
    let told = json(&findings, &inputs.files, &Words::new(UiLang::En), false);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["schema"], 1);
    assert_eq!(told["summary"], serde_json::json!({ "errors": 4, "warnings": 1 }));
    let expected = serde_json::json!({
        "code": "raw-html",
        "severity": "error",
        "file": "content/ja/a.md",
        "start": { "byte": 72, "line": 5, "column": 4 },
        "end": { "byte": 75, "line": 5, "column": 7 },
        "message": "Raw HTML is off",
        "help": "Use Markdown or a directive (`:::name`). For a literal `<`, write `\\<` or put it into code.",
        "fix": [{
            "start": { "byte": 72, "line": 5, "column": 4 },
            "end": { "byte": 75, "line": 5, "column": 7 },
            "text": "**",
        }],
        "related": [],
    });
    assert_eq!(told["findings"][2], expected);
    let keys: Vec<_> = expected.as_object().expect("an object").keys().collect();
    for finding in told["findings"].as_array().expect("a list") {
        assert_eq!(finding.as_object().expect("an object").keys().collect::<Vec<_>>(), keys);
    }
    let whole_file = &told["findings"][0];
    assert!(
        whole_file["start"].is_null() && whole_file["end"].is_null() && whole_file["fix"].is_null()
    );
    assert_eq!(
        told["findings"][3]["message"],
        "The front matter is not valid YAML\nexpected ':', found '題'"
    );
    let related = serde_json::json!([{
        "file": "content/ja/b.md",
        "start": { "byte": 0, "line": 1, "column": 1 },
        "end": { "byte": 1, "line": 1, "column": 2 },
    }]);
    assert_eq!(told["findings"][4]["related"], related);
}

#[test]
fn strict_makes_errors_of_warnings() {
    let (inputs, findings) = example();
    let told = json(&findings, &inputs.files, &Words::new(UiLang::En), true);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["summary"], serde_json::json!({ "errors": 5, "warnings": 0 }));
    assert_eq!(told["findings"][0]["severity"], "error");
}
