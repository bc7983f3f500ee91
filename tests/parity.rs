//! A translation that keeps everything but words has no finding, and one in which something else than
//! words is another has one.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod pieces;

use std::path::Path;

use pieces::{apart, edit, edited, form, page, piece};
use proptest::prelude::*;
use taiyaku::align::Change;
use taiyaku::build::{Memo, build};
use taiyaku::disk::{Dates, Known, load};
use taiyaku::render::THEME;
use taiyaku::text::{Inputs, Options, Scrutiny};

const SITE: &str = "schema = 1\nsource = \"ja\"\n\n[[language]]\ncode = \"ja\"\nname = \"日本語\"\n\n\
                    [[language]]\ncode = \"en\"\nname = \"English\"\n";

/// The text in the letters of another script, and all that is no words as it is.
fn translated(text: &str) -> String {
    let mut out = String::new();
    let (mut is_code, mut is_head) =
        (false, text.trim_start_matches('\u{feff}').starts_with("---"));
    for (place, line) in text.split_inclusive('\n').enumerate() {
        let words = line.trim_start_matches([' ', '>', '-', '|']);
        if words.starts_with("```") {
            is_code = !is_code;
        } else if !is_code && !is_head {
            out.push_str(&line_translated(line));
            continue;
        }
        is_head &= place == 0 || words.trim_end() != "---";
        out.push_str(line);
    }
    out
}

fn line_translated(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let length = kept(rest).unwrap_or(0);
        if length > 0 {
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        } else {
            out.push(if c.is_alphabetic() { letter(c) } else { c });
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// What must stay: a code span, an address, attributes, a label, a tag, the name of a directive.
fn kept(rest: &str) -> Option<usize> {
    let until = |from: usize, end: &str| rest[from..].find(end).map(|at| from + at + end.len());
    match () {
        () if rest.starts_with("``") => until(2, "``"),
        () if rest.starts_with('`') => until(1, "`"),
        () if rest.starts_with("](") => until(2, ")"),
        () if rest.starts_with("[^") => until(2, "]"),
        () if rest.starts_with('{') => until(1, "}"),
        () if rest.starts_with('<') => until(1, ">"),
        () if rest.starts_with("[!") => until(2, "]"),
        () if rest.starts_with("::") => {
            rest.find(|c: char| !":-".contains(c) && !c.is_ascii_lowercase())
        }
        () if rest.starts_with("http") => rest.find(|c: char| !c.is_ascii() || c.is_whitespace()),
        () => None,
    }
}

fn letter(c: char) -> char {
    let number = u32::from(c);
    if c.is_ascii() {
        char::from_u32(0x3041 + number % 80).expect("a kana")
    } else {
        char::from_u32(u32::from('a') + number % 26).expect("a letter")
    }
}

/// What is found where translations differ from their sources, by file.
fn found(mut inputs: Inputs) -> Vec<String> {
    inputs.options = Options { scrutiny: Some(Scrutiny::default()), ..Options::default() };
    let built = build(&inputs, &mut Memo::default());
    let parity = built.diagnostics.iter().filter(|finding| finding.code.is_of_parity());
    parity.map(|finding| format!("{} {:?}", finding.place.file, finding.arguments)).collect()
}

fn pair(source: &str, translation: &str) -> Inputs {
    let mut inputs = Inputs::default();
    for (path, bytes) in THEME {
        inputs.insert(path, *bytes);
    }
    inputs.insert("content/site.toml", SITE.as_bytes());
    inputs.insert("content/ja/index.md", source.as_bytes());
    inputs.insert("content/en/index.md", translation.as_bytes());
    inputs
}

/// Other letters in code count as words, which may be translated there.
fn is_ascii(value: &impl std::fmt::Debug) -> bool {
    format!("{value:?}").is_ascii()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn other_words_in_the_same_blocks_are_a_translation(
        pieces in prop::collection::vec(piece(), 1..24),
        forms in (form(), form()),
    ) {
        let pieces = apart(pieces);
        let (source, translation) = (page(&pieces, &forms.0), translated(&page(&pieces, &forms.1)));
        prop_assert_eq!(found(pair(&source, &translation)), Vec::<String>::new(), "{}", translation);
    }

    #[test]
    fn whatever_else_is_another_is_found(
        pieces in prop::collection::vec(piece().prop_filter("words", is_ascii), 2..16),
        edit in edit().prop_filter("words", is_ascii),
        form in form(),
    ) {
        let first = apart(pieces);
        let mut edits = vec![pieces::Edit::Keep; first.len()];
        edits[0] = edit;
        let (second, labels) = edited(&first, &edits, None);
        let (source, translation) = (page(&first, &form), translated(&page(&second, &form)));
        let is_another = labels.iter().any(|label| !matches!(label, Change::Same | Change::Changed));
        prop_assert_eq!(!found(pair(&source, &translation)).is_empty(), is_another, "{}\n{}", source, translation);
    }
}

/// The pages of our own site, which have all that a page can have.
#[test]
fn our_own_pages_in_other_letters_are_a_translation() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let options = Options::default();
    let mut inputs =
        load(root, THEME, options, Dates::LeftOut, &mut Known::default()).expect("a site");
    inputs
        .files
        .retain(|path, _| path.below("content/en").is_none() || path.as_str().ends_with(".ftl"));
    let pages: Vec<(String, String)> = inputs
        .below("content/ja")
        .filter(|source| source.path.extension() == "md")
        .map(|source| {
            let text = String::from_utf8(source.bytes.to_vec()).expect("text");
            (source.path.as_str().replace("/ja/", "/en/"), translated(&text))
        })
        .collect();
    assert!(pages.len() > 20);
    for (path, text) in &pages {
        inputs.insert(path, text.as_bytes());
    }
    assert_eq!(found(inputs.clone()), Vec::<String>::new());
    // One block more, and every page has a finding: none was passed over.
    for (path, text) in &pages {
        inputs.insert(path, format!("{text}\n\nOne more.\n").as_bytes());
    }
    let found = found(inputs);
    for (path, _) in &pages {
        assert!(found.iter().any(|finding| finding.starts_with(path.as_str())), "{path}");
    }
}
