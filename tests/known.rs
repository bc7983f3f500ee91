//! A site that is read again is the site that is there: what was read before saves work and changes
//! nothing.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use taiyaku::disk::{Dates, Known, load, read_again};
use taiyaku::text::{Inputs, Options};

/// A folder with a site, and what is known of it.
struct Site {
    folder: tempfile::TempDir,
    known: Known,
}

impl Site {
    fn new(files: &[&str]) -> Self {
        let site = Self { folder: tempfile::tempdir().expect("a folder"), known: Known::default() };
        site.put("content/site.toml", "schema = 1");
        for path in files {
            site.put(path, path);
        }
        site
    }

    fn place(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let place = self.place(path);
        fs::create_dir_all(place.parent().expect("a parent")).expect("made");
        fs::write(place, text).expect("written");
    }

    fn move_file(&self, from: &str, to: &str) {
        fs::rename(self.place(from), self.place(to)).expect("moved");
    }

    /// Lets so much time pass that the files of now are told from later ones.
    fn wait(&mut self) {
        sleep(Duration::from_millis(2_100));
        self.read();
    }

    fn read(&mut self) -> Inputs {
        read(self.folder.path(), &mut self.known)
    }

    /// Reads it with what is known and with nothing.
    #[track_caller]
    fn check(&mut self) -> Inputs {
        let (kept, clean) = (self.read(), read(self.folder.path(), &mut Known::default()));
        let bytes = |inputs: &Inputs| {
            inputs.files.values().map(|file| (file.path.clone(), file.bytes.clone())).collect()
        };
        let (kept_files, clean_files): (Vec<_>, Vec<_>) = (bytes(&kept), bytes(&clean));
        assert_eq!(kept_files, clean_files);
        assert!(kept.is_same(&clean));
        kept
    }
}

fn read(root: &Path, known: &mut Known) -> Inputs {
    load(root, &[], Options::default(), Dates::LeftOut, known).expect("loaded")
}

fn set_time(place: &Path, time: SystemTime) {
    File::options().write(true).open(place).and_then(|file| file.set_modified(time)).expect("set");
}

#[test]
fn every_way_of_changing_a_file_is_seen() {
    let mut site = Site::new(&["content/ja/a.md", "content/ja/b.md", "content/ja/f/c.md"]);
    site.wait();
    site.check();
    site.put("content/ja/a.md", "content/ja/A.md");
    site.check();
    // The same length, while the clock may not have moved.
    for text in ["1", "2", "3"] {
        site.put("content/ja/b.md", text);
        assert_eq!(&*site.check().get("content/ja/b.md").expect("there").bytes, text.as_bytes());
    }
    site.wait();
    site.move_file("content/ja/f", "content/ja/g");
    site.check();
    site.put("new.md", "4");
    site.move_file("new.md", "content/ja/b.md");
    site.check();
    fs::remove_file(site.place("content/ja/a.md")).expect("removed");
    site.check();
}

#[test]
fn a_file_that_pretends_to_be_the_same_is_seen() {
    let mut site = Site::new(&["content/ja/a.md", "content/ja/b.md"]);
    let long_ago = SystemTime::now() - Duration::from_secs(1_000_000);
    for path in ["content/ja/a.md", "content/ja/b.md"] {
        set_time(&site.place(path), long_ago);
    }
    site.wait();
    // As long and, as far as it says itself, as old as the one before.
    site.put("content/ja/a.md", "content/ja/!.md");
    set_time(&site.place("content/ja/a.md"), long_ago);
    site.put("other", "content/ja/?.md");
    set_time(&site.place("other"), long_ago);
    site.move_file("other", "content/ja/b.md");
    let inputs = site.check();
    assert_eq!(&*inputs.get("content/ja/a.md").expect("there").bytes, b"content/ja/!.md");
    assert_eq!(&*inputs.get("content/ja/b.md").expect("there").bytes, b"content/ja/?.md");
}

#[test]
fn what_is_the_same_is_not_read_again() {
    let mut site = Site::new(&["content/ja/a.md"]);
    site.wait();
    let bytes = |inputs: &Inputs| inputs.get("content/ja/a.md").expect("there").bytes.as_ptr();
    let first = site.read();
    assert_eq!(bytes(&first), bytes(&site.read()), "the bytes of last time");
}

#[cfg(unix)]
#[test]
fn the_folders_are_those_in_which_a_file_may_come_to_lie() {
    let mut site = Site::new(&[
        "content/ja/f/c.md",
        "content/ja/.hidden/x.md",
        "shared/a.md",
        "parts/deep/b.md",
        "elsewhere/x.md",
    ]);
    let link = |from: &str, to: &str| {
        std::os::unix::fs::symlink(site.place(to), site.place(from)).expect("a link");
    };
    link("content/ja/a.md", "shared/a.md");
    link("content/ja/parts", "parts");
    site.read();
    let root = fs::canonicalize(site.folder.path()).expect("a folder");
    let below = |folder: &PathBuf| {
        folder.strip_prefix(&root).expect("below").to_string_lossy().into_owned()
    };
    let folders: BTreeSet<String> = site.known.folders().iter().map(below).collect();
    let expected = ["", "content", "content/ja", "content/ja/f", "parts", "parts/deep", "shared"];
    assert_eq!(folders, expected.map(str::to_owned).into());
}

/// Reads a site again where only these files are said to have changed.
fn again(site: &mut Site, last: &Inputs, paths: &[&str]) -> Option<Inputs> {
    let root = fs::canonicalize(site.folder.path()).expect("a folder");
    let places = paths.iter().map(|path| root.join(path)).collect();
    let mut inputs = last.clone();
    let is_other = read_again(site.folder.path(), &mut inputs, &mut site.known, &places);
    assert_eq!(is_other.unwrap_or_default(), !inputs.is_same(last), "it says what it did");
    is_other.map(|_| inputs)
}

#[test]
fn files_that_changed_are_read_alone() {
    let mut site = Site::new(&["content/ja/a.md", "content/ja/b.md", "content/ja/f/c.md"]);
    let first = site.read();
    site.put("content/ja/f/c.md", "1");
    site.put("content/ja/.a.md.swp", "an editor's");
    // Written beside the file and moved over it, as editors do.
    site.put("content/ja/a.md___", "2");
    site.move_file("content/ja/a.md___", "content/ja/a.md");
    let told =
        ["content/ja/a.md___", "content/ja/a.md", "content/ja/.a.md.swp", "content/ja/f/c.md"];
    let second = again(&mut site, &first, &told).expect("only bytes are others");
    assert!(!second.is_same(&first));
    assert!(second.is_same(&site.check()));
    assert!(again(&mut site, &second, &[]).expect("nothing").is_same(&second));
}

#[test]
fn what_is_more_than_bytes_is_read_as_a_whole() {
    let mut site = Site::new(&["content/ja/a.md", "content/ja/b.md"]);
    let first = site.read();
    site.put("content/ja/new.md", "3");
    site.put("content/ja/f/x.md", "4");
    fs::remove_file(site.place("content/ja/b.md")).expect("removed");
    for path in ["content/ja/new.md", "content/ja/f", "content/ja/b.md", "content"] {
        assert!(again(&mut site, &first, &[path]).is_none(), "{path}");
    }
    site.put("content/ja/a.md", &"x".repeat(17 * 1024 * 1024));
    assert!(again(&mut site, &first, &["content/ja/a.md"]).is_none(), "a finding takes its place");
}

#[cfg(unix)]
#[test]
fn a_link_is_never_read_alone() {
    let mut site = Site::new(&["content/ja/a.md", "content/ja/f/b.md", "outside/b.md"]);
    let first = site.read();
    let link = |from: &str, to: &str| {
        std::os::unix::fs::symlink(site.place(to), site.place(from)).expect("a link");
    };
    fs::remove_file(site.place("content/ja/a.md")).expect("removed");
    link("content/ja/a.md", "outside/b.md");
    fs::rename(site.place("content/ja/f"), site.place("gone")).expect("moved");
    link("content/ja/f", "outside");
    for path in ["content/ja/a.md", "content/ja/f/b.md"] {
        assert!(again(&mut site, &first, &[path]).is_none(), "{path}");
    }
    let second = site.read();
    assert!(again(&mut site, &second, &["content/site.toml"]).is_none(), "a site with links");
}
