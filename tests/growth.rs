//! Work grows with the number of pages and no faster: counted in allocations, never in seconds.
//!
//! Every kind of work that is done once too often makes values for it, so an algorithm that is
//! quadratic in the pages shows in the number of blocks or in their bytes.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod sites;

use std::collections::BTreeMap;
use std::sync::Mutex;

use sites::{Shape, large, site};
use taiyaku::build::{Memo, build};
use taiyaku::text::{Inputs, Severity};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// One profiler a process: the tests of this file take turns.
static TURN: Mutex<()> = Mutex::new(());

/// What a build took, and what it made.
#[derive(Clone, Copy, Debug)]
struct Work {
    blocks: u64,
    bytes: u64,
    made: u64,
}

/// Counts a clean build on one thread, where nothing is left to chance.
fn work(inputs: &Inputs, sound: bool) -> Work {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
    pool.install(|| {
        let _profiler = dhat::Profiler::builder().testing().build();
        let before = dhat::HeapStats::get();
        let built = build(inputs, &mut Memo::default());
        let after = dhat::HeapStats::get();
        let errors = built.diagnostics.iter().any(|found| found.severity() == Severity::Error);
        assert_eq!(errors, !sound, "{:#?}", built.diagnostics.first());
        Work {
            blocks: after.total_blocks - before.total_blocks,
            bytes: after.total_bytes - before.total_bytes,
            made: built.output.files.values().map(|file| file.bytes.len() as u64).sum(),
        }
    })
}

fn inputs(files: &BTreeMap<String, String>) -> Inputs {
    site(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

/// How much more work the larger site is: blocks, then bytes.
fn ratios(small: &Work, large: &Work) -> [f64; 2] {
    #[expect(clippy::cast_precision_loss, reason = "a ratio needs three digits")]
    let ratio = |part: fn(&Work) -> u64| part(large) as f64 / part(small).max(1) as f64;
    let ratios = [ratio(|work| work.blocks), ratio(|work| work.bytes)];
    println!("{small:?}\n{large:?}\nblocks x {:.3}, bytes x {:.3}", ratios[0], ratios[1]);
    ratios
}

fn assert_linear(small: &Work, large: &Work) {
    let ratios = ratios(small, large);
    assert!(ratios.iter().all(|ratio| *ratio < 2.2), "twice the pages, {ratios:?} times the work");
}

#[test]
fn a_site_in_sections() {
    let _turn = TURN.lock();
    let [small, double] =
        [400, 800].map(|pages| work(&inputs(&large(pages, Shape::Sections)), true));
    assert_linear(&small, &double);
}

/// In a flat folder every page lists all its neighbours, so the HTML itself grows with the square
/// of the pages, and nothing can be done about that but to make sections. Whatever is made, though,
/// is still made a fixed number of times: the menu is rendered once and copied with each page
/// (marked, put into the template's values, written by the engine into a buffer that doubles, which
/// is up to four times its size in all, and kept), so beyond linear growth a page's bytes may be
/// counted `COPIES` times and no more; 5.3 were measured. The number of blocks does not know
/// how long a menu is, and stays linear. And without the menu, nothing of it is left.
#[test]
fn a_flat_folder() {
    const COPIES: u64 = 6;
    let _turn = TURN.lock();
    let [small, double] = [200, 400].map(|pages| work(&inputs(&large(pages, Shape::Flat)), true));
    let [blocks, _] = ratios(&small, &double);
    assert!(blocks < 2.2, "{blocks}");
    let square = double.made - 2 * small.made;
    let beyond = double.bytes.saturating_sub(2 * small.bytes);
    println!("{beyond} bytes beyond linear for {square} of HTML: {} times", beyond / square);
    assert!(beyond < COPIES * square);
    let [small, double] = [200, 400].map(|pages| {
        let mut files = large(pages, Shape::Flat);
        files.insert("templates/theme/navigation.html".to_owned(), String::new());
        work(&inputs(&files), true)
    });
    assert_linear(&small, &double);
}

/// When all pages were moved, each has a link that leads nowhere, and each asks for the nearest name
/// among all.
#[test]
fn a_site_full_of_broken_links() {
    let _turn = TURN.lock();
    let [small, double] = [200, 400].map(|pages| {
        let mut files = large(pages, Shape::Sections);
        for (number, (_, text)) in
            files.iter_mut().filter(|(path, _)| path.contains("/page-")).enumerate()
        {
            text.push_str(&format!("\n[lost](lost-{number}.md) [gone](/gone-{number}.csv)\n"));
        }
        work(&inputs(&files), false)
    });
    assert_linear(&small, &double);
}

/// Everything that a page can have many of, in one page.
#[test]
fn a_long_page() {
    let _turn = TURN.lock();
    let [small, double] = [500, 1_000].map(|count| {
        let mut files = large(1, Shape::Sections);
        let mut text = "---\ntitle: Long\n---\n".to_owned();
        for number in 0..count {
            text.push_str(&format!(
                "\n## Same words\n\n[^{number}] [x](#same-words)\n\n:::note\nText.\n:::\n\n\
                 - item\n\n| a |\n|---|\n| b |\n\n[^{number}]: Note.\n"
            ));
        }
        files.insert("content/ja/long.md".to_owned(), text);
        work(&inputs(&files), true)
    });
    assert_linear(&small, &double);
}

/// Parts that each include the next one twice are no circle, and end all the same.
#[test]
fn parts_that_double() {
    let _turn = TURN.lock();
    let mut files = large(1, Shape::Sections);
    for level in 0..60 {
        let next = format!("::include{{file=\"_parts/{}.md\"}}\n\n", level + 1);
        files.insert(format!("content/ja/_parts/{level}.md"), next.repeat(2));
    }
    files.insert("content/ja/_parts/60.md".to_owned(), "The end.\n".to_owned());
    let page = "---\ntitle: P\n---\n\n::include{file=\"_parts/0.md\"}\n".to_owned();
    files.insert("content/ja/parts.md".to_owned(), page);
    let built = build(&inputs(&files), &mut Memo::default());
    let codes: Vec<_> = built.diagnostics.iter().map(|found| found.code.name()).collect();
    assert_eq!(codes, ["too-many-parts"]);
}
