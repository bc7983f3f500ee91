//! `rename` and `remove` through the program: files in, bytes out.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;
mod folders;
mod sites;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use desk::run;
use folders::tree;
use sites::TWO_LANGUAGES;

const FRONT_JA: &str = "---\ntitle: はじめに\n---\n\n本文です。[焼く](guide/burn.md#how)と[引用][b]。\n\n- 一つ\n  - [二つ](./guide/burn.md \"題\")\n\n::card[焼く]{href=\"guide/burn.md#how\"}\n\n`[焼く](guide/burn.md)`\n\n[b]: <guide/burn.md> 't'\n";
const FRONT_EN: &str = "\u{feff}---\r\ntitle: Start\r\n---\r\n\r\nText. [Burn](guide/burn.md#how) and ![no](/a.png).\r\n\r\n> [b]: guide/burn.md\r\n\r\n[Again][b]\r\n\r\n<!-- allow-page: parity-structure -->\r\n";
const BURN_JA: &str = "---\ntitle: 焼く\nreading: やく\n---\n\n[表紙](../index.md)、[隣](mount.md)、[ここ](burn.md#how)。\n\n## 手順 {#how}\n\n本文です。\n";
const BURN_EN: &str = "---\r\ntitle: Burn\r\nslug: burning\r\n---\r\n\r\n[Front](../index.md), [beside](mount.md), [here](burn.md#how).\r\n\r\n## How {#how}\r\n\r\nText.\r\n";
const MOUNT: &str = "---\ntitle: Mount\n---\n\n[burn](burn.md) [burn](burn.md#how)\n";
const FORMS: &str = "[[form]]\nid = \"f\"\nkind = \"guide\"\ndate = 2026-01-02\n\n[[form.edition]]\nlang = \"ja\"\ntitle = \"焼\"\nreading = \"やき\"\nfile_name = \"a\"\npage = 'guide/burn.md' # row\n";

const FILES: [(&str, &str); 9] = [
    ("content/site.toml", TWO_LANGUAGES),
    ("content/forms.toml", FORMS),
    ("content/ja/index.md", FRONT_JA),
    ("content/ja/guide/burn.md", BURN_JA),
    ("content/ja/guide/mount.md", MOUNT),
    ("content/en/index.md", FRONT_EN),
    ("content/en/guide/burn.md", BURN_EN),
    ("content/en/guide/mount.md", MOUNT),
    // An image of one point.
    ("static/a.png", ""),
];

const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

fn site_of(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let place = folder.path().join(path);
        fs::create_dir_all(place.parent().expect("above")).expect("made");
        let bytes = if path.ends_with(".png") { PNG } else { text.as_bytes() };
        fs::write(place, bytes).expect("written");
    }
    folder
}

fn site() -> tempfile::TempDir {
    site_of(&FILES)
}

/// Runs a command that goes well, and gives what it told.
#[track_caller]
fn fine(root: &Path, arguments: &[&str]) -> String {
    let (code, out, err) = run(root, arguments);
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}: {out}");
    out
}

fn texts(root: &Path) -> BTreeMap<String, String> {
    let all = tree(root).into_iter();
    all.filter(|(path, _)| path.starts_with("content/"))
        .map(|(path, found)| (path, String::from_utf8(found.bytes).expect("text")))
        .collect()
}

#[track_caller]
fn assert_holds(root: &Path, path: &str, expected: &str) {
    assert_eq!(fs::read_to_string(root.join(path)).expect(path), expected, "{path}");
}

#[test]
fn a_page_moves_in_all_languages_and_nothing_but_links_changes() {
    let site = site();
    let root = site.path();
    let out = fine(root, &["rename", "content/ja/guide/burn.md", "content/ja/iso/write.md"]);
    assert_eq!(
        out,
        "content/en/guide/burn.md → content/en/iso/write.md\n\
         content/ja/guide/burn.md → content/ja/iso/write.md\n\
         Moved 2 files and wrote 15 links anew in 7 files\n"
    );
    let moved = |text: &str| text.replace("guide/burn.md", "iso/write.md");
    let code = "`[焼く](guide/burn.md)`";
    let front = moved(FRONT_JA).replace("`[焼く](iso/write.md)`", code);
    assert_holds(root, "content/ja/index.md", &front);
    assert_holds(root, "content/en/index.md", &moved(FRONT_EN));
    assert_holds(root, "content/forms.toml", &moved(FORMS));
    for code in ["ja", "en"] {
        let mount = MOUNT.replace("burn.md", "../iso/write.md");
        assert_holds(root, &format!("content/{code}/guide/mount.md"), &mount);
    }
    let inside = |text: &str| {
        text.replace("(mount.md)", "(../guide/mount.md)").replace("(burn.md#", "(write.md#")
    };
    let ja = inside(BURN_JA).replace("やく\n---", "やく\naliases:\n  - guide/burn/\n---");
    assert_holds(root, "content/ja/iso/write.md", &ja);
    let en = inside(BURN_EN);
    let en = en.replace("burning\r\n---", "burning\r\naliases:\r\n  - guide/burning/\r\n---");
    assert_holds(root, "content/en/iso/write.md", &en);
    assert_eq!(texts(root).len(), FILES.len() - 1, "nothing else is there");
    fine(root, &["check", "--strict"]);
}

fn redirects(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join("public").join(path).join("index.html")).expect(path)
}

#[test]
fn every_address_that_was_ever_published_still_leads_to_the_page() {
    let site = site();
    let root = site.path();
    fine(root, &["rename", "guide/burn.md", "iso/write.md", "--lang", "en"]);
    fine(root, &["rename", "iso/write.md", "iso/put.md", "--lang", "ja"]);
    fine(root, &["build", "--strict"]);
    for old in ["ja/guide/burn", "ja/iso/write"] {
        assert!(redirects(root, old).contains("/ja/iso/put/"), "{old}");
    }
    // Its `slug` stayed, so its second address is the first.
    assert!(redirects(root, "en/guide/burning").contains("/en/iso/burning/"));
    // An alias is made for each language, so the address of one cannot be an alias of the other.
    let (code, _, err) = run(root, &["rename", "iso/put.md", "guide/burn.md", "--lang", "ja"]);
    let lost = |address: &str| format!("note: The address `{address}` will lead nowhere\n");
    assert_eq!((code, err), (0, lost("en/guide/burn/") + &lost("ja/guide/burning/")));
    fine(root, &["build", "--strict"]);
    for old in ["ja/iso/write", "ja/iso/put"] {
        assert!(redirects(root, old).contains("/ja/guide/burn/"), "{old}");
    }
    assert!(redirects(root, "en/iso/burning").contains("/en/guide/burning/"));
    let page = fs::read_to_string(root.join("content/ja/guide/burn.md")).expect("there");
    assert!(page.contains("aliases:\n  - iso/put/\n  - iso/write/\n---"), "{page}");
    let rest = |text: &str| -> Vec<String> {
        let lines =
            text.lines().filter(|line| !line.starts_with("aliases") && !line.starts_with("  - "));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(rest(&page), rest(BURN_JA));
    for (path, text) in
        FILES.iter().filter(|(path, _)| !path.ends_with("burn.md") && !path.ends_with("png"))
    {
        assert_holds(root, path, text);
    }
}

#[test]
fn the_page_of_a_folder_keeps_its_address() {
    let index =
        "---\ntitle: Guide\naliases: [old/] # kept\n---\n\n[in](sub/x.md) [up](../index.md)\n";
    let deep = "+++\ntitle = \"X\"\n[extra]\na = 1\n+++\n\n[up](../index.md) [self](x.md)\n";
    let mut files = FILES.to_vec();
    files.extend([
        ("content/ja/guide/index.md", index),
        ("content/en/guide/index.md", index),
        ("content/ja/guide/sub/x.md", deep),
    ]);
    let site = site_of(&files);
    let root = site.path();
    fine(root, &["rename", "content/en/guide/index.md", "content/en/help/index.md"]);
    let index = index.replace("(sub/", "(../guide/sub/").replace("[old/]", "[old/, guide/]");
    assert_holds(root, "content/ja/help/index.md", &index);
    let up = deep.replace("(../index.md)", "(../../help/index.md)");
    assert_holds(root, "content/ja/guide/sub/x.md", &up);
    fine(root, &["rename", "content/en/help/index.md", "content/en/help.md"]);
    let index = index.replace("../guide/sub", "guide/sub").replace("../index.md", "index.md");
    assert_holds(root, "content/en/help.md", &index);
    fine(root, &["rename", "guide/sub/x.md", "y.md", "--lang", "ja"]);
    let y = up.replace("../../help.md", "help.md").replace("(x.md)", "(y.md)");
    let y = y.replace("../../help/index.md", "help.md");
    let y = y.replace("+++\ntitle", "+++\naliases = [\"guide/sub/x/\"]\ntitle");
    assert_holds(root, "content/ja/y.md", &y);
    fine(root, &["build", "--strict"]);
    assert!(redirects(root, "ja/guide").contains("/ja/help/"));
    // English has no page of its own there; the source page stands in for it.
    assert!(redirects(root, "en/guide/sub/x").contains("/en/y/"));
}

#[test]
fn what_cannot_be_done_changes_nothing() {
    let mut files = FILES.to_vec();
    files.extend([
        ("content/ja/_parts/p.md", "部品です。\n"),
        ("content/ja/other.md", "---\ntitle: 他\naliases: [taken/]\n---\n\n本文です。\n"),
        ("content/en/only.md.bak.md", "---\ntitle: Only\nsource: en\n---\n\nText.\n"),
    ]);
    let site = site_of(&files);
    let before = tree(site.path());
    for (arguments, code, told) in [
        (["guide/burn.md", "guide/mount.md"], 73, "content/ja/guide/mount.md is there already"),
        (["guide/burn.md", "only.md.bak.md"], 73, "content/en/only.md.bak.md is there already"),
        (
            ["guide/burn.md", "taken.md"],
            73,
            "The address `ja/taken/` belongs to content/ja/other.md",
        ),
        (
            ["guide/burn.md", "guide/mount/index.md"],
            73,
            "`ja/guide/mount/` belongs to content/ja/guide/mount.md",
        ),
        (["guide/burn.md", "guide/burn.md"], 73, "is there already"),
        (["guide/none.md", "x.md"], 2, "There is no page content/ja/guide/none.md"),
        (["guide/burn.md", "guide/burn.txt"], 2, "is no path for this"),
        (["guide/burn.md", "../en/x.md"], 2, "is no path for this"),
        (["guide/burn.md", "../../../x.md"], 2, "is no path for this"),
        (["guide/burn.md", ".source/x.md"], 2, "is no path for this"),
        (["guide/burn.md", "_parts/x.md"], 2, "a part of a page"),
        (["_parts/p.md", "p.md"], 2, "a page of a part"),
        (["index.md", "x.md"], 2, "is the front page of its language"),
    ] {
        let (is, out, err) =
            run(site.path(), &[&["rename", "--lang", "ja"], &arguments[..]].concat());
        assert_eq!((is, out.as_str()), (code, ""), "{arguments:?}: {err}");
        assert!(err.contains(told), "{arguments:?}: {err}");
        assert!(tree(site.path()) == before, "{arguments:?}");
    }
    let burn = site.path().join("content/en/guide/mount.md");
    fs::write(&burn, "---\ntitle: [\n---\n").expect("written");
    let before = tree(site.path());
    let (code, _, err) = run(site.path(), &["rename", "--lang", "ja", "guide/burn.md", "x.md"]);
    assert!(code == 65 && err.contains("error[yaml-syntax]"), "{err}");
    assert!(tree(site.path()) == before);
}

#[test]
fn a_confirmed_source_moves_and_stays_the_source_where_it_was_that() {
    let old = MOUNT.replace("Mount", "Older");
    let mut files = FILES.to_vec();
    files.extend([
        ("content/en/.source/guide/burn.md", BURN_JA),
        ("content/en/.source/guide/mount.md", old.as_str()),
        ("content/en/.source/index.md", FRONT_JA),
    ]);
    let site = site_of(&files);
    let root = site.path();
    fine(root, &["rename", "content/en/guide/burn.md", "content/en/b/c/burn.md"]);
    let all = texts(root);
    for (base, page) in [("b/c/burn.md", "b/c/burn.md"), ("index.md", "index.md")] {
        assert_eq!(all[&format!("content/en/.source/{base}")], all[&format!("content/ja/{page}")]);
    }
    assert_eq!(all["content/en/.source/guide/mount.md"], old);
    assert_eq!(all.len(), files.len() - 1);
    fine(root, &["check", "--strict"]);
    let site = site_of(&[&files[..], &[("content/en/.source/x.md", "left over")]].concat());
    let (code, _, err) = run(site.path(), &["rename", "--lang", "ja", "guide/burn.md", "x.md"]);
    assert!(code == 73 && err.contains("content/en/.source/x.md is there already"), "{err}");
}

#[test]
fn parts_move_with_what_includes_them() {
    let page =
        "---\ntitle: P\n---\n\n::include{file=\"_parts/p.md\"}\n\n::include{file=../_parts/p.md}\n";
    let mut files = FILES.to_vec();
    files.extend([
        ("content/ja/_parts/p.md", "[焼く](../guide/burn.md)\n"),
        ("content/ja/guide/p.md", page),
    ]);
    let site = site_of(&files);
    let root = site.path();
    fine(root, &["rename", "--lang", "ja", "_parts/p.md", "guide/_q.md"]);
    assert_holds(root, "content/ja/guide/_q.md", "[焼く](burn.md)\n");
    let page = page.replace("\"_parts/p.md\"", "\"./_q.md\"").replace("../_parts/p.md", "./_q.md");
    assert_holds(root, "content/ja/guide/p.md", &page);
    fine(root, &["check", "--strict"]);
}

#[test]
fn a_link_that_cannot_be_written_is_told_with_its_place() {
    let odd = "---\ntitle: Odd\n---\n\n[a](guide/b&#117;rn.md) [b](guide/burn.md#how)\n";
    let site = site_of(&[&FILES[..], &[("content/ja/odd.md", odd)]].concat());
    let root = site.path();
    let (code, _, err) = run(root, &["rename", "--lang", "ja", "guide/burn.md", "guide/b.md"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("warning[link-by-hand]") && err.contains("odd.md:5:5"), "{err}");
    assert!(err.contains("Write `guide/b.md` in its place"), "{err}");
    assert_holds(root, "content/ja/odd.md", &odd.replace("guide/burn.md#how", "guide/b.md#how"));
    let flow = "---\n{title: Flow}\n---\n\nText.\n";
    let site = site_of(&[&FILES[..], &[("content/ja/flow.md", flow)]].concat());
    let (code, out, err) =
        run(site.path(), &["rename", "--format", "json", "--lang", "ja", "flow.md", "b.md"]);
    assert_eq!((code, err.contains("address-lost")), (0, false));
    assert!(out.contains("\"alias-by-hand\"") && out.contains("content/ja/b.md"), "{out}");
    assert_holds(site.path(), "content/ja/b.md", flow);
}

#[test]
fn a_page_with_links_to_it_is_removed_only_when_they_lead_elsewhere() {
    let base = ("content/en/.source/guide/burn.md", BURN_JA);
    let site = site_of(&[&FILES[..], &[base]].concat());
    let root = site.path();
    let before = tree(root);
    let burn = "content/ja/guide/burn.md";
    let (code, out, err) = run(root, &["remove", burn, "--yes"]);
    assert_eq!((code, out.as_str()), (1, ""));
    for place in
        ["ja/index.md:5:11", "ja/guide/mount.md:5:8", "en/index.md:5:14", "forms.toml:11:8"]
    {
        assert!(err.contains(place), "{place} {err}");
    }
    assert!(err.contains("error[link-to-removed]") && err.contains("11 errors"), "{err}");
    let other = "content/ja/guide/mount.md";
    let out = fine(root, &["remove", burn, "--to", other]);
    assert!(out.contains("To be removed: content/en/.source/guide/burn.md\n"), "{out}");
    assert!(
        out.ends_with("With `--yes`, 3 files go and 11 links are written anew in 5 files.\n"),
        "{out}"
    );
    assert!(tree(root) == before, "nothing is done");
    let (code, out, err) = run(root, &["remove", burn, "--to", other, "--yes"]);
    assert_eq!((code, err.matches("warning[anchor-dropped]").count()), (0, 5), "{err}");
    assert!(err.contains("ja/index.md:10:18") && err.contains("no heading `#how`"), "{err}");
    assert!(out.ends_with("Removed 3 files and wrote 11 links anew in 5 files\n"), "{out}");
    let front = FRONT_EN.replace("guide/burn.md#how", "guide/mount.md").replace("burn", "mount");
    assert_holds(root, "content/en/index.md", &front);
    let mount = MOUNT.replace("burn.md#how", "mount.md").replace("burn.md", "mount.md");
    let mount = mount.replace("Mount\n", "Mount\naliases:\n  - guide/burning/\n");
    assert_holds(root, "content/en/guide/mount.md", &mount);
    fine(root, &["build", "--strict"]);
    assert!(redirects(root, "ja/guide/burn").contains("/ja/guide/mount/"));
    assert!(redirects(root, "en/guide/burning").contains("/en/guide/mount/"));
    assert_eq!(texts(root).len(), FILES.len() - 3);
}

#[test]
fn a_page_that_nothing_leads_to_goes_when_that_is_confirmed() {
    let lone = "---\ntitle: Lone\n---\n\n[self](lone.md)\n";
    let site = site_of(
        &[&FILES[..], &[("content/en/x/lone.md", lone), ("content/ja/x/lone.md", lone)]].concat(),
    );
    let root = site.path();
    let (code, out, err) = run(root, &["remove", "--lang", "en", "x/lone.md"]);
    assert_eq!((code, out.lines().count()), (0, 3), "{err}");
    assert!(err.contains("The address `en/x/lone/` will lead nowhere"), "{err}");
    assert_eq!(texts(root).len(), FILES.len() + 1);
    assert_eq!(run(root, &["remove", "--lang", "en", "x/lone.md", "--yes"]).0, 0);
    assert_eq!(texts(root).len(), FILES.len() - 1);
    assert!(!root.join("content/en/x").exists() && root.join("content/en").exists());
    for arguments in [&["remove", "content/ja/none.md"][..], &["remove", "content/ja/index.md"]] {
        assert_eq!(run(root, arguments).0, 2, "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_of_the_disk_are_neither_moved_nor_written_through() {
    let site = site();
    let root = site.path();
    fs::remove_file(root.join("content/en/guide/mount.md")).expect("removed");
    let link = root.join("content/en/guide/mount.md");
    std::os::unix::fs::symlink("../../ja/guide/mount.md", link).expect("linked");
    let before = tree(root);
    let (code, _, err) = run(root, &["rename", "--lang", "ja", "guide/burn.md", "a/b.md"]);
    assert!(code == 73 && err.contains("reached through a symbolic link"), "{err}");
    assert!(tree(root) == before && !root.join("content/ja/a").exists());
}

#[test]
fn a_run_that_was_killed_is_told_and_undone() {
    let site = site();
    let root = site.path();
    let before = texts(root);
    // What a run leaves that is killed behind its first two changes.
    let step = root.join("content/.taiyaku-step");
    fs::create_dir(&step).expect("made");
    let hash = |text: &str| taiyaku::text::Fingerprint::of(text.as_bytes()).hex();
    let list = format!(
        "- {new} content/ja/new.md\n{old} {other} content/ja/index.md\n{gone} - content/ja/guide/burn.md\n",
        new = hash("new"),
        old = hash(FRONT_JA),
        other = hash("other"),
        gone = hash(BURN_JA),
    );
    fs::write(step.join("list"), list).expect("written");
    fs::write(step.join("1"), FRONT_JA).expect("written");
    fs::write(step.join("2"), BURN_JA).expect("written");
    fs::write(root.join("content/ja/new.md"), "new").expect("written");
    fs::write(root.join("content/ja/index.md"), "other").expect("written");
    assert!(run(root, &["check"]).2.contains("first puts back what they held before"));
    let (code, _, err) = run(root, &["rename", "content/ja/none.md", "content/ja/x.md"]);
    assert!(code == 2 && err.contains("what it had done was undone"), "{err}");
    assert_eq!(texts(root), before);
    assert!(!step.exists());
}
