//! The same input gives the same bytes, whatever the machine is like: its threads, the order of its
//! folders, its clock, its locale, its umask, the folder that the command is run from, and whether
//! the history is there.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

#[cfg(unix)]
mod desk;
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

/// What a program can see of where it runs.
#[cfg(unix)]
struct Surroundings {
    umask: &'static str,
    locale: &'static str,
    zone: &'static str,
    jobs: &'static str,
    cwd: PathBuf,
}

#[cfg(unix)]
impl Surroundings {
    /// Runs a line of the shell there, and gives the last line that it says.
    fn run(&self, line: &str, arguments: &[&Path]) -> String {
        let run = std::process::Command::new("sh")
            .args(["-c", &format!("umask {} && {line}", self.umask), "sh"])
            .args(arguments)
            .env("LC_ALL", self.locale)
            .env("LANG", self.locale)
            .env("TZ", self.zone)
            .env("JOBS", self.jobs)
            .env("HOME", self.cwd.join("home"))
            .current_dir(&self.cwd)
            .output()
            .expect("run");
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{line}: {said}");
        String::from_utf8_lossy(&run.stdout).lines().last().unwrap_or_default().to_owned()
    }

    /// Builds with the command itself: the tree hash that it says, and what it wrote.
    fn build(&self, root: &Path, out: &Path) -> (String, BTreeMap<String, Vec<u8>>) {
        let program = Path::new(env!("CARGO_BIN_EXE_taiyaku"));
        let line = "exec \"$1\" build --ui-lang en --jobs \"$JOBS\" --out \"$2\" \"$3\"";
        let said = self.run(line, &[program, out, root]);
        let (_, hash) = said.rsplit_once("tree ").expect("a hash in the last line");
        let files = folders::tree(out).into_iter().map(|(path, file)| (path, file.bytes));
        (hash.to_owned(), files.collect())
    }
}

/// The command itself builds one commit twice: in a clone of the repository, and in an export of it
/// that has no history; in surroundings that differ in all that a program can see.
#[cfg(unix)]
#[test]
fn one_commit_gives_the_same_bytes_wherever_it_is_built() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, clone, export) =
        (copy(folder.path(), 0), folder.path().join("clone"), folder.path().join("an export"));
    desk::git(&root, &["init", "-q"]);
    desk::git(&root, &["add", "-A"]);
    desk::git(&root, &["commit", "-q", "-m", "x"]);
    let [here, there] = [
        ("022", "C", "UTC0", "1", PathBuf::from("/")),
        ("077", "ja_JP.UTF-8", "XXX-14", "4", folder.path().to_path_buf()),
    ]
    .map(|(umask, locale, zone, jobs, cwd)| Surroundings { umask, locale, zone, jobs, cwd });
    here.run("git clone -q \"$1\" \"$2\"", &[&root, &clone]);
    let line = "mkdir \"$2\" && git -C \"$1\" archive HEAD | tar -x -C \"$2\" && \
                find \"$2\" -type f -exec touch -t 200102030405 {} +";
    there.run(line, &[&root, &export]);
    assert!(clone.join(".git").exists() && !export.join(".git").exists());
    let (hash, files) = here.build(&clone, &clone.join("public"));
    let (other_hash, other) = there.build(&export, &folder.path().join("elsewhere"));
    assert!(files.len() > 100, "{:?}", files.keys());
    assert_eq!(files.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in &files {
        assert!(other[path] == *bytes, "{path}");
    }
    assert_eq!((hash.len(), hash), (16, other_hash));
}
