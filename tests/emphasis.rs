//! Emphasis beside CJK characters, held against another parser that has the rules built in.
//!
//! Documents are made from pieces that make emphasis hard. A difference counts unless the two
//! parsers also differ on the same text with Latin letters in place of CJK characters.

#![expect(clippy::print_stdout, reason = "the numbers, for `--nocapture`")]

mod amount;
mod numbers;
mod plain;

use amount::amount;
use comrak::{Options, markdown_to_html};
use numbers::Numbers;
use taiyaku::parse::Dialect;
use taiyaku::text::is_cjk;

const PIECES: [&str; 28] = [
    "*", "**", "*", "**", "***", "「", "」", "。", "、", "（", "）", "字", "か", "ﾅ", "한", "a",
    "b", " ", "\n", "(", ")", ".", "\"", "`c`", "[x](y)", "\\*", "😀", "“",
];

fn document(numbers: &mut Numbers) -> String {
    let length = 3 + numbers.below(14);
    (0..length).map(|_| numbers.pick(&PIECES)).collect()
}

/// The other parser's HTML without its line ends.
fn theirs(text: &str) -> String {
    let mut options = Options::default();
    options.extension.cjk_friendly_emphasis = true;
    markdown_to_html(text, &options).replace(" />", ">").replace('\n', "")
}

/// Ours without line ends, and with quotation marks as they are written: the dialect has rules of
/// its own for both.
fn ours(text: &str) -> String {
    let html = plain::html(text, Dialect::TAIYAKU).replace(" />", ">").replace('\n', "");
    html.replace("<quote Open>", "&quot;").replace("<quote Close>", "&quot;")
}

#[test]
fn emphasis_is_what_another_parser_says() {
    let documents = amount(5_000, 200_000);
    let mut numbers = Numbers::new(0x5eed_7a19_a6b3_0001);
    let mut differences = Vec::new();
    let mut marked = 0;
    for _ in 0..documents {
        let text = document(&mut numbers);
        let (mine, other) = (ours(&text), theirs(&text));
        marked += usize::from(mine.contains("<em>") || mine.contains("<strong>"));
        if mine == other {
            continue;
        }
        let latin: String = text.chars().map(|c| if is_cjk(c) { 'x' } else { c }).collect();
        if ours(&latin) == theirs(&latin) {
            differences.push(format!("{text:?}\n  ours   {mine}\n  theirs {other}"));
        }
    }
    let count = differences.len();
    println!("{documents} documents, {marked} with emphasis, {count} differ");
    differences.truncate(8);
    assert_eq!(count, 0, "\n{}", differences.join("\n"));
    assert!(marked * 10 > documents, "only {marked} documents have emphasis");
}
