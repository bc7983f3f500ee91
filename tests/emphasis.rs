//! Emphasis beside CJK characters, held against another parser that has the rules built in.
//!
//! Documents are made from pieces that make emphasis hard; `DOCUMENTS` says how many, 5,000
//! otherwise. A difference counts unless the two parsers also differ on the same text with Latin
//! letters in place of CJK characters.

#![expect(clippy::panic, reason = "a test shows what is wrong by stopping")]

use comrak::{Options, markdown_to_html};
use taiyaku::parse::{Block, BlockKind, Inline, InlineKind, parse_page, read_markdown};
use taiyaku::text::{FilePath, Source, escape, is_cjk};

const PIECES: [&str; 28] = [
    "*", "**", "*", "**", "***", "「", "」", "。", "、", "（", "）", "字", "か", "ﾅ", "한", "a",
    "b", " ", "\n", "(", ")", ".", "\"", "`c`", "[x](y)", "\\*", "😀", "“",
];

/// A small generator of numbers, so that every run has the same documents.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }
}

fn document(numbers: &mut Numbers) -> String {
    let length = 3 + numbers.below(14);
    (0..length).map(|_| PIECES[numbers.below(PIECES.len())]).collect()
}

/// The other parser's HTML without its line ends, which the dialect sets by rules of its own.
fn theirs(text: &str) -> String {
    let mut options = Options::default();
    options.extension.cjk_friendly_emphasis = true;
    markdown_to_html(text, &options).replace(" />", ">").replace('\n', "")
}

fn ours(text: &str) -> String {
    // A part has no front matter.
    let source = Source::new(FilePath::new("content/ja/_a.md"), text.as_bytes());
    let page = parse_page(&source, read_markdown).value;
    let mut html = String::new();
    blocks(&page.body, &mut html);
    html.replace('\n', "")
}

fn blocks(list: &[Block], html: &mut String) {
    for block in list {
        match &block.kind {
            BlockKind::Paragraph(words) => around("p", words, html),
            BlockKind::Tight(words) => inlines(words, html),
            BlockKind::Rule => html.push_str("<hr>"),
            BlockKind::List(_, items) => {
                html.push_str("<ul>");
                for item in items {
                    html.push_str("<li>");
                    blocks(&item.blocks, html);
                    html.push_str("</li>");
                }
                html.push_str("</ul>");
            }
            BlockKind::Code(code) => {
                html.push_str("<pre><code>");
                escape(&code.text, html);
                html.push_str("</code></pre>");
            }
            other => panic!("no piece makes {other:?}"),
        }
    }
}

fn around(name: &str, words: &[Inline], html: &mut String) {
    html.push_str(&format!("<{name}>"));
    inlines(words, html);
    html.push_str(&format!("</{name}>"));
}

fn inlines(list: &[Inline], html: &mut String) {
    for inline in list {
        match &inline.kind {
            InlineKind::Text(text) => escape(text, html),
            InlineKind::Code(_) => html.push_str("<code>c</code>"),
            InlineKind::Emphasis(words) => around("em", words, html),
            InlineKind::Strong(words) => around("strong", words, html),
            InlineKind::Link(_, words) => {
                html.push_str("<a href=\"y\">");
                inlines(words, html);
                html.push_str("</a>");
            }
            InlineKind::HardBreak => html.push_str("<br>"),
            InlineKind::SoftBreak => {}
            other => panic!("no piece makes {other:?}"),
        }
    }
}

#[test]
fn emphasis_is_what_another_parser_says() {
    let asked = std::env::var("DOCUMENTS").ok().and_then(|count| count.parse().ok());
    let mut numbers = Numbers(0x5eed_7a19_a6b3_0001);
    let mut differences = Vec::new();
    let mut marked = 0;
    for _ in 0..asked.unwrap_or(5_000) {
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
    differences.truncate(8);
    assert_eq!(count, 0, "\n{}", differences.join("\n"));
    assert!(marked > 500, "only {marked} documents have emphasis");
}
