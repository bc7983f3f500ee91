//! Our own site behind nginx and Caddy with the files that a build writes for them, at the root of a
//! host and below it. `tests/run` installs the servers and runs this.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;
mod folders;
mod guide;
mod served;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use desk::{git, put, run};
use folders::tree;
use guide::Page;
use percent_encoding::percent_decode_str;
use served::{Answer, Server};

const HOST: &str = "https://site.example";

/// What is asked of a server: the files that it has, under the path of the site.
struct Visit<'a> {
    server: &'a Server,
    base: &'a str,
    files: BTreeMap<String, Vec<u8>>,
}

#[test]
fn nginx_at_the_root_of_a_host() {
    visit("nginx", "/");
}

#[test]
fn nginx_below_the_root() {
    visit("nginx", "/a/b/");
}

#[test]
fn nginx_below_a_path_in_japanese() {
    visit("nginx", "/資料室/");
}

#[test]
fn caddy_below_a_path_in_japanese() {
    visit("caddy", "/資料室/");
}

#[test]
fn caddy_at_the_root_of_a_host() {
    visit("caddy", "/");
}

#[test]
fn caddy_below_the_root() {
    visit("caddy", "/a/b/");
}

/// Our site with an address in Japanese that has moved.
fn site(folder: &Path) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let archive = folder.join("site.tar");
    let archived = archive.display().to_string();
    git(here, &["archive", "-o", &archived, "HEAD", "content", "static"]);
    let unpacked =
        std::process::Command::new("tar").current_dir(folder).args(["xf", &archived]).status();
    assert!(unpacked.expect("tar").success());
    let page = "---\ntitle: 移した\naliases: [\"古い 場所/\", \"old$1.html\", \"a[bc]/\", \"{path}/100%/\", \"a;b/\"]\n---\n\n本文です。\n";
    put(folder, "content/ja/移した 先.md", page);
}

/// The block of a server that the guide shows, with the folders of the test.
fn block(title: &str, root: &Path, out: &Path) -> String {
    let page = Page::read("en", "publishing");
    let block = page.blocks.iter().find(|block| block.title == title).expect("shown");
    assert!(Page::read("ja", "publishing").blocks.contains(block));
    let (root, out) = (root.display().to_string(), out.display().to_string());
    let own = match title {
        "nginx" => ("include ", "add_header X-Own 1; include "),
        _ => ("import ", "header X-Own 1\n    import "),
    };
    let block =
        block.text.replace(own.0, own.1).replace("/srv/www/docs", out.trim_end_matches('/'));
    let block = block.replace("/srv/www", &root).replace("server_name docs.example.org;", "");
    block.replace("listen 80", "listen {address}").replace("docs.example.org", "{address}")
}

fn visit(preset: &str, base: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("www");
    let out = root.join(base.trim_start_matches('/'));
    site(folder.path());
    let (url, place) = (format!("{HOST}{base}"), out.display().to_string());
    let (code, _, said) = run(
        folder.path(),
        &["build", "--out", &place, "--base-url", &url, "--preset", preset, "--precompress"],
    );
    assert_eq!(code, 0, "{said}");
    let files: BTreeMap<String, Vec<u8>> =
        tree(&out).into_iter().map(|(path, found)| (path, found.bytes)).collect();
    // As `publish` keeps it, beside the folder.
    put(out.parent().expect("a folder"), ".b.taiyaku-kept/1/index.html", "earlier");
    let server = match preset {
        "nginx" => Server::nginx(folder.path(), &block("nginx", &root, &out)),
        _ => Server::caddy(folder.path(), &block("Caddyfile", &root, &out)),
    };
    let base = encoded(base);
    let visit = Visit { server: &server, base: &base, files };
    visit.every_file();
    visit.every_link();
    visit.every_redirect();
    visit.what_is_not_there();
    visit.twins(preset);
}

impl Visit<'_> {
    fn get(&self, path: &str) -> Answer {
        self.server.get(&format!("{}{}", self.base, encoded(path)))
    }

    /// Those that readers are to get.
    fn public(&self) -> impl Iterator<Item = (&String, &Vec<u8>)> {
        let hidden = |path: &str| {
            path.ends_with("404.html")
                || path.starts_with(".taiyaku/")
                || matches!(path, "nginx.conf" | "Caddyfile")
        };
        self.files.iter().filter(move |(path, _)| !hidden(path))
    }

    fn is_moved(bytes: &[u8]) -> bool {
        String::from_utf8_lossy(bytes).contains("http-equiv=\"refresh\"")
    }

    /// Each file answers at its address, with the headers of its kind.
    fn every_file(&self) {
        for (path, bytes) in self.public().filter(|(_, bytes)| !Self::is_moved(bytes)) {
            let address = path.strip_suffix("index.html").unwrap_or(path);
            let answer = self.get(address);
            assert_eq!(answer.status, 200, "{path}");
            assert!(answer.body == *bytes, "{path}: other bytes");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert!(!answer.header("referrer-policy").is_empty(), "{path}");
            assert_eq!(answer.header("x-own"), "1", "{path}: a header of the server's own");
            let kept =
                path.starts_with("_t/") || path.contains("/search/") && path.ends_with(".bin");
            let cache = answer.header("cache-control");
            let asked = if kept { "immutable" } else { "must-revalidate" };
            assert!(cache.contains(asked), "{path}: {cache}");
            let policy = answer.header("content-security-policy");
            if path.ends_with(".html") {
                assert!(policy.starts_with("default-src 'none'; script-src 'self'"), "{policy}");
                assert!(policy.ends_with("frame-ancestors 'self'"), "{policy}");
            } else {
                assert_eq!(policy, "", "{path}");
            }
        }
        if let Some(above) = self.base.strip_suffix("b/") {
            let earlier = format!("{above}.b.taiyaku-kept/1/index.html");
            assert_eq!(self.server.get(&earlier).status, 404, "earlier sites are nobody's to read");
        }
        for own in ["nginx.conf", "Caddyfile", ".taiyaku/manifest", "404.html", "ja/404.html"] {
            assert_eq!(self.get(own).status, 404, "{own}");
        }
    }

    /// From the front page on, everything that a page names is there, and so is each place in it.
    fn every_link(&self) {
        let mut known: BTreeMap<String, Option<String>> = BTreeMap::new();
        let mut open = vec![self.base.to_owned()];
        let mut anchors: BTreeSet<(String, String)> = BTreeSet::new();
        while let Some(address) = open.pop() {
            if known.contains_key(&address) {
                continue;
            }
            let answer = self.server.get(&address);
            assert_eq!(answer.status, 200, "{address}");
            let html = answer.header("content-type").starts_with("text/html");
            let text = html.then(|| String::from_utf8(answer.body).expect("UTF-8"));
            for link in text.iter().flat_map(|text| links(text)) {
                let (to, anchor) = link.split_once('#').unwrap_or((&link, ""));
                let to = if to.is_empty() { &address } else { to };
                assert!(to.starts_with(self.base), "{address}: {link}");
                open.push(to.to_owned());
                if !anchor.is_empty() {
                    let anchor = percent_decode_str(anchor).decode_utf8_lossy().into_owned();
                    anchors.insert((to.to_owned(), anchor));
                }
            }
            known.insert(address, text);
        }
        for (page, anchor) in &anchors {
            let text = known[page].as_deref().unwrap_or_default();
            assert!(text.contains(&format!(" id=\"{anchor}\"")), "{page}#{anchor}");
        }
        let pages = known.values().flatten().count();
        assert!(pages > 30 && anchors.len() > 20 && known.len() > pages + 10, "{pages}");
        let entries = self.files.keys().filter(|path| path.ends_with("/index.html"));
        let unseen: Vec<&String> = entries
            .filter(|path| !Self::is_moved(&self.files[*path]))
            .filter(|path| {
                let address =
                    format!("{}{}", self.base, encoded(path.trim_end_matches("index.html")));
                !known.contains_key(&address)
            })
            .collect();
        assert_eq!(unseen, Vec::<&String>::new(), "no link leads there");
    }

    /// Each earlier address leads on in one step, with or without its slash, and keeps what was asked.
    fn every_redirect(&self) {
        let moved =
            self.public().filter(|(path, bytes)| path.ends_with(".html") && Self::is_moved(bytes));
        let mut count = 0;
        for (path, bytes) in moved {
            let html = String::from_utf8_lossy(bytes);
            let target = html.split("url=").nth(1).and_then(|rest| rest.split('"').next());
            let from = path.strip_suffix("index.html").unwrap_or(path);
            for from in [from, from.trim_end_matches('/')] {
                let answer = self.get(from);
                assert_eq!(answer.status, 301, "{from}");
                assert_eq!(Some(answer.header("location")), target, "{from}");
                let there = self.server.get(answer.header("location"));
                assert_eq!(there.status, 200, "{from}");
                count += 1;
            }
        }
        assert!(count >= 8, "{count}");
        let answer = self.get("ja/forms");
        assert!(matches!(answer.status, 301 | 308), "{}", answer.status);
        // Servers write escapes each in their own way.
        let there = percent_decode_str(answer.header("location")).decode_utf8_lossy();
        let slashed = percent_decode_str(self.base).decode_utf8_lossy() + "ja/forms/";
        assert!(there.ends_with(&*slashed), "{there}");
        if self.base != "/" {
            let answer = self.server.get(self.base.trim_end_matches('/'));
            assert!(matches!(answer.status, 301 | 308), "{}", answer.status);
        }
    }

    /// In the language that was asked for, and nobody keeps it.
    fn what_is_not_there(&self) {
        let theme = self.files.keys().find(|path| path.starts_with("_t/")).expect("a theme");
        let hash = theme.split('/').nth(1).expect("a folder");
        let hashed = format!("_t/{hash}/gone.js");
        for (path, page) in [
            ("nowhere", "404.html"),
            ("nowhere/at/all.html", "404.html"),
            (hashed.as_str(), "404.html"),
            ("_t/0123456789abcdef/theme.js", "404.html"),
            ("_t/", "404.html"),
            ("ja/nowhere/", "ja/404.html"),
            ("ja/search/0123456789abcdef.bin", "ja/404.html"),
            ("en/forms/nowhere", "en/404.html"),
        ] {
            let answer = self.get(path);
            assert_eq!(answer.status, 404, "{path}");
            assert!(answer.body == self.files[page], "{path}: not {page}");
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
            assert!(answer.header("content-security-policy").contains("'none'"), "{path}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        }
    }

    /// Who takes compressed answers gets the bytes of the twin.
    fn twins(&self, preset: &str) {
        let encodings: &[_] = if preset == "nginx" { &["gzip"] } else { &["gzip", "br"] };
        for encoding in encodings {
            let end = if *encoding == "br" { "br" } else { "gz" };
            let accept = format!("Accept-Encoding: {encoding}\r\n");
            let answer = self.server.ask(&format!("{}ja/forms/", self.base), &accept);
            assert_eq!((answer.status, answer.header("content-encoding")), (200, *encoding));
            assert!(answer.body == self.files[&format!("ja/forms/index.html.{end}")], "{encoding}");
            assert!(answer.header("vary").to_lowercase().contains("accept-encoding"));
            assert!(answer.header("content-type").starts_with("text/html"));
        }
    }
}

/// The addresses of a page that lie on its own host.
fn links(html: &str) -> Vec<String> {
    let values = [" href=\"", " src=\"", " action=\""]
        .into_iter()
        .flat_map(|name| html.split(name).skip(1).filter_map(|rest| rest.split('"').next()));
    let own = values.filter_map(|value| {
        let value = value.replace("&amp;", "&").replace("&#39;", "'");
        let value = value.strip_prefix(HOST).map_or_else(|| value.clone(), str::to_owned);
        let value = value.split('?').next().unwrap_or_default().to_owned();
        (value.starts_with('/') || value.starts_with('#')).then_some(value)
    });
    own.collect()
}

fn encoded(path: &str) -> String {
    const ODD: &percent_encoding::AsciiSet =
        &percent_encoding::CONTROLS.add(b' ').add(b'%').add(b'[').add(b']').add(b'{').add(b'}');
    percent_encoding::utf8_percent_encode(path, ODD).to_string()
}
