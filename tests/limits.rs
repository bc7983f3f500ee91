//! What one file or one block may cost is a count, never seconds: what is at a limit is taken, what
//! is one over it is not.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod sites;

use sites::{TWO_LANGUAGES, site};
use taiyaku::build::{Built, Memo, build};

/// A site with these files, built.
fn built<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Built {
    let front = "---\ntitle: F\n---\n";
    let base = [
        ("content/site.toml", TWO_LANGUAGES),
        ("content/ja/index.md", front),
        ("content/en/index.md", front),
    ];
    build(&site(base.into_iter().chain(files)), &mut Memo::default())
}

/// Whether a block of JSON comes out in colours; either way all of its text is there.
#[track_caller]
fn is_coloured(text: &str) -> bool {
    let page = format!("---\ntitle: C\n---\n\n```json\n{text}```\n");
    let built = built([("content/ja/code.md", page.as_str())]);
    assert_eq!(built.diagnostics, []);
    let html = &built.output.files["ja/code/index.html"].bytes;
    let html = String::from_utf8_lossy(html);
    let (_, code) = html.split_once("<code class=\"language-json\">").expect("a block");
    let (code, _) = code.split_once("</code>").expect("its end");
    let shown: String =
        code.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    assert!(shown == text, "{} bytes of text are {} on the page", text.len(), shown.len());
    code.contains("<span class=\"hl-")
}

#[test]
fn a_large_block_of_code_stays_plain() {
    let line = |length: usize| format!("[{}]\n", "1".repeat(length - 2));
    // The bytes of a block, with its line ends.
    let bytes = line(99).repeat(2_000);
    assert!(is_coloured(&bytes));
    assert!(!is_coloured(&(bytes + "\n")));
    // Its lines.
    assert!(is_coloured(&line(3).repeat(20_000)));
    assert!(!is_coloured(&line(3).repeat(20_001)));
    // Its longest line.
    assert!(is_coloured(&line(4_000)));
    assert!(!is_coloured(&line(4_001)));
}
