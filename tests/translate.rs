//! The translator's commands: confirming loses nothing, states what was asked for and nothing else,
//! and two people who confirm different units do not get into each other's way.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;
mod pieces;

use std::collections::BTreeSet;

use desk::{CONFIG, git, put, read, run};
use pieces::{apart, edit, edited, form, page, piece};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use taiyaku::align::Change;
use taiyaku::text::{FilePath, Source};
use taiyaku::translate::{Drift, Refused, accept};

fn source(text: &str) -> Source {
    Source::new(FilePath::new("content/ja/a.md"), text.as_bytes())
}

/// The keys of the units that are open.
fn open(drift: &Drift) -> Vec<String> {
    drift.stale().filter_map(|step| drift.unit(step)).map(|unit| unit.key.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Confirming some units leaves exactly the others open; whatever the order, once all are
    /// confirmed the bytes are those of the source.
    #[test]
    fn what_is_confirmed_is_closed_and_nothing_else(
        pieces in prop::collection::vec(piece(), 3..20),
        edits in prop::collection::vec(edit(), 10),
        forms in (form(), form()),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 0..20),
    ) {
        let first = apart(pieces);
        let (second, _) = edited(&first, &edits, None);
        let mut base = source(&page(&first, &forms.0));
        let now = source(&page(&second, &forms.1));
        for pick in picks {
            let drift = Drift::between(&base, &now);
            let steps: Vec<_> = drift.stale().copied().collect();
            if steps.is_empty() {
                break;
            }
            let unit = drift.unit(pick.get(&steps)).expect("a unit").clone();
            let before: BTreeSet<_> = drift.stale().map(|step| drift.unit(step).expect("a unit").text).collect();
            // Two steps may be called the same: one unit gone, another come.
            let chosen = |other: &taiyaku::align::Unit| other.key == unit.key && other.text == unit.text;
            match accept(&base, &now, chosen) {
                Ok(bytes) => base = Source::new(base.path.clone(), bytes),
                Err(Refused::Entangled) => continue,
                Err(Refused::Unknown) => prop_assert!(false, "{} is open", unit.key),
            }
            let later = Drift::between(&base, &now);
            let after: BTreeSet<_> = later.stale().map(|step| later.unit(step).expect("a unit").text).collect();
            prop_assert!(after.is_subset(&before), "nothing new is open");
            prop_assert!(later.stale().count() < steps.len(), "one less is open");
        }
        let all = accept(&base, &now, |_| true);
        let drift = Drift::between(&base, &now);
        if drift.steps.is_empty() {
            prop_assert_eq!(all, Err(Refused::Unknown));
        } else {
            prop_assert_eq!(all.expect("all"), now.bytes.to_vec());
        }
    }
}

/// How often a single unit cannot be confirmed alone is told, so that it cannot grow unseen.
#[test]
fn a_unit_is_rarely_entangled() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy =
        (prop::collection::vec(piece(), 3..20), prop::collection::vec(edit(), 10), form());
    let (mut all, mut refused) = (0, 0);
    for _ in 0..200 {
        let (pieces, edits, form) = strategy.new_tree(&mut runner).expect("a tree").current();
        let first = apart(pieces);
        let (second, _) = edited(&first, &edits, None);
        let (base, now) = (source(&page(&first, &form)), source(&page(&second, &form)));
        let drift = Drift::between(&base, &now);
        for key in open(&drift) {
            all += 1;
            refused += usize::from(accept(&base, &now, |unit| unit.key == key).is_err());
        }
    }
    assert!(refused * 100 <= all * 2, "{refused} of {all}");
}

const SOURCE: &str = "---\ntitle: 題\n---\n\n前文。\n\n## 一 {#one}\n\n甲です。\n\n乙です。\n\n## 二 {#two}\n\n丙です。\n";
const TRANSLATION: &str = "---\ntitle: Title\n---\n\nBefore.\n\n## One {#one}\n\nThe first.\n\nThe second.\n\n## Two {#two}\n\nThe third.\n";
const BASE: &str = "content/en/.source/a.md";

/// A site with a confirmed translation.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    put(root, "content/site.toml", CONFIG);
    put(root, "content/ja/index.md", "---\ntitle: 表紙\n---\n");
    put(root, "content/ja/a.md", SOURCE);
    put(root, "content/en/a.md", TRANSLATION);
    let (code, out, err) = run(root, &["accept", "--all"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, "content/en/.source/a.md\nOne translation confirmed.\n");
    assert_eq!(read(root, BASE), SOURCE);
    folder
}

#[test]
fn a_change_is_told_until_it_is_confirmed() {
    let site = site();
    let root = site.path();
    let status = |expected: &str| {
        let (code, out, err) = run(root, &["status"]);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(out.contains(expected), "{out}");
    };
    status("English (en): 1 of 2 pages up to date; stale 0, missing 1, drafts 0");
    put(
        root,
        "content/ja/a.md",
        &SOURCE.replace("甲です。", "甲です。さらに。").replace("丙です", "丁です"),
    );
    status("content/en/a.md  stale: 2 of 7");
    let (_, out, _) = run(root, &["stale", "content/en/a.md"]);
    let first = "Changed  #one/p1\n  content/ja/a.md:9:1\n    甲です。{+さらに。+}\n  content/en/a.md:9:1\n    The first.\n";
    assert!(out.starts_with(first), "{out}");
    let (_, json, _) = run(root, &["stale", "content/ja/a.md", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["units"][1]["translation"]["text"], "The third.");
    // A unit, then the section that holds the rest.
    assert_eq!(run(root, &["accept", "a.md#one/p1", "--lang", "en"]).0, 0);
    assert_eq!(read(root, BASE), SOURCE.replace("甲です。", "甲です。さらに。"));
    status("content/en/a.md  stale: 1 of 7");
    assert_eq!(run(root, &["accept", "content/en/a.md#two"]).0, 0);
    assert_eq!(read(root, BASE), read(root, "content/ja/a.md"));
    status("1 of 2 pages up to date; stale 0");
    assert_eq!(run(root, &["accept", "--all"]).1, "Nothing to confirm.\n");
    let json = run(root, &["status", "--format", "json"]).1;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let states: Vec<_> = json["languages"][0]["pages"]
        .as_array()
        .expect("pages")
        .iter()
        .map(|page| page["state"].as_str().expect("a state").to_owned())
        .collect();
    assert_eq!(states, ["fresh", "missing"]);
}

#[test]
fn every_standing_has_its_name() {
    let site = site();
    let root = site.path();
    put(root, "content/ja/b.md", "---\ntitle: 乙\n---\n\n文。\n");
    put(root, "content/en/b.md", "---\ntitle: B\nstatus: draft\n---\n");
    put(root, "content/ja/c.md", "---\ntitle: 丙\n---\n");
    put(root, "content/en/c.md", "---\ntitle: C\n---\n");
    put(root, "content/en/d.md", "---\ntitle: D\n---\n");
    let (_, out, _) = run(root, &["status", "--lang", "en"]);
    for line in [
        "stale 0, missing 1, drafts 1, unconfirmed 1, without a source 1",
        "content/en/index.md  missing: 1",
        "content/en/b.md  draft: 2",
        "content/en/c.md  unconfirmed: 1",
        "content/en/d.md  the source is gone",
    ] {
        assert!(out.contains(line), "{line} in {out}");
    }
    let (_, html, _) = run(root, &["status", "--format", "html"]);
    assert!(html.contains("<td>content/en/b.md</td>") && html.contains("noindex"), "{html}");
    let (_, github, _) = run(root, &["status", "--format", "github"]);
    assert!(github.contains("::warning file=content/ja/index.md,title=missing::"), "{github}");
    // A draft is nobody's to confirm in a step that nobody looks at.
    let (_, out, _) = run(root, &["accept", "--all"]);
    assert!(out.starts_with("content/en/.source/c.md\nOne translation"), "{out}");
}

#[test]
fn what_cannot_be_done_is_told_and_changes_nothing() {
    let site = site();
    let root = site.path();
    let before = read(root, BASE);
    for (arguments, code, told) in [
        (&["accept", "content/en/b.md"][..], 2, "There is no page content/en/b.md"),
        (&["accept", "content/ja/a.md"], 2, "content/ja/a.md is a source"),
        (&["accept", "content/en/a.md#one/p9"], 1, "nothing open that is called `one/p9`"),
        (&["accept", "--changed-since", "nowhere"], 2, "git knows no revision `nowhere`"),
        (&["accept", "--changed-since", "--all"], 2, "--changed-since"),
        (&["accept"], 2, "required"),
        (&["status", "--lang", "fr"], 2, "no language `fr`"),
        (&["stale", "content/en/.source/a.md"], 2, "There is no page content/en/.source/a.md"),
    ] {
        let (found, _, err) = run(root, arguments);
        assert_eq!(found, code, "{arguments:?} {err}");
        assert!(err.contains(told), "{arguments:?} {err}");
        assert_eq!(read(root, BASE), before);
    }
    let (code, out, _) = run(root, &["accept", "content/ja/a.md", "--minor"]);
    assert_eq!((code, out.as_str()), (0, "Nothing to confirm.\n"));
}

#[test]
fn a_step_confirms_what_somebody_without_a_terminal_worked_on() {
    let site = site();
    let root = site.path();
    git(root, &["init", "-q"]);
    put(root, "content/ja/a.md", &SOURCE.replace("甲です", "庚です").replace("丙です", "丁です"));
    git(root, &["add", "-A"]);
    git(root, &["commit", "-qm", "1"]);
    put(root, "content/en/a.md", &TRANSLATION.replace("The first.", "The first, anew."));
    let (code, out, err) = run(root, &["accept", "--changed-since", "HEAD"]);
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (0, "content/en/.source/a.md\nOne translation confirmed.\n", "")
    );
    assert_eq!(read(root, BASE), SOURCE.replace("甲です", "庚です"), "the third is still open");
    let (_, out, _) = run(root, &["accept", "--changed-since", "HEAD"]);
    assert_eq!(out, "Nothing to confirm.\n");
    // A new page says what its source says.
    put(root, "content/en/index.md", "---\ntitle: Front\n---\n");
    run(root, &["accept", "--changed-since", "HEAD"]);
    assert_eq!(read(root, "content/en/.source/index.md"), read(root, "content/ja/index.md"));
}

#[test]
fn two_people_confirm_different_units_and_git_merges_them() {
    let site = site();
    let root = site.path();
    put(root, "content/ja/a.md", &SOURCE.replace("甲です", "庚です").replace("丙です", "丁です"));
    git(root, &["init", "-q", "-b", "main"]);
    git(root, &["add", "-A"]);
    git(root, &["commit", "-qm", "1"]);
    for (branch, unit) in [("first", "one/p1"), ("second", "two/p1")] {
        git(root, &["checkout", "-qb", branch, "main"]);
        assert_eq!(run(root, &["accept", &format!("content/en/a.md#{unit}")]).0, 0);
        git(root, &["commit", "-qam", branch]);
    }
    git(root, &["merge", "-q", "first", "-m", "both"]);
    assert_eq!(read(root, BASE), read(root, "content/ja/a.md"));
}

#[test]
fn a_unit_takes_along_what_makes_it_what_it_is() {
    let base = source(
        "---\ntitle: t\n---\n\n- a\n- b\n\n:::note\n甲。\n\n乙。\n:::\n\n| x | y |\n|---|---|\n| 1 | 2 |\n",
    );
    let now = source(
        "---\ntitle: t\n---\n\n- a\n- new\n- b\n\n:::note\n甲。\n\n間。\n\n乙。\n:::\n\n| x | y |\n|---|---|\n| 0 | 0 |\n| 1 | 2 |\n",
    );
    let confirm = |key: &str| {
        let bytes = accept(&base, &now, |unit| unit.key == key).expect("confirmed");
        String::from_utf8(bytes).expect("text")
    };
    assert!(confirm("/li2").contains("- a\n- new\n- b\n"));
    assert!(confirm("/p2").contains("甲。\n\n間。\n\n乙。\n:::\n"));
    assert!(confirm("/row2").contains("|---|---|\n| 0 | 0 |\n| 1 | 2 |\n"));
    let drift = Drift::between(&base, &now);
    assert_eq!(drift.stale().filter(|step| step.change == Change::Added).count(), 3);
}
