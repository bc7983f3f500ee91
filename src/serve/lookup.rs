//! From a request's path to a file of the site. A path is a key of a map: it never meets the disk.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use super::preview::Shown;
use crate::render::Emitted;
use crate::text::Route;

/// What is at a path.
#[derive(Debug)]
pub(super) enum Found<'a> {
    /// This file.
    File { path: Cow<'a, str>, file: &'a Emitted },
    /// Nothing, but something is at this address.
    Moved(String),
    /// Nothing; this page says so, if there is one.
    Missing(Option<(&'a str, &'a Emitted)>),
}

/// Looks up the path of a request, still encoded and without its query, as static hosts do.
pub(super) fn look_up<'a>(site: &'a Shown, path: &str) -> Found<'a> {
    let Ok(decoded) = percent_decode_str(path).decode_utf8() else { return Found::Missing(None) };
    let decoded: String = decoded.nfc().collect();
    let base: String = percent_decode_str(site.base.path()).decode_utf8_lossy().into_owned();
    let Some(below) = decoded.strip_prefix(&base) else {
        let root = Route::new("");
        let on_the_way =
            base.strip_prefix(&decoded).is_some_and(|rest| rest == "/") || decoded == "/";
        return if on_the_way { Found::Moved(site.base.href(&root)) } else { Found::Missing(None) };
    };
    // A route takes slashes from its start, so that `//host/` would be the page of `host/`.
    if below.starts_with('/') {
        return missing(site, "");
    }
    let file = Route::new(below).file();
    if let Some((path, file)) = site.files.get_key_value(&file) {
        return Found::File { path: Cow::Borrowed(path), file };
    }
    if let Some((path, file)) = earlier_theme(site, below) {
        return Found::File { path: Cow::Owned(path), file };
    }
    let folder = Route::new(&format!("{below}/"));
    if !below.ends_with('/') && site.files.contains_key(&folder.file()) {
        return Found::Moved(site.base.href(&folder));
    }
    missing(site, below)
}

/// A file of the theme by the address that it had before the theme changed: a page that is still
/// open asks for scripts by that.
fn earlier_theme<'a>(site: &'a Shown, below: &str) -> Option<(String, &'a Emitted)> {
    let (own, _) = site.theme.trim_end_matches('/').rsplit_once('/')?;
    let (_, name) = below.strip_prefix(own)?.strip_prefix('/')?.split_once('/')?;
    let path = format!("{}{name}", site.theme);
    site.files.get(&path).map(|file| (path, file))
}

/// The page of the language that says that there is nothing, else that of the site.
fn missing<'a>(site: &'a Shown, below: &str) -> Found<'a> {
    let language = below.split('/').next().unwrap_or_default();
    let pages = [format!("{language}/404.html"), "404.html".to_owned()];
    let page = pages.iter().find_map(|page| site.files.get_key_value(page));
    Found::Missing(page.map(|(path, file)| (path.as_str(), file)))
}
