//! The same input gives the same bytes, whatever the machine is like: its threads, the order of its
//! folders, its clock, its locale, its umask, and the folder that the command is run from.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod folders;
mod sites;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sites::{Shape, large, site};
use taiyaku::build::{Built, Memo, build};
use taiyaku::disk::{Dates, Known, load};
use taiyaku::render::THEME;
use taiyaku::text::{Fingerprint, Inputs, Options};

/// The repository's own site, which uses everything that there is.
fn own_files() -> BTreeMap<String, Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = BTreeMap::new();
    for folder in ["content", "static", "templates"] {
        for (name, file) in folders::tree(&root.join(folder)) {
            files.insert(format!("{folder}/{name}"), file.bytes);
        }
    }
    files
}

/// A permutation that is the same in every run: by the hash of number and name.
fn shuffled<T>(items: impl IntoIterator<Item = (String, T)>, seed: u8) -> Vec<(String, T)> {
    let mut items: Vec<_> = items.into_iter().collect();
    items.sort_by_key(|(name, _)| Fingerprint::of(format!("{seed} {name}").as_bytes()));
    items
}

fn on_threads(threads: usize, inputs: &Inputs) -> Built {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
    pool.install(|| build(inputs, &mut Memo::default()))
}

fn assert_same(inputs: impl Fn(u8) -> Inputs) {
    let first = on_threads(1, &inputs(0));
    for (seed, threads) in [(1, 4), (2, 1), (3, 4), (4, 2)] {
        let other = on_threads(threads, &inputs(seed));
        assert_eq!(other.output.tree_hash(), first.output.tree_hash(), "{threads} threads");
        assert_eq!(other.diagnostics, first.diagnostics, "{threads} threads");
        assert_eq!(other.output, first.output);
    }
}

#[test]
fn threads_and_order_change_nothing() {
    let own = own_files();
    assert_same(|seed| {
        let mut inputs = site([]);
        for (path, bytes) in shuffled(own.clone(), seed) {
            inputs.insert(&path, bytes);
        }
        inputs
    });
}

/// With findings of many kinds on many pages, so that their order would show.
#[test]
fn findings_come_in_the_same_order() {
    let mut files = large(60, Shape::Sections);
    for (path, text) in files.iter_mut().filter(|(path, _)| path.contains("/page-")) {
        text.push_str(&format!("\n[x](lost.md) [y](#{path}) <b>raw</b>\n\n::unknown{{a=b}}\n"));
    }
    files.insert("templates/page.html".to_owned(), "{{ missing }}".to_owned());
    let findings = build(&site(borrowed(&files)), &mut Memo::default()).diagnostics;
    assert!(findings.len() > 400, "{}", findings.len());
    assert_same(|seed| {
        let files = shuffled(files.clone(), seed);
        site(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
    });
}

fn borrowed(files: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
    files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
}

/// Writes the site with files in another order, with other times and rights.
fn copy(folder: &Path, seed: u8) -> PathBuf {
    let root = folder.join(format!("copy-{seed}"));
    for (number, (path, bytes)) in (1..).zip(shuffled(own_files(), seed)) {
        let place = root.join(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        fs::write(&place, bytes).expect("written");
        let file = fs::File::options().write(true).open(&place).expect("opened");
        let age = Duration::from_secs(1_000_000 * (u64::from(seed) * 1_000 + number));
        file.set_modified(SystemTime::UNIX_EPOCH + age).expect("set");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = if seed == 0 { 0o644 } else { 0o400 };
            fs::set_permissions(&place, fs::Permissions::from_mode(mode)).expect("set");
        }
    }
    root
}

#[test]
fn the_disk_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let built = [0, 1].map(|seed| {
        let root = copy(folder.path(), seed);
        let inputs = load(&root, THEME, Options::default(), Dates::LeftOut, &mut Known::default())
            .expect("loaded");
        build(&inputs, &mut Memo::default())
    });
    assert!(!built[0].output.files.is_empty(), "{:#?}", built[0].diagnostics);
    assert_eq!(built[0].output.tree_hash(), built[1].output.tree_hash());
    assert_eq!(built[0].diagnostics, built[1].diagnostics);
}

/// The command itself, in two surroundings that differ in all that a program can see.
#[cfg(unix)]
#[test]
fn the_surroundings_change_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let surroundings = [
        ("022", "C", "UTC0", "1", "/"),
        ("077", "ja_JP.UTF-8", "XXX-14", "4", folder.path().to_str().expect("text")),
    ];
    let outputs = [0, 1].map(|seed: u8| {
        let (umask, locale, zone, jobs, cwd) = surroundings[usize::from(seed)];
        let (root, out) = (copy(folder.path(), seed), folder.path().join(format!("out-{seed}")));
        let run = std::process::Command::new("sh")
            .args(["-c", &format!("umask {umask} && exec \"$@\""), "sh"])
            .arg(env!("CARGO_BIN_EXE_taiyaku"))
            .args(["build", "--jobs", jobs, "--out"])
            .args([&out, &root])
            .env("LC_ALL", locale)
            .env("TZ", zone)
            .env("HOME", folder.path().join(umask))
            .current_dir(cwd)
            .output()
            .expect("run");
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{said}");
        folders::tree(&out)
            .into_iter()
            .map(|(path, file)| (path, file.bytes))
            .collect::<BTreeMap<_, _>>()
    });
    assert!(outputs[0].len() > 30, "{:?}", outputs[0].keys());
    for (path, bytes) in &outputs[0] {
        assert!(outputs[1].get(path) == Some(bytes), "{path}");
    }
    assert_eq!(outputs[0].len(), outputs[1].len());
}
