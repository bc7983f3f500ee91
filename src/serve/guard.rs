//! Who may ask. The page in the next tab is taken to be hostile: it can send requests to the
//! preview, under any name that its own servers resolve to this machine, but it can forge neither
//! `Host` nor `Origin` nor `Sec-Fetch-*`.

use std::collections::BTreeSet;
use std::net::IpAddr;

use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, header};

/// The names under which the preview answers.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    names: BTreeSet<String>,
    /// Bound to all addresses of this machine, whose numbers we do not know. A number is no name,
    /// so no stranger's name server can lead it here.
    numbers: bool,
}

impl Hosts {
    /// This machine's own names, the address that is listened on, and those of the command line.
    pub(super) fn new(bind: IpAddr, allowed: &[String]) -> Self {
        let own = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned);
        let allowed = allowed.iter().map(|name| name.to_ascii_lowercase());
        let names = own.into_iter().chain([in_address(bind)]).chain(allowed).collect();
        Self { names, numbers: bind.is_unspecified() }
    }

    /// Whether a `Host` names one of them, on any port: a tunnel may have another.
    fn know(&self, host: &str) -> bool {
        let Some(name) = name_of(host) else { return false };
        let name = name.to_ascii_lowercase();
        let number = || name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        self.names.contains(&name) || (self.numbers && number().is_ok())
    }
}

/// How a number stands in an address.
pub(super) fn in_address(number: IpAddr) -> String {
    match number {
        IpAddr::V4(number) => number.to_string(),
        IpAddr::V6(number) => format!("[{number}]"),
    }
}

/// A host without its port.
fn name_of(host: &str) -> Option<&str> {
    let end = match host.strip_prefix('[') {
        Some(rest) => rest.find(']')? + 2,
        None => host.find(':').unwrap_or(host.len()),
    };
    let (name, port) = host.split_at(end);
    let port_is_sound = port.is_empty()
        || port
            .strip_prefix(':')
            .is_some_and(|port| !port.is_empty() && port.chars().all(|c| c.is_ascii_digit()));
    port_is_sound.then_some(name)
}

/// Why a request is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Refusal {
    /// It names another host, or none.
    Host,
    /// A page of another origin sent it.
    Stranger,
}

/// Judges a request before anything is looked up. `strict`: only a page of our own may ask, and
/// it has to say so.
pub(super) fn judge(head: &Parts, hosts: &Hosts, strict: bool) -> Result<(), Refusal> {
    let host = one(&head.headers, header::HOST.as_str()).ok_or(Refusal::Host)?;
    // A request as to a proxy names a host of its own.
    let named = head.uri.authority().map(Authority::as_str);
    if !hosts.know(host) || named.is_some_and(|named| !named.eq_ignore_ascii_case(host)) {
        return Err(Refusal::Host);
    }
    let origins = head.headers.get_all(header::ORIGIN).iter().count();
    let own =
        one(&head.headers, header::ORIGIN.as_str()).is_some_and(|origin| is_own(origin, host));
    let allowed = if strict { own } else { own || origins == 0 };
    if allowed && fetched_by_us(head) { Ok(()) } else { Err(Refusal::Stranger) }
}

/// Whether an origin is exactly the one that was asked. The host is known by now, so that a name
/// which leads here without being ours has not come so far.
fn is_own(origin: &str, host: &str) -> bool {
    let bare = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    bare.is_some_and(|bare| bare.eq_ignore_ascii_case(host))
}

/// What a browser says of who asks: a page of ours, the reader, or a link that a reader follows.
/// Pages on another port are "same-site", and strangers all the same.
fn fetched_by_us(head: &Parts) -> bool {
    let told = |name| head.headers.contains_key(name).then(|| one(&head.headers, name));
    match told("sec-fetch-site") {
        None | Some(Some("same-origin" | "none")) => true,
        Some(_) => {
            head.method == Method::GET
                && told("sec-fetch-mode") == Some(Some("navigate"))
                && told("sec-fetch-dest") == Some(Some("document"))
        }
    }
}

/// A header that is there exactly once.
fn one<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::{Hosts, Refusal, judge};

    fn judged(bind: &str, strict: bool, headers: &[(&str, &str)]) -> Result<(), Refusal> {
        let hosts = Hosts::new(bind.parse().expect("a number"), &["Preview.Example".to_owned()]);
        let mut request = Request::get("/ja/");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (head, ()) = request.body(()).expect("a request").into_parts();
        judge(&head, &hosts, strict)
    }

    #[test]
    fn a_host_must_be_known_by_name() {
        let host = |name| judged("127.0.0.1", false, &[("host", name)]);
        for known in ["localhost", "LOCALHOST:4747", "127.0.0.1:1", "[::1]:80", "preview.example"] {
            assert_eq!(host(known), Ok(()), "{known}");
        }
        for other in [
            "",
            "evil.example",
            "127.0.0.2",
            "localhost.",
            "localhost:",
            "localhost:x",
            "[::1",
            "localhost@evil.example",
            "127.0.0.1.evil.example",
        ] {
            assert_eq!(host(other), Err(Refusal::Host), "{other}");
        }
        let twice = [("host", "localhost"), ("host", "localhost")];
        assert_eq!(judged("127.0.0.1", false, &twice), Err(Refusal::Host));
        assert_eq!(judged("0.0.0.0", false, &[("host", "192.168.1.5:4747")]), Ok(()));
        assert_eq!(judged("0.0.0.0", false, &[("host", "evil.example")]), Err(Refusal::Host));
    }

    #[test]
    fn only_our_own_origin_may_ask() {
        let from = |strict, origin| {
            judged("127.0.0.1", strict, &[("host", "localhost:4747"), ("origin", origin)])
        };
        for strict in [false, true] {
            assert_eq!(from(strict, "http://localhost:4747"), Ok(()));
            assert_eq!(from(strict, "https://localhost:4747"), Ok(()));
            for other in [
                "null",
                "http://localhost:4748",
                "http://127.0.0.1:4747",
                "http://localhost",
                "http://evil.example",
                "ftp://localhost:4747",
                "",
            ] {
                assert_eq!(from(strict, other), Err(Refusal::Stranger), "{other}");
            }
        }
        let silent = [("host", "localhost")];
        assert_eq!(judged("127.0.0.1", false, &silent), Ok(()));
        assert_eq!(judged("127.0.0.1", true, &silent), Err(Refusal::Stranger));
    }

    #[test]
    fn a_stranger_may_link_to_us_and_no_more() {
        let fetch = |site, mode, dest| {
            let told = [
                ("host", "localhost"),
                ("sec-fetch-site", site),
                ("sec-fetch-mode", mode),
                ("sec-fetch-dest", dest),
            ];
            judged("127.0.0.1", false, &told)
        };
        assert_eq!(fetch("same-origin", "cors", "empty"), Ok(()));
        assert_eq!(fetch("none", "navigate", "document"), Ok(()));
        for site in ["cross-site", "same-site"] {
            assert_eq!(fetch(site, "navigate", "document"), Ok(()));
            assert_eq!(fetch(site, "navigate", "iframe"), Err(Refusal::Stranger));
            assert_eq!(fetch(site, "no-cors", "image"), Err(Refusal::Stranger));
            assert_eq!(fetch(site, "no-cors", "script"), Err(Refusal::Stranger));
        }
    }
}
