//! What can be found, and what becomes of the index when something is edited. How it is searched is
//! tested in browsers and measured in `tests/bench`.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod sites;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use flate2::read::GzDecoder;
use serde_json::Value;
use sites::{Shape, TWO_LANGUAGES, large, site};
use taiyaku::build::{Built, Memo, build};
use taiyaku::text::Inputs;

fn file(built: &Built, language: &str, name: &str) -> Vec<u8> {
    let path = format!("{language}/search/{name}");
    built.output.files.get(&path).unwrap_or_else(|| panic!("{path}")).bytes.to_vec()
}

fn unpacked(built: &Built, language: &str, name: &Value) -> Value {
    let packed = file(built, language, name.as_str().expect("a name"));
    let mut plain = String::new();
    GzDecoder::new(packed.as_slice()).read_to_string(&mut plain).expect("gzip");
    serde_json::from_str(&plain).expect("JSON")
}

fn directory(built: &Built, language: &str) -> Value {
    serde_json::from_slice(&file(built, language, "index.json")).expect("JSON")
}

/// The texts of a language's pages, in order.
fn texts(built: &Built, language: &str) -> Vec<Value> {
    let mut pages = Vec::new();
    for part in directory(built, language)["texts"].as_array().expect("a list") {
        for entry in unpacked(built, language, &part[1]).as_array().expect("a list") {
            assert_eq!(entry[0], pages.len(), "the first page of a file");
            pages.extend(unpacked(built, language, &entry[1]).as_array().expect("a list").clone());
        }
    }
    pages
}

/// A language's pages and their sections, a line each.
fn found(built: &Built, language: &str) -> String {
    let mut lines = String::new();
    for page in texts(built, language) {
        let above: Vec<&str> =
            page["above"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        let text = |value: &Value| value.as_str().expect("a text").replace('\n', " / ");
        lines += &format!(
            "{} {} <{}>\n",
            above.join(" > "),
            text(&page["title"]),
            text(&page["address"])
        );
        for section in page["sections"].as_array().expect("a list") {
            let [tail, heading, text, unseen] = [0, 1, 2, 3].map(|at| text(&section[at]));
            lines += &format!("  {tail} | {heading} | {text} | {unseen}\n");
        }
    }
    lines
}

fn made(inputs: &Inputs) -> Built {
    let built = build(inputs, &mut Memo::default());
    assert!(!built.output.files.is_empty(), "{:#?}", built.diagnostics);
    built
}

const EVERYTHING: &str = r#"---
title: "{許可証|きょかしょう}の表"
description: 表の説明。
---

最初の段落と![絵の説明](/a.svg)。

## {見出|みだ}し語 {#head}

| 列 | 値 |
|---|---|
| セル | `getItem` |

```sh title="a.sh"
echo 甲
```

:::note[題名]
中の[^f]文と{権利|けんり}。

### 下の節 {#low}

節の文。
:::

[^f]: 脚注の文。

::include{file="_part.md"}

:::figure[図の題]{src="/a.svg" alt="図の 説明"}
:::

:::example
**太字**
:::
"#;

#[test]
fn everything_that_a_reader_sees_can_be_found() {
    let built = made(&site([
        ("content/site.toml", TWO_LANGUAGES),
        ("content/en/index.md", "---\ntitle: Front\n---\n\nText.\n"),
        ("content/ja/index.md", "---\ntitle: 表紙\n---\n\n文。\n"),
        ("content/ja/a.md", EVERYTHING),
        ("content/ja/_part.md", "## 部品 {#part}\n\n部品の文。\n"),
        ("static/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"/>"),
    ]));
    let expected = "\
表紙 許可証の表 <a/>
   |  | 表の説明。 / 最初の段落と絵の説明。 | きょかしょうの表
  #head | 見出し語 | 列 / 値 / セル / getItem / a.sh / echo 甲 / 題名 / 中の文と権利。 | みだ / けんり
  #low | 下の節 | 節の文。 / 脚注の文。 | 
  #part | 部品 | 部品の文。 / 図の題 / 図の 説明 / **太字** / 太字 | 
 表紙 <>
   |  | 文。 | 
";
    assert_eq!(found(&built, "ja"), expected);
}

#[test]
fn rows_of_the_form_index_and_terms_lead_to_themselves() {
    let built = made(&site([
        ("content/site.toml", TWO_LANGUAGES),
        ("content/en/index.md", "---\ntitle: Front\n---\n\nText.\n"),
        ("content/ja/index.md", "---\ntitle: 表紙\n---\n\n::forms\n\n後の文。\n\n::glossary\n"),
        (
            "content/forms.toml",
            "[[form]]\nid = \"a\"\nkind = \"form\"\ndate = 2026-11-01\nalso = [\"別名\"]\n\
             [[form.edition]]\nlang = \"ja\"\ntitle = \"甲 表\"\nreading = \"こうひょう\"\n\
             file_name = \"a.pdf\"\nurl = \"https://example.com/a\"\n",
        ),
        (
            "content/glossary.toml",
            "[[term]]\nid = \"disc\"\nnote = \"注\"\n[term.ja]\nuse = \"円盤\"\nreading = \"えんばん\"\n\
             not = [\"板\"]\n[term.en]\nuse = \"disc\"\nforms = [\"discs\"]\n",
        ),
    ]));
    let expected = " 表紙 <>
   |  | 後の文。 | 
  ?q=%E7%94%B2%20%E8%A1%A8 | 甲 表 | a.pdf | こうひょう / 別名 / ja / 日本語 / Japanese / 日本語 / にほんご
  #term-disc | 円盤 | disc / 注 / 板 / discs | えんばん
";
    assert_eq!(found(&built, "ja"), expected);
    let synonyms = unpacked(&built, "ja", &directory(&built, "ja")["synonyms"]);
    let expected = serde_json::json!([
        ["disc", ["円盤"]],
        ["discs", ["円盤"]],
        ["えんばん", ["円盤"]],
        ["板", ["円盤"]],
    ]);
    assert_eq!(synonyms, expected);
    let there = unpacked(&built, "en", &directory(&built, "en")["synonyms"]);
    assert_eq!(there, serde_json::json!([["円盤", ["disc"]], ["板", ["disc"]]]));
}

#[test]
fn each_page_is_found_in_its_own_language_and_none_that_should_not_be() {
    let built = made(&site([
        ("content/site.toml", TWO_LANGUAGES),
        ("content/ja/index.md", "---\ntitle: 表紙\n---\n\n文。\n"),
        ("content/en/index.md", "---\ntitle: Front\n---\n\nText.\n"),
        ("content/ja/alone.md", "---\ntitle: 訳のない頁\n---\n\n文。\n"),
        ("content/ja/draft.md", "---\ntitle: 下書き\nstatus: draft\n---\n\n文。\n"),
        ("content/ja/hidden.md", "---\ntitle: 隠す\nsearch: false\n---\n\n文。\n"),
    ]));
    let titles = |language| -> Vec<String> {
        texts(&built, language)
            .iter()
            .map(|page| page["title"].as_str().expect("a title").to_owned())
            .collect()
    };
    assert_eq!(titles("ja"), ["訳のない頁", "表紙"]);
    assert_eq!(titles("en"), ["Front"]);
    assert_eq!(directory(&built, "ja")["pages"], 2);
}

/// The files of a site with one page edited.
fn edited(files: &BTreeMap<String, String>) -> Inputs {
    let path = "content/ja/chapter-0/section-1/page-00030.md";
    let each = files.iter().map(|(name, text)| {
        let text = if name == path {
            text.replacen("\n\n", "\n\n改めた文。", 2)
        } else {
            text.clone()
        };
        (name.clone(), text)
    });
    let files: BTreeMap<String, String> = each.collect();
    site(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

#[test]
fn an_edit_cuts_one_page_and_leaves_most_files() {
    let files = large(150, Shape::Sections);
    let inputs = site(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let mut memo = Memo::default();
    let first = build(&inputs, &mut memo);
    assert_eq!(memo.indexed, first.pages);
    build(&inputs, &mut memo);
    assert_eq!(memo.indexed, 0, "nothing changed");
    let inputs = edited(&files);
    let second = build(&inputs, &mut memo);
    assert_eq!(memo.indexed, 1, "one page changed");
    assert_eq!(second.output, build(&inputs, &mut Memo::default()).output);
    let names = |built: &Built, language: &str| -> BTreeSet<String> {
        let folder = format!("{language}/search/");
        built.output.files.keys().filter(|path| path.starts_with(&folder)).cloned().collect()
    };
    assert_eq!(names(&first, "en"), names(&second, "en"), "the other language");
    let (before, after) = (names(&first, "ja"), names(&second, "ja"));
    let kept = before.intersection(&after).count();
    assert!(kept > 0 && kept < before.len(), "{kept} of {}", before.len());
}
