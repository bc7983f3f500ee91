//! `export` and `import`: nothing changes that nobody changed, exactly the units change that somebody
//! translated, and whatever is not taken is told.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;
mod folders;
mod pieces;

use desk::{CONFIG, mend, put, read, run};
use folders::tree;
use pieces::{Piece, apart, edit, edited, form, page, piece, translated};
use proptest::prelude::*;
use taiyaku::exchange::{Entry, Texts, entries, po, take_in};
use taiyaku::parse::{Glossary, parse_po};
use taiyaku::text::{FilePath, Source};

fn file(path: &str, text: &str) -> Source {
    Source::new(FilePath::new(path), text.as_bytes())
}

/// What a program makes of a file: entries with other translations, and none fuzzy.
fn back(entries: &[Entry]) -> Source {
    file("po/en/a.po", &po("en", entries))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Out and in again changes no byte, however the texts are written and whatever is stale; and what
    /// somebody translates changes those units and no other byte of their author's.
    #[test]
    fn what_nobody_changed_stays(
        pieces in prop::collection::vec(piece(), 3..16),
        edits in prop::collection::vec(edit(), 8),
        forms in (form(), form(), form()),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 1..4),
    ) {
        let first = apart(pieces);
        let (second, _) = edited(&first, &edits, None);
        let theirs: Vec<Piece> = first.iter().map(translated).collect();
        let base = file("content/ja/a.md", &page(&first, &forms.0));
        let now = file("content/ja/a.md", &page(&second, &forms.1));
        let page = file("content/en/a.md", &page(&theirs, &forms.2));
        let glossary = Glossary::default();
        let texts = Texts {
            path: "a.md", base: Some(&base), now: &now, translation: &page,
            status: None, glossary: &glossary, codes: ("ja", "en"),
        };
        let out = entries(texts).entries;
        let sent = back(&out);
        prop_assert_eq!(&sent.bytes, &back(&entries(texts).entries).bytes);
        let parsed = parse_po(&sent);
        prop_assert_eq!(parsed.diagnostics, vec![]);
        let taken = take_in(texts, &sent, &parsed.value, false);
        prop_assert_eq!(&taken.translation.bytes, &page.bytes);
        prop_assert_eq!((taken.count, taken.base, taken.findings), (0, None, vec![]));
        // Some entries get a translation of their own, as long as before.
        let mut changed = out.clone();
        let mut expected = String::from_utf8(page.bytes.to_vec()).expect("text");
        let mut count = 0;
        for pick in picks {
            let entry = pick.get_mut(&mut changed);
            // What is stale may need another URL too: tests/po_traps.rs.
            if entry.is_stale {
                continue;
            }
            let Some(word) = entry.translation.split(|c: char| !c.is_alphabetic()).find(|word| word.chars().count() > 2) else { continue };
            if entry.translation.starts_with("```") || entry.translation.contains('é') || expected.matches(word).count() != 1 {
                continue;
            }
            let new = format!("{word}é");
            expected = expected.replacen(word, &new, 1);
            entry.translation = entry.translation.replacen(word, &new, 1);
            count += 1;
        }
        let sent = back(&changed);
        let taken = take_in(texts, &sent, &parse_po(&sent).value, false);
        prop_assert_eq!(taken.findings, vec![]);
        prop_assert_eq!(taken.count, count);
        prop_assert_eq!(String::from_utf8(taken.translation.bytes.to_vec()).expect("text"), expected);
    }
}

const SOURCE: &str = "---\ntitle: 題\n---\n\n## 一 {#one}\n\nメディアは`甲`です。[乙](index.md)も。\n\n- 項目です。\n  続きです。\n\n二つ目です。\n";

const TRANSLATION: &str = "---\ntitle: \"A \\\"title\\\"\"\n---\n\n## One {#one}\n\nThe medium is `甲`, and [that](index.md).\n\n- An item.\n  It goes on.\n\nThe second.\n";

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    put(root, "content/site.toml", CONFIG);
    put(
        root,
        "content/glossary.toml",
        "[[term]]\nid = \"medium\"\n[term.ja]\nuse = \"メディア\"\n[term.en]\nuse = \"medium\"\nnot = [\"disk\"]\n",
    );
    put(root, "content/ja/index.md", "---\ntitle: 表紙\n---\n");
    put(root, "content/ja/a.md", SOURCE);
    put(root, "content/en/a.md", TRANSLATION);
    assert_eq!(run(root, &["accept", "--all"]).0, 0);
    folder
}

const PO: &str = "po/en/a.po";

#[test]
fn an_entry_has_all_that_a_translator_needs() {
    let site = site();
    let root = site.path();
    mend(root, "content/ja/a.md", "`甲`です", "`甲`でした");
    let (code, out, err) = run(root, &["export", "--all", "--format", "po"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, "Wrote 5 units of one page to po.\n");
    let text = read(root, PO);
    let tag = text.lines().find_map(|line| line.strip_prefix("#. taiyaku: ")).expect("a tag");
    assert!(tag.len() == 12, "{tag}");
    let entry = text.split("\n\n").find(|entry| entry.contains("#one/p1\"")).expect("the entry");
    let lines: Vec<&str> = entry.lines().filter(|line| !line.starts_with("#. taiyaku: ")).collect();
    assert_eq!(
        lines,
        [
            "#. メディア → medium ×disk",
            "#: content/en/a.md",
            "#, fuzzy",
            "#| msgctxt \"a.md#one/p1\"",
            "#| msgid \"メディアは`甲`です。[乙](index.md)も。\"",
            "msgctxt \"a.md#one/p1\"",
            "msgid \"メディアは`甲`でした。[乙](index.md)も。\"",
            "msgstr \"The medium is `甲`, and [that](index.md).\"",
        ]
    );
    assert!(
        text.contains("msgctxt \"a.md#title\"\nmsgid \"題\"\nmsgstr \"A \\\"title\\\"\"\n"),
        "{text}"
    );
    assert!(text.contains("msgid \"\"\n\"項目です。\\n\"\n\"  続きです。\"\nmsgstr \"\"\n\"An item.\\n\"\n\"  It goes on.\"\n"));
    // Nobody has edited it: nothing changes, and the fuzzy entry is no confirmation.
    let before = tree(root);
    let (code, out, err) = run(root, &["import", "po"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("Took 0 units into 0 pages"), "{out}");
    assert_eq!(run(root, &["export", "--all"]).0, 0);
    assert!(tree(root) == before, "the same bytes, and no file was written again");
}

#[test]
fn a_translation_is_taken_and_confirms_its_source() {
    let site = site();
    let root = site.path();
    mend(root, "content/ja/a.md", "`甲`です", "`甲`でした");
    mend(root, "content/ja/a.md", "二つ目です", "二番目です");
    assert_eq!(run(root, &["export", "content/en/a.md"]).0, 0);
    mend(root, PO, "#, fuzzy\n#| msgctxt \"a.md#one/p1\"", "#| msgctxt \"a.md#one/p1\"");
    mend(root, PO, "msgstr \"The medium is `甲`,", "msgstr \"The medium was `甲`,");
    mend(root, PO, "\"A \\\"title\\\"\"", "\"Title: a new one\"");
    let (code, patch, _) = run(root, &["import", PO, "--dry-run"]);
    assert!(
        code == 0 && patch.contains("+The medium was `甲`, and [that](index.md).\n"),
        "{patch}"
    );
    assert_eq!(read(root, "content/en/a.md"), TRANSLATION);
    let (code, out, err) = run(root, &["import", PO]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("Took 2 units into one page"), "{out}");
    let wanted = TRANSLATION.replace("medium is", "medium was");
    let wanted = wanted.replace("\"A \\\"title\\\"\"", "\"Title: a new one\"");
    assert_eq!(read(root, "content/en/a.md"), wanted);
    // What came in is confirmed; what is fuzzy still is open.
    let base = read(root, "content/en/.source/a.md");
    assert!(base.contains("`甲`でした") && base.contains("二つ目です"), "{base}");
}

#[test]
fn what_does_not_fit_is_told_and_not_taken() {
    let site = site();
    let root = site.path();
    assert_eq!(run(root, &["export", "--all"]).0, 0);
    // The source changes, somebody edits the page, and three entries come back as they must not be.
    mend(root, "content/ja/a.md", "二つ目です", "二番目です");
    mend(root, "content/en/a.md", "## One", "## The one");
    let before = read(root, "content/en/a.md");
    mend(root, PO, "msgstr \"The second.\"", "msgstr \"Number two.\"");
    mend(root, PO, "msgstr \"## One {#one}\"", "msgstr \"## Uno {#one}\"");
    mend(root, PO, "`甲`, and [that](index.md)", "`甲`, and [that](http://example.org)");
    mend(
        root,
        PO,
        "\"An item.\\n\"\n\"  It goes on.\"",
        "\"An item.\\n\"\n\"\\n\"\n\"- Another.\"",
    );
    let (code, out, err) = run(root, &["import", "po"]);
    assert_eq!(code, 1);
    assert!(out.starts_with("Took 0 units into 0 pages"), "{out}");
    for told in [
        "warning[import-outdated]: The source of `a.md#one/p2`",
        "warning[import-conflict]: `a.md#one` was changed in the page",
        "warning[import-unfit]: `a.md#one/p1` was not taken",
        "warning[import-unfit]: `a.md#one/li1` was not taken",
        "po/en/a.po:",
        "content/en/a.md:5:1",
    ] {
        assert!(err.contains(told), "{told}: {err}");
    }
    assert_eq!(read(root, "content/en/a.md"), before);
    // Whoever says so lets the file win.
    let (_, _, err) = run(root, &["import", "po", "--over"]);
    assert!(!err.contains("import-conflict"), "{err}");
    assert!(read(root, "content/en/a.md").contains("## Uno {#one}"));
}

#[test]
fn what_is_not_certain_is_left_out_and_what_is_no_po_file_is_told() {
    let site = site();
    let root = site.path();
    mend(root, "content/en/a.md", "\n\nThe second.\n", "\n\nThe second.\n\nAnd more.\n");
    let (code, _, err) = run(root, &["export", "--all"]);
    assert_eq!(code, 0);
    assert!(err.contains("warning[export-left-out]") && err.contains("content/ja/a.md:"), "{err}");
    assert!(!read(root, PO).contains("The second"));
    put(root, PO, "msgid \"a\nmsgstr nothing\n");
    let (code, _, err) = run(root, &["import", "po"]);
    assert!(
        code == 1 && err.contains("error[po-syntax]") && err.contains("po/en/a.po:1:1"),
        "{err}"
    );
    put(root, "po/en/b.po", "msgctxt \"gone.md#p1\"\nmsgid \"a\"\nmsgstr \"b\"\n");
    assert!(run(root, &["import", "po/en/b.po"]).2.contains("warning[import-no-page]"));
    assert_eq!(run(root, &["import", "content/ja"]).0, 2);
    assert_eq!(run(root, &["export", "--all", "--out", "../x"]).0, 2);
}

/// A draft is translated in another program from its first word to its last.
#[test]
fn a_draft_loses_its_marks_where_it_is_translated() {
    let site = site();
    let root = site.path();
    put(
        root,
        "content/ja/b.md",
        &SOURCE.replace("{#one}", "{#one}\n\n:::note[注意]\n注です。\n:::"),
    );
    assert_eq!(run(root, &["new", "b.md", "--lang", "en"]).0, 0);
    assert_eq!(run(root, &["export", "content/en/b.md"]).0, 0);
    let text = read(root, "po/en/b.po");
    assert_eq!(
        text.matches("msgstr \"\"\n\n").count() + usize::from(text.ends_with("msgstr \"\"\n")),
        7,
        "{text}"
    );
    let words = [
        ("題", "Title"),
        ("## 一 {#one}", "## One {#one}"),
        (":::note[注意]", ":::note[Beware]"),
        ("注です。", "A note."),
        ("メディアは`甲`です。[乙](index.md)も。", "The medium is `甲`, and [that](index.md)."),
    ];
    for (source, meant) in words {
        mend(
            root,
            "po/en/b.po",
            &format!("msgid \"{source}\"\nmsgstr \"\""),
            &format!("msgid \"{source}\"\nmsgstr \"{meant}\""),
        );
    }
    let (code, out, err) = run(root, &["import", "po"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let page = read(root, "content/en/b.md");
    assert_eq!(
        page.matches("l10n:todo").count(),
        2,
        "the list and the last paragraph are left: {page}"
    );
    assert!(page.contains("---\n\n## One {#one}\n\n:::note[Beware]\nA note.\n:::\n"), "{page}");
    assert!(page.contains("status: draft"));
}
