//! `sync`: what is the same in every language reaches the translation, and no letter of its prose is
//! another.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;
mod pieces;

use std::process::Command;

use desk::{CONFIG, put, read, run};
use pieces::{Piece, apart, edit, edited, form, page, piece, translated};
use proptest::prelude::*;
use taiyaku::align::Change;
use taiyaku::text::{FilePath, Source};
use taiyaku::translate::{Drift, carry};

fn file(path: &str, text: &str) -> Source {
    Source::new(FilePath::new(path), text.as_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Of random edits of a source those of URLs and code reach the translation, in its own words and
    /// its own way of writing; all else stays open, and a second run finds nothing to do.
    #[test]
    fn what_is_the_same_in_every_language_is_carried_over(
        pieces in prop::collection::vec(piece(), 3..20),
        edits in prop::collection::vec(edit(), 10),
        forms in (form(), form(), form()),
    ) {
        let first = apart(pieces);
        let (second, _) = edited(&first, &edits, None);
        let base = file("content/ja/a.md", &page(&first, &forms.0));
        let now = file("content/ja/a.md", &page(&second, &forms.1));
        let theirs: Vec<Piece> = first.iter().map(translated).collect();
        let before = file("content/en/a.md", &page(&theirs, &forms.2));
        let drift = Drift::between(&base, &now);
        let mechanical = |step: &&taiyaku::align::Step| step.change == Change::Mechanical;
        let count = drift.steps.iter().filter(mechanical).count();
        let expected: Vec<Piece> = first.iter().enumerate().map(|(place, piece)| {
            let is_carried = |step: &&taiyaku::align::Step| step.before == Some(place + 1);
            match drift.steps.iter().filter(mechanical).find(is_carried) {
                Some(step) => translated(&second[step.now.expect("there") - 1]),
                None => translated(piece),
            }
        }).collect();
        let carried = carry(&base, &now, &before);
        prop_assert_eq!(carried.by_hand.len() + carried.count, count);
        prop_assert_eq!(carried.by_hand.len(), 0);
        let text = String::from_utf8(carried.translation.bytes.to_vec()).expect("text");
        prop_assert_eq!(text, page(&expected, &forms.2));
        let later = file("content/ja/a.md", &String::from_utf8(carried.base).expect("text"));
        let left = Drift::between(&later, &now);
        // Units that cannot be confirmed apart from their neighbours stay open together.
        let open = left.steps.iter().filter(mechanical).count();
        prop_assert!(open == 0 || open == count);
        let again = carry(&later, &now, &carried.translation);
        prop_assert_eq!(again.translation.bytes, carried.translation.bytes);
    }
}

const SOURCE: &str = "---\ntitle: 題\n---\n\n## 準備 {#prepare .wide}\n\n`diskpart` を使います。[手順](https://example.org/ja/a)、[表](https://example.org/t)。\n\n![図](/img/a.svg)\n\n- 項目です。\n\n  ```sh\n  sha256sum a.iso\n  ```\n\n:::note[注意]{id=x}\n版は 1.2 です。\n:::\n";

const TRANSLATION: &str = "---\ntitle: Title\n---\n\n## Preparation {#prepare .wide}\n\nUse `diskpart`: the [table](https://example.org/t), then the [steps](https://example.org/en/a).\n\n![Figure](/img/a.svg)\n\n- An item.\n\n  ```sh\n  sha256sum a.iso\n  ```\n\n:::note[Note]{id=x}\nThe version is 1.2.\n:::\n";

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    put(root, "content/site.toml", CONFIG);
    put(root, "content/ja/index.md", "---\ntitle: 表紙\n---\n");
    put(root, "content/ja/a.md", SOURCE);
    put(root, "content/en/a.md", TRANSLATION);
    assert_eq!(run(root, &["accept", "--all"]).0, 0);
    folder
}

/// A list of replacements, made in a text.
fn with(text: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    })
}

/// What changes in the source and what `sync` makes of it.
const EDITS: [(&str, &str); 6] = [
    ("`diskpart`", "`diskpart.exe`"),
    ("https://example.org/t", "https://example.org/table"),
    ("/img/a.svg", "/img/b.svg"),
    ("sha256sum a.iso", "sha256sum --check a.iso.sha256"),
    ("1.2", "1.3.1"),
    (".wide", ".narrow"),
];

#[test]
fn addresses_code_images_and_classes_are_carried_over() {
    let site = site();
    let root = site.path();
    put(root, "content/ja/a.md", &with(SOURCE, &EDITS));
    let wanted = with(TRANSLATION, &EDITS);
    let (code, patch, err) = run(root, &["sync", "content/en/a.md", "--dry-run"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(read(root, "content/en/a.md"), TRANSLATION);
    put(root, "sync.patch", &patch);
    let applied = Command::new("git").current_dir(root).args(["apply", "sync.patch"]).status();
    assert!(applied.expect("git").success(), "{patch}");
    assert_eq!(read(root, "content/en/a.md"), wanted);
    put(root, "content/en/a.md", TRANSLATION);
    let (code, out, err) = run(root, &["sync", "--all"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, "Carried over in 5 units of one page.\n");
    assert_eq!(read(root, "content/en/a.md"), wanted);
    // With that it is as its source is.
    assert!(run(root, &["status"]).1.contains("1 of 2 pages up to date; stale 0"));
    assert_eq!(read(root, "content/en/.source/a.md"), read(root, "content/ja/a.md"));
    assert_eq!(run(root, &["sync", "--all"]).1, "Nothing to carry over.\n");
}

#[test]
fn what_cannot_be_carried_over_is_told_and_left() {
    let site = site();
    let root = site.path();
    // The translation leads to its own language, so nobody can say where it leads now.
    let edits = [("https://example.org/ja/a", "https://example.org/ja/b"), ("/img/a", "/img/b")];
    put(root, "content/ja/a.md", &with(SOURCE, &edits));
    let (code, out, err) = run(root, &["sync", "content/ja/a.md"]);
    assert_eq!((code, out.as_str()), (0, "Carried over in one unit of one page.\n"));
    assert!(err.contains("warning[sync-by-hand]") && err.contains("content/en/a.md:7:1"), "{err}");
    assert_eq!(read(root, "content/en/a.md"), TRANSLATION.replace("/img/a", "/img/b"));
    assert_eq!(read(root, "content/en/.source/a.md"), SOURCE.replace("/img/a", "/img/b"));
}

/// The same letters stand in the prose too: only the code is another.
#[test]
fn prose_with_the_letters_of_the_code_stays() {
    let site = site();
    let root = site.path();
    let both = |code: &str| format!("---\ntitle: t\n---\n\n`{code}` が要ります。\n");
    put(root, "content/ja/a.md", &both("iso"));
    put(
        root,
        "content/en/a.md",
        "---\ntitle: t\n---\n\nThe iso file is what `iso` and isolation need.\n",
    );
    assert_eq!(run(root, &["accept", "--all"]).0, 0);
    put(root, "content/ja/a.md", &both("img"));
    assert_eq!(run(root, &["sync", "--all"]).0, 0);
    let text = read(root, "content/en/a.md");
    assert!(text.ends_with("The iso file is what `img` and isolation need.\n"), "{text}");
}
