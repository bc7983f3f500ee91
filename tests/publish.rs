//! `publish --to dir:`: a folder is exchanged whole and led back, and what is others' stays.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;
mod folders;
mod published;

use std::fs;
use std::path::Path;
use std::process::Command;

use desk::{mend, put, read, run};
use folders::tree;
use published::Desk;

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
    assert!(desk.to_folder(&[]).1.contains("is the same already"));
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

/// Whoever else writes there loses nothing, neither by a publication nor by the way back.
#[cfg(unix)]
#[test]
fn what_others_have_is_that_of_now_after_a_rollback_too() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new();
    let (www, mut number) = (desk.www(), 0);
    let mut publish = |options: &[&str]| {
        number += 1;
        put(&desk.root(), "content/ja/a.md", &format!("---\ntitle: A\n---\n\n{number}。\n"));
        let (code, _, err) = desk.to_folder(options);
        assert_eq!(code, 0, "{err}");
    };
    publish(&[]);
    put(&www, "data.json", "first");
    let outside = desk.folder.path().join("outside.txt");
    fs::write(&outside, "outside").expect("written");
    symlink(&outside, www.join("link.txt")).expect("a link");
    let odd = www.join(std::ffi::OsStr::from_bytes(b"bad\xff name.txt"));
    fs::write(&odd, "odd").expect("written");
    fs::create_dir_all(www.join("up/empty")).expect("made");
    fs::set_permissions(www.join("up"), fs::Permissions::from_mode(0o1777)).expect("set");
    put(&www, "up/gone.txt", "goes");
    publish(&[]);
    publish(&[]);
    put(&www, "data.json", "second");
    fs::remove_file(www.join("link.txt")).expect("removed");
    put(&www, "link.txt", "a file now");
    fs::remove_file(www.join("up/gone.txt")).expect("removed");
    publish(&["--rollback"]);
    assert_eq!(read(&www, "data.json"), "second");
    assert_eq!(fs::read_to_string(&outside).expect("read"), "outside");
    assert_eq!(
        (read(&www, "link.txt"), fs::read_to_string(&odd).expect("read")),
        ("a file now".into(), "odd".into())
    );
    let mode = fs::metadata(www.join("up")).expect("there").permissions().mode() & 0o7777;
    assert!(mode == 0o1777 && www.join("up/empty").is_dir() && !www.join("up/gone.txt").exists());
    // A pipe cannot be carried along, and a folder that went missing is put there again.
    let made = Command::new("mkfifo").arg(www.join("pipe")).status();
    assert!(made.expect("run").success());
    let (code, _, err) = desk.to_folder(&[]);
    assert!(code == 73 && err.contains("pipe"), "{err}");
    fs::remove_file(www.join("pipe")).expect("removed");
    publish(&[]);
    fs::rename(&www, desk.folder.path().join("lost")).expect("moved");
    publish(&["--rollback"]);
    assert!(www.join("ja/a/index.html").exists());
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

/// Where the system cannot exchange two folders, a run can be killed between its two steps.
#[cfg(unix)]
#[test]
fn a_folder_that_is_not_there_gets_what_was_on_its_way() {
    use std::os::unix::fs::MetadataExt;
    let desk = Desk::new();
    let mut built = Vec::new();
    for text in ["一つ目", "二つ目"] {
        put(&desk.root(), "content/ja/a.md", &format!("---\ntitle: A\n---\n\n{text}。\n"));
        assert_eq!(desk.to_folder(&[]).0, 0);
        built.push(desk.built());
    }
    let identity = fs::metadata(desk.www()).expect("a folder").ino();
    let on_its_way = desk.folder.path().join(format!(".www.taiyaku-kept/2.new-{identity}"));
    fs::rename(desk.www(), on_its_way).expect("moved");
    let (code, out, _) = desk.to_folder(&["--dry-run"]);
    assert!(code == 0 && out.starts_with("What is published is the same already"), "{out}");
    same(&desk.www(), &built[1]);
    assert_eq!(desk.to_folder(&["--rollback"]).0, 0);
    same(&desk.www(), &built[0]);
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
    let (code, _, err) = desk.to_folder(&["--max-deletes", "1", "--dry-run"]);
    assert!(code == 73 && err.contains("2 files would be deleted"), "{err}");
    let (_, out, _) = desk.to_folder(&["--dry-run"]);
    assert!(
        out.contains("deleted  ja/b/index.html\n") && out.contains("changed  ja/a/index.html\n")
    );
    assert!(tree(&desk.www()).keys().eq(before.keys()));
    assert_eq!(desk.to_folder(&["--max-deletes", "2"]).0, 0);
}

/// A server reads what its administrator has let it read, whoever publishes.
#[cfg(unix)]
#[test]
fn what_is_published_has_the_rights_of_its_folder() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let desk = Desk::new();
    let mode = |path: &str| fs::metadata(desk.www().join(path)).expect("there").mode() & 0o7777;
    let publish = |options: &str| {
        let program = env!("CARGO_BIN_EXE_taiyaku");
        let line = format!("umask 077; {program} publish --to dir:../www {options}");
        let done = Command::new("sh").current_dir(desk.root()).args(["-c", &line]).output();
        assert!(done.expect("run").status.success());
    };
    publish("");
    assert_eq!((mode(""), mode("ja/a"), mode("ja/a/index.html")), (0o755, 0o755, 0o644));
    fs::set_permissions(desk.www(), fs::Permissions::from_mode(0o2750)).expect("set");
    let group = fs::metadata(desk.www()).expect("there").gid();
    mend(&desk.root(), "content/ja/a.md", "Text", "別の本文");
    publish("");
    assert_eq!((mode(""), mode("ja/a"), mode("ja/a/index.html")), (0o2750, 0o2750, 0o640));
    assert_eq!(fs::metadata(desk.www()).expect("there").gid(), group);
    publish("--rollback");
    assert_eq!((mode("ja/a"), mode("ja/a/index.html")), (0o2750, 0o640), "those of now");
}

#[test]
fn a_site_that_does_not_say_where_it_lies_is_not_published() {
    let desk = Desk::new();
    mend(&desk.root(), "content/site.toml", "base_url", "# base_url");
    let (code, _, err) = desk.to_folder(&[]);
    assert!(code == 78 && err.contains("`base_url`") && !desk.www().exists(), "{err}");
    assert_eq!(desk.to_folder(&["--base-url", "https://example.org/"]).0, 0);
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

/// A mounted file system cannot change places with a folder. This one is mounted on every Linux.
#[cfg(target_os = "linux")]
#[test]
fn a_place_where_something_is_mounted_is_refused() {
    let desk = Desk::new();
    let (code, _, err) = run(&desk.root(), &["publish", "--to", "dir:/dev/shm", "--adopt"]);
    assert!(code == 73 && err.contains("mounted"), "{err}");
}

/// What somebody else has a part in may be impossible to remove, and its number is nobody else's then.
#[cfg(unix)]
#[test]
fn what_cannot_go_stands_in_the_way_of_nothing() {
    let desk = Desk::new();
    let publish = |text: &str| {
        put(&desk.root(), "content/ja/a.md", &format!("---\ntitle: A\n---\n\n{text}。\n"));
        let (code, _, err) = desk.to_folder(&[]);
        assert_eq!(code, 0, "{err}");
    };
    publish("一");
    publish("二");
    assert_eq!(desk.to_folder(&["--rollback"]).0, 0);
    // As it is left where it cannot be removed.
    let kept = desk.folder.path().join(".www.taiyaku-kept");
    put(&kept, "2.gone/up/theirs", "theirs");
    publish("三");
    let (three, built) = (desk.built(), desk.www());
    same(&built, &three);
    publish("四");
    assert_eq!(desk.to_folder(&["--rollback"]).0, 0);
    same(&built, &three);
}
