//! `publish --to git:`: a branch grows by one commit, what is others' stays, and nothing is published that
//! could not be told from its texts.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;
mod folders;
mod published;

use std::fs;
use std::process::{Command, Stdio};

use desk::{git, mend, put, read, run};
use folders::tree;
use published::Desk;

#[test]
fn a_branch_grows_by_a_commit_and_the_checkout_is_not_touched() {
    let desk = Desk::new();
    let root = desk.root();
    let before = tree(&root.join("content"));
    let (code, out, err) = desk.to_branch(&[]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("new files"), "{out}");
    let built = desk.built();
    assert_eq!(desk.branch(), built.keys().cloned().collect::<Vec<_>>());
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

/// Names may hold whatever a file system takes, and settings of the host are others' to change.
#[cfg(unix)]
#[test]
fn files_of_others_stay_whatever_they_are_called() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    let root = desk.root();
    git(&root, &["config", "i18n.logOutputEncoding", "EUC-JP"]);
    let publish = |number: usize| {
        put(&root, "content/ja/a.md", &format!("---\ntitle: A\n---\n\n{number}。\n"));
        desk.commit();
        let (code, out, err) = desk.to_branch(&[
            "--preset",
            "github-pages",
            "--base-url",
            "https://docs.example.org/",
        ]);
        assert_eq!(code, 0, "{err}");
        out
    };
    publish(0);
    let elsewhere = desk.elsewhere();
    let names: [&[u8]; 6] =
        [b" lead", b"trail ", b"tab\t\"q\\", b"new\nline", b"bad\xff", "日本.txt".as_bytes()];
    for name in names {
        fs::write(elsewhere.join(std::ffi::OsStr::from_bytes(name)), "theirs").expect("written");
    }
    put(&elsewhere, "CNAME", "www.other.example\n");
    git(&elsewhere, &["add", "-A"]);
    git(&elsewhere, &["commit", "-q", "-m", "by hand"]);
    git(&elsewhere, &["push", "-q"]);
    for number in 1..4 {
        assert!(publish(number).contains("7 of others kept"));
        git(&elsewhere, &["pull", "-q"]);
        for name in names {
            let text = fs::read(elsewhere.join(std::ffi::OsStr::from_bytes(name)));
            assert_eq!(text.expect("still there"), b"theirs", "{}", String::from_utf8_lossy(name));
        }
        assert_eq!(read(&elsewhere, "CNAME"), "www.other.example\n");
    }
}

#[test]
fn only_names_of_branches_are_taken_and_ignored_texts_are_none() {
    let desk = Desk::new();
    let root = desk.root();
    for name in ["x..y", "refs/heads/z", "HEAD", "@"] {
        let (code, _, err) = run(&root, &["publish", "--to", &format!("git:{name}"), "--dry-run"]);
        assert!(code == 2 && err.contains("No branch can be called"), "{name}: {err}");
    }
    assert_eq!(run(&root, &["publish", "--to", "dir:~/www"]).0, 2);
    put(&root, ".gitignore", "secret*\n*.swp\n");
    desk.commit();
    put(&root, "content/ja/.a.md.swp", "an editor's own");
    assert_eq!(desk.to_branch(&[]).0, 0, "what is not read is no matter");
    put(&root, "static/secret.txt", "TOKEN");
    let (code, _, err) = desk.to_branch(&[]);
    assert!(code == 73 && err.contains("static/secret.txt"), "{err}");
    assert!(!desk.branch().contains(&"secret.txt".to_owned()));
}

/// Both write into one repository, and neither into the other's branch.
#[test]
fn two_runs_at_once_do_not_meet() {
    let desk = Desk::new();
    let root = desk.root();
    let start = |name: &str| {
        let url = format!("https://{name}.example/");
        let to = format!("git:{name}");
        let mut program = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
        program.current_dir(&root).args(["publish", "--to", &to, "--base-url", &url]);
        program.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("started")
    };
    for _ in 0..5 {
        let mut both = ["staging", "prod"].map(start);
        // They may meet at the list of addresses, which says that one of them is busy.
        for run in &mut both {
            run.wait().expect("ended");
        }
        for (name, other) in [("staging", "prod"), ("prod", "staging")] {
            let map = desk.remote(&["show", &format!("{name}:sitemap.xml")]);
            assert!(!map.contains(&format!("https://{other}.example/")), "{name}: {map}");
            assert!(map.contains(&format!("https://{name}.example/")), "{name}: {map}");
        }
        mend(&root, "content/ja/a.md", "。", "。。");
        desk.commit();
    }
}

#[test]
fn what_a_revert_on_the_branch_brings_back_goes_again() {
    let desk = Desk::new();
    let root = desk.root();
    assert_eq!(desk.to_branch(&[]).0, 0);
    for language in ["ja", "en"] {
        fs::remove_file(root.join(format!("content/{language}/b.md"))).expect("removed");
    }
    desk.commit();
    assert_eq!(desk.to_branch(&[]).0, 0);
    let elsewhere = desk.elsewhere();
    git(&elsewhere, &["revert", "--no-edit", "HEAD"]);
    git(&elsewhere, &["push", "-q"]);
    assert!(desk.branch().contains(&"ja/b/index.html".to_owned()));
    let (code, out, err) = desk.to_branch(&[]);
    assert!(code == 0 && out.contains(" 0 of others kept"), "{out}{err}");
    assert!(!desk.branch().contains(&"ja/b/index.html".to_owned()));
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
    assert!(code == 74 && err.contains("git failed"), "{err}");
    fs::remove_dir_all(root.join(".git")).expect("removed");
    let (code, _, err) = desk.to_branch(&[]);
    assert!(code == 73 && err.contains("no repository"), "{err}");
}

/// A hook of the bare repository moves the branch in the moment before ours is taken.
#[cfg(unix)]
#[test]
fn a_publication_of_somebody_else_is_not_written_over() {
    let desk = Desk::new();
    assert_eq!(desk.to_branch(&[]).0, 0);
    let elsewhere = desk.elsewhere();
    put(&elsewhere, "theirs.txt", "theirs");
    git(&elsewhere, &["add", "-A"]);
    git(&elsewhere, &["commit", "-q", "-m", "meanwhile"]);
    git(&elsewhere, &["push", "-q", "origin", "HEAD:refs/heads/theirs"]);
    let theirs = desk.remote(&["rev-parse", "theirs"]);
    let remote = desk.folder.path().join("remote.git").display().to_string();
    let move_it = format!("unset GIT_DIR\ngit -C '{remote}' update-ref refs/heads/pages {theirs}");
    let hook = desk.hook(&move_it);
    mend(&desk.root(), "content/ja/a.md", "Text", "別の本文");
    desk.commit();
    let (code, _, err) = desk.to_branch(&[]);
    assert!(code == 75 && err.contains("meanwhile"), "{code} {err}");
    assert_eq!(desk.remote(&["rev-parse", "pages"]), theirs);
    fs::remove_file(hook).expect("removed");
    assert_eq!(desk.to_branch(&[]).0, 0);
    assert!(desk.branch().contains(&"theirs.txt".to_owned()));
}

/// What cannot be recorded takes nothing back of what is published, and says so.
#[cfg(unix)]
#[test]
fn a_site_whose_addresses_cannot_be_recorded_is_published_and_told() {
    let desk = Desk::new();
    let hook = desk.hook("echo /ja/theirs/ > content/urls.lock");
    let (code, out, err) = desk.to_branch(&[]);
    assert!(code == 73 && out.contains("published") && err.contains("published, but"), "{err}");
    assert!(desk.branch().contains(&"ja/a/index.html".to_owned()));
    fs::remove_file(hook).expect("removed");
    assert_eq!(run(&desk.root(), &["build", "--record"]).0, 0);
    let known = read(&desk.root(), "content/urls.lock");
    assert!(known.contains("/ja/theirs/") && known.contains("/ja/a/"), "{known}");
}

/// What git says of it is passed on, and no other cause is told.
#[test]
fn what_keeps_git_from_it_is_told_as_git_says_it() {
    let desk = Desk::new();
    assert_eq!(run(&desk.root(), &["publish", "--to", "git:deep/er"]).0, 0);
    let (code, _, err) = run(&desk.root(), &["publish", "--to", "git:deep"]);
    assert!(code == 74 && err.contains("git failed") && err.contains("deep/er"), "{err}");
    let mut program = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
    program.current_dir(desk.root()).args(["publish", "--to", "git:pages", "--ui-lang", "en"]);
    // Git's own means to take a repository for somebody else's, and no setting that trusts it.
    program.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "true");
    program.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    let done = program.output().expect("ran");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.code() == Some(74) && said.contains("dubious ownership"), "{said}");
}

/// A git that commits something in the moment before it is asked for the state of the texts.
#[cfg(unix)]
#[test]
fn texts_that_are_committed_while_they_are_read_stop_it() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let path = std::env::var("PATH").expect("a path");
    let real = path.split(':').map(|folder| format!("{folder}/git"));
    let real = real.into_iter().find(|git| std::path::Path::new(git).exists()).expect("git");
    let commit = "-c user.name=t -c user.email=t@example.org commit -q --allow-empty -m meanwhile";
    put(
        desk.folder.path(),
        "bin/git",
        &format!(
            "#!/bin/sh\ncase \"$*\" in *--ignored=matching*) {real} -C . {commit} >/dev/null ;; esac\nexec {real} \"$@\"\n"
        ),
    );
    let wrapper = desk.folder.path().join("bin/git");
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755)).expect("set");
    let mut program = Command::new(env!("CARGO_BIN_EXE_taiyaku"));
    program.current_dir(desk.root()).args(["publish", "--to", "git:pages", "--ui-lang", "en"]);
    program.env("PATH", format!("{}:{path}", desk.folder.path().join("bin").display()));
    let done = program.output().expect("ran");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.code() == Some(75) && said.contains("Publish again"), "{said}");
    assert!(desk.branch().is_empty());
    assert_eq!(desk.to_branch(&[]).0, 0);
}
