//! What one file or one block may cost is a count, never seconds: what is at a limit is taken, what
//! is one over it is not.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod sites;

use sites::{TWO_LANGUAGES, site};
use taiyaku::build::{Built, Memo, build};
use taiyaku::parse::{Dialect, parse_page};
use taiyaku::text::{Code, Diagnostic, FilePath, LineIndex, Source};

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

fn codes(findings: &[Diagnostic]) -> Vec<Code> {
    findings.iter().map(|finding| finding.code).collect()
}

/// A paragraph of which the parser makes so many events: each escape is one, and each end of it.
fn paragraph(events: usize) -> String {
    "\\*".repeat(events - 2) + "\n"
}

#[test]
fn a_file_makes_a_million_events() {
    let found = |text: String| {
        let source = Source::new(FilePath::new("content/ja/_a.md"), text.as_bytes());
        let findings = parse_page(&source, Dialect::TAIYAKU).diagnostics;
        let line = |finding: &Diagnostic| {
            let span = finding.place.span.expect("a place");
            (finding.code, LineIndex::new(text.as_bytes()).position(span.start).line)
        };
        findings.iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(found(paragraph(1_000_000)), []);
    let one_over = format!("***\n\n{}", paragraph(1_000_000));
    assert_eq!(found(one_over), [(Code::TooMuchMarkup, 3)]);
    // A body counts for the file that it stands in, and what comes behind it is not told again.
    let bodies = format!(":::note\n{}:::\n", paragraph(400_000)).repeat(4);
    assert_eq!(found(bodies), [(Code::TooMuchMarkup, 8)]);
    // So does what is defined outside and written again behind each.
    let target = "x".repeat(100_000);
    let bodies = format!("[a]: {target}\n{}", ":::note\n[a]\n:::\n".repeat(200));
    assert_eq!(found(bodies), [(Code::TooMuchMarkup, 480)]);
}

#[test]
fn after_a_file_with_too_many_events_the_others_go_on() {
    let large = format!("---\ntitle: L\n---\n\n## A\n\n{}", paragraph(1_000_001));
    let built = built([
        ("content/ja/large.md", large.as_str()),
        ("content/ja/other.md", "---\ntitle: O\n---\n\n[x](large.md#a) [y](none.md)\n"),
    ]);
    assert_eq!(codes(&built.diagnostics), [Code::TooMuchMarkup, Code::BrokenLink]);
}

/// A page and so many parts, each of which includes the next.
fn chain(parts: usize) -> Built {
    let file = |number: usize| match number {
        0 => "content/ja/page.md".to_owned(),
        number => format!("content/ja/_parts/{number}.md"),
    };
    let text = |number: usize| match number {
        0 => "---\ntitle: P\n---\n\n::include{file=\"_parts/1.md\"}\n".to_owned(),
        number if number == parts => "The end.\n".to_owned(),
        number => format!("Part {number}.\n\n::include{{file=\"{}.md\"}}\n", number + 1),
    };
    let files: Vec<_> = (0..=parts).map(|number| (file(number), text(number))).collect();
    built(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

#[test]
fn a_chain_of_includes_has_sixty_four_files() {
    let longest = chain(63);
    assert_eq!(longest.diagnostics, []);
    let page = &longest.output.files["ja/page/index.html"].bytes;
    assert!(String::from_utf8_lossy(page).contains("The end."));
    for parts in [64, 70] {
        let found = chain(parts).diagnostics;
        assert_eq!(codes(&found), [Code::IncludeTooDeep]);
        assert_eq!(found[0].place.file.as_str(), "content/ja/_parts/63.md");
        let names = &found[0].arguments["chain"];
        assert_eq!(names.matches(" → ").count(), 64);
        assert!(names.starts_with("content/ja/page.md → content/ja/_parts/1.md → "), "{names}");
        assert!(names.ends_with(" → content/ja/_parts/64.md"), "{names}");
        assert_eq!(found[0].arguments["limit"], "64");
    }
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
