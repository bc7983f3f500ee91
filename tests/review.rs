//! Translations beside their sources, as `build --review` writes them: each unit in its language, with
//! what became of it; nothing of it runs, is indexed, or stays when it is no longer asked for.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;
mod folders;

use std::fs;
use std::sync::Arc;

use desk::{CONFIG, put, read, run};
use folders::tree;
use taiyaku::build::{Memo, gather};
use taiyaku::parse::Dialect;
use taiyaku::report::{UiLang, Words};
use taiyaku::review::{Desk, Frame};
use taiyaku::text::{Base, Inputs};

const SOURCE: &str = "---\ntitle: 題\n---\n\n## 一 {#one}\n\n`甲`です。[乙](index.md)も。\n\n消えます。\n\n| 列 | 行 |\n| --- | --- |\n| い | ろ |\n\n:::note[注意]\n注です。\n:::\n\n## 二 {#two}\n\n丙です。\n\n丁です。\n";

const TRANSLATION: &str = "---\ntitle: Title\n---\n\n## One {#one}\n\nThis is `甲`, and [that](index.md).\n\nIt goes.\n\n| Column | Row |\n| --- | --- |\n| a | b |\n\n:::note[Beware]\nA note.\n:::\n\n## Two {#two}\n\nThe third and the fourth.\n";

/// A site whose page was confirmed, and whose source has changed since.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    put(root, "content/site.toml", CONFIG);
    put(root, "content/ja/index.md", "---\ntitle: 表紙\n---\n");
    put(root, "content/en/index.md", "---\ntitle: Cover\n---\n");
    put(root, "content/ja/a.md", SOURCE);
    put(root, "content/en/a.md", TRANSLATION);
    run(root, &["accept", "--all"]);
    let changed = SOURCE.replace("`甲`です。", "`甲`でした。").replace("消えます。\n\n", "");
    put(root, "content/ja/a.md", &changed.replace("| い |", "| は |"));
    folder
}

const PAGE: &str = "public/_taiyaku/compare/en/a/index.html";

/// The row of a unit.
fn row<'a>(html: &'a str, key: &str) -> &'a str {
    let start = html.find(&format!(" id=\"{key}\"")).expect("the row");
    let rest = &html[start..];
    &rest[..rest.find("</section>").expect("its end")]
}

#[test]
fn each_unit_stands_beside_its_translation_in_its_own_language() {
    let site = site();
    run(site.path(), &["build", "--review"]);
    let html = read(site.path(), PAGE);
    let changed = row(&html, "one/p1");
    assert!(changed.contains("data-stale"));
    assert!(changed.contains("<div lang=\"ja\" dir=\"ltr\">\n<p class=\"paragraph\"><code>甲</code>でした。<u>乙</u> <code class=\"aside\">index.md</code>も。</p>"), "{changed}");
    assert!(changed.contains("<div lang=\"en\" dir=\"ltr\">\n<p class=\"paragraph\">This is <code>甲</code>, and <u>that</u>"), "{changed}");
    assert!(
        changed.contains("title=\"content/ja/a.md:7\"")
            && changed.contains("title=\"content/en/a.md:7\"")
    );
    assert!(
        changed.contains("<pre lang=\"ja\" dir=\"ltr\">`甲`で<del>す</del><ins>した</ins>。"),
        "{changed}"
    );
    let same = row(&html, "one/row1");
    assert!(
        same.contains("<td>列</td><td>行</td>") && same.contains("<td>Column</td><td>Row</td>")
    );
    assert!(!same.contains("data-stale"));
    assert!(row(&html, "one/row2").contains("data-stale"));
    assert!(row(&html, "one/d1").contains("<code>:::note</code> Beware"));
    // What is gone from the source still has its translation, and says what it was.
    let gone = html.split("<section ").find(|row| row.contains("It goes.")).expect("the row");
    assert!(gone.contains("removed") && gone.contains("<del>消えます。</del>"), "{gone}");
    // Two paragraphs that became one: which translates which is not certain, so nothing is paired.
    let section = row(&html, "two/p1");
    assert!(
        section.contains("丙です。")
            && section.contains("丁です。")
            && section.contains("The third and")
    );
    assert!(section.contains("どれがどれの訳か"), "{section}");
    assert!(!html.contains(" id=\"two/p2\""));
}

#[test]
fn the_list_has_all_pages_and_leads_to_them() {
    let site = site();
    run(site.path(), &["build", "--review"]);
    let html = read(site.path(), "public/_taiyaku/index.html");
    assert!(
        html.contains("<a href=\"/docs/_taiyaku/compare/en/a/\">content/en/a.md</a>"),
        "{html}"
    );
    assert!(
        html.contains("<a href=\"/docs/_taiyaku/compare/en/\">content/en/index.md</a>"),
        "{html}"
    );
    let (stale, fresh) =
        (html.find("en/a.md").expect("there"), html.find("en/index.md").expect("there"));
    assert!(stale < fresh, "what there is to do stands first");
    assert!(site.path().join("public/_taiyaku/compare/en/index.html").exists());
}

#[test]
fn it_is_written_only_when_it_is_asked_for_and_never_indexed() {
    let site = site();
    let root = site.path();
    run(root, &["build"]);
    let plain = tree(&root.join("public"));
    assert!(plain.keys().all(|path| !path.starts_with("_taiyaku/")));
    run(root, &["build", "--review", "--ui-lang", "en"]);
    let one = tree(&root.join("public"));
    let pages =
        one.iter().filter(|(path, _)| path.starts_with("_taiyaku/") && path.ends_with(".html"));
    let mut count = 0;
    for (path, page) in pages {
        let html = String::from_utf8_lossy(&page.bytes);
        assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"), "{path}");
        assert!(html.contains("default-src 'none'") && !html.contains("<style"), "{path}");
        count += 1;
    }
    assert_eq!(count, 3);
    assert!(!String::from_utf8_lossy(&one["sitemap.xml"].bytes).contains("_taiyaku"));
    // The same bytes, whoever builds.
    fs::remove_dir_all(root.join("public")).expect("gone");
    run(root, &["build", "--review", "--ui-lang", "ja", "--jobs", "1"]);
    let other = tree(&root.join("public"));
    let bytes = |tree: &folders::Tree| -> Vec<_> {
        tree.iter().map(|(path, found)| (path.clone(), found.bytes.clone())).collect()
    };
    assert_eq!(bytes(&one), bytes(&other));
    run(root, &["build"]);
    assert_eq!(bytes(&plain), bytes(&tree(&root.join("public"))));
}

/// A page and its translation as the view of a built site, after `change` is made in the source.
fn compared(source: &str, translation: &str, change: impl Fn(&str) -> String) -> String {
    let site = site();
    let root = site.path();
    put(root, "content/ja/a.md", source);
    put(root, "content/en/a.md", translation);
    run(root, &["accept", "--all"]);
    put(root, "content/ja/a.md", &change(source));
    run(root, &["build", "--review"]);
    read(root, PAGE)
}

#[test]
fn every_row_has_a_name_of_its_own() {
    // `title` is a heading too, and what was removed had the name that the next one has now.
    let source = "---\ntitle: 題\n---\n\n## 見出し {#title}\n\n消える段落には長い文。\n\nのこる段落、まったく別の話。\n";
    let translation = "---\ntitle: T\n---\n\n## Title {#title}\n\nIt goes.\n\nIt stays.\n";
    let html = compared(source, translation, |text| text.replace("消える段落には長い文。\n\n", ""));
    let ids: Vec<&str> =
        html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().expect("an id")).collect();
    assert_eq!(ids, ["title", "title~2", "-title/p1", "title/p1"]);
    for id in ids {
        assert!(html.contains(&format!("<a href=\"#{id}\">")), "{id}");
    }
    assert!(row(&html, "-title/p1").contains("It goes."));
    assert!(row(&html, "title/p1").contains("It stays."));
}

#[test]
fn what_has_no_translation_is_told_and_stopped_at_and_not_called_uncertain() {
    let source = "---\ntitle: 題\n---\n\n## 一 {#one}\n\n段落です。\n\n## 二 {#two}\n";
    let translation = "---\ntitle: T\n---\n\n## One {#one}\n\n## Two {#two}\n\nOnly in English.\n";
    let html = compared(source, translation, str::to_owned);
    assert!(html.contains("訳のないところが 1 か所あります。"), "{html}");
    let missing = row(&html, "one/p1");
    assert!(missing.contains("data-stale") && missing.contains("<strong>訳がありません。"));
    let extra = row(&html, "+two/p1");
    assert!(extra.contains("Only in English.") && !extra.contains("data-stale"));
    assert!(!html.contains("確かではありません"), "{html}");
}

#[test]
fn of_a_translation_that_nobody_confirmed_it_is_not_told_what_has_changed() {
    let site = site();
    put(site.path(), "content/ja/b.md", "---\ntitle: 乙\n---\n");
    put(site.path(), "content/en/b.md", "---\ntitle: B\n---\n");
    run(site.path(), &["build", "--review"]);
    let html = read(site.path(), "public/_taiyaku/compare/en/b/index.html");
    assert!(html.contains("まだ確認されていません"), "{html}");
    assert!(!html.contains("変わったところはありません"), "{html}");
}

/// What a unit means is said by its page: definitions, and marks at the beginnings of its lines.
#[test]
fn a_unit_is_read_within_its_page() {
    let text = "---\ntitle: 題\n---\n\n> 引用の一行目と\n> 二行目です。\n\n- 項目\n\n  ```text\n  a\n    b\n  ```\n\n:::note[注意]\n[参照][r]です[^f]。\n:::\n\n| [表][r] | 乙 |\n| --- | --- |\n| 丙 | 丁 |\n\n[r]: index.md\n\n[^f]: 脚注です。\n";
    let html = compared(text, text, str::to_owned);
    for shown in [
        "<p class=\"paragraph\">引用の一行目と二行目です。</p>",
        "<pre><code>a\n  b\n</code></pre>",
        "<u>参照</u> <code class=\"aside\">index.md</code>です<sup>f</sup>。",
        "<td><u>表</u> <code class=\"aside\">index.md</code></td><td>乙</td>",
        "<td>丙</td><td>丁</td>",
        "<p class=\"paragraph\">脚注です。</p>",
    ] {
        assert_eq!(html.matches(shown).count(), 2, "{shown}: {html}");
    }
    assert!(!html.contains("[r]") && !html.contains("&gt;"), "{html}");
}

/// Whatever a text says, it is text. A build refuses most of this; the view is held against all of it.
#[test]
fn nothing_in_a_text_can_run_or_be_fetched() {
    let hostile = "---\ntitle: \"</title><script>alert(1)</script>\"\n---\n\n<script>alert(2)</script>\n\n文<img src=x onerror=alert(3)>です。[a](<javascript:alert(4)>)、![b](https://example.org/c.png)、`<b>`。\n\n```html title=\"<i>\"\n<script>alert(5)</script>\n```\n\n|<u>|<s>|\n|---|---|\n|\\|<b>|`|`|\n\n:::note[<img src=x>]\n<iframe src=//example.org>\n:::\n";
    let mut inputs = Inputs::default();
    inputs.insert("content/site.toml", CONFIG.as_bytes().to_vec());
    for path in ["content/ja/a.md", "content/en/a.md"] {
        inputs.insert(path, hostile.as_bytes().to_vec());
    }
    let content = Arc::new(gather(&inputs, &mut Memo::default(), Dialect::TAIYAKU).value);
    let (base, words) = (Base::default(), Words::new(UiLang::En));
    for has_editor in [false, true] {
        let desk = Desk::new(inputs.clone(), Arc::clone(&content));
        let frame = Frame { base: &base, words: &words, has_editor };
        let html = desk.page("compare/en/a/", frame).expect("a page");
        let (head, body) = html.split_once("<body>").expect("a body");
        assert!(head.contains("<title>&lt;/title&gt;&lt;script&gt;"), "{head}");
        for tag in
            ["<script", "<img", "<iframe", "<a href=\"j", "<a href=\"h", "src=\"", "<i>", "<b>"]
        {
            assert!(!body.contains(tag), "{tag}: {body}");
        }
        assert!(body.contains("&lt;script&gt;alert(5)") && body.contains("javascript:alert(4)"));
    }
}
