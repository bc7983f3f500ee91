//! `build --precompress`: compressed twins beside the files, and nothing is compressed twice.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;
mod folders;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use desk::{CONFIG, put, read, run};
use folders::tree;
use proptest::prelude::*;
use taiyaku::disk::{Precompressed, Target, write};
use taiyaku::render::{Emitted, Output};

type Files = BTreeMap<String, Vec<u8>>;

/// Writes files with their twins; how many twins there are, and how many times was compressed.
fn publish(root: &Path, files: &Files) -> (usize, usize) {
    let target = Target::open(root, &root.join("public"), false).expect("a place");
    let mut output = output(files);
    let known = target.known_twins().expect("a place");
    let twins = Precompressed::add(Some(&known), &mut output);
    write(&target, &output).expect("written");
    twins.keep(&known).expect("kept");
    (twins.twins, twins.compressed)
}

fn output(files: &Files) -> Output {
    let files = files.iter().map(|(path, bytes)| (path.clone(), Emitted::new(bytes.clone())));
    Output { files: files.collect() }
}

/// What is there for readers.
fn published(root: &Path) -> Files {
    let all = tree(&root.join("public")).into_iter();
    all.filter(|(path, _)| !path.starts_with(".taiyaku/"))
        .map(|(path, found)| (path, found.bytes))
        .collect()
}

/// What a twin says, by the tools of others.
fn unpacked(path: &str, packed: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    if path.ends_with(".gz") {
        flate2::read::GzDecoder::new(packed).read_to_end(&mut plain).expect("gzip");
    } else {
        brotli::BrotliDecompress(&mut &*packed, &mut plain).expect("brotli");
    }
    plain
}

/// A page, the longer the number.
fn page(number: usize) -> Vec<u8> {
    format!("<p>{}</p>\n", "言葉と words ".repeat(number % 7 + 1))
        .repeat(number % 3 + 1)
        .into_bytes()
}

fn files(pages: &[(&str, Vec<u8>)]) -> Files {
    pages.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.clone())).collect()
}

/// Bytes that nothing makes smaller.
fn noise() -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..600).map(|_| next()).collect()
}

#[test]
fn what_has_not_changed_is_not_compressed_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let mut files = files(&[
        ("index.html", page(20)),
        ("ja/index.html", page(41)),
        ("ja/noise.txt", noise()),
        ("ja/small.css", b"a{}".to_vec()),
        ("ja/photo.png", page(20)),
        ("ja/search/0a.bin", page(20)),
    ]);
    assert_eq!(publish(root, &files), (4, 8));
    let first = published(root);
    let twins: Vec<&String> = first.keys().filter(|path| !files.contains_key(*path)).collect();
    let expected = ["index.html.br", "index.html.gz", "ja/index.html.br", "ja/index.html.gz"];
    assert_eq!(twins, expected);
    assert_eq!(publish(root, &files), (4, 0), "nor what was compressed in vain");
    files.insert("ja/index.html".to_owned(), page(13));
    assert_eq!(publish(root, &files), (4, 2));
    // Somebody has been at one twin, and another is gone.
    put(root, "public/index.html.gz", "mine");
    fs::remove_file(root.join("public/index.html.br")).expect("removed");
    assert_eq!(publish(root, &files), (4, 2));
    assert_eq!(published(root)["index.html.gz"], first["index.html.gz"]);
    assert_eq!(published(root)["index.html.br"], first["index.html.br"]);
    // What a program with other settings made is not taken over.
    let list = read(root, "public/.taiyaku/twins");
    put(root, "public/.taiyaku/twins", &list.replacen("gzip-", "gzip-1", 1));
    assert_eq!(publish(root, &files), (4, 8));
    assert_eq!(read(root, "public/.taiyaku/twins"), list);
    put(root, "public/.taiyaku/twins", &list[..list.len() / 2]);
    assert!(publish(root, &files).1 > 0);
    assert_eq!(read(root, "public/.taiyaku/twins"), list);
}

#[test]
fn a_twin_has_no_name_and_no_time_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    publish(folder.path(), &files(&[("a.html", page(20))]));
    let packed = &published(folder.path())["a.html.gz"];
    // Method, no flags, no time, best compression, no system: RFC 1952.
    assert_eq!(packed[..10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
}

#[test]
fn what_the_site_has_itself_stays_what_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let mut files = files(&[
        ("a.csv", page(20)),
        ("a.csv.gz", b"of its own".to_vec()),
        ("b.csv", page(20)),
        ("B.CSV.BR", b"the same on some systems".to_vec()),
        ("c.csv", page(20)),
        ("c.csv.gz/index.html", b"<p>".to_vec()),
    ]);
    publish(root, &files);
    let there = published(root);
    assert_eq!(there["a.csv.gz"], b"of its own");
    let twins: Vec<&String> = there.keys().filter(|path| !files.contains_key(*path)).collect();
    assert_eq!(twins, ["a.csv.br", "b.csv.gz", "c.csv.br"]);
    // When it is gone, ours comes: never what was there.
    files.remove("a.csv.gz");
    publish(root, &files);
    let packed = &published(root)["a.csv.gz"];
    assert_eq!(unpacked("a.csv.gz", packed), page(20));
}

#[test]
fn the_program_writes_twins_as_long_as_it_is_asked_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    put(
        root,
        "content/site.toml",
        CONFIG.split("\n[[language]]\ncode = \"en\"").next().expect("a start"),
    );
    put(root, "content/ja/index.md", "---\ntitle: おもて\n---\n\n本文です。\n");
    put(root, "static/data.csv", &"一,二\n".repeat(50));
    put(root, "static/data.csv.gz", "of its own");
    let (code, out, err) = run(root, &["build", "--precompress"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let before = published(root);
    let of_ours =
        |path: &&String| path.ends_with(".br") || path.ends_with(".gz") && *path != "data.csv.gz";
    let twins: Vec<&String> = before.keys().filter(of_ours).collect();
    assert!(out.starts_with(&format!("Compressed twins: {}.\n", twins.len())), "{out}");
    for path in &twins {
        let original = &before[&path[..path.len() - 3]];
        assert!(unpacked(path, &before[*path]) == *original, "{path}");
        assert!(before[*path].len() * 100 <= original.len() * 95, "{path}");
        assert!(!path.contains(".bin"), "{path}");
    }
    for path in ["ja/index.html.br", "ja/index.html.gz", "data.csv.br", "sitemap.xml.gz"] {
        assert!(before.contains_key(path), "{path}");
    }
    assert_eq!(before["data.csv.gz"], b"of its own");
    let (code, out, _) = run(root, &["build", "--precompress"]);
    assert!(
        code == 0
            && out.contains(", all of them as they were.\n")
            && out.contains(": 0 files written"),
        "{out}"
    );
    let (code, out, _) = run(root, &["build"]);
    assert!(code == 0 && out.contains(&format!(", {} deleted", twins.len())), "{out}");
    assert!(!published(root).keys().any(|path| of_ours(&path)));
}

/// What happens between two builds.
#[derive(Clone, Debug)]
enum Step {
    Edit(usize, usize),
    Remove(usize),
    /// The site gets a file in the place of a twin.
    Own(usize),
    /// Somebody changes a twin in the output, or deletes it.
    Tamper(usize, bool),
    WithoutTwins,
}

const NAMES: [&str; 4] = ["index.html", "a/b.css", "a/語.json", "c.txt"];

fn step() -> impl Strategy<Value = Step> {
    let place = 0..NAMES.len();
    prop_oneof![
        4 => (place.clone(), 0..40_usize).prop_map(|(place, text)| Step::Edit(place, text)),
        1 => place.clone().prop_map(Step::Remove),
        1 => place.clone().prop_map(Step::Own),
        2 => (place, any::<bool>()).prop_map(|(place, deleted)| Step::Tamper(place, deleted)),
        1 => Just(Step::WithoutTwins),
    ]
}

fn take(root: &Path, files: &mut Files, step: &Step) {
    let own = |place: usize| format!("{}.gz", NAMES[place]);
    match step {
        Step::Edit(place, text) => {
            files.insert(NAMES[*place].to_owned(), page(*text));
            files.remove(&own(*place));
        }
        Step::Remove(place) => {
            files.remove(NAMES[*place]);
        }
        Step::Own(place) => {
            files.insert(own(*place), b"of its own".to_vec());
        }
        Step::Tamper(place, deleted) => {
            let there = root.join("public").join(own(*place));
            if there.exists() {
                let done = if *deleted { fs::remove_file(there) } else { fs::write(there, "mine") };
                done.expect("done");
            }
        }
        Step::WithoutTwins => {
            let target = Target::open(root, &root.join("public"), false).expect("a place");
            write(&target, &output(files)).expect("written");
            assert!(*files == published(root), "no twin is left");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_output_that_was_compressed_before_is_the_one_that_is_compressed_anew(
        steps in proptest::collection::vec(step(), 1..7)
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let mut files: Files = NAMES.iter().map(|name| ((*name).to_owned(), page(12))).collect();
        publish(root, &files);
        for step in &steps {
            take(root, &mut files, step);
            publish(root, &files);
            let clean = tempfile::tempdir().expect("a folder");
            publish(clean.path(), &files);
            prop_assert_eq!(published(root), published(clean.path()));
        }
    }
}
