//! `content/urls.lock`: what was published once is remembered, and is not lost unnoticed.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;
mod folders;
mod sites;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use desk::{CONFIG, git, mend, put, read, run};
use folders::tree;
use taiyaku::build::{Memo, build};
use taiyaku::parse::more_urls;
use taiyaku::text::{Code, FilePath, Inputs, Source};

const LOCK: &str = "content/urls.lock";

/// A page that stands in, a draft, a slug, aliases, parts, files, names that are no ASCII.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let config =
        CONFIG.replace("name = \"English\"\n", "name = \"English\"\nfallback = \"page\"\n");
    put(root, "content/site.toml", &config);
    put(root, "content/ja/index.md", "---\ntitle: おもて\n---\n\n[焼く](guide/burn.md)\n");
    put(root, "content/en/index.md", "---\ntitle: Front\n---\n\n[Burn](guide/burn.md)\n");
    let burn =
        "---\ntitle: やく\naliases: [earlier, old.html]\n---\n\n::include{file=\"_parts/x.md\"}\n";
    put(root, "content/ja/guide/burn.md", burn);
    put(
        root,
        "content/en/guide/burn.md",
        "---\ntitle: Burn\nslug: burning\n---\n\n::include{file=\"_parts/x.md\"}\n",
    );
    put(root, "content/ja/が/index.md", "---\ntitle: がく\n---\n\n本文です。\n");
    put(root, "content/ja/later.md", "---\ntitle: あとで\nstatus: draft\n---\n\n本文です。\n");
    put(root, "content/ja/_parts/x.md", "部品です。\n");
    put(root, "static/files/form 1.docx", "a");
    put(root, "static/.well-known/security.txt", "Contact: mailto:a@example.org\n");
    put(root, "static/robots.txt", "User-agent: *\n");
    folder
}

fn listed(root: &Path) -> BTreeSet<String> {
    let text = read(root, LOCK);
    text.lines().filter(|line| line.starts_with('/')).map(str::to_owned).collect()
}

/// Adds a page in Japanese, which stands in for an English one.
fn add(root: &Path, name: &str) {
    put(root, &format!("content/ja/{name}.md"), "---\ntitle: あたらしい\n---\n\n本文です。\n");
}

#[test]
fn every_address_of_the_output_is_remembered_and_nothing_else() {
    let site = site();
    let root = site.path();
    let arguments = ["build", "--print", "--review", "--record"];
    let (code, out, err) = run(root, &arguments);
    assert_eq!((code, err.as_str()), (0, ""));
    let text = read(root, LOCK);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("# 公開") && lines[1].starts_with("# Addresses"), "{text}");
    assert!(lines[2..].is_sorted() && text.ends_with('\n'), "{text}");
    let listed = listed(root);
    assert_eq!(listed.len(), lines.len() - 2);
    assert!(out.starts_with(&format!(
        "Added {} addresses to `content/urls.lock`. Commit it with your texts.\n",
        listed.len()
    )));
    // What the site has for its readers, told the other way round: by leaving out the rest.
    let passed_over = |path: &str| {
        let below = path.split_once('/').map_or("", |(_, below)| below);
        path.starts_with("_t/")
            || path.starts_with("_taiyaku/")
            || path.starts_with(".taiyaku/")
            || path.starts_with("sitemap")
            || matches!(path, "404.html" | "robots.txt")
            || matches!(below, "404.html" | "print/index.html")
            || below.starts_with("search/") && below != "search/index.html"
    };
    let written = tree(&root.join("public"));
    let address = |path: &String| {
        let is_folder = path == "index.html" || path.ends_with("/index.html");
        let end = if is_folder { "index.html" } else { "" };
        format!("/{}", path.strip_suffix(end).unwrap_or(path))
    };
    let expected: BTreeSet<String> =
        written.keys().filter(|path| !passed_over(path)).map(address).collect();
    assert_eq!(listed, expected);
    for known in
        ["/", "/ja/が/", "/en/が/", "/en/guide/burning/", "/en/earlier/", "/files/form 1.docx"]
    {
        assert!(listed.contains(known), "{known}");
    }
    assert!(!text.contains("later") && !text.contains("docs/"), "{text}");
}

#[test]
fn only_what_is_new_is_added_and_nothing_is_ever_taken_out() {
    let site = site();
    let root = site.path();
    assert_eq!(run(root, &["build", "--record"]).0, 0);
    let before = tree(&root.join("content"));
    let (code, out, _) = run(root, &["build", "--record", "--strict"]);
    assert!(code == 0 && out.starts_with("No new addresses"), "{out}");
    assert!(tree(&root.join("content")) == before, "it is not even written again");
    let text = read(root, LOCK).replace("/ja/が/", "# ポスターにあるアドレス\n/ja/が/");
    put(root, LOCK, &(text.clone() + "no address\n"));
    add(root, "new");
    fs::remove_file(root.join("content/ja/が/index.md")).expect("removed");
    let (code, out, err) = run(root, &["build", "--record"]);
    assert!(code == 0 && out.starts_with("Added 2 addresses"), "{out}");
    assert_eq!(err.matches("warning[address-gone]").count(), 2, "{err}");
    let now = text
        .replace("/en/old.html", "/en/new/\n/en/old.html")
        .replace("/ja/old.html", "/ja/new/\n/ja/old.html");
    assert_eq!(read(root, LOCK), now + "no address\n");
}

#[test]
fn an_address_that_is_lost_is_told_and_stops_a_strict_build() {
    let site = site();
    let root = site.path();
    assert_eq!(run(root, &["build", "--record"]).0, 0);
    fs::rename(root.join("content/ja/が"), root.join("content/ja/gaku")).expect("moved");
    fs::remove_file(root.join("static/files/form 1.docx")).expect("removed");
    add(root, "new");
    let before = tree(root);
    let (code, out, err) = run(root, &["build", "--strict", "--record"]);
    assert_eq!((code, out.as_str()), (65, ""));
    assert_eq!(err.matches("error[address-gone]").count(), 3, "{err}");
    assert!(err.contains("Write `aliases: [\"が/\"]` into"), "{err}");
    assert!(err.contains("Put `static/files/form 1.docx` back."), "{err}");
    assert!(tree(root) == before, "nothing is written, the list neither");
    let (code, _, err) = run(root, &["check"]);
    assert_eq!((code, err.matches("warning[address-gone]").count()), (0, 3), "{err}");
    mend(root, "content/ja/gaku/index.md", "title: がく\n", "title: がく\naliases: [\"が/\"]\n");
    mend(root, LOCK, "/files/form 1.docx\n", "");
    let (code, out, err) = run(root, &["build", "--strict", "--record"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("Added 4 addresses"), "{out}");
    assert!(!listed(root).contains("/files/form 1.docx"), "what was let go stays away");
}

#[test]
fn a_language_that_goes_takes_all_its_addresses_with_it() {
    let site = site();
    let root = site.path();
    assert_eq!(run(root, &["build", "--record"]).0, 0);
    let english = listed(root).iter().filter(|address| address.starts_with("/en/")).count();
    mend(root, "content/site.toml", "fallback = \"page\"", "fallback = \"none\"");
    let (_, _, err) = run(root, &["check"]);
    assert_eq!(err.matches("warning[address-gone]").count(), 1, "{err}");
    assert!(err.contains("`/en/が/`"), "{err}");
    let config = read(root, "content/site.toml");
    put(
        root,
        "content/site.toml",
        config.split("[[language]]\ncode = \"en\"").next().expect("a start"),
    );
    fs::remove_dir_all(root.join("content/en")).expect("removed");
    let (code, _, err) = run(root, &["check"]);
    assert_eq!((code, err.matches("warning[address-gone]").count()), (0, english), "{err}");
    assert_eq!(err.matches("no such language any more").count(), english, "{err}");
}

#[test]
fn a_page_that_is_renamed_keeps_its_addresses_and_one_that_is_removed_does_not() {
    let site = site();
    let root = site.path();
    add(root, "lone");
    assert_eq!(run(root, &["build", "--record"]).0, 0);
    let moved = run(root, &["rename", "content/ja/guide/burn.md", "content/ja/iso/write.md"]);
    assert_eq!((moved.0, moved.2.as_str()), (0, ""));
    let (code, out, err) = run(root, &["build", "--strict", "--record"]);
    assert_eq!((code, err.as_str()), (0, ""));
    // An alias is made for each language, so each has the address of the other as well.
    assert!(out.starts_with("Added 4 addresses"), "{out}");
    assert_eq!(run(root, &["remove", "content/ja/lone.md", "--yes"]).0, 0);
    let (code, _, err) = run(root, &["build", "--strict"]);
    assert_eq!((code, err.matches("error[address-gone]").count()), (65, 2), "{err}");
    assert!(err.contains("Write `aliases: [\"lone/\"]` into the front matter"), "{err}");
}

#[test]
fn what_two_people_have_published_is_in_one_list_after_a_merge() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(run(folder.path(), &["init", "site", "--lang", "ja"]).0, 0);
    let root = &folder.path().join("site");
    let publish = |page: &str| {
        add(root, page);
        assert_eq!(run(root, &["build", "--record"]).0, 0);
        git(root, &["add", "."]);
        git(root, &["commit", "-q", "-m", page]);
    };
    git(root, &["init", "-q", "-b", "main"]);
    publish("first");
    git(root, &["checkout", "-q", "-b", "other"]);
    publish("two");
    git(root, &["checkout", "-q", "main"]);
    publish("three");
    git(root, &["merge", "-q", "-m", "both", "other"]);
    assert!(listed(root).is_superset(&["/ja/two/", "/ja/three/"].map(str::to_owned).into()));
    let (code, out, err) = run(root, &["build", "--record", "--strict"]);
    assert!(code == 0 && out.starts_with("No new addresses"), "{out}{err}");
}

/// The preview shows drafts, and at the address of one readers find its source.
#[test]
fn the_preview_of_a_draft_loses_no_address() {
    let config = sites::TWO_LANGUAGES
        .replace("name = \"English\"\n", "name = \"English\"\nfallback = \"page\"\n");
    let mut inputs = sites::site([
        ("content/site.toml", config.as_str()),
        ("content/ja/index.md", "---\ntitle: a\n---\n"),
        ("content/en/index.md", "---\ntitle: a\n---\n"),
        ("content/ja/a.md", "---\ntitle: a\n---\n"),
        ("content/en/a.md", "---\ntitle: a\nslug: b\nstatus: draft\n---\n"),
        ("content/ja/c.md", "---\ntitle: c\nstatus: draft\n---\n"),
        (LOCK, "/en/a/\n/en/b/\n/en/c/\n/ja/c/\n"),
    ]);
    let gone = |inputs: &Inputs| {
        let found = build(inputs, &mut Memo::default()).diagnostics.into_iter();
        let found = found.filter(|finding| finding.code == Code::AddressGone);
        found.map(|finding| finding.arguments["address"].clone()).collect::<Vec<_>>()
    };
    let published = gone(&inputs);
    assert_eq!(published, ["/en/b/", "/en/c/", "/ja/c/"]);
    inputs.options.drafts = true;
    assert_eq!(gone(&inputs), published);
}

#[test]
fn nothing_that_stands_in_the_list_is_lost_when_it_is_written_anew() {
    let known = |text: &str| Source::new(FilePath::new(LOCK), text.as_bytes());
    let new: BTreeSet<String> = ["/b/", "/", "/が/"].map(str::to_owned).into();
    let more = |text: &str| {
        let (bytes, count) = more_urls(Some(&known(text)), &new, "# head\n");
        (String::from_utf8(bytes).expect("text"), count)
    };
    assert_eq!(more(""), ("# head\n/\n/b/\n/が/\n".to_owned(), 3));
    assert_eq!(more("\n# mine\n"), ("# mine\n/\n/b/\n/が/\n".to_owned(), 3));
    let (text, count) =
        more("\u{feff}# top\r\n/z/\r\n\r\n# of c\r\n<<<\r\n/c/\r\n/b/\r\n/z/\r\n# end");
    assert_eq!((text.as_str(), count), ("# top\n/\n/b/\n# of c\n<<<\n/c/\n/z/\n/が/\n# end\n", 2));
    assert_eq!(more(&text), (text.clone(), 0));
    // In NFC it is known already.
    assert_eq!(more("/か\u{3099}/\n").1, 2);
    let foreign = Source::new(FilePath::new(LOCK), &b"\x8c\xf6\x8aJ\n"[..]);
    assert_eq!(more_urls(Some(&foreign), &new, ""), (foreign.bytes.to_vec(), 0));
}
