//! The preview assumes a hostile page in the next tab, and a hostile program behind each connection:
//! no address reaches a file, nobody else is answered, and nothing stops it.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]
#![expect(clippy::print_stdout, reason = "the numbers, for `--nocapture`")]

mod amount;
mod edits;
mod preview;
mod sites;

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use amount::amount;
use edits::START;
use preview::targets::targets;
use preview::{Preview, parse};

/// What no answer may hold: it stands in files that belong to no page.
const CANARY: &str = "canary-7f3a9b";

/// A site with secrets in it, beside it and above it.
fn guarded() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    let put = |path: &str, text: &str| {
        let place = root.join(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        fs::write(place, text).expect("written");
    };
    for (path, text) in START {
        put(path, text);
    }
    for secret in [
        ".env",
        ".git/config",
        "secret.txt",
        "content/.env",
        "content/ja/.env",
        "static/.env",
        "static/.git/config",
        "templates/secret.txt",
        "../secret.txt",
        "../site-secret/secret.txt",
        "content/ja/draft.md~",
    ] {
        put(secret, CANARY);
    }
    // What is a file of the site, and yet no file of the output.
    put("templates/own.html", &format!("{{# {CANARY} #}}{{{{ page.title }}}}"));
    (folder, root)
}

/// Holds an answer against what none may hold.
#[track_caller]
fn is_harmless(answer: &[u8], root: &Path, target: &str) {
    let text = String::from_utf8_lossy(answer);
    for secret in [CANARY, "root:x:0", &*root.to_string_lossy(), "schema = 1"] {
        assert!(!text.contains(secret), "{target:?} was told {secret:?}:\n{text}");
    }
    let head = text.split("\r\n\r\n").next().unwrap_or_default().to_ascii_lowercase();
    assert!(!head.contains("access-control-"), "{target:?}\n{head}");
}

#[test]
fn no_address_reaches_a_file() {
    let (_folder, root) = guarded();
    let mut preview = Preview::start(&root, &[]);
    let targets = targets();
    assert!(targets.len() >= 150, "{}", targets.len());
    let host = format!("127.0.0.1:{}", preview.port);
    let mut asked = 0;
    for target in &targets {
        for method in ["GET", "HEAD", "POST", "OPTIONS"] {
            let request =
                format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
            let answer = preview.send(request.as_bytes());
            is_harmless(&answer, &root, target);
            let served = parse(&answer);
            // Behind `?` and `#` anything may stand: what is before them is a page.
            let page = target.split(['?', '#', ' ']).next().unwrap_or_default();
            let known = ["/", "/ja/", "/_taiyaku/", "/_taiyaku/preview.css"].contains(&page);
            assert!(
                served.status != 200 || known,
                "{method} {target:?} is 200:\n{}",
                served.text()
            );
            if served.status != 0
                && served.status != 400
                && served.status != 414
                && served.status != 431
            {
                assert_eq!(
                    served.header("x-content-type-options"),
                    "nosniff",
                    "{method} {target:?}"
                );
            }
            asked += 1;
        }
    }
    println!("{asked} requests for {} targets", targets.len());
    assert!(preview.is_alive() && preview.get("/ja/").status == 200);
}

/// What a row of the table must give.
fn expected(host: &str, origin: Option<&str>, endpoint: &str) -> u16 {
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
    let name = name.map_or(host, |(name, _)| name).to_ascii_lowercase();
    if !["localhost", "127.0.0.1", "[::1]", "docs.test"].contains(&name.as_str()) {
        return 403;
    }
    let ours = [format!("http://{host}"), format!("https://{host}")];
    let own = origin.map(|origin| ours.contains(&origin.to_owned()));
    match (endpoint, own) {
        (_, Some(false)) | ("live" | "open", None) => 403,
        ("live", _) => 101,
        ("open", _) => 404,
        _ => 200,
    }
}

/// Names of this machine, one that is allowed, and strangers.
fn hosts(port: u16) -> [String; 12] {
    let with_port = |name: &str| format!("{name}:{port}");
    [
        with_port("127.0.0.1"),
        with_port("localhost"),
        with_port("[::1]"),
        "localhost".to_owned(),
        "docs.test".to_owned(),
        with_port("docs.test"),
        "evil.example".to_owned(),
        with_port("evil.example"),
        "127.0.0.1.evil.example".to_owned(),
        with_port("127.0.0.2"),
        "0.0.0.0".to_owned(),
        "localhost.evil.example".to_owned(),
    ]
}

/// None, our own, and strangers.
fn origins(host: &str, port: u16) -> [Option<String>; 10] {
    [
        None,
        Some(format!("http://{host}")),
        Some(format!("https://{host}")),
        Some("null".to_owned()),
        Some(format!("http://127.0.0.1:{}", port - 1)),
        Some("http://evil.example".to_owned()),
        Some(format!("http://evil.example:{port}")),
        Some(format!("http://{host}.evil.example")),
        Some(String::new()),
        Some(format!("file://{host}")),
    ]
}

const UPGRADE: &str = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

/// The status of a request; a socket that opens is not listened to.
fn status(preview: &Preview, root: &Path, request: &str) -> u16 {
    let mut stream = preview.connect();
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = [0; 4_096];
    let length = stream.read(&mut answer).expect("answered");
    is_harmless(&answer[..length], root, request);
    parse(&answer[..length]).status
}

#[test]
fn who_is_answered_depends_on_host_and_origin() {
    let (_folder, root) = guarded();
    let preview = Preview::start(&root, &["--allowed-host", "docs.test"]);
    let (port, token) = (preview.port, preview.token());
    let endpoints = [
        ("page", "GET", "/ja/".to_owned()),
        ("review", "GET", "/_taiyaku/".to_owned()),
        ("compare", "GET", "/_taiyaku/compare/en/".to_owned()),
        ("token", "GET", "/_taiyaku/token".to_owned()),
        ("live", "GET", format!("/_taiyaku/live/{token}?%2Fja%2F")),
        ("open", "POST", format!("/_taiyaku/open/{token}?1:1:content%2Fja%2Findex.md")),
    ];
    let mut rows = 0;
    for host in &hosts(port) {
        for origin in &origins(host, port) {
            for (endpoint, method, target) in &endpoints {
                let mut request = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n");
                request.push_str(if *endpoint == "live" { UPGRADE } else { "" });
                if let Some(origin) = origin {
                    request.push_str(&format!("Origin: {origin}\r\n"));
                }
                let status = status(&preview, &root, &(request + "\r\n"));
                let wanted = expected(host, origin.as_deref(), endpoint);
                assert_eq!(status, wanted, "{endpoint} of {host} from {origin:?}");
                rows += 1;
            }
        }
    }
    assert_eq!(rows, 720);
    // A token of another preview opens nothing.
    let own = format!("http://127.0.0.1:{port}");
    for (door, method) in [("live", "GET"), ("open", "POST")] {
        let target = format!("/_taiyaku/{door}/00112233445566778899aabbccddeeff?%2F");
        assert_eq!(preview.ask(method, &target, &[("Origin", &own)]).status, 403);
    }
}

#[test]
fn a_stranger_may_link_and_not_embed() {
    let (_folder, root) = guarded();
    let preview = Preview::start(&root, &[]);
    for site in ["cross-site", "same-site", "same-origin", "none"] {
        for (mode, dest) in [
            ("navigate", "document"),
            ("navigate", "iframe"),
            ("navigate", "embed"),
            ("no-cors", "image"),
            ("no-cors", "script"),
            ("cors", "empty"),
            ("websocket", "websocket"),
        ] {
            let told =
                [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", dest)];
            let ours = matches!(site, "same-origin" | "none");
            let wanted = if ours || (mode, dest) == ("navigate", "document") { 200 } else { 403 };
            assert_eq!(preview.ask("GET", "/ja/", &told).status, wanted, "{told:?}");
        }
    }
}

/// Malformed requests; none of them is one that an honest program sends.
fn malformed(number: usize) -> Vec<u8> {
    let noise = |seed: usize| (seed.wrapping_mul(2_654_435_761) >> 7).to_le_bytes();
    match number % 10 {
        0 => b"GET /% HTTP/1.1\r\nHost: localhost\r\n\r\n".to_vec(),
        1 => b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        2 => (0..64).flat_map(|at| noise(number * 64 + at)).collect(),
        3 => b"GET / HTTP/9.9\r\n\r\n".to_vec(),
        4 => b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".to_vec(),
        5 => format!("GET /{} HTTP/1.1\r\n", "%00".repeat(number % 50)).into_bytes(),
        6 => b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n".to_vec(),
        7 => b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n".to_vec(),
        8 => b"\r\n\r\n\r\nGET\r\n\r\n".to_vec(),
        _ => b"GET / HTTP/1.0\r\n\r\n".to_vec(),
    }
}

#[test]
fn what_is_no_request_stops_nothing() {
    let (_folder, root) = guarded();
    let mut preview = Preview::start(&root, &[]);
    for number in 0..amount(2_000, 100_000) {
        let mut stream = preview.connect();
        let _ = stream.write_all(&malformed(number));
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        is_harmless(&answer, &root, "what is malformed");
    }
    let flood =
        format!("GET /ja/ HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "x".repeat(1_000_000));
    let _ = preview.send(flood.as_bytes());
    let many = "GET /ja/ HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(50)
        + "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let answers = preview.send(many.as_bytes());
    let answers = String::from_utf8_lossy(&answers);
    assert_eq!(answers.matches("HTTP/1.1 200").count(), 51, "all of a row are answered");
    assert!(preview.is_alive() && preview.get("/ja/").status == 200);
}

#[test]
fn who_says_nothing_keeps_nobody_waiting() {
    let (_folder, root) = guarded();
    let preview = Preview::start(&root, &[]);
    let (mut slow, mut times): (Vec<TcpStream>, Vec<Duration>) = (Vec::new(), Vec::new());
    for number in 0..amount(600, 2_000) {
        let mut stream = preview.connect();
        let _ = stream.write_all(&b"GET /ja/ HTTP/1.1\r\nHost: localhost\r\nX: "[..number % 40]);
        slow.push(stream);
        if number % 3 == 0 {
            for stream in slow.iter_mut().rev().take(20) {
                let _ = stream.write_all(b"x");
            }
            let start = Instant::now();
            assert_eq!(preview.get("/ja/").status, 200);
            times.push(start.elapsed());
        }
    }
    times.sort();
    let (median, most) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    println!("beside {} silent connections: median {median:?}, 99 of 100 in {most:?}", slow.len());
    assert!(most < Duration::from_millis(500), "{most:?}");
}
