//! Where an import would say more than a translator did, or an export take from one.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;
mod pieces;

use desk::{CONFIG, mend, put, read, run};
use pieces::{apart, edit, edited, form, page, piece, translated};
use proptest::prelude::*;
use taiyaku::exchange::{Entry, Taken, Texts, entries, po, take_in};
use taiyaku::parse::{Glossary, Status, parse_po};
use taiyaku::text::{FilePath, Source};

const SOURCE: &str = "---\ntitle: 題\n---\n\n## 準備\n\n一番目の段落です。\n\n[手順](https://example.org/a)を見ます。\n\n三番目の長い段落です。\n";

const TRANSLATION: &str = "---\ntitle: Title\n---\n\n## Prep {#ready}\n\nFirst paragraph.\n\nSee the [steps](https://example.org/a).\n\nThird long paragraph.\n";

fn file(path: &str, text: &str) -> Source {
    Source::new(FilePath::new(path), text.as_bytes())
}

/// Sends a page out, lets somebody work on it, and takes it back.
fn there_and_back(
    (now, translation): (&str, &str),
    status: Option<Status>,
    work: impl Fn(&mut Vec<Entry>),
) -> Taken {
    let (base, now) = (file("content/en/.source/a.md", SOURCE), file("content/ja/a.md", now));
    let (translation, glossary) = (file("content/en/a.md", translation), Glossary::default());
    let texts = Texts {
        path: "a.md",
        base: Some(&base),
        now: &now,
        translation: &translation,
        status,
        glossary: &glossary,
        codes: ("ja", "en"),
    };
    let mut out = entries(texts).entries;
    work(&mut out);
    let sent = file("po/en/a.po", &po("en", &out));
    take_in(texts, &sent, &parse_po(&sent).value, false)
}

fn codes(taken: &Taken) -> Vec<&'static str> {
    taken.findings.iter().map(|found| found.code.name()).collect()
}

/// Whoever says that a text is right has not written the new address into it.
#[test]
fn an_old_address_is_not_confirmed_by_words() {
    let now = SOURCE.replace("org/a", "org/b");
    let settled = |all: &mut Vec<Entry>| all.iter_mut().for_each(|entry| entry.is_stale = false);
    let taken = there_and_back((&now, TRANSLATION), None, settled);
    assert_eq!((codes(&taken), taken.base), (vec!["import-unfit"], None));
    let taken = there_and_back((&now, TRANSLATION), None, |all| {
        settled(all);
        let entry = all.iter_mut().find(|entry| entry.translation.contains("org/a")).expect("one");
        entry.translation = entry.translation.replace("org/a", "org/b");
    });
    assert_eq!((codes(&taken), taken.base), (vec![], Some(now.into_bytes())));
}

/// Where a unit stands in the page is no matter of other programs.
#[test]
fn what_moved_in_the_source_is_not_confirmed() {
    let last = "\n三番目の長い段落です。\n";
    let now = SOURCE.replace(last, "").replace("## 準備\n", &format!("## 準備\n{last}"));
    assert_ne!(now, SOURCE);
    let taken = there_and_back((&now, TRANSLATION), None, |_| {});
    assert_eq!((taken.count, taken.base, taken.findings), (0, None, vec![]));
}

/// A mark that somebody left at a translated block is for people, until they take it away.
#[test]
fn a_mark_at_what_is_translated_stays() {
    let page = TRANSLATION.replace("title: Title\n", "title: Title\nstatus: draft\n");
    let page = page.replace("First", "<!-- l10n:todo -->\nFirst");
    let taken = there_and_back((SOURCE, &page), Some(Status::Draft), |_| {});
    assert_eq!(*taken.translation.bytes, *page.as_bytes());
}

/// What is likely to be other Markdown than was meant is written as it came, as one unit, or not at all.
#[test]
fn odd_texts_harm_nobody() {
    for odd in [
        "one\n\ntwo",
        "one\n\n[x]: https://example.org/",
        "- one",
        "# one",
        "```\none",
        ":::note\none",
        "<!-- one -->",
        "<!-- l10n:only en --> one",
        "[one]: https://example.org/",
        "| one |\n|---|",
        "1. one",
        "    one",
        "***",
        "> one",
        "one\n---",
        "one `two",
        "\u{fdd0}",
    ] {
        let taken = there_and_back((SOURCE, TRANSLATION), None, |all| {
            all.iter_mut()
                .find(|entry| entry.translation.starts_with("First"))
                .expect("one")
                .translation = odd.to_owned();
        });
        assert_eq!(taken.count + taken.findings.len(), 1, "{odd}");
        let page = String::from_utf8(taken.translation.bytes.to_vec()).expect("text");
        let wanted = if taken.count == 1 {
            TRANSLATION.replace("First paragraph.", odd)
        } else {
            TRANSLATION.to_owned()
        };
        assert_eq!(page, wanted, "{odd}");
        // As one paragraph: what is read again has the same units.
        assert_eq!(
            codes(&there_and_back((SOURCE, &page), None, |_| {})),
            Vec::<&str>::new(),
            "{odd}"
        );
    }
}

/// A list stays one list, whatever mark each language writes before its items.
#[test]
fn a_new_item_has_the_mark_of_its_list() {
    let with = |text: &str, list: &str| format!("{text}\n{list}");
    let source = with(SOURCE, "- 甲です\n- 乙です\n");
    let now = with(SOURCE, "- 甲です\n- 新しい項目です\n- 乙です\n");
    let page = with(TRANSLATION, "* The first\n* The second\n");
    let (base, now) = (file("content/en/.source/a.md", &source), file("content/ja/a.md", &now));
    let (page, glossary) = (file("content/en/a.md", &page), Glossary::default());
    let texts = Texts {
        path: "a.md",
        base: Some(&base),
        now: &now,
        translation: &page,
        status: None,
        glossary: &glossary,
        codes: ("ja", "en"),
    };
    let mut out = entries(texts).entries;
    out.iter_mut().find(|entry| entry.translation.is_empty()).expect("one").translation =
        "New".to_owned();
    let sent = file("po/en/a.po", &po("en", &out));
    let taken = take_in(texts, &sent, &parse_po(&sent).value, false);
    let text = String::from_utf8(taken.translation.bytes.to_vec()).expect("text");
    assert!(text.ends_with("* The first\n* New\n* The second\n"), "{text}");
}

/// An id that readers have links to is no word of a heading.
#[test]
fn a_heading_keeps_its_id() {
    let taken = there_and_back((SOURCE, TRANSLATION), None, |all| {
        let entry = all.iter_mut().find(|entry| entry.translation.contains("## Prep"));
        entry.expect("one").translation = "## Preparation".to_owned();
    });
    let page = String::from_utf8(taken.translation.bytes.to_vec()).expect("text");
    assert!(taken.count == 1 && page.contains("## Preparation {#ready}\n"), "{page}");
}

/// What is new in the source has no translation yet: it goes out empty, and comes back to its place.
#[test]
fn what_is_new_comes_to_its_place() {
    let now = SOURCE
        .replace(
            "一番目の段落です。\n",
            "一番目の段落です。\n\n新しい`コード`の段落です。\n\n もう一つです。\n",
        )
        .replace(
            "三番目の長い段落です。\n",
            "三番目の長い段落です。\n\n## 新しい節 {#new}\n\n- 項目\n",
        );
    let taken = there_and_back((&now, TRANSLATION), None, |all| {
        let empty = all.iter_mut().filter(|entry| entry.translation.is_empty());
        let words =
            ["A new paragraph with `コード`.", "One more.", "## A new section {#new}", "An item"];
        let count =
            empty.zip(words).map(|(entry, words)| entry.translation = words.to_owned()).count();
        assert_eq!(count, words.len());
    });
    assert_eq!((codes(&taken), taken.count), (vec![], 4));
    let wanted = TRANSLATION
        .replace(
            "First paragraph.\n",
            "First paragraph.\n\nA new paragraph with `コード`.\n\n One more.\n",
        )
        .replace(
            "Third long paragraph.\n",
            "Third long paragraph.\n\n## A new section {#new}\n\n- An item\n",
        );
    assert_eq!(String::from_utf8(taken.translation.bytes.to_vec()).expect("text"), wanted);
    assert_eq!(taken.base, Some(now.into_bytes()), "and is confirmed with that");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is new, each unit is added once or told, and no line of the translation is lost.
    #[test]
    fn additions_leave_all_lines(
        pieces in prop::collection::vec(piece(), 3..16),
        edits in prop::collection::vec(edit(), 8),
        forms in (form(), form(), form()),
    ) {
        let first = apart(pieces);
        let (second, _) = edited(&first, &edits, None);
        let theirs: Vec<_> = first.iter().map(translated).collect();
        let base = file("content/ja/a.md", &page(&first, &forms.0));
        let now = file("content/ja/a.md", &page(&second, &forms.1));
        let (before, glossary) = (file("content/en/a.md", &page(&theirs, &forms.2)), Glossary::default());
        let texts = Texts {
            path: "a.md", base: Some(&base), now: &now, translation: &before,
            status: None, glossary: &glossary, codes: ("ja", "en"),
        };
        let mut out = entries(texts).entries;
        let mut new = 0;
        for entry in out.iter_mut().filter(|entry| entry.translation.is_empty()) {
            entry.translation.clone_from(&entry.source);
            new += 1;
        }
        let sent = file("po/en/a.po", &po("en", &out));
        let taken = take_in(texts, &sent, &parse_po(&sent).value, false);
        prop_assert_eq!(taken.count + taken.findings.len(), new);
        let text = |source: &Source| String::from_utf8(source.bytes.to_vec()).expect("text");
        let (old, after) = (text(&before), text(&taken.translation));
        let mut lines = after.lines();
        for line in old.lines() {
            prop_assert!(lines.any(|other| other == line), "{line} is lost: {after}");
        }
    }
}

/// Work that is not imported yet is not overwritten; a page that is newer than its file is no conflict.
#[test]
fn neither_side_loses_what_is_newer() {
    let site = tempfile::tempdir().expect("a folder");
    let root = site.path();
    put(root, "content/site.toml", CONFIG);
    put(root, "content/ja/a.md", SOURCE);
    put(root, "content/en/a.md", TRANSLATION);
    assert_eq!(run(root, &["accept", "--all"]).0, 0);
    assert_eq!(run(root, &["export", "--all"]).0, 0);
    mend(root, "po/en/a.po", "First paragraph", "First NEW paragraph");
    let (code, _, told) = run(root, &["export", "--all"]);
    assert!(
        code == 1 && told.contains("warning[export-held]: `a.md#ready/p1`")
            || told.contains("export-held"),
        "{told}"
    );
    assert!(read(root, "po/en/a.po").contains("NEW"));
    assert_eq!(run(root, &["import", "po"]).0, 0);
    assert_eq!(run(root, &["export", "--all"]).0, 0, "now it is in the page");
    mend(root, "content/en/a.md", "First NEW", "My first");
    let (code, told, _) = run(root, &["import", "po"]);
    assert!(code == 0 && told.starts_with("Took 0 units"), "{told}");
    mend(root, "po/en/a.po", "First NEW", "Their first");
    assert_eq!(run(root, &["export", "--all", "--replace"]).0, 0);
    assert!(read(root, "po/en/a.po").contains("My first"));
}
