//! What a build writes for hosts: the files that each reads, and nothing where the site has its own.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod desk;

use std::path::Path;

use desk::{CONFIG, put, read, run};
use serde_json::Value;

const POLICY: &str = "Content-Security-Policy: default-src 'none'; script-src 'self'; ";

/// A site of one page that had other addresses, `aliases` of them.
fn site(root: &Path, base: &str, aliases: usize) {
    put(root, "content/site.toml", &CONFIG.replace("https://example.org/docs/", base));
    let list: Vec<String> = (0..aliases).map(|number| format!("\"古い{number}/\"")).collect();
    let page = format!("---\ntitle: 題\naliases: [{}]\n---\n\n本文です。\n", list.join(", "));
    put(root, "content/ja/a.md", &page);
    for index in ["ja", "en"] {
        put(root, &format!("content/{index}/index.md"), "---\ntitle: T\n---\n\nText。\n");
    }
}

#[track_caller]
fn build(root: &Path, preset: &str) -> String {
    let (code, _, said) = run(root, &["build", "--preset", preset]);
    assert_eq!(code, 0, "{said}");
    said
}

fn has(root: &Path, path: &str) -> bool {
    root.join("public").join(path).exists()
}

#[test]
fn github_pages_reads_its_two_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    for (base, domain) in [
        ("https://docs.example.org/", Some("docs.example.org\n")),
        ("https://me.github.io/", None),
        ("https://me.github.io/repo/", None),
        ("https://docs.example.org/below/", None),
    ] {
        site(root, base, 1);
        build(root, "github-pages");
        assert!(has(root, ".nojekyll") && !has(root, "_headers"));
        let name = has(root, "CNAME").then(|| read(root, "public/CNAME"));
        assert_eq!(name.as_deref(), domain, "{base}");
        assert!(read(root, "public/ja/古い0/index.html").contains("http-equiv=\"refresh\""));
    }
    // A host that is no more leaves nothing behind.
    build(root, "files");
    assert!(!has(root, ".nojekyll"));
}

#[test]
fn the_host_of_the_configuration_is_taken_and_the_command_line_decides() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    site(root, "https://docs.example.org/", 1);
    let with_host = CONFIG.to_owned() + "[publish]\nhost = \"cloudflare\"\n";
    put(root, "content/site.toml", &with_host);
    assert_eq!(run(root, &["build"]).0, 0);
    assert!(has(root, "_headers"));
    build(root, "caddy");
    assert!(has(root, "Caddyfile") && !has(root, "_headers"));
    put(root, "content/site.toml", &with_host.replace("cloudflare", "cloudflair"));
    let (code, _, said) = run(root, &["build"]);
    assert!(code == 65 && said.contains("site.toml:14:8") && said.contains("cloudflare"), "{said}");
    assert_eq!(run(root, &["build", "--preset", "nothing"]).0, 2);
}

#[test]
fn cloudflare_and_netlify_read_rules_each_in_its_own_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    site(root, "https://docs.example.org/", 1);
    build(root, "cloudflare");
    let moved = "/ja/%E5%8F%A4%E3%81%840/ /ja/a/ 301\n";
    assert!(read(root, "public/_redirects").contains(moved));
    let headers = read(root, "public/_headers");
    assert!(headers.starts_with("/*\n  X-Content-Type-Options: nosniff\n"), "{headers}");
    assert!(headers.contains(&format!("/*/\n  {POLICY}")), "{headers}");
    assert!(headers.ends_with("/*\n  Cache-Control: public, max-age=31536000, immutable\n"));
    assert_eq!(headers.matches("Cache-Control").count(), 1, "values would be joined");

    build(root, "netlify");
    let redirects = read(root, "public/_redirects");
    assert!(redirects.contains(&moved.replace("301", "301!")), "{redirects}");
    assert!(redirects.ends_with("/ja/* /ja/404.html 404\n/en/* /en/404.html 404\n"), "{redirects}");
    let headers = read(root, "public/_headers");
    assert_eq!(headers.matches(POLICY).count(), 1, "{headers}");
}

#[test]
fn azure_reads_one_file_of_json() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    site(root, "https://docs.example.org/", 1);
    build(root, "azure-static-web-apps");
    let text = read(root, "public/staticwebapp.config.json");
    let config: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(config["trailingSlash"], "always");
    assert_eq!(config["responseOverrides"]["404"]["rewrite"], "/404.html");
    let policy = config["globalHeaders"]["Content-Security-Policy"].as_str().expect("a policy");
    assert!(policy.ends_with("frame-ancestors 'self'"), "{policy}");
    assert_eq!(config["globalHeaders"]["Cache-Control"], "public, max-age=0, must-revalidate");
    let routes = config["routes"].as_array().expect("routes");
    let moved = routes.iter().find(|route| route["route"] == "/ja/%E5%8F%A4%E3%81%840/");
    let moved = moved.expect("moved");
    assert!(moved["redirect"] == "/ja/a/" && moved["statusCode"] == 301, "{moved}");
    let kept =
        routes.iter().find(|route| route["route"].as_str().is_some_and(|r| r.starts_with("/_t/")));
    assert!(
        kept.expect("kept")["headers"]["Cache-Control"]
            .as_str()
            .expect("text")
            .contains("immutable")
    );
}

#[test]
fn what_a_host_does_not_take_is_told_and_pages_lead_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    site(root, "https://docs.example.org/", 1_100);
    let said = build(root, "cloudflare");
    assert!(said.contains("200 redirects are more than this host takes"), "{said}");
    put(root, "static/large.zip", "");
    let large = std::fs::File::create(root.join("static/large.zip")).expect("made");
    large.set_len((25 << 20) + 1).expect("set");
    let said = build(root, "cloudflare");
    assert!(said.contains("large.zip is larger than the 25 MiB"), "{said}");
    std::fs::remove_file(root.join("static/large.zip")).expect("removed");
    assert_eq!(read(root, "public/_redirects").lines().count(), 2_000);
    assert!(has(root, "ja/古い1099/index.html"));
    let said = build(root, "azure-static-web-apps");
    let size = read(root, "public/staticwebapp.config.json").len();
    assert!(said.contains("redirects are more") && (18_000..=20_000).contains(&size), "{size}");
    assert_eq!(build(root, "nginx"), "");
}

#[test]
fn a_file_of_the_site_stays_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    site(root, "https://docs.example.org/", 1);
    put(root, "static/_headers", "/*\n  X-Own: 1\n");
    let said = build(root, "cloudflare");
    assert!(said.contains("_headers is the site's own"), "{said}");
    assert_eq!(read(root, "public/_headers"), "/*\n  X-Own: 1\n");
    assert!(has(root, "_redirects"));
}

#[test]
fn an_alias_that_would_lead_in_circles_or_hide_something_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    site(root, "https://docs.example.org/", 1);
    let page = |aliases: &str| format!("---\ntitle: B\naliases: {aliases}\n---\n\n本文です。\n");
    for (aliases, why) in [
        ("[\"b/\"]", "to itself"),
        ("[\"a/\"]", "over a page"),
        ("[\"古い0/\"]", "over an alias"),
        ("[\"search/\"]", "over a page of ours"),
    ] {
        put(root, "content/ja/b.md", &page(aliases));
        let (code, _, said) = run(root, &["build"]);
        assert!(code == 65 && said.contains("alias-taken"), "{why}: {said}");
    }
    // A page that moves twice, and back: each earlier address leads straight to where it is.
    put(root, "content/ja/b.md", &page("[]"));
    for (old, new) in [("b", "c"), ("c", "d"), ("d", "b")] {
        let (old, new) = (format!("content/ja/{old}.md"), format!("content/ja/{new}.md"));
        assert_eq!(run(root, &["rename", &old, &new]).0, 0);
    }
    build(root, "netlify");
    let redirects = read(root, "public/_redirects");
    for old in ["c", "d"] {
        assert!(redirects.contains(&format!("/ja/{old}/ /ja/b/ 301!\n")), "{redirects}");
    }
    assert!(!redirects.contains("/ja/b/ /"), "{redirects}");
}

/// nginx tells no longer addresses apart, and would take one for another.
#[test]
fn an_address_that_is_too_long_for_nginx_is_left_to_its_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    site(root, "https://docs.example.org/", 1);
    let long = format!("{}/{}", "あ".repeat(40), "い".repeat(44));
    let page = format!("---\ntitle: B\naliases: [\"{long}/\", \"short/\"]\n---\n\n本文です。\n");
    put(root, "content/ja/b.md", &page);
    let said = build(root, "nginx");
    assert!(said.contains("2 redirects are more than this host takes"), "{said}");
    let config = read(root, "public/nginx.conf");
    assert!(config.contains("\"/ja/short/\"") && !config.contains(&long), "{config}");
    assert!(has(root, &format!("ja/{long}/index.html")));
}
