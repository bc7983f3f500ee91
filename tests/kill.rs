//! A run that is killed at any moment leaves whole files, and the next one completes its work.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]
#![expect(clippy::print_stdout, reason = "the numbers, for `--nocapture`")]

mod amount;
mod folders;
mod killed;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::Duration;

use amount::amount;
use folders::tree;
use taiyaku::disk::{Target, write};
use taiyaku::render::{Emitted, Output};
use taiyaku::text::Fingerprint;

/// A site in one of its states: each state has pages of its own, drops those of another, changes
/// the common ones, and turns files into folders and back.
fn state(number: u32) -> Output {
    let mut files = BTreeMap::new();
    let mut put = |path: String, text: String| files.insert(path, Emitted::new(text.into_bytes()));
    for page in 0..150 {
        let long = format!("<p>{number} {page}</html>").repeat(200);
        put(format!("ja/common/{page}/index.html"), long);
        put(format!("ja/of-{}/{page}/index.html", number % 3), format!("<p>{page}</html>"));
        let below = if number.is_multiple_of(2) { "" } else { "/deep/x" };
        put(format!("turning{page}{below}"), "same".to_owned());
    }
    put(format!("_t/{number}/site.css"), "x".repeat(100_000));
    Output { files }
}

fn build(root: &Path, number: u32) {
    let target = Target::open(root, &root.join("public"), false).expect("free");
    write(&target, &state(number)).expect("written");
}

/// The process that the test kills; alone it does nothing.
#[test]
fn victim() {
    killed::work(|number, root| build(root, number.parse().expect("a number")));
}

/// Builds in a process that is killed after a while; how long it worked if it came to its end.
fn build_and_kill(root: &Path, number: u32, after: Duration) -> Option<Duration> {
    killed::work_and_kill(&number.to_string(), root, after)
}

/// By path, the hashes that a file has in the states so far.
type Known = BTreeMap<String, BTreeSet<Fingerprint>>;

fn learn(known: &mut Known, number: u32) {
    for (path, file) in state(number).files {
        known.entry(path).or_default().insert(file.hash);
    }
}

/// Every file is whole: as one of the states has it.
fn assert_whole(root: &Path, known: &Known) {
    let public = root.join("public");
    // A first run that was killed has not put anything there.
    for (path, file) in public.exists().then(|| tree(&public)).into_iter().flatten() {
        if !path.starts_with(".taiyaku/") {
            let hash = Fingerprint::of(&file.bytes);
            assert!(known.get(&path).is_some_and(|hashes| hashes.contains(&hash)), "{path}");
        }
    }
}

/// What a clean build of a state leaves, its record included.
fn clean(number: u32) -> BTreeMap<String, Vec<u8>> {
    let root = tempfile::tempdir().expect("a folder");
    build(root.path(), number);
    bytes(root.path())
}

fn bytes(root: &Path) -> BTreeMap<String, Vec<u8>> {
    tree(root).into_iter().map(|(path, file)| (path, file.bytes)).collect()
}

#[test]
fn a_killed_run_leaves_whole_files_and_the_next_completes_it() {
    let root = tempfile::tempdir().expect("a folder");
    let root = root.path();
    let patience = Duration::from_secs(60);
    let fresh = build_and_kill(root, 0, patience).expect("ends");
    let update = build_and_kill(root, 1, patience).expect("ends");
    // Runs that have to be killed before they end; four times as many may be tried, for on a busy
    // machine some end sooner than the run that was measured.
    let wanted = amount(30, 500);
    let (mut tried, mut killed) = (0, 0);
    let mut known = Known::new();
    (0..2).for_each(|number| learn(&mut known, number));
    for point in 2..4 * wanted + 2 {
        if killed >= wanted {
            break;
        }
        if point % 8 == 0 {
            fs::remove_dir_all(root.join("public")).expect("removed");
        }
        let whole_run = if point % 8 == 0 { fresh } else { update };
        // Steps of the golden ratio fall everywhere between the start and the end of a run.
        let part = (f64::from(point) * 0.618_034).fract();
        tried += 1;
        learn(&mut known, point);
        killed += u32::from(build_and_kill(root, point, whole_run.mul_f64(part)).is_none());
        assert_whole(root, &known);
        if point % 3 == 0 {
            build(root, point);
            let (found, expected) = (bytes(root), clean(point));
            assert_eq!(paths(&found), paths(&expected));
            assert_eq!(found, expected);
        }
    }
    println!("{killed} of {tried} runs were killed before they ended");
    assert!(killed >= wanted, "only {killed} runs were killed before they ended");
    build(root, 0);
    assert_eq!(bytes(root), clean(0));
}

fn paths(files: &BTreeMap<String, Vec<u8>>) -> Vec<&str> {
    files.keys().map(String::as_str).collect()
}
