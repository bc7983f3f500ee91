//! What became of each unit of a source is found as it happened: random edits whose labels are known
//! are recovered, and what changes no word makes nothing stale.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod pieces;

use pieces::{apart, edit, edited, form, page, piece};
use proptest::prelude::*;
use taiyaku::align::{Change, Row, Unit, UnitKind, changes, cut, sides};
use taiyaku::parse::{Dialect, parse_page};
use taiyaku::text::{FilePath, Source, nfc};

fn units(text: &str) -> Vec<Unit> {
    let source = Source::new(FilePath::new("content/ja/a.md"), text.as_bytes());
    cut(&parse_page(&source, Dialect::TAIYAKU).value, &source.bytes)
}

fn found(before: &[Unit], now: &[Unit]) -> Vec<Change> {
    let mut steps: Vec<_> = changes(before, now)
        .into_iter()
        .filter(|step| {
            let unit = step.before.map(|at| &before[at]).or(step.now.map(|at| &now[at]));
            unit.is_some_and(|unit| unit.kind != UnitKind::Title)
        })
        .collect();
    // In the order of the first text, what is new behind what it follows.
    let mut last = None;
    let mut keyed = Vec::new();
    for step in &steps {
        if step.change != Change::Moved {
            last = step.before.or(last);
        }
        keyed.push((step.before.or(last), step.before.is_none(), step.change));
    }
    keyed.sort_by_key(|(place, new, _)| (*place, *new));
    steps.clear();
    keyed.into_iter().map(|(_, _, change)| change).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn labelled_edits_are_recovered(
        pieces in prop::collection::vec(piece(), 3..24),
        edits in prop::collection::vec(edit(), 12),
        moves in prop::option::of(0..3_usize),
        forms in (form(), form()),
    ) {
        let first = apart(pieces);
        // A block that moves past several others, and away from every edited one.
        let moves = moves.map(|place| place * 2).filter(|place| place + 6 < first.len() && first.len().is_multiple_of(2));
        let (second, labels) = edited(&first, &edits, moves);
        let (before, now) = (units(&page(&first, &forms.0)), units(&page(&second, &forms.1)));
        prop_assert_eq!(found(&before, &now), labels, "{}\n--- then ---\n{}", page(&first, &forms.0), page(&second, &forms.1));
    }

    #[test]
    fn other_forms_of_the_same_words_make_nothing_stale(
        pieces in prop::collection::vec(piece(), 1..20),
        forms in (form(), form()),
    ) {
        let pieces = apart(pieces);
        let (before, now) = (units(&page(&pieces, &forms.0)), units(&page(&pieces, &forms.1)));
        prop_assert!(changes(&before, &now).iter().all(|step| step.change == Change::Same));
    }

    #[test]
    fn every_unit_is_told_once_in_its_place(
        pieces in prop::collection::vec(piece(), 0..12),
        others in prop::collection::vec(piece(), 0..12),
        form in form(),
    ) {
        let (before, now) = (units(&page(&pieces, &form)), units(&page(&others, &form)));
        let steps = changes(&before, &now);
        let nows: Vec<usize> = steps.iter().filter_map(|step| step.now).collect();
        prop_assert_eq!(nows, (0..now.len()).collect::<Vec<_>>());
        let mut befores: Vec<usize> = steps.iter().filter_map(|step| step.before).collect();
        befores.sort_unstable();
        prop_assert_eq!(befores, (0..before.len()).collect::<Vec<_>>());
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for row in sides(&before, &now) {
            match row {
                Row::Pair(one, other) => {
                    left.push(one);
                    right.push(other);
                }
                Row::Section(ones, others) => {
                    left.extend(ones);
                    right.extend(others);
                }
            }
        }
        prop_assert_eq!(left, (0..before.len()).collect::<Vec<_>>());
        prop_assert_eq!(right, (0..now.len()).collect::<Vec<_>>());
    }
}

#[test]
fn a_page_is_cut_into_what_is_translated_as_one() {
    let text = "---\ntitle: 題\ndescription: 説明\n---\n\n前文。\n\n## 一 {#one}\n\n- a\n- b\n  - c\n\n\
                | 列 | 値 |\n|---|---|\n| `x` | 版1.2.3 |\n\n:::note[注]{href=\"b.md\"}\n本文。\n:::\n\n\
                ```sh title=\"手順\"\nls\n```\n\n> 引用。\n\n<!-- l10n:only ja -->\n日本だけ。\n\n終わり。[^1]\n\n[^1]: 脚注。\n";
    let told: Vec<String> = units(text)
        .iter()
        .map(|unit| {
            let bytes = &text[unit.span.start..unit.span.end];
            format!("{} {}{} = {bytes}", unit.key, unit.within, unit.words)
        })
        .collect();
    let expected = [
        "title 題 = 題",
        "description 説明 = 説明",
        "/p1 前文。 = 前文。",
        "one 一 = ## 一 {#one}",
        "one/li1 ul>a = a",
        "one/li2 ul>b = b",
        "one/li3 ul>ul>c = c",
        "one/row1 列 | 値 = | 列 | 値 |",
        "one/row2 \u{fffc} | 版\u{fffc} = | `x` | 版1.2.3 |",
        "one/d1 注 = :::note[注]{href=\"b.md\"}",
        "one/p1 note>本文。 = 本文。",
        "one/code1 手順 = ```sh title=\"手順\"\nls\n```",
        "one/p2 quote>引用。 = 引用。",
        "one/p3 終わり。\u{fffc} = 終わり。[^1]",
        "one/p4 footnote>脚注。 = 脚注。",
    ];
    assert_eq!(told, expected.map(nfc));
}

#[track_caller]
fn check_sides(source: &str, translation: &str, expected: &[&str]) {
    let (source, translation) = (units(source), units(translation));
    let keys =
        |units: &[Unit]| units.iter().map(|unit| unit.key.clone()).collect::<Vec<_>>().join("+");
    let told: Vec<String> = sides(&source, &translation)
        .into_iter()
        .map(|row| match row {
            Row::Pair(one, other) => format!("{} = {}", source[one].key, translation[other].key),
            Row::Section(ones, others) => {
                format!("({}) ~ ({})", keys(&source[ones]), keys(&translation[others]))
            }
        })
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn what_is_not_certain_is_told_as_a_whole() {
    let source = "---\ntitle: 題\n---\n\n## 一\n\n甲。\n\n乙。`x`\n\n丙。\n\n## 二\n\n丁。\n";
    check_sides(
        source,
        "---\ntitle: T\n---\n\n## One\n\nA and\n\nmore. B. `x`\n\nC.\n\n## Two\n\nD.\n",
        &[
            "title = title",
            "一 = one",
            "一/p1 = one/p1",
            "一/p2 = one/p2",
            "一/p3 = one/p3",
            "二 = two",
            "二/p1 = two/p1",
        ],
    );
    // The code ties the second; the first is two here, and which is which nobody can say.
    check_sides(
        source,
        "---\ntitle: T\n---\n\n## One\n\nA.\n\nA too.\n\nB. `x`\n\nC.\n\n## Two\n\nD.\n",
        &[
            "title = title",
            "一 = one",
            "(一/p1) ~ (one/p1+one/p2)",
            "一/p2 = one/p3",
            "一/p3 = one/p4",
            "二 = two",
            "二/p1 = two/p1",
        ],
    );
    check_sides(
        source,
        "---\ntitle: T\n---\n\n## One\n\nA.\n\nB.\n\n### Sub\n\nC.\n",
        &["title = title", "(一+一/p1+一/p2+一/p3+二+二/p1) ~ (one+one/p1+one/p2+sub+sub/p1)"],
    );
}
