//! Reading a site: what belongs to it, what does not, and links only inside it.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

use std::fs;
use std::path::{Path, PathBuf};

use taiyaku::disk::{Dates, DiskError, Known, load};
use taiyaku::text::{Inputs, Options};

/// A folder with a site in it, and room beside the site.
struct Site(tempfile::TempDir);

impl Site {
    fn new(files: &[(&str, &str)]) -> Self {
        let site = Self(tempfile::tempdir().expect("a folder"));
        site.put("content/site.toml", "schema = 1");
        for (path, text) in files {
            site.put(path, text);
        }
        site
    }

    fn root(&self) -> PathBuf {
        self.0.path().join("site")
    }

    fn put(&self, path: &str, text: &str) {
        let place = self.root().join(path);
        fs::create_dir_all(place.parent().expect("a parent")).expect("made");
        fs::write(place, text).expect("written");
    }

    fn load(&self, embedded: &[(&str, &[u8])]) -> Inputs {
        load(&self.root(), embedded, Options::default(), Dates::LeftOut, &mut Known::default())
            .expect("loaded")
    }
}

fn paths(inputs: &Inputs) -> Vec<&str> {
    inputs.files.keys().map(taiyaku::text::FilePath::as_str).collect()
}

/// Findings as `code file argument`.
fn findings(inputs: &Inputs) -> Vec<String> {
    let line = |finding: &taiyaku::text::Diagnostic| {
        let argument = finding.arguments.values().next().cloned().unwrap_or_default();
        format!("{} {} {argument}", finding.code.name(), finding.place.file)
    };
    inputs.findings.iter().map(line).collect()
}

#[test]
fn a_site_is_its_three_folders_without_what_editors_leave() {
    let site = Site::new(&[
        ("content/ja/index.md", "日本語"),
        ("content/ja/.index.md.swp", ""),
        ("content/ja/index.md~", ""),
        ("content/ja/x.swp", ""),
        ("content/ja/.#index.md", ""),
        ("content/en/.source/index.md", "never a page"),
        ("content/en/a/.source/x.md", "only at the top of a language"),
        ("content/.git/config", ""),
        ("static/.well-known/security.txt", "Contact:"),
        ("static/.well-known/.hidden", ""),
        ("static/.env", "secret"),
        ("static/a/.well-known/x", "only at the top"),
        ("templates/page.html", "own"),
        ("public/index.html", "output"),
        ("README.md", "no part of it"),
    ]);
    let inputs = site.load(&[
        ("templates/page.html", b"theme"),
        ("templates/theme/page.html", b"theme"),
        ("static/theme/site.css", b"theme"),
    ]);
    let expected = [
        "content/en/.source/index.md",
        "content/ja/index.md",
        "content/site.toml",
        "static/.well-known/security.txt",
        "static/theme/site.css",
        "templates/page.html",
        "templates/theme/page.html",
    ];
    assert_eq!(paths(&inputs), expected);
    assert_eq!(&*inputs.get("templates/page.html").expect("there").bytes, b"own");
    assert_eq!(findings(&inputs), [""; 0]);
}

#[test]
fn without_a_site_the_missing_file_is_named() {
    let empty = tempfile::tempdir().expect("a folder");
    let missing = |root: &Path| match load(
        root,
        &[],
        Options::default(),
        Dates::LeftOut,
        &mut Known::default(),
    ) {
        Err(DiskError::NoSite { path, .. }) => path,
        other => panic!("{other:?}"),
    };
    assert_eq!(missing(empty.path()), empty.path().join("content"));
    assert_eq!(missing(&empty.path().join("x")), empty.path().join("x"));
    fs::write(empty.path().join("content"), "a file").expect("written");
    assert_eq!(missing(empty.path()), empty.path().join("content"));
    fs::remove_file(empty.path().join("content")).expect("removed");
    fs::create_dir(empty.path().join("content")).expect("made");
    assert_eq!(missing(empty.path()), empty.path().join("content/site.toml"));
}

#[test]
fn large_files_are_for_readers_only() {
    let site = Site::new(&[]);
    for path in ["content/ja/large.md", "static/large.bin", "templates/large.html"] {
        site.put(path, "");
        let file = fs::File::options().write(true).open(site.root().join(path)).expect("opened");
        file.set_len(16 * 1024 * 1024 + u64::from(path != "x")).expect("sized");
    }
    let inputs = site.load(&[("templates/large.html", b"theme")]);
    let limits =
        ["file-too-large content/ja/large.md 16 MiB", "file-too-large templates/large.html 16 MiB"];
    assert_eq!(findings(&inputs), limits);
    assert_eq!(
        inputs.get("static/large.bin").map(|file| file.bytes.len()),
        Some(16 * 1024 * 1024 + 1)
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_only_inside_the_site() {
    let shapes = [
        // Inside: what the link's place then holds.
        ("content/ja/a.md", "../en/a.md", Ok("content/ja/a.md")),
        ("content/fr", "en", Ok("content/fr/a.md")),
        ("static/shared", "../shared", Ok("static/shared/x.txt")),
        ("static/readme.txt", "../README.md", Ok("static/readme.txt")),
        ("static/chain", "hop", Ok("static/chain/x.txt")),
        ("static/whole", "{root}/shared", Ok("static/whole/x.txt")),
        ("static/round", "../content/../shared/./", Ok("static/round/x.txt")),
        ("content/ja/.hidden.md", "../../../secret", Ok("")),
        // Outside, nowhere, in circles, or at what is hidden.
        ("content/ja/secret.md", "../../../secret", Err("link-outside")),
        ("static/etc", "/etc", Err("link-outside")),
        ("static/passwd", "/etc/passwd", Err("link-outside")),
        ("static/top", "../..", Err("link-outside")),
        ("static/nowhere", "missing", Err("link-outside")),
        ("static/self", "self", Err("link-outside")),
        ("content/ja/loop", "..", Err("link-outside")),
        ("content/ja/whole", "../..", Err("link-outside")),
        ("static/git", "../.git/config", Err("link-outside")),
        ("static/out", "../outside-link/secret", Err("link-outside")),
        ("templates", "../beside", Err("link-outside")),
    ];
    for (link, target, expected) in shapes {
        let site = Site::new(&[
            ("content/en/a.md", "a"),
            ("content/ja/index.md", "a"),
            ("shared/x.txt", "x"),
            ("README.md", "x"),
            (".git/config", "secret"),
            ("static/s.txt", "s"),
        ]);
        fs::write(site.0.path().join("secret"), "canary").expect("written");
        fs::create_dir(site.0.path().join("beside")).expect("made");
        fs::write(site.0.path().join("beside/page.html"), "canary").expect("written");
        let link_to = |target: &str, link: &str| {
            std::os::unix::fs::symlink(target, site.root().join(link)).expect("linked");
        };
        link_to("..", "outside-link");
        link_to("../shared", "static/hop");
        link_to(&target.replace("{root}", &site.root().to_string_lossy()), link);
        let inputs = site.load(&[]);
        match expected {
            Ok("") => assert_eq!(findings(&inputs), [""; 0], "{link}"),
            Ok(file) => assert!(inputs.get(file).is_some(), "{link} {:?}", findings(&inputs)),
            Err(code) => assert_eq!(findings(&inputs), [format!("{code} {link} {target}")]),
        }
        let leaks = |bytes: &[u8]| bytes == b"canary" || bytes == b"secret";
        assert!(!inputs.files.values().any(|file| leaks(&file.bytes)), "{link}");
    }
}

#[cfg(unix)]
#[test]
fn folders_that_link_to_each_other_end() {
    let site = Site::new(&[]);
    for level in 0..12 {
        let folder = site.root().join(format!("shared/{level}"));
        fs::create_dir_all(&folder).expect("made");
        for name in ["a", "b", "c"] {
            let target = format!("../{}", level + 1);
            std::os::unix::fs::symlink(target, folder.join(name)).expect("linked");
        }
    }
    site.put("shared/12/x.txt", "x");
    site.put("static/s.txt", "s");
    std::os::unix::fs::symlink("../shared/0", site.root().join("static/bomb")).expect("linked");
    let inputs = site.load(&[]);
    assert!(inputs.files.len() < 2_000, "{}", inputs.files.len());
    assert!(findings(&inputs).iter().all(|finding| finding.starts_with("link-outside")));
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_a_finding() {
    use std::os::unix::ffi::OsStrExt;
    let site = Site::new(&[]);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9");
    fs::write(site.root().join("content").join(name), "x").expect("written");
    fs::create_dir_all(site.root().join("static").join(name).join("deeper")).expect("made");
    let inputs = site.load(&[]);
    let expected = [
        "name-not-utf8 content/caf\u{fffd} caf\u{fffd}",
        "name-not-utf8 static/caf\u{fffd} caf\u{fffd}",
    ];
    assert_eq!(findings(&inputs), expected);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let site = Site::new(&[("static/s.txt", "s")]);
    let made = std::process::Command::new("mkfifo").arg(site.root().join("static/pipe")).status();
    assert!(made.expect("mkfifo").success());
    assert_eq!(paths(&site.load(&[])), ["content/site.toml", "static/s.txt"]);
}

/// Somebody swaps a file, and a folder, for links that lead out, again and again while the site is
/// read: what lies outside is never among what was read.
#[cfg(unix)]
#[test]
fn a_swapped_link_is_never_read() {
    use std::os::unix::fs::symlink;
    use std::sync::atomic::{AtomicBool, Ordering};
    let site = Site::new(&[("content/ja/x.md", "inside"), ("content/en/y.md", "inside")]);
    let beside = site.0.path().join("beside");
    fs::create_dir(&beside).expect("made");
    fs::write(beside.join("y.md"), "canary").expect("written");
    let (content, done) = (site.root().join("content"), AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let _ = symlink(beside.join("y.md"), content.join("tmp"));
                let _ = fs::rename(content.join("tmp"), content.join("ja/x.md"));
                let _ = fs::rename(content.join("en"), content.join("../en"));
                let _ = symlink(&beside, content.join("en"));
                let _ = fs::remove_file(content.join("en"));
                let _ = fs::rename(content.join("../en"), content.join("en"));
                let _ = fs::write(content.join(".new"), "inside");
                let _ = fs::rename(content.join(".new"), content.join("ja/x.md"));
            }
        });
        // A folder may vanish while it is listed; that is an error or a finding, not a leak.
        let leaked = (0..1_000).find_map(|_| {
            let loaded =
                load(&site.root(), &[], Options::default(), Dates::LeftOut, &mut Known::default())
                    .ok()?;
            loaded.files.into_values().find(|file| *file.bytes == *b"canary")
        });
        done.store(true, Ordering::Relaxed);
        assert!(leaked.is_none(), "{leaked:?}");
    });
}
