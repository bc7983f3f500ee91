//! Writing: only what changed, only what is ours, and whole files at every moment.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod folders;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use folders::{Tree, tree};
use taiyaku::disk::{DiskError, Refusal, Target, Written, write};
use taiyaku::render::{Emitted, Output};

/// A site's folder with a source in it, and an output beside it.
struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let site = Self { folder };
        site.put("content/site.toml", "schema = 1");
        site
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn public(&self) -> PathBuf {
        self.root().join("public")
    }

    fn put(&self, path: &str, text: &str) {
        let place = self.root().join(path);
        fs::create_dir_all(place.parent().expect("a parent")).expect("made");
        fs::write(place, text).expect("written");
    }

    fn build(&self, files: &[(&str, &str)]) -> Result<Written, DiskError> {
        self.build_adopting(files, false)
    }

    fn build_adopting(&self, files: &[(&str, &str)], adopt: bool) -> Result<Written, DiskError> {
        write(&Target::open(self.root(), &self.public(), adopt)?, &output(files))
    }

    /// The pages and assets that are there, without our own record.
    fn published(&self) -> BTreeMap<String, String> {
        tree(&self.public())
            .into_iter()
            .filter(|(path, _)| !path.starts_with(".taiyaku"))
            .map(|(path, file)| (path, String::from_utf8(file.bytes).expect("text")))
            .collect()
    }
}

fn output(files: &[(&str, &str)]) -> Output {
    let files =
        files.iter().map(|(path, text)| ((*path).to_owned(), Emitted::new(text.as_bytes())));
    Output { files: files.collect() }
}

fn texts(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn counts(written: &Written) -> (usize, usize, usize) {
    (written.written, written.unchanged, written.deleted)
}

const PAGES: &[(&str, &str)] = &[
    ("_t/ab/site.css", "body{}"),
    ("en/index.html", "<p>en</html>"),
    ("index.html", "<p>chooser</html>"),
    ("ja/forms/index.html", "<p>書式</html>"),
    ("ja/index.html", "<p>日本語</html>"),
];

#[test]
fn a_fresh_output_is_whole_and_an_unchanged_one_is_not_touched() {
    let site = Site::new();
    assert_eq!(counts(&site.build(PAGES).expect("written")), (5, 0, 0));
    assert_eq!(site.published(), texts(PAGES));
    let before = tree(site.root());
    assert_eq!(counts(&site.build(PAGES).expect("written")), (0, 5, 0));
    assert_eq!(tree(site.root()), before, "same bytes, same times, nothing beside the output");
}

#[test]
fn one_change_writes_one_file() {
    let site = Site::new();
    site.build(PAGES).expect("written");
    let before = tree(&site.public());
    let mut pages = PAGES.to_vec();
    pages[4].1 = "<p>新しい</html>";
    assert_eq!(counts(&site.build(&pages).expect("written")), (1, 4, 0));
    assert_eq!(site.published(), texts(&pages));
    assert_eq!(changed(&before, &tree(&site.public())), [".taiyaku/manifest", "ja/index.html"]);
}

/// Paths whose bytes or time differ.
fn changed(before: &Tree, after: &Tree) -> Vec<String> {
    let differs = |path: &&String| before.get(*path) != after.get(*path);
    let mut paths: Vec<_> = before.keys().chain(after.keys()).filter(differs).cloned().collect();
    paths.sort();
    paths.dedup();
    paths
}

#[test]
fn a_removed_page_goes_with_its_folders_and_nothing_else() {
    let site = Site::new();
    site.build(PAGES).expect("written");
    site.put("public/ja/mine.txt", "foreign");
    site.put("public/.git/config", "foreign");
    assert_eq!(counts(&site.build(&PAGES[..1]).expect("written")), (0, 1, 4));
    let left = texts(&[PAGES[0], (".git/config", "foreign"), ("ja/mine.txt", "foreign")]);
    assert_eq!(site.published(), left);
    assert!(!site.public().join("ja/forms").exists());
    assert!(!site.public().join("en").exists());
}

#[test]
fn a_file_edited_by_hand_is_overwritten_but_never_deleted() {
    let site = Site::new();
    site.build(PAGES).expect("written");
    site.put("public/en/index.html", "<p>EN</html>");
    site.put("public/ja/index.html", "by hand");
    let written = site.build(&PAGES[..4]).expect("written");
    assert_eq!(counts(&written), (1, 3, 0), "an edit of the same length is seen too");
    assert_eq!(written.kept, ["ja/index.html"]);
    let mut left = texts(&PAGES[..4]);
    left.insert("ja/index.html".into(), "by hand".into());
    assert_eq!(site.published(), left);
    assert_eq!(counts(&site.build(&PAGES[..4]).expect("written")), (0, 4, 0), "now it is theirs");
}

#[test]
fn a_page_may_become_a_folder_and_a_folder_a_page() {
    let (flat, deep) = (&[("a", "1"), ("b.html", "2")], &[("a/b/c.html", "3"), ("b.html", "2")]);
    let site = Site::new();
    site.build(flat).expect("written");
    assert_eq!(counts(&site.build(deep).expect("written")), (1, 1, 1));
    assert_eq!(site.published(), texts(deep));
    assert_eq!(counts(&site.build(flat).expect("written")), (1, 1, 1));
    assert_eq!(site.published(), texts(flat));
}

#[test]
fn a_page_may_change_the_case_of_its_name() {
    let site = Site::new();
    site.build(&[("FAQ/index.html", "same")]).expect("written");
    site.build(&[("faq/index.html", "same")]).expect("written");
    let there = fs::read_to_string(site.public().join("faq/index.html"));
    assert_eq!(there.expect("where names fold, the old one is the new one"), "same");
    assert_eq!(site.published().len(), 1);
}

#[test]
fn what_is_not_ours_is_not_moved_out_of_the_way() {
    for (blocker, page) in [("a", "a/b.html"), ("a/x.txt", "a"), ("a/b/x.txt", "a/b")] {
        let site = Site::new();
        site.build(PAGES).expect("written");
        site.put(&format!("public/{blocker}"), "foreign");
        let before = tree(site.root());
        let refused = site.build(&[("z.html", "new"), (page, "new")]);
        let in_the_way = |e: &DiskError| matches!(e, DiskError::Refused { why, .. } if *why == Refusal::InTheWay);
        assert!(refused.as_ref().is_err_and(in_the_way), "{blocker}: {refused:?}");
        assert_eq!(tree(site.root()), before, "nothing was written at all");
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_deleted_through_a_link() {
    let site = Site::new();
    site.build(PAGES).expect("written");
    site.put("elsewhere/index.html", "<p>日本語</html>");
    fs::remove_dir_all(site.public().join("ja")).expect("removed");
    std::os::unix::fs::symlink("../elsewhere", site.public().join("ja")).expect("linked");
    let refused = site.build(&[("ja/index.html", "new")]);
    assert!(
        matches!(refused, Err(DiskError::Refused { why: Refusal::InTheWay, .. })),
        "{refused:?}"
    );
    site.build(&PAGES[..1]).expect("written");
    let kept = fs::read_to_string(site.root().join("elsewhere/index.html")).expect("still there");
    assert_eq!(kept, "<p>日本語</html>");

    // A link in the place of a page is replaced, not followed.
    site.put("elsewhere/canary", "canary");
    std::os::unix::fs::symlink("../elsewhere/canary", site.public().join("x.html"))
        .expect("linked");
    site.build(&[PAGES[0], ("x.html", "page")]).expect("written");
    assert_eq!(fs::read_to_string(site.root().join("elsewhere/canary")).expect("there"), "canary");
    assert_eq!(fs::read_to_string(site.public().join("x.html")).expect("there"), "page");
}

#[test]
fn a_foreign_folder_is_adopted_only_when_asked_and_keeps_its_files() {
    let site = Site::new();
    site.put("public/old.html", "foreign");
    site.put("public/index.html", "foreign");
    let refused = site.build(PAGES);
    assert!(
        matches!(refused, Err(DiskError::Refused { why: Refusal::NotOurs, .. })),
        "{refused:?}"
    );
    site.build_adopting(PAGES, true).expect("adopted");
    let mut left = texts(PAGES);
    left.insert("old.html".into(), "foreign".into());
    assert_eq!(site.published(), left);
    site.build(PAGES).expect("ours from now on");
}

#[test]
fn a_damaged_manifest_deletes_nothing() {
    let site = Site::new();
    site.build(PAGES).expect("written");
    let canary = "canary";
    site.put("secret.txt", canary);
    let hash = taiyaku::text::Fingerprint::of(canary.as_bytes()).hex();
    let lines = format!("{hash} 6 ../secret.txt\n{hash} 6 /etc/passwd\nnonsense\n{hash}\n");
    for text in ["", "\0\0\0", "taiyaku manifest 9\n", &format!("taiyaku manifest 1\n{lines}")] {
        site.put("public/.taiyaku/manifest", text);
        site.build(&PAGES[..1]).expect("written");
        assert_eq!(site.published(), texts(PAGES), "not known to be ours, so they stay");
        assert_eq!(fs::read_to_string(site.root().join("secret.txt")).expect("there"), canary);
    }
}

#[test]
fn an_interrupted_run_is_completed_and_its_orphans_are_deleted() {
    let site = Site::new();
    site.build(PAGES).expect("written");
    // As a run leaves it that was killed after it had written a new page and half a draft.
    let orphan = "<p>orphan</html>";
    let hash = taiyaku::text::Fingerprint::of(orphan.as_bytes()).hex();
    let journal = format!("taiyaku pending 1\n{hash} {} ja/new/index.html\n", orphan.len());
    site.put("public/.taiyaku/pending", &journal);
    site.put("public/.taiyaku/new/.taiyaku-x", "hal");
    site.put("public/ja/new/index.html", orphan);
    assert_eq!(counts(&site.build(PAGES).expect("written")), (0, 5, 1));
    assert_eq!(site.published(), texts(PAGES));
    let ours: Vec<_> = tree(&site.public()).into_keys().filter(|p| p.starts_with(".t")).collect();
    assert_eq!(ours, [".taiyaku/manifest"]);
}

#[test]
fn a_killed_first_build_leaves_nothing_behind() {
    let site = Site::new();
    for _ in 0..2 {
        site.put(".public.taiyaku-staging-aB3xY9/.taiyaku/new/y", "half");
        site.put(".public.taiyaku-staging-aB3xY9/ja/index.html", "half");
        site.put(".public.taiyaku-staging-mine/notes.txt", "not ours");
        site.build(PAGES).expect("written");
        assert!(!site.root().join(".public.taiyaku-staging-aB3xY9").exists());
        assert!(site.root().join(".public.taiyaku-staging-mine/notes.txt").exists());
    }
}

#[test]
fn an_output_that_would_lead_out_of_its_folder_is_refused() {
    for path in ["../x.html", "/x.html", "a/../../x", ".taiyaku/manifest", "a//b", "", "a\nb"] {
        let site = Site::new();
        let before = tree(site.root());
        let refused = site.build(&[("ok.html", "ok"), (path, "x")]);
        let unsafe_path =
            matches!(refused, Err(DiskError::Refused { why: Refusal::UnsafePath, .. }));
        assert!(unsafe_path, "{path}: {refused:?}");
        assert_eq!(tree(site.root()), before);
    }
    let both = Site::new().build(&[("a", "file"), ("a/b", "below it")]);
    assert!(matches!(both, Err(DiskError::Refused { why: Refusal::UnsafePath, .. })), "{both:?}");
}

#[test]
fn a_second_run_waits_for_nobody() {
    let site = Site::new();
    let first = Target::open(site.root(), &site.public(), false).expect("free");
    assert!(matches!(site.build(PAGES), Err(DiskError::Busy { .. })));
    drop(first);
    site.build(PAGES).expect("free again");
}

#[cfg(unix)]
#[test]
fn files_can_be_read_by_others_as_the_umask_says() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new();
    let mode = |path: &str| {
        fs::metadata(site.public().join(path)).expect("there").permissions().mode() & 0o777
    };
    site.build(PAGES).expect("written");
    site.put("probe", "");
    let umask =
        0o666 & !fs::metadata(site.root().join("probe")).expect("there").permissions().mode();
    site.build(&[("en/index.html", "changed"), ("new/x.css", "new")]).expect("written");
    for path in ["en/index.html", "new/x.css", ".taiyaku/manifest"] {
        assert_eq!(mode(path), 0o644 & !umask, "{path}");
    }
    assert_eq!(mode("") & 0o700, 0o700);
    assert_eq!(mode(""), mode("en"), "the staged folder is no more private than the others");
}
