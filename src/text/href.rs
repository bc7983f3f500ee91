//! Addresses: the one place where an address of the output is written, and where one from a page
//! is judged.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

/// What RFC 3986 does not allow bare in a path.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What a finished address from a page may not hold bare; `%` stays, it is an escape already.
const WHOLE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A place in the site below its base: `ja/iso-burning/`, `sitemap.xml`, or nothing for the root.
/// Decoded, in NFC, without a slash at its start; a page's ends with one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Route(String);

impl Route {
    /// Takes a decoded path below the base.
    pub fn new(path: &str) -> Self {
        Self(nfc(path.trim_start_matches('/')))
    }

    /// The decoded path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file below the output folder that a static host serves for it.
    pub fn file(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') {
            format!("{}index.html", self.0)
        } else {
            self.0.clone()
        }
    }
}

/// Where the site lies: an origin, if it is known, and the path that every address begins with.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Base {
    origin: Option<String>,
    path: String,
}

impl Default for Base {
    fn default() -> Self {
        Self { origin: None, path: "/".to_owned() }
    }
}

impl Base {
    /// Reads `https://host/path/`. A missing slash at the end is added. `None` when it is no such
    /// address: another scheme, user information, a query, a fragment, an empty host.
    pub fn parse(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        if !matches!(scheme, "http" | "https") || rest.contains(['?', '#', '@', '\\', ' ', '"']) {
            return None;
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host_is_plain = !host.is_empty()
            && host.chars().all(|c| c.is_ascii_alphanumeric() || "-.:[]".contains(c));
        if !host_is_plain || path.split('/').any(|part| part == "..") {
            return None;
        }
        let path = percent_decode_str(path.trim_matches('/')).decode_utf8().ok()?;
        let path = match path.as_ref() {
            "" => "/".to_owned(),
            inner => format!("/{}/", utf8_percent_encode(inner, PATH)),
        };
        Some(Self { origin: Some(format!("{scheme}://{host}")), path })
    }

    /// The path that every address begins with; `/` at both ends.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The host with its port, where it is known.
    pub fn host(&self) -> Option<&str> {
        self.origin.as_ref()?.split_once("://").map(|(_, host)| host)
    }

    /// An address that works from any page of the same host.
    pub fn href(&self, route: &Route) -> String {
        format!("{}{}", self.path, utf8_percent_encode(&route.0, PATH))
    }

    /// The same with a fragment, given decoded.
    pub fn anchor(&self, route: &Route, id: &str) -> String {
        format!("{}#{}", self.href(route), fragment(id))
    }

    /// The full form of an address that `href` gave.
    pub fn full(&self, href: &str) -> Option<String> {
        self.origin.as_ref().map(|origin| format!("{origin}{href}"))
    }

    /// The full address, where the origin is known.
    pub fn absolute(&self, route: &Route) -> Option<String> {
        self.full(&self.href(route))
    }
}

/// A fragment as it stands in an address.
fn fragment(id: &str) -> String {
    utf8_percent_encode(id, PATH).to_string()
}

/// What an address in a page means.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Link {
    /// Leads out of the site; written as it will stand in `href`.
    External(String),
    /// `path.md#anchor` relative to the file's folder, both decoded and in NFC.
    Page {
        /// The path, not yet resolved.
        path: String,
        /// The heading.
        anchor: Option<String>,
    },
    /// `#anchor` in the same page.
    Anchor(String),
    /// `/path`: a file of `static/`, decoded and in NFC, and what follows it (`?…`, `#…`).
    File {
        /// The path below `static/`.
        path: String,
        /// The query and fragment as they were written.
        rest: String,
    },
    /// A scheme that is not on the list.
    Unsafe,
    /// None of these.
    Other,
}

/// Judges an address that Markdown has already freed of entities and escapes. Schemes are compared
/// without the control characters and white space that browsers ignore, and without case.
pub fn link_kind(address: &str) -> Link {
    let bare: String =
        address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>();
    if let Some(scheme) = scheme(&bare) {
        return match scheme.as_str() {
            "http" | "https" if bare[scheme.len() + 1..].starts_with("//") => {
                Link::External(utf8_percent_encode(address.trim(), WHOLE).to_string())
            }
            "mailto" | "tel" => {
                Link::External(utf8_percent_encode(address.trim(), WHOLE).to_string())
            }
            "http" | "https" => Link::Other,
            _ => Link::Unsafe,
        };
    }
    if let Some(anchor) = address.strip_prefix('#') {
        return if anchor.is_empty() { Link::Other } else { Link::Anchor(decode(anchor)) };
    }
    if address.starts_with("//") || address.contains('\\') || address.is_empty() {
        return Link::Other;
    }
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let (path, rest) = address.split_at(end);
    if let Some(path) = path.strip_prefix('/') {
        return Link::File {
            path: decode(path),
            rest: utf8_percent_encode(rest, WHOLE).to_string(),
        };
    }
    let anchor = rest.strip_prefix('#').filter(|anchor| !anchor.is_empty()).map(decode);
    if !path.ends_with(".md") || rest.starts_with('?') {
        return Link::Other;
    }
    Link::Page { path: decode(path), anchor }
}

/// The scheme of an address, in lower case.
fn scheme(bare: &str) -> Option<String> {
    let (scheme, _) = bare.split_once(':')?;
    let mut chars = scheme.chars();
    let first = chars.next()?;
    (first.is_ascii_alphabetic() && chars.all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)))
        .then(|| scheme.to_ascii_lowercase())
}

/// Percent-decoded and in NFC; what does not decode stays.
fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), |text| nfc(&text))
}

/// The composed form. Most addresses are ASCII, which is composed: to look is 20 times faster.
pub fn nfc(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { text.nfc().collect() }
}

/// The one escape function for HTML text and attribute values: `& < > " '`.
pub fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    let special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    // By bytes, since all five are ASCII: half the time of a search for characters.
    while let Some(at) = rest.bytes().position(special) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// The id of a heading made from its own words: NFC, ASCII in lower case, white space to `-`,
/// punctuation dropped (full-width too). Never empty.
pub fn slug(text: &str) -> String {
    let mut id = String::new();
    for c in text.nfc() {
        if c.is_alphanumeric() || c == '_' || is_mark(c) {
            id.push(c.to_ascii_lowercase());
        } else if (c.is_whitespace() || c == '-') && !id.ends_with('-') && !id.is_empty() {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { "section".to_owned() } else { id.to_owned() }
}

/// Combining and lengthening marks belong to the word.
fn is_mark(c: char) -> bool {
    matches!(c, 'ー' | '々' | '〆' | '〇') || unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::{Base, Link, Route, link_kind, slug};

    #[test]
    fn every_address_stands_under_the_base() {
        let base = Base::parse("https://example.org/a/b").expect("a base");
        let route = Route::new("ja/日本 語/");
        assert_eq!(base.href(&route), "/a/b/ja/%E6%97%A5%E6%9C%AC%20%E8%AA%9E/");
        assert_eq!(base.absolute(&Route::new("")).as_deref(), Some("https://example.org/a/b/"));
        assert_eq!(Route::new("ja/").file(), "ja/index.html");
        assert_eq!(Base::default().href(&Route::new("ja/")), "/ja/");
    }

    #[test]
    fn a_base_is_an_origin_and_a_path() {
        for bad in [
            "example.org",
            "ftp://a/",
            "https://",
            "https://a/?q",
            "https://u@a/",
            "https://a/../b",
        ] {
            assert_eq!(Base::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn schemes_are_judged_as_browsers_read_them() {
        for bad in [
            "javascript:x",
            "JAVA\tSCRIPT:x",
            " data:text/html,x",
            "vbscript:x",
            "\u{1}javascript:x",
        ] {
            assert_eq!(link_kind(bad), Link::Unsafe, "{bad:?}");
        }
        assert_eq!(link_kind("//host/x"), Link::Other);
        assert_eq!(link_kind("HTTPS://a/"), Link::External("HTTPS://a/".into()));
        assert_eq!(
            link_kind("../a.md#%E6%97%A5"),
            Link::Page { path: "../a.md".into(), anchor: Some("日".into()) }
        );
    }

    #[test]
    fn ids_keep_their_script() {
        assert_eq!(slug("ISO ファイルの書き込み（手順）"), "iso-ファイルの書き込み手順");
        assert_eq!(slug("！？"), "section");
    }
}
