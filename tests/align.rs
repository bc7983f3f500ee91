//! What became of each unit of a source is found as it happened: random edits whose labels are known
//! are recovered, and what changes no word makes nothing stale.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

use proptest::prelude::*;
use taiyaku::align::{Change, Row, Unit, UnitKind, changes, cut, sides};
use taiyaku::parse::{Dialect, parse_page};
use taiyaku::text::{FilePath, Source, nfc};
use unicode_normalization::UnicodeNormalization;

fn units(text: &str) -> Vec<Unit> {
    let source = Source::new(FilePath::new("content/ja/a.md"), text.as_bytes());
    cut(&parse_page(&source, Dialect::TAIYAKU).value, &source.bytes)
}

/// A block of a page that is one unit.
#[derive(Clone, Debug)]
struct Piece {
    kind: u8,
    words: Vec<String>,
    url: usize,
    code: usize,
}

impl Piece {
    /// `wrap`: a new line after so many words.
    fn write(&self, wrap: usize, italic: char) -> String {
        let mut text = String::new();
        for (place, word) in self.words.iter().enumerate() {
            let is_wide = !word.is_ascii();
            match (place > 0, place % wrap == 0 && self.kind == 0) {
                (true, true) => text.push('\n'),
                (true, false) if !is_wide => text.push(' '),
                _ => {}
            }
            text.push_str(word);
        }
        let (url, code) = (self.url, self.code);
        match self.kind {
            0 => format!("{text} [here](https://example.org/{url}) `c{code}` {italic}x{italic}"),
            1 => format!("## {text}"),
            2 => format!("- {text} `c{code}`"),
            3 => format!("> {text} (1.{url}.{code})"),
            _ => format!("```sh\nrun {url} {code} {}\n```", self.words.concat()),
        }
    }

    fn is_code(&self) -> bool {
        self.kind > 3
    }
}

/// Words that nobody else has: the same likeness between any two blocks.
fn words(seed: u64, count: usize) -> Vec<String> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d;
    let mut roll = |most: u32| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(state >> 33).expect("31 bits") % most
    };
    let is_wide = seed % 2 == 0;
    let letter = |roll: &mut dyn FnMut(u32) -> u32| {
        let first = if is_wide { 0x4e00 } else { 0x61 };
        char::from_u32(first + roll(if is_wide { 5_000 } else { 26 })).expect("a letter")
    };
    (0..count).map(|_| (0..3 + roll(5)).map(|_| letter(&mut roll)).collect()).collect()
}

fn piece() -> impl Strategy<Value = Piece> {
    (0..5_u8, 0..1_000_u64, 8..16_usize, 0..1_000_usize, 0..1_000_usize).prop_map(
        |(kind, seed, count, url, code)| Piece { kind, words: words(seed, count), url, code },
    )
}

/// What is done to one block. Blocks between edited ones stay, so that each label is the only one
/// that can be told from the two texts.
#[derive(Clone, Debug)]
enum Edit {
    Keep,
    Words(Vec<String>),
    Url,
    Code,
    Remove,
    Add(Piece),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        Just(Edit::Keep),
        (5_000..9_000_u64).prop_map(|seed| Edit::Words(words(seed, 2))),
        Just(Edit::Url),
        Just(Edit::Code),
        Just(Edit::Remove),
        piece().prop_map(Edit::Add),
    ]
}

/// The same words, written in another way.
#[derive(Clone, Debug)]
struct Form {
    wrap: usize,
    italic: char,
    crlf: bool,
    mark: bool,
    decomposed: bool,
}

fn form() -> impl Strategy<Value = Form> {
    (2..20_usize, prop::sample::select(vec!['*', '_']), any::<bool>(), any::<bool>(), any::<bool>())
        .prop_map(|(wrap, italic, crlf, mark, decomposed)| Form {
            wrap,
            italic,
            crlf,
            mark,
            decomposed,
        })
}

fn page(pieces: &[Piece], form: &Form) -> String {
    let blocks: Vec<String> =
        pieces.iter().map(|piece| piece.write(form.wrap, form.italic)).collect();
    // Two lists side by side would be one: a paragraph stands between.
    let mut text = format!("---\ntitle: t\n---\n\n{}\n", blocks.join("\n\n"));
    if form.decomposed {
        text = text.nfd().collect();
    }
    if form.crlf {
        text = text.replace('\n', "\r\n");
    }
    if form.mark { format!("\u{feff}{text}") } else { text }
}

/// The two texts as pieces, and for each piece of the first and each new one what became of it.
fn edited(first: &[Piece], edits: &[Edit], moves: Option<usize>) -> (Vec<Piece>, Vec<Change>) {
    let (mut second, mut labels) = (Vec::new(), Vec::new());
    let mut moved = None;
    for (place, piece) in first.iter().enumerate() {
        let mut piece = piece.clone();
        if Some(place) == moves {
            moved = Some(piece);
            labels.push(Change::Moved);
            continue;
        }
        let edit = if place % 2 == 1 { Edit::Keep } else { edits[place / 2].clone() };
        let mut label = Change::Same;
        let mut added = None;
        match edit {
            Edit::Keep => {}
            Edit::Words(words) if piece.is_code() => {
                piece.words.extend(words);
                label = Change::Mechanical;
            }
            Edit::Words(words) => {
                // As many letters of the same kind, or the line would be another.
                let is_wide = !piece.words[0].is_ascii();
                let words = words.into_iter().filter(|word| word.is_ascii() != is_wide);
                piece.words.splice(1..2, words.chain([if is_wide { "新" } else { "new" }.into()]));
                label = Change::Changed;
            }
            Edit::Url if [0, 3, 4].contains(&piece.kind) => {
                piece.url += 1;
                label = Change::Mechanical;
            }
            Edit::Code if piece.kind != 1 => {
                piece.code += 1;
                label = Change::Mechanical;
            }
            Edit::Url | Edit::Code => {}
            Edit::Remove => {
                labels.push(Change::Removed);
                continue;
            }
            Edit::Add(piece) => added = Some(piece),
        }
        labels.push(label);
        second.push(piece);
        if let Some(piece) = added {
            labels.push(Change::Added);
            second.push(piece);
        }
    }
    second.extend(moved);
    (second, labels)
}

/// Each with words of its own; and blocks that would be others beside their neighbours, as two lists
/// are one, with a paragraph between.
fn apart(mut pieces: Vec<Piece>) -> Vec<Piece> {
    for (place, piece) in pieces.iter_mut().enumerate() {
        let seed = 10_000 + 2 * u64::try_from(place).expect("few");
        let is_ascii = u64::from(piece.words[0].is_ascii());
        piece.words = words(seed + is_ascii, piece.words.len());
        if place % 2 == 1 {
            piece.kind = 0;
        }
    }
    pieces
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
        let moves = moves.map(|place| place * 2).filter(|place| place + 6 < first.len() && first.len() % 2 == 0);
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
