//! What answers are made from, and what is at a path.

use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Bytes;
use axum::http::StatusCode;
use tokio::sync::{Semaphore, watch};

use super::doors::DOORS;
use super::editor::Editor;
use super::guard::Hosts;
use super::lookup::{Found, look_up};
use super::page::{Author, Dressed, bare_page, dress, dress_own};
use super::preview::Preview;
use crate::report::Words;
use crate::review::Frame;
use crate::text::{Base, Fingerprint};

/// Everything that answers are made from.
pub(super) struct Desk {
    pub(super) hosts: Hosts,
    pub(super) previews: watch::Receiver<Preview>,
    /// Known to pages of this preview alone.
    pub(super) token: String,
    pub(super) words: Words,
    pub(super) editor: Option<Editor>,
    pub(super) root: PathBuf,
    /// How many tabs can be told of changes.
    pub(super) tabs: Arc<Semaphore>,
}

/// What is at a path.
pub(super) enum Page {
    /// Nothing, but something is at this address.
    Moved(String),
    /// A file of the site, or what stands in for one.
    File {
        status: StatusCode,
        kind: String,
        bytes: Bytes,
        hash: Fingerprint,
        /// With what the preview adds, if it is a page.
        dressed: Option<Dressed>,
    },
}

impl Page {
    /// What tells a tab whether it shows what is there now.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Moved(href) => href.clone(),
            Self::File { dressed: Some(dressed), .. } => dressed.key.clone(),
            Self::File { hash, .. } => hash.short(16),
        }
    }

    /// A page of the preview's own.
    fn own(html: &str, author: Author<'_>) -> Self {
        let hash = Fingerprint::of(html.as_bytes());
        let dressed = Some(dress_own(html, author));
        let kind = "text/html; charset=utf-8".to_owned();
        Self::File { status: StatusCode::OK, kind, bytes: html.to_owned().into(), hash, dressed }
    }

    /// A sentence where there is no file.
    fn saying(status: StatusCode, message: &str, author: Author<'_>) -> Self {
        let sentence = author.words.say(message, &[]);
        let dressed = Some(bare_page(&sentence, author));
        let hash = Fingerprint::of(sentence.as_bytes());
        let kind = "text/html; charset=utf-8".to_owned();
        Self::File { status, kind, bytes: sentence.into(), hash, dressed }
    }
}

/// Looks up what is at the path of a request.
pub(super) fn find(preview: &Preview, desk: &Desk, path: &str) -> Page {
    let author = Author { words: &desk.words, has_editor: desk.editor.is_some() };
    if let Some(door) = path.strip_prefix(DOORS) {
        let review = preview.review.as_ref();
        let frame =
            Frame { base: &Base::default(), words: author.words, has_editor: author.has_editor };
        let html = review.and_then(|review| review.page(door, frame));
        return html.map_or_else(
            || Page::saying(StatusCode::NOT_FOUND, "preview-not-found", author),
            |html| Page::own(&html, author),
        );
    }
    let Some(site) = &preview.site else {
        return Page::saying(StatusCode::SERVICE_UNAVAILABLE, "preview-no-site", author);
    };
    let (status, path, file) = match look_up(site, path) {
        Found::Moved(href) => return Page::Moved(href),
        Found::File { path, file } => (StatusCode::OK, path, file),
        Found::Missing(Some((path, file))) => (StatusCode::NOT_FOUND, path.into(), file),
        Found::Missing(None) => {
            return Page::saying(StatusCode::NOT_FOUND, "preview-not-found", author);
        }
    };
    let kind = kind(&path);
    let dressed = kind.starts_with("text/html").then(|| dress(site, &path, &file.bytes, author));
    let bytes = Bytes::from_owner(Arc::clone(&file.bytes));
    Page::File { status, kind, bytes, hash: file.hash, dressed }
}

/// The type of a file, by its name. What is text is UTF-8.
fn kind(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let is_text = kind.type_() == "text"
        || ["json", "javascript", "xml"].iter().any(|end| {
            kind.subtype() == *end || kind.suffix().is_some_and(|suffix| suffix == *end)
        });
    if is_text { format!("{}; charset=utf-8", kind.essence_str()) } else { kind.to_string() }
}
