//! From a request to its answer.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::extract::ws::WebSocketUpgrade;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;

use super::desk::{Desk, Page, find};
use super::doors::DOORS;
use super::guard::{Refusal, judge};
use super::live::converse;
use crate::review;
use crate::text::Fingerprint;

/// The largest message that a tab may send; it has nothing to say.
const MESSAGE: usize = 1_024;

/// What runs in a tab beside the page, and how it looks.
const SCRIPT: &str = include_str!("client/preview.js");
const STYLE: &str = include_str!("client/preview.css");

/// What opens the editor on the pages on which translations are looked over.
const PLACES: &str = include_str!("client/places.js");

/// Asks for the bytes of a build, without what the preview adds.
const RAW: &str = "taiyaku-raw";

/// For an SVG, which a browser that goes to it would run the scripts of.
const NO_SCRIPTS: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// Answers a request.
pub(super) async fn answer(desk: Arc<Desk>, head: Parts) -> Response {
    let door = head.uri.path().strip_prefix(DOORS);
    let strict = door.is_some_and(|door| door.starts_with("live/") || door.starts_with("open/"));
    let response = match judge(&head, &desk.hosts, strict) {
        Err(refusal) => refused(&desk, refusal),
        Ok(()) => match (door, head.method.clone()) {
            (None, Method::GET | Method::HEAD) => of_site(&desk, &head),
            (None, _) => not_allowed("GET, HEAD"),
            (Some(door), method) => at_door(&desk, door.to_owned(), method, head).await,
        },
    };
    secured(response)
}

/// What the preview has beside the site.
async fn at_door(desk: &Arc<Desk>, door: String, method: Method, mut head: Parts) -> Response {
    let query = head.uri.query().unwrap_or_default();
    let asked = percent_decode_str(query).decode_utf8_lossy().into_owned();
    let (room, token) = match door.split_once('/') {
        Some((room, token)) => (room, Some(token)),
        None => (&*door, None),
    };
    let known = token == Some(&*desk.token);
    match (room, method) {
        ("preview.js", Method::GET) if token.is_none() => {
            of_kind(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT)
        }
        ("preview.css", Method::GET) if token.is_none() => {
            of_kind(StatusCode::OK, "text/css; charset=utf-8", STYLE)
        }
        ("review.js", Method::GET) if token.is_none() => {
            of_kind(StatusCode::OK, "text/javascript; charset=utf-8", review::SCRIPT)
        }
        ("places.js", Method::GET) if token.is_none() => {
            of_kind(StatusCode::OK, "text/javascript; charset=utf-8", PLACES)
        }
        ("review.css", Method::GET) if token.is_none() => {
            of_kind(StatusCode::OK, "text/css; charset=utf-8", review::STYLE)
        }
        ("" | "compare", Method::GET | Method::HEAD) => of_site(desk, &head),
        ("token", Method::GET) if token.is_none() => text(StatusCode::OK, desk.token.clone()),
        ("live", Method::GET) if known => {
            let Ok(permit) = Arc::clone(&desk.tabs).try_acquire_owned() else {
                return text(StatusCode::SERVICE_UNAVAILABLE, String::new());
            };
            match WebSocketUpgrade::from_request_parts(&mut head, &()).await {
                Ok(upgrade) => {
                    let desk = Arc::clone(desk);
                    upgrade.max_message_size(MESSAGE).on_upgrade(|socket| async move {
                        converse(socket, desk.previews.clone(), &desk, &asked).await;
                        drop(permit);
                    })
                }
                Err(refusal) => refusal.into_response(),
            }
        }
        ("open", Method::POST) if known => open(desk, &asked),
        ("live" | "open", _) => text(StatusCode::FORBIDDEN, String::new()),
        _ => text(StatusCode::NOT_FOUND, String::new()),
    }
}

/// A tab says `LINE:COLUMN:FILE`. Only files that the preview speaks of are opened.
fn open(desk: &Desk, asked: &str) -> Response {
    let mut parts = asked.splitn(3, ':');
    let mut number = || parts.next().and_then(|part| part.parse().ok());
    let (line, column) = (number(), number());
    let (Some(line), Some(column), Some(file)) = (line, column, parts.next()) else {
        return text(StatusCode::BAD_REQUEST, String::new());
    };
    let known = desk.previews.borrow().speaks_of(file);
    match &desk.editor {
        Some(editor) if known => match editor.open(&desk.root.join(file), line, column) {
            Ok(()) => text(StatusCode::NO_CONTENT, String::new()),
            Err(_) => text(StatusCode::INTERNAL_SERVER_ERROR, String::new()),
        },
        _ => text(StatusCode::NOT_FOUND, String::new()),
    }
}

/// A file of the site.
fn of_site(desk: &Desk, head: &Parts) -> Response {
    let preview = desk.previews.borrow().clone();
    let (status, kind, hash, body) = match find(&preview, desk, head.uri.path()) {
        Page::Moved(href) => return moved(&href, head.uri.query()),
        Page::File { status, kind, bytes, hash, dressed } => match dressed {
            Some(dressed) if head.headers.get(RAW).is_none_or(|value| value != "1") => {
                (status, kind, Fingerprint::of(&dressed.html), dressed.html.into())
            }
            _ => (status, kind, hash, bytes),
        },
    };
    let tag = format!("\"{}\"", hash.short(32));
    let fresh = status == StatusCode::OK && has(&head.headers, &tag);
    let mut response = if fresh {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let length = HeaderValue::from(body.len());
        let mut response = (status, Body::from(body)).into_response();
        response.headers_mut().insert(header::CONTENT_LENGTH, length);
        response
    };
    let headers = response.headers_mut();
    if kind.starts_with("image/svg") {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(NO_SCRIPTS));
    }
    insert(headers, header::CONTENT_TYPE, &kind);
    insert(headers, header::ETAG, &tag);
    response
}

/// Whether a reader has what carries this tag.
fn has(headers: &HeaderMap, tag: &str) -> bool {
    let lists =
        headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|known| {
        let known = known.trim();
        known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag
    })
}

fn moved(href: &str, query: Option<&str>) -> Response {
    let mut response = StatusCode::FOUND.into_response();
    let address = query.map_or_else(|| href.to_owned(), |query| format!("{href}?{query}"));
    insert(response.headers_mut(), header::LOCATION, &address);
    response
}

fn refused(desk: &Desk, refusal: Refusal) -> Response {
    let name = match refusal {
        Refusal::Host => "preview-other-host",
        Refusal::Stranger => "preview-stranger",
    };
    text(StatusCode::FORBIDDEN, desk.words.say(name, &[]) + "\n")
}

fn not_allowed(methods: &'static str) -> Response {
    let mut response = StatusCode::METHOD_NOT_ALLOWED.into_response();
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(methods));
    response
}

fn text(status: StatusCode, text: String) -> Response {
    of_kind(status, "text/plain; charset=utf-8", text)
}

fn of_kind(status: StatusCode, kind: &'static str, text: impl Into<Body>) -> Response {
    (status, [(header::CONTENT_TYPE, kind)], text.into()).into_response()
}

/// What cannot stand in a header is left out.
fn insert(headers: &mut HeaderMap, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// What every answer says: it is for this origin alone, is what it says it is, and may be another
/// one at any moment.
fn secured(mut response: Response) -> Response {
    let always = [
        (header::CACHE_CONTROL, "no-cache"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in always {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
