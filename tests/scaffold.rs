//! `new` and `add-language`, through the program: what a translation begins with, and that nothing
//! which is there is changed.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod begun;
mod folders;

use std::fs;

use begun::{SITE, SOURCE, fine, heading_ids, put, repository, run, shape_of, site, text};
use folders::tree;
use taiyaku::disk::{DiskError, Hold};
use taiyaku::parse::TODO_COMMENT;
use taiyaku::text::{FileChange, FilePath, Fingerprint};

#[test]
fn a_skeleton_has_the_structure_of_its_source() {
    let site = site();
    let (out, _) = fine(site.path(), &["new", "content/en/guide/all.md"]);
    assert!(out.contains("content/ja/guide/all.md") && out.contains("content/en/guide/all.md"));
    let expected = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/begun/skeleton.md");
    let written = text(site.path(), "content/en/guide/all.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(expected, &written).expect("written");
    }
    assert_eq!(written, fs::read_to_string(expected).expect("there"));
    let base = text(site.path(), "content/en/.source/guide/all.md");
    assert_eq!(base, SOURCE);
}

/// Blocks with no line between them, some of them a little in from the margin.
const TIGHT: &str = "---
title: 詰めたページ
---
# 一
段落[^1][^2]
- 項目
- 項目
> 引用
> 引用
## 二
 段落
  | 表 |
  |----|
  | 行 |
1. 手順
***
:::note
注記
- 項目
:::tip[題]
段落
:::
:::
::download[題]{file=\"/img/rule.svg\"}
段落
  二行目
===
[名]: index.md
段落
[^1]: 一
[^2]: 二
<!-- 覚え書き -->
段落
```
code
```
段落
* 項目

  続き
";

#[test]
fn marks_change_no_structure() {
    let site = repository();
    let root = site.path();
    put(root, "content/ja/all.md", SOURCE);
    put(root, "content/ja/tight.md", TIGHT);
    put(root, "content/ja/crlf.md", SOURCE.replace('\n', "\r\n"));
    fine(root, &["add-language", "ko"]);
    let pages: Vec<String> = tree(&root.join("content/ja")).into_keys().collect();
    let is_page = |path: &&String| {
        path.ends_with(".md") && !path.starts_with("_parts") && *path != "index.md"
    };
    let mut count = 0;
    for path in pages.iter().filter(is_page) {
        fine(root, &["new", path, "--lang", "ko"]);
        let source = text(root, &format!("content/ja/{path}"));
        let written = text(root, &format!("content/ko/{path}"));
        assert_eq!(shape_of(path, &source), shape_of(path, &written), "{path}");
        assert_eq!(written.contains("\r\n"), path == "crlf.md");
        assert_eq!(written.matches('\r').count(), written.matches("\r\n").count());
        count += 1;
    }
    assert!(count > 15, "{count} pages");
}

#[test]
fn a_draft_is_not_published_and_its_ids_are_those_of_the_source() {
    let site = site();
    let root = site.path();
    fine(root, &["new", "guide/all.md", "--lang", "en"]);
    let (_, err) = fine(root, &["build"]);
    assert_eq!(err.matches("[draft-marker]").count(), 1, "{err}");
    assert!(err.contains("warning[draft-marker]"), "{err}");
    let shown = text(root, "public/en/guide/all/index.html");
    assert!(shown.contains("<article class=\"prose\" lang=\"ja\""), "the source stands in");
    let draft = text(root, "content/en/guide/all.md");
    put(root, "content/en/guide/all.md", draft.replace("status: draft", "status: translated"));
    let (code, _, err) = run(root, &["check"]);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("error[draft-marker]"), "{err}");
    assert!(err.contains("content/en/guide/all.md:9:1"), "{err}");
    // Translated: the marks are gone, and so are the words of all headings.
    let done = draft.replace("status: draft", "status: translated");
    let done = done.replace(&format!("{TODO_COMMENT}\n"), "");
    let translated = |line: &str| {
        let (words, id) = line.split_at(line.find('{').unwrap_or(line.len()));
        words.replace("見出し", "Heading").replace("手順の概要", "Steps") + id + "\n"
    };
    let done: String = done.lines().map(translated).collect();
    assert!(done.contains("## Steps ## {#手順の概要-1}"), "{done}");
    put(root, "content/en/guide/all.md", done);
    fine(root, &["build"]);
    let own = text(root, "public/en/guide/all/index.html");
    assert!(own.contains("<article class=\"prose\" lang=\"en\""), "published");
    let source = text(root, "public/ja/guide/tejun/index.html");
    assert_eq!(heading_ids(&own), heading_ids(&source));
    assert!(heading_ids(&own).contains(&"手順の概要-1"), "{:?}", heading_ids(&own));
}

#[test]
fn comments_reach_no_page() {
    let site = site();
    fine(site.path(), &["build"]);
    let page = text(site.path(), "public/ja/guide/tejun/index.html");
    assert!(!page.contains("編集者へ"));
    assert!(page.contains("コードの中"), "in code they are no comments");
}

#[test]
fn a_path_is_meant_from_the_current_folder_or_from_that_of_the_language() {
    for arguments in [
        &["new", "content/en/guide/index.md"][..],
        &["new", "./content/en/guide/index.md"],
        &["new", "guide/index.md", "--lang", "en"],
        &["new", "content/ja/guide/index.md", "--lang", "en"],
        &["new", "content/en/guide/index.md", "--lang", "en"],
    ] {
        let site = site();
        fine(site.path(), arguments);
        let expected =
            format!("---\ntitle: 案内\nstatus: draft\n---\n\n{TODO_COMMENT}\n本文です。\n");
        assert_eq!(text(site.path(), "content/en/guide/index.md"), expected, "{arguments:?}");
    }
}

#[test]
fn a_page_is_translated_from_the_language_that_it_names() {
    let site = site();
    let root = site.path();
    put(
        root,
        "content/en/news.md",
        "+++\norder = 1\ntitle = 'News \"now\"'\nsource = \"en\"\n+++\nText.\n",
    );
    let (code, _, err) = run(root, &["new", "content/en/news.md", "--lang", "en"]);
    assert_eq!(code, 73, "{err}");
    fine(root, &["new", "content/ja/news.md"]);
    let expected = format!(
        "+++\ntitle = \"News \\\"now\\\"\"\nstatus = \"draft\"\n+++\n{TODO_COMMENT}\nText.\n"
    );
    assert_eq!(text(root, "content/ja/news.md"), expected);
}

#[test]
fn what_cannot_be_begun_is_refused_and_nothing_changes() {
    let site = site();
    let root = site.path();
    put(root, "content/ja/broken.md", [b'-', 0xff]);
    put(root, "content/ja/based.md", "---\ntitle: 底\n---\n本文\n");
    put(root, "content/en/.source/based.md", "an old one");
    let before = tree(root);
    for (arguments, expected, words) in [
        (&["new", "content/en/index.md"][..], 73, "content/en/index.md is there already"),
        (&["new", "content/en/based.md"], 73, "content/en/.source/based.md is there already"),
        (&["new", "content/en/none.md"], 2, "There is no content/ja/none.md to translate"),
        (&["new", "content/fr/index.md"], 2, "no language `fr`"),
        (&["new", "index.md", "--lang", "fr"], 2, "no language `fr`"),
        (&["new", "content/ja/guide/all.md"], 73, "content/ja/guide/all.md is there already"),
        (&["new", "content/en/_parts/p.md"], 2, "is a part"),
        (&["new", "content/en/broken.md"], 2, "content/ja/broken.md cannot be read"),
        (&["new", "guide/all.md"], 2, "no path of a page"),
        (&["new", "../all.md", "--lang", "en"], 2, "no path of a page"),
        (&["new", "/etc/all.md", "--lang", "en"], 2, "no path of a page"),
        (&["new", ".source/all.md", "--lang", "en"], 2, "no path of a page"),
        (&["new", "guide/all.txt", "--lang", "en"], 2, "no path of a page"),
        (&["new"], 2, "--help"),
        (&["add-language", "en"], 73, "has the language `en` already"),
        (&["add-language", "JA"], 73, "has the language `ja` already"),
        (&["add-language", "no language"], 2, "not a language code"),
        (&["add-language", "../up"], 2, "not a language code"),
    ] {
        let (code, out, err) = run(root, arguments);
        assert_eq!((code, out.as_str()), (expected, ""), "{arguments:?}: {err}");
        assert!(err.contains(words), "{arguments:?}: {err}");
        assert_eq!(tree(root), before, "{arguments:?}");
    }
}

#[test]
fn a_second_run_refuses_and_changes_nothing() {
    let site = site();
    let root = site.path();
    for arguments in [&["new", "content/en/guide/all.md"][..], &["add-language", "ko"]] {
        fine(root, arguments);
        let before = tree(root);
        let (code, _, err) = run(root, arguments);
        assert_eq!(code, 73, "{err}");
        assert_eq!(tree(root), before, "{arguments:?}");
    }
}

#[test]
fn what_is_in_the_way_of_a_language_stays_and_the_settings_too() {
    let site = site();
    put(site.path(), "content/ko/index.md", "somebody's");
    let before = tree(site.path());
    let (code, _, err) = run(site.path(), &["add-language", "ko"]);
    assert_eq!(code, 73, "{err}");
    assert!(err.contains("content/ko/index.md is there already"), "{err}");
    assert_eq!(tree(site.path()), before, "no messages without the rest");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_outside_of_the_site() {
    let site = site();
    let outside = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(outside.path(), site.path().join("content/en/guide"))
        .expect("a link");
    let (code, _, err) = run(site.path(), &["new", "content/en/guide/index.md"]);
    assert_eq!(code, 73, "{err}");
    assert!(tree(outside.path()).is_empty());
    assert!(!site.path().join("content/en/.source").exists(), "what was begun is undone");
}

/// Somebody saved `site.toml` while the language was planned.
#[test]
fn new_files_go_again_when_the_settings_cannot_be_written() {
    let site = site();
    let before = tree(site.path());
    let path = FilePath::new("content/fr/.source/index.md");
    let page = FileChange::Create { path, like: None, bytes: b"new".to_vec() };
    let (path, read) = (FilePath::new("content/site.toml"), Fingerprint::of(b"as it was"));
    let settings = FileChange::Replace { path, read, bytes: b"lost".to_vec() };
    let (hold, _) = Hold::take(site.path()).expect("nobody else");
    let failed = hold.carry_out(&[page, settings]).expect_err("refused");
    drop(hold);
    assert!(matches!(failed, DiskError::Changed { .. }), "{failed}");
    assert_eq!(tree(site.path()), before);
    assert!(!site.path().join("content/fr").exists(), "folders too");
}

#[test]
fn a_site_without_a_configuration_is_78() {
    let site = site();
    put(site.path(), "content/site.toml", "schema = [");
    for arguments in [&["new", "content/en/guide/all.md"][..], &["add-language", "ko"]] {
        let (code, _, err) = run(site.path(), arguments);
        assert_eq!(code, 78, "{err}");
        assert!(err.contains("error[toml-syntax]"), "{err}");
    }
}

#[test]
fn a_language_is_a_table_behind_the_last_one() {
    let site = site();
    let root = site.path();
    fine(root, &["add-language", "ko"]);
    let table =
        "\n[[language]]\ncode = \"ko\"\nname = '한국어'\ndir = \"ltr\"\nfallback = \"page\"\n";
    let (before, after) = SITE.split_at(SITE.find("\n# 呼び名").expect("there"));
    assert_eq!(text(root, "content/site.toml"), format!("{before}{table}{after}"));
    // A file that ends without a line end, in the lines of Windows.
    let lines =
        "schema = 1\r\nsource = \"ja\"\r\n[[language]]\r\ncode = \"ja\"\r\nname = \"日本語\"";
    put(root, "content/site.toml", lines);
    fine(root, &["add-language", "zh-hant"]);
    let table = "[[language]]\r\ncode = \"zh-Hant\"\r\nname = \"zh-Hant\"  # l10n:todo\r\ndir = \"ltr\"\r\nfallback = \"page\"\r\n";
    assert_eq!(text(root, "content/site.toml"), format!("{lines}\r\n\r\n{table}"));
    assert!(root.join("content/zh-Hant/ui.ftl").is_file());
    // Tables that nothing can be added to.
    let inline = "schema = 1\nsource = \"ja\"\nlanguage = [{ code = \"ja\", name = \"日本語\" }]\n";
    put(root, "content/site.toml", inline);
    let (code, _, err) = run(root, &["add-language", "fr"]);
    assert_eq!((code, text(root, "content/site.toml").as_str()), (2, inline), "{err}");
    assert!(err.contains("No language can be added"), "{err}");
}

#[test]
fn messages_count_as_the_language_does() {
    let site = site();
    let root = site.path();
    let own = "# $n: how many\nsite-cats = { $n ->\n    [0] No cats\n    [one] One cat\n   *[other] { $n } cats\n}\n";
    put(root, "content/en/ui.ftl", own);
    put(root, "content/ja/ui.ftl", "site-cats = 猫{ $n }匹\nsite-title = 題\n-brand = 対訳\n");
    put(root, "content/en/ui.ftl", format!("{own}site-title = Title\n"));
    fine(root, &["add-language", "ar"]);
    let messages = text(root, "content/ar/ui.ftl");
    let cats = "# $n: how many
# l10n:todo ja = 猫{ $n }匹
# zero, one, two, few, many, other
site-cats =
    { $n ->
        [0] No cats
        [zero] { $n } cats
        [one] One cat
        [two] { $n } cats
        [few] { $n } cats
        [many] { $n } cats
       *[other] { $n } cats
    }
";
    assert!(messages.contains(cats), "{messages}");
    assert!(messages.contains("# l10n:todo ja = 題\nsite-title = Title\n"), "{messages}");
    assert!(messages.contains("# l10n:todo\n-brand = 対訳\n"), "{messages}");
    assert!(messages.contains("\n## Search\n\n# l10n:todo ja = 検索\nsearch-title = Search\n"));
    // A selection by words is none by number.
    assert!(messages.contains("        [form] Form\n"), "{messages}");
    fine(root, &["add-language", "ko"]);
    let messages = text(root, "content/ko/ui.ftl");
    assert!(messages.contains("# other\nsite-cats =\n    { $n ->\n        [0] No cats\n       *[other] { $n } cats\n    }\n"), "{messages}");
    fine(root, &["check"]);
}

/// A language that the theme speaks needs only what the site says itself.
#[test]
fn what_the_theme_says_is_not_to_be_translated_again() {
    let site = site();
    let root = site.path();
    fs::remove_dir_all(root.join("content/en")).expect("removed");
    let ja = SITE.replace("[[language]]\ncode = \"en\"\nname = \"English\"\n\n", "");
    put(root, "content/site.toml", ja);
    put(root, "content/ja/ui.ftl", "site-title = 題\nsite-own = 独自\n");
    let (out, _) = fine(root, &["add-language", "en"]);
    assert!(out.contains("Translate the messages of `content/en/ui.ftl`"), "{out}");
    let messages = text(root, "content/en/ui.ftl");
    assert!(messages.contains("site-title = 題\n") && messages.contains("site-own = 独自\n"));
    assert!(!messages.contains("search-title"), "{messages}");
    fine(root, &["build"]);
}

#[test]
fn the_site_of_the_repository_takes_new_languages() {
    let site = repository();
    let root = site.path();
    for code in ["ko", "ar", "zh-Hant"] {
        let (out, _) = fine(root, &["add-language", code]);
        for step in ["`name`", "`dir`", "ui.ftl", "index.md", "glossary.toml"] {
            assert!(out.contains(step), "{step}: {out}");
        }
        let (_, err) = fine(root, &["build"]);
        assert!(!err.contains("error"), "{err}");
        let front = text(root, &format!("public/{code}/index.html"));
        let direction = if code == "ar" { "rtl" } else { "ltr" };
        assert!(front.contains(&format!("<html lang=\"{code}\" dir=\"{direction}\"")), "{front}");
        assert!(
            front.contains("<article class=\"prose\" lang=\"ja\"") || front.contains("lang=\"ja\"")
        );
        assert!(!front.contains("l10n:todo"));
    }
    let (_, err) = fine(root, &["check"]);
    assert!(err.ends_with("\n3 warnings\n"), "one for each front page: {err}");
}

#[test]
fn a_language_is_called_what_it_calls_itself() {
    for (code, name) in
        [("fr", "name = 'français'\n"), ("zh-Hans", "name = \"zh-Hans\"  # l10n:todo\n")]
    {
        let site = site();
        fine(site.path(), &["add-language", code]);
        let settings = text(site.path(), "content/site.toml");
        assert!(settings.contains(name), "{settings}");
    }
}
