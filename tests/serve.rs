//! The preview answers as a static host would, from the last good build.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod edits;
mod preview;
mod sites;

use std::fs;
use std::net::TcpListener;
use std::path::Path;

use edits::START;
use preview::{Preview, until};

fn put(root: &Path, path: &str, text: &str) {
    let place = root.join(path);
    fs::create_dir_all(place.parent().expect("a folder")).expect("made");
    fs::write(place, text).expect("written");
}

/// The small site of two languages, with these files beside it or in place of its own.
fn site(more: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in START.iter().chain(more) {
        put(folder.path(), path, text);
    }
    folder
}

fn below(base: &str) -> String {
    sites::TWO_LANGUAGES.replace("https://docs.example.test/", base)
}

#[test]
fn addresses_mean_what_they_mean_on_a_host() {
    let folder = site(&[("static/data/x.json", "{}"), ("static/a.unknown", "x")]);
    let preview = Preview::start(folder.path(), &[]);
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/ja/", "text/html; charset=utf-8"),
        ("/ja/index.html", "text/html; charset=utf-8"),
        ("/sitemap.xml", "text/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/data/x.json", "application/json; charset=utf-8"),
        ("/img/x.svg", "image/svg+xml; charset=utf-8"),
        ("/files/x%20y.csv", "text/csv; charset=utf-8"),
        ("/a.unknown", "application/octet-stream"),
    ] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, kind), "{path}");
    }
    assert!(preview.get("/img/x.svg").header("content-security-policy").contains("sandbox"));
    for (path, to) in [("/ja", "/ja/"), ("/ja/a?q=%E6%96%87", "/ja/a/?q=%E6%96%87")] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("location")), (302, to), "{path}");
    }
    assert!(preview.get("/ja/old/").text().contains("/ja/g/sea/"), "an earlier address leads on");
    for (path, lang) in [("/ja/x/y/", "ja"), ("/en/nothing", "en"), ("/nothing", "ja")] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains(&format!("<html lang=\"{lang}\"")), "{path}");
    }
    let earlier = preview.get("/_t/0123456789abcdef/theme.css");
    assert_eq!(earlier.status, 200, "a tab of before still asks for it");
}

#[test]
fn what_a_reader_has_is_not_sent_again() {
    let folder = site(&[]);
    let preview = Preview::start(folder.path(), &[]);
    let first = preview.get("/ja/");
    let tag = first.header("etag").to_owned();
    for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_owned()] {
        let answer = preview.ask("GET", "/ja/", &[("If-None-Match", &known)]);
        assert_eq!((answer.status, answer.body.len()), (304, 0), "{known}");
    }
    assert_eq!(preview.ask("GET", "/ja/", &[("If-None-Match", "\"x\"")]).status, 200);
    let raw = preview.raw("/ja/");
    assert_ne!(raw.header("etag"), tag, "what is added has a tag of its own");
    assert!(!raw.text().contains("taiyaku-preview"));
    let head = preview.ask("HEAD", "/ja/", &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), first.body.len().to_string());
    let post = preview.ask("POST", "/ja/", &[]);
    assert_eq!((post.status, post.header("allow")), (405, "GET, HEAD"));
}

#[test]
fn the_site_lies_below_the_path_of_its_address() {
    for (base, path) in [("https://h.test/a/b/", "/a/b/"), ("https://h.test/x%20y/", "/x%20y/")] {
        let config = below(base);
        let folder = site(&[("content/site.toml", config.as_str())]);
        let preview = Preview::start(folder.path(), &[]);
        assert!(preview.said().iter().any(|line| line.contains(&format!("{path} "))), "{base}");
        assert_eq!(preview.get(&format!("{path}ja/")).status, 200, "{base}");
        assert_eq!(preview.get("/").header("location"), path);
        assert_eq!(preview.get(path.trim_end_matches('/')).header("location"), path);
        assert_eq!(preview.get("/ja/").status, 404);
    }
}

#[test]
fn drafts_are_shown_and_a_page_tells_where_it_comes_from() {
    let folder = site(&[("content/en/b.md", "---\ntitle: B\nstatus: draft\n---\n\nNot yet.\n")]);
    let preview = Preview::start(folder.path(), &[]);
    let page = preview.get("/en/b/").text();
    assert!(page.contains("Not yet.") && page.contains("class=\"badge\""), "{page}");
    let draft = "<small><a href=\"/_taiyaku/compare/en/b/\">draft</a></small>";
    assert!(page.contains("content/en/b.md") && page.contains(draft), "{page}");
    assert!(preview.raw("/ja/b/").text().contains("/en/b/"), "it is a page of the site");
}

#[test]
fn a_port_that_is_taken_is_not_waited_for() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let folder = site(&[]);
    let preview = Preview::start(folder.path(), &["--port", &port.to_string()]);
    assert_ne!(preview.port, port);
    let told = format!("Port {port} is taken, so the preview is at {}", preview.port);
    assert!(preview.said().contains(&told), "{:?}", preview.said());
    assert_eq!(preview.get("/ja/").status, 200);
}

#[test]
fn a_site_that_cannot_be_made_yet_is_waited_for() {
    let folder = site(&[("content/ja/a.md", "---\ntitle: [\n---\n")]);
    let preview = Preview::start(folder.path(), &[]);
    let answer = preview.get("/ja/a/");
    assert_eq!(answer.status, 503);
    assert!(!answer.text().contains(&*folder.path().to_string_lossy()));
    let cards = preview.facts("/ja/a/")["report"]["cards"].clone();
    let cards = cards.as_array().expect("cards");
    assert!(cards.iter().any(|card| card["file"] == "content/ja/a.md"), "{cards:?}");
    let (path, text) = START.iter().find(|(path, _)| *path == "content/ja/a.md").expect("there");
    put(folder.path(), path, text);
    until("the page", || (preview.get("/ja/a/").status == 200).then_some(()));
    // The whole folder goes for a while: the last good site stays, and the terminal says why.
    let (here, there) = (folder.path().join("content"), folder.path().join("away"));
    fs::rename(&here, &there).expect("moved");
    until("a word of it", || {
        preview.said().iter().any(|line| line.contains("no site")).then_some(())
    });
    assert_eq!(preview.get("/ja/a/").status, 200);
    assert_eq!(preview.facts("/ja/a/")["report"]["errors"], 1);
    fs::rename(there, here).expect("moved");
    until("no more errors", || (preview.facts("/")["report"]["errors"] == 0).then_some(()));
}

#[test]
fn translations_are_looked_over_at_doors_of_their_own() {
    let folder = site(&[]);
    let preview = Preview::start(folder.path(), &[]);
    for (path, holds) in [
        ("/_taiyaku/", "content/en/g/c.md"),
        ("/_taiyaku/compare/en/", "content/en/index.md"),
        ("/_taiyaku/compare/en/g/c/", "content/en/g/c.md"),
    ] {
        let answer = preview.get(path);
        let kind = answer.header("content-type");
        assert_eq!((answer.status, kind), (200, "text/html; charset=utf-8"), "{path}");
        assert_eq!(answer.header("x-frame-options"), "SAMEORIGIN", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
        let html = answer.text();
        assert!(html.contains(holds), "{path}: {html}");
        assert!(html.contains("content=\"default-src 'none'; style-src 'self';"), "{path}");
        // No style or script stands in the page itself, and without an editor nothing opens one.
        assert!(!html.contains("<style") && !html.contains(" style=\""), "{path}: {html}");
        let scripts = html.split("<script").skip(1);
        assert!(scripts.into_iter().all(|script| script.contains(" src=\"/_taiyaku/")), "{path}");
        assert!(!html.contains("data-file=\"content/"), "{path}: {html}");
    }
    // A source is not compared with itself, and what is no translation is not there.
    for path in ["compare/ja/", "compare/ko/", "compare/en/b/", "compare/en/none/", "compare/en"] {
        assert_eq!(preview.get(&format!("/_taiyaku/{path}")).status, 404, "{path}");
    }
}
