//! Markdown made to take long: twice the text is twice the work, or a finding says that it is too
//! deep. Counted in allocations, never in seconds.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]
#![expect(clippy::cast_precision_loss, reason = "a ratio needs three digits")]
#![expect(clippy::print_stdout, reason = "the numbers, for `--nocapture`")]

mod amount;
mod sites;

use amount::amount;
use sites::{TWO_LANGUAGES, site};
use taiyaku::build::{Memo, build};
use taiyaku::text::{Code, Inputs};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// Before, repeated, behind, and repeated as often behind that.
const PATTERNS: &[(&str, &str, &str, &str)] = &[
    ("", "*a ", "", ""),
    ("", "_a ", "", ""),
    ("", "**a ", "", ""),
    ("", "*a **a ", "", ""),
    ("", "*a_ ", "", ""),
    ("", "a**b", "c* ", ""),
    ("", "**x* ", "", ""),
    ("", "*", "a", "*"),
    ("", "_", "a", "_"),
    ("", "a* *", "", ""),
    ("", "~~a ", "", ""),
    ("", "~a~~ ", "", ""),
    ("", "[", "", ""),
    ("", "[", "a", "]"),
    ("", "[", "a", "]{lang=en}"),
    ("", "[a]{lang=en}", "", ""),
    ("", "[a", "", "]{lang=en"),
    ("", "{漢|", "", ""),
    ("", "{漢|か}", "", ""),
    ("", "\\{", "", ""),
    ("", "［", "", "］（"),
    ("", "http://)", "", ""),
    ("http://a", "(", "", ")"),
    ("", "[a", "", ""),
    ("", "[a](", "", ""),
    ("", "[a](<", "", ""),
    ("", "[a](b", "", ""),
    ("", "[a][", "", ""),
    ("", "[a]: ", "", ""),
    ("", "[a]: b\n", "", ""),
    ("", "![", "a", "](b)"),
    ("", "![[", "", ""),
    ("", "]", "", ""),
    ("", "a](b) ", "", ""),
    ("", "[ (](", "", ""),
    ("", "(", "", ")"),
    ("[a](", "(", "b", ")"),
    ("", "<", "", ""),
    ("", "<a ", "", ""),
    ("", "<!--", "", ""),
    ("", "<?", "", ""),
    ("", "<!A ", "", ""),
    ("", "<![CDATA[", "", ""),
    ("", "</", "", ""),
    ("", "<http://a", "", ""),
    ("", "<a@b.c ", "", ""),
    ("", "&", "", ""),
    ("", "&a", "", ""),
    ("", "&#1", "", ""),
    ("", "\\", "", ""),
    ("", "`a ``b ", "", ""),
    ("", "`", "a", "`"),
    ("", "a`", "", ""),
    ("", ">", "a", ""),
    ("", "> ", "a\n", ">"),
    ("", "- ", "a", ""),
    ("", "1. ", "a", ""),
    ("", "* a\n", "", ""),
    ("", "- a\n\n", "", ""),
    ("", "a\n===\n", "", ""),
    ("", "# ", "a", " #"),
    ("", "|a", "\n", "|-"),
    ("|a|\n|-|\n", "|b|\n", "", ""),
    ("", "```\n", "", ""),
    ("", "~~~ a\n", "", ""),
    ("", "[^a]", "", ""),
    ("", "[^a]: ", "b", ""),
    ("", "- [ ] ", "a", ""),
    ("", "a  \n", "", ""),
    ("", ":", "", ""),
    ("", "::a{", "", "}"),
    ("", ":::note\n", "", ":::\n"),
    ("", "[a]: b\n\n", "", ":::note\n[\n:::\n"),
    ("", "[^a]: b\n\n", "", ":::note\n[\n:::\n"),
    ("", "\t", "a", ""),
    ("", "\u{3000}", "a", ""),
];

fn inputs(pattern: (&str, &str, &str, &str), count: usize) -> Inputs {
    let (before, again, behind, closing) = pattern;
    let text = format!(
        "---\ntitle: A\n---\n\n{before}{}{behind}{}\n",
        again.repeat(count),
        closing.repeat(count)
    );
    let front = "---\ntitle: F\n---\n";
    site([
        ("content/site.toml", TWO_LANGUAGES),
        ("content/ja/index.md", front),
        ("content/en/index.md", front),
        ("content/ja/a.md", &text),
    ])
}

/// Bytes that a build took, and whether it refused the text.
fn work(inputs: &Inputs) -> (u64, bool) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
    pool.install(|| {
        let before = dhat::HeapStats::get().total_bytes;
        let built = build(inputs, &mut Memo::default());
        let refusals = [Code::NestingTooDeep, Code::TooMuchMarkup];
        let refused = built.diagnostics.iter().any(|found| refusals.contains(&found.code));
        (dhat::HeapStats::get().total_bytes - before, refused)
    })
}

#[test]
fn twice_the_text_is_twice_the_work() {
    // 600 repeats, or doubled up to 64,000 of them.
    let counts: &[usize] =
        amount(&[300, 600], &[1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000]);
    let _profiler = dhat::Profiler::builder().testing().trim_backtraces(Some(4)).build();
    // The first build of a process makes what stays for all.
    let _ = work(&inputs(("", "", "", ""), 0));
    let (bare, _) = work(&inputs(("", "", "", ""), 0));
    let mut faults = Vec::new();
    let (mut steps, mut refusals) = (0, 0);
    let mut worst = (0.0, "");
    for pattern in PATTERNS {
        let mut once = None;
        for count in counts {
            let (bytes, refused) = work(&inputs(*pattern, *count));
            if refused {
                refusals += 1;
                break;
            }
            // What every build takes would hide the growth; a little of it is left to stand for noise.
            let own: u64 = bytes.saturating_sub(bare);
            if let Some(once) = once.replace(own) {
                let ratio = own as f64 / (once + 20_000) as f64;
                steps += 1;
                if ratio > worst.0 {
                    worst = (ratio, pattern.1);
                }
                if ratio >= 2.6 {
                    faults.push(format!("{pattern:?}, {count} times: {ratio:.2}"));
                }
            }
        }
    }
    println!(
        "{} patterns, doubled {steps} times, {refusals} refused, at worst {:.2} times for {:?}",
        PATTERNS.len(),
        worst.0,
        worst.1
    );
    assert!(PATTERNS.len() >= 60);
    assert_eq!(faults, Vec::<String>::new());
}
