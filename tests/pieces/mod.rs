//! Pages put together from blocks that are one unit each, edits of them with known labels, and other
//! ways to write the same words.

#![allow(dead_code, reason = "no test asks everything")]

use proptest::prelude::*;
use taiyaku::align::Change;
use unicode_normalization::UnicodeNormalization;

/// A block of a page that is one unit.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
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
pub(crate) fn words(seed: u64, count: usize) -> Vec<String> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d;
    let mut roll = |most: u32| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(state >> 33).expect("31 bits") % most
    };
    let is_wide = seed.is_multiple_of(2);
    let letter = |roll: &mut dyn FnMut(u32) -> u32| {
        let first = if is_wide { 0x4e00 } else { 0x61 };
        char::from_u32(first + roll(if is_wide { 5_000 } else { 26 })).expect("a letter")
    };
    (0..count).map(|_| (0..3 + roll(5)).map(|_| letter(&mut roll)).collect()).collect()
}

pub(crate) fn piece() -> impl Strategy<Value = Piece> {
    (0..5_u8, 0..1_000_u64, 8..16_usize, 0..1_000_usize, 0..1_000_usize).prop_map(
        |(kind, seed, count, url, code)| Piece { kind, words: words(seed, count), url, code },
    )
}

/// What is done to one block. Blocks between edited ones stay, so that each label is the only one
/// that can be told from the two texts.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    Keep,
    Words(Vec<String>),
    Url,
    Code,
    Remove,
    Add(Piece),
}

pub(crate) fn edit() -> impl Strategy<Value = Edit> {
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
pub(crate) struct Form {
    wrap: usize,
    italic: char,
    crlf: bool,
    mark: bool,
    decomposed: bool,
}

pub(crate) fn form() -> impl Strategy<Value = Form> {
    (2..20_usize, prop::sample::select(vec!['*', '_']), any::<bool>(), any::<bool>(), any::<bool>())
        .prop_map(|(wrap, italic, crlf, mark, decomposed)| Form {
            wrap,
            italic,
            crlf,
            mark,
            decomposed,
        })
}

pub(crate) fn page(pieces: &[Piece], form: &Form) -> String {
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
pub(crate) fn edited(
    first: &[Piece],
    edits: &[Edit],
    moves: Option<usize>,
) -> (Vec<Piece>, Vec<Change>) {
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
            Edit::Keep | Edit::Url | Edit::Code => {}
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
pub(crate) fn apart(mut pieces: Vec<Piece>) -> Vec<Piece> {
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

/// A block in another language: the same URL and code, other words.
pub(crate) fn translated(piece: &Piece) -> Piece {
    let mut piece = piece.clone();
    if !piece.is_code() {
        piece.words = piece.words.iter().map(|word| word.chars().rev().collect()).collect();
        piece.words.reverse();
    }
    piece
}
