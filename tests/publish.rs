//! `publish`: a folder is exchanged whole and led back, a branch grows by one commit, what is others'
//! stays, and nothing is published that could not be told from its texts.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;
mod folders;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use desk::{CONFIG, git, mend, put, read, run};
use folders::tree;

/// A small site with a repository around it, and a bare one that it pushes to.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder") };
        let root = desk.root();
        put(&root, "content/site.toml", CONFIG);
        for language in ["ja", "en"] {
            for page in ["index", "a", "b"] {
                let text = format!("---\ntitle: {page}\n---\n\nText of {page}。\n");
                put(&root, &format!("content/{language}/{page}.md"), &text);
            }
        }
        git(&root, &["init", "-q", "-b", "main"]);
        desk.commit();
        git(desk.folder.path(), &["init", "-q", "--bare", "-b", "main", "remote.git"]);
        git(&root, &["remote", "add", "origin", "../remote.git"]);
        desk
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn commit(&self) {
        git(&self.root(), &["add", "-A"]);
        git(&self.root(), &["commit", "-q", "-m", "texts"]);
    }

    fn www(&self) -> PathBuf {
        self.folder.path().join("www")
    }

    /// Publishes to the folder.
    fn to_folder(&self, options: &[&str]) -> (i32, String, String) {
        let to = format!("dir:{}", self.www().display());
        run(&self.root(), &[&["publish", "--to", &to], options].concat())
    }

    /// Publishes to the branch.
    fn to_branch(&self, options: &[&str]) -> (i32, String, String) {
        run(&self.root(), &[&["publish", "--to", "git:pages"], options].concat())
    }

    /// Asks the bare repository.
    fn remote(&self, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        git.arg("-C").arg(self.folder.path().join("remote.git")).args(arguments);
        let done = git.output().expect("git");
        String::from_utf8(done.stdout).expect("text").trim().to_owned()
    }

    /// The files on the branch.
    fn branch(&self) -> Vec<String> {
        let list =
            self.remote(&["-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "pages"]);
        list.lines().map(str::to_owned).collect()
    }

    /// A clone of the branch, in which somebody else works.
    fn elsewhere(&self) -> PathBuf {
        let place = self.folder.path().join("elsewhere");
        if !place.exists() {
            git(self.folder.path(), &["clone", "-q", "-b", "pages", "remote.git", "elsewhere"]);
        }
        place
    }

    /// What a build writes.
    fn built(&self) -> folders::Tree {
        assert_eq!(run(&self.root(), &["build"]).0, 0);
        let mut tree = tree(&self.root().join("public"));
        tree.retain(|path, _| !path.starts_with(".taiyaku/"));
        fs::remove_dir_all(self.root().join("public")).expect("removed");
        tree
    }
}

fn names(tree: &folders::Tree) -> Vec<String> {
    tree.keys().cloned().collect()
}

#[track_caller]
fn same(place: &Path, tree_of: &folders::Tree) {
    let there = tree(place);
    assert_eq!(names(&there), names(tree_of));
    for (path, found) in &there {
        assert!(found.bytes == tree_of[path].bytes, "{path}");
    }
}

#[test]
fn a_folder_is_exchanged_and_three_earlier_ones_can_come_back() {
    let desk = Desk::new();
    let mut states = Vec::new();
    for number in 0..6 {
        put(&desk.root(), &format!("content/ja/new{number}.md"), "---\ntitle: 新\n---\n\n本文。\n");
        if number > 0 {
            fs::remove_file(desk.root().join(format!("content/ja/new{}.md", number - 1)))
                .expect("gone");
        }
        let (code, out, err) = desk.to_folder(&[]);
        // A page that is gone is told, for it has no other address now.
        assert!(code == 0 && err.contains("address-gone") == (number > 0), "{err}");
        assert_eq!(out.contains(" 0 deleted"), number == 0, "{out}");
        states.push(desk.built());
        same(&desk.www(), &states[number]);
    }
    let kept = desk.folder.path().join(".www.taiyaku-kept");
    let count = || {
        let names = fs::read_dir(&kept).expect("a shelf").map(|entry| entry.expect("one").path());
        names.filter(|place| place.is_dir()).count()
    };
    assert_eq!(count(), 3);
    for number in [4, 3, 2] {
        let (code, _, err) = desk.to_folder(&["--rollback"]);
        assert_eq!((code, err.as_str()), (0, ""));
        same(&desk.www(), &states[number]);
    }
    let (code, _, err) = desk.to_folder(&["--rollback"]);
    assert!(code == 73 && err.contains("Nothing earlier"), "{err}");
    assert_eq!(count(), 0);
    assert_eq!(desk.to_folder(&[]).0, 0);
    same(&desk.www(), &states[5]);
    assert!(desk.to_folder(&[]).1.contains("0 new files, 0 changed, 0 deleted"));
    assert_eq!(count(), 1, "what changed nothing is no publication");
}

#[test]
fn what_is_others_in_the_folder_stays() {
    let desk = Desk::new();
    put(&desk.www(), ".well-known/acme", "theirs");
    let (code, _, err) = desk.to_folder(&[]);
    assert!(code == 73 && err.contains("--adopt"), "{err}");
    let (code, out, _) = desk.to_folder(&["--adopt"]);
    assert!(code == 0 && out.contains("1 of others kept"), "{out}");
    // By hand: a page that the site keeps, one that it will lose, and a link.
    put(&desk.www(), "ja/a/index.html", "edited");
    put(&desk.www(), "ja/b/index.html", "edited too");
    put(&desk.www(), "late.txt", "theirs");
    #[cfg(unix)]
    std::os::unix::fs::symlink("/nowhere", desk.www().join("link")).expect("a link");
    for language in ["ja", "en"] {
        fs::remove_file(desk.root().join(format!("content/{language}/b.md"))).expect("removed");
    }
    assert_eq!(desk.to_folder(&[]).0, 0);
    let www = desk.www();
    assert!(!read(&www, "ja/a/index.html").contains("edited"), "written over, as by a build");
    assert_eq!(read(&www, "ja/b/index.html"), "edited too");
    assert!(!www.join("en/b/index.html").exists());
    assert_eq!(
        (read(&www, ".well-known/acme"), read(&www, "late.txt")),
        ("theirs".into(), "theirs".into())
    );
    #[cfg(unix)]
    assert_eq!(fs::read_link(www.join("link")).expect("a link"), Path::new("/nowhere"));
    assert_eq!(desk.to_folder(&["--rollback"]).0, 0);
    assert_eq!(
        (read(&www, ".well-known/acme"), read(&www, "late.txt")),
        ("theirs".into(), "theirs".into())
    );
    // Where the site needs a folder and somebody has a file, nothing changes.
    put(&www, "ja/c", "theirs");
    put(&desk.root(), "content/ja/c.md", "---\ntitle: C\n---\n\n本文。\n");
    let before = tree(&www);
    let (code, _, err) = desk.to_folder(&[]);
    assert!(code == 73 && err.contains("ja/c"), "{err}");
    assert!(tree(&www).keys().eq(before.keys()));
}

#[test]
fn a_folder_that_a_build_wrote_is_taken_over() {
    let desk = Desk::new();
    let place = desk.www().display().to_string();
    assert_eq!(run(&desk.root(), &["build", "--out", &place]).0, 0);
    fs::remove_file(desk.root().join("content/en/b.md")).expect("removed");
    fs::remove_file(desk.root().join("content/ja/b.md")).expect("removed");
    let (code, out, _) = desk.to_folder(&[]);
    assert!(code == 0 && out.contains("2 deleted"), "{out}");
    same(&desk.www(), &desk.built());
    assert_eq!(desk.to_folder(&["--rollback"]).0, 0);
    assert!(desk.www().join("ja/b/index.html").exists());
}

#[test]
fn a_plan_changes_nothing_and_too_much_to_delete_stops() {
    let desk = Desk::new();
    let (code, out, _) = desk.to_folder(&["--dry-run"]);
    assert!(code == 0 && out.contains("new      ja/a/index.html\n"), "{out}");
    assert!(out.contains("Nothing was changed") && !desk.www().exists());
    assert_eq!(desk.to_folder(&[]).0, 0);
    for language in ["ja", "en"] {
        fs::remove_file(desk.root().join(format!("content/{language}/b.md"))).expect("removed");
    }
    desk.commit();
    let before = tree(&desk.www());
    let (code, _, err) = desk.to_folder(&["--max-deletes", "1"]);
    assert!(code == 73 && err.contains("2 files would be deleted"), "{err}");
    assert!(err.contains("deleted  en/b/index.html\n"), "{err}");
    let (_, out, _) = desk.to_folder(&["--dry-run"]);
    assert!(
        out.contains("deleted  ja/b/index.html\n") && out.contains("changed  ja/a/index.html\n")
    );
    assert!(tree(&desk.www()).keys().eq(before.keys()));
    assert_eq!(desk.to_folder(&["--max-deletes", "2"]).0, 0);
}

#[test]
fn nothing_is_published_of_a_site_with_errors() {
    let desk = Desk::new();
    assert_eq!(desk.to_folder(&[]).0, 0);
    let before = tree(&desk.www());
    mend(&desk.root(), "content/ja/a.md", "Text", "[x](gone.md) Text");
    let (code, _, err) = desk.to_folder(&[]);
    assert!(code == 65 && err.ends_with("Nothing was published.\n"), "{err}");
    desk.commit();
    assert_eq!(desk.to_branch(&[]).0, 65);
    assert!(tree(&desk.www()).keys().eq(before.keys()) && desk.branch().is_empty());
    for bad in ["pages", "git:", "dir:", "ftp:x", "git:--upload-pack=x"] {
        assert_eq!(run(&desk.root(), &["publish", "--to", bad]).0, 2, "{bad}");
    }
}

#[test]
fn a_branch_grows_by_a_commit_and_the_checkout_is_not_touched() {
    let desk = Desk::new();
    let root = desk.root();
    let before = tree(&root.join("content"));
    let (code, out, err) = desk.to_branch(&[]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("new files"), "{out}");
    let built = desk.built();
    assert_eq!(desk.branch(), names(&built));
    let bytes = desk.remote(&["show", "pages:ja/a/index.html"]);
    assert_eq!(bytes.as_bytes(), built["ja/a/index.html"].bytes.trim_ascii_end());
    assert!(!root.join("public").exists(), "nothing is written but what was published");
    fs::remove_file(root.join("content/urls.lock")).expect("recorded");
    assert!(tree(&root.join("content")).keys().eq(before.keys()));
    let state = |arguments: &[&str]| {
        let done = Command::new("git").arg("-C").arg(&root).args(arguments).output().expect("git");
        String::from_utf8(done.stdout).expect("text")
    };
    assert_eq!(state(&["status", "--porcelain"]), "");
    assert_eq!(state(&["for-each-ref", "refs/taiyaku"]), "");
    assert_eq!(state(&["branch", "--format=%(refname:short)"]), "main\n");

    // The same again is no commit; a change is one more.
    assert_eq!(desk.to_branch(&[]).0, 0);
    assert_eq!(desk.remote(&["rev-list", "--count", "pages"]), "1");
    mend(&root, "content/ja/a.md", "Text", "別の本文");
    desk.commit();
    let (_, out, _) = desk.to_branch(&["--dry-run"]);
    assert!(out.contains("changed  ja/a/index.html\n"), "{out}");
    assert_eq!(desk.remote(&["rev-list", "--count", "pages"]), "1");
    assert_eq!(desk.to_branch(&[]).0, 0);
    assert_eq!(desk.remote(&["rev-list", "--count", "pages"]), "2");
    let source = state(&["rev-parse", "HEAD"]);
    assert!(desk.remote(&["log", "-1", "--format=%B", "pages"]).contains(source.trim()));
    let (code, _, err) = desk.to_branch(&["--rollback"]);
    assert!(code == 2 && err.contains("git revert"), "{err}");
}

#[test]
fn what_others_put_on_the_branch_stays() {
    let desk = Desk::new();
    assert_eq!(desk.to_branch(&[]).0, 0);
    let elsewhere = desk.elsewhere();
    put(&elsewhere, "CNAME", "docs.example.org\n");
    put(&elsewhere, ".nojekyll", "");
    put(&elsewhere, "日本 語.txt", "theirs");
    put(&elsewhere, "ja/b/index.html", "edited");
    git(&elsewhere, &["add", "-A"]);
    git(&elsewhere, &["commit", "-q", "-m", "by hand"]);
    git(&elsewhere, &["push", "-q"]);
    for language in ["ja", "en"] {
        fs::remove_file(desk.root().join(format!("content/{language}/b.md"))).expect("removed");
    }
    desk.commit();
    let theirs = [".nojekyll", "CNAME", "ja/b/index.html", "日本 語.txt"];
    let (_, out, _) = desk.to_branch(&["--dry-run"]);
    for path in theirs {
        assert!(out.contains(&format!("kept     {path}\n")), "{path}: {out}");
    }
    // Twice: what stayed once is not ours the next time.
    for number in 0..2 {
        mend(&desk.root(), "content/ja/a.md", "Text", &format!("{number} Text"));
        desk.commit();
        assert_eq!(desk.to_branch(&[]).0, 0);
        let branch = desk.branch();
        for path in theirs {
            assert!(branch.iter().any(|there| there == path), "{path}: {branch:?}");
        }
        assert!(!branch.contains(&"en/b/index.html".to_owned()));
        assert_eq!(desk.remote(&["show", "pages:ja/b/index.html"]), "edited");
    }
    // A preset that writes one of them has it in its hands again.
    assert_eq!(desk.to_branch(&["--preset", "github-pages"]).0, 0);
    assert!(desk.branch().contains(&".nojekyll".to_owned()));
}

#[test]
fn a_branch_that_is_not_ours_is_refused_until_it_is_adopted() {
    let desk = Desk::new();
    let root = desk.root();
    git(&root, &["push", "-q", "origin", "main", "main:pages"]);
    let (code, _, err) = desk.to_branch(&[]);
    assert!(code == 73 && err.contains("--adopt"), "{err}");
    let (code, _, err) = run(&root, &["publish", "--to", "git:main", "--adopt", "--force"]);
    assert!(code == 73 && err.contains("the branch of the texts"), "{err}");
    assert_eq!(desk.to_branch(&["--adopt"]).0, 0);
    let branch = desk.branch();
    assert!(branch.contains(&"content/site.toml".to_owned()), "what was there stays");
    assert!(branch.contains(&"ja/a/index.html".to_owned()));
    assert_eq!(desk.to_branch(&[]).0, 0);
}

#[test]
fn only_what_is_committed_and_newest_is_pushed() {
    let desk = Desk::new();
    let root = desk.root();
    assert_eq!(desk.to_branch(&[]).0, 0);
    put(&root, "content/ja/c.md", "---\ntitle: C\n---\n\n本文。\n");
    mend(&root, "content/ja/a.md", "Text", "別の本文");
    let (code, _, err) = desk.to_branch(&[]);
    assert!(code == 73 && err.contains("2 files are not committed, content/ja/a.md"), "{err}");
    desk.commit();
    assert_eq!(desk.to_branch(&[]).0, 0);
    // Somebody whose texts are older would take that back.
    git(&root, &["reset", "-q", "--hard", "HEAD~1"]);
    let (code, _, err) = desk.to_branch(&[]);
    assert!(code == 73 && err.contains("not among yours") && err.contains("git pull"), "{err}");
    assert!(desk.branch().contains(&"ja/c/index.html".to_owned()));
    assert_eq!(desk.to_branch(&["--force"]).0, 0);
    assert!(!desk.branch().contains(&"ja/c/index.html".to_owned()));

    let (code, _, err) = desk.to_branch(&["--remote", "nowhere"]);
    assert!(code == 74 && err.contains("git could not push"), "{err}");
    fs::remove_dir_all(root.join(".git")).expect("removed");
    let (code, _, err) = desk.to_branch(&[]);
    assert!(code == 73 && err.contains("no repository"), "{err}");
}

/// A hook of the bare repository moves the branch in the moment before ours is taken.
#[cfg(unix)]
#[test]
fn a_publication_of_somebody_else_is_not_written_over() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    assert_eq!(desk.to_branch(&[]).0, 0);
    let elsewhere = desk.elsewhere();
    put(&elsewhere, "theirs.txt", "theirs");
    git(&elsewhere, &["add", "-A"]);
    git(&elsewhere, &["commit", "-q", "-m", "meanwhile"]);
    git(&elsewhere, &["push", "-q", "origin", "HEAD:refs/heads/theirs"]);
    let theirs = desk.remote(&["rev-parse", "theirs"]);
    let hook = desk.root().join(".git/hooks/pre-push");
    let remote = desk.folder.path().join("remote.git").display().to_string();
    put(
        &desk.root(),
        ".git/hooks/pre-push",
        &format!(
            "#!/bin/sh\nunset GIT_DIR\ngit -C '{remote}' update-ref refs/heads/pages {theirs}\n"
        ),
    );
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("set");
    mend(&desk.root(), "content/ja/a.md", "Text", "別の本文");
    desk.commit();
    let (code, _, err) = desk.to_branch(&[]);
    assert!(code == 75 && err.contains("meanwhile"), "{code} {err}");
    assert_eq!(desk.remote(&["rev-parse", "pages"]), theirs);
    fs::remove_file(hook).expect("removed");
    assert_eq!(desk.to_branch(&[]).0, 0);
    assert!(desk.branch().contains(&"theirs.txt".to_owned()));
}
