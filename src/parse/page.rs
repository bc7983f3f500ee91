//! One page, read alone.

use super::confusable::confusable;
use super::decode::decode;
use super::dialect::Dialect;
use super::document::Block;
use super::front_matter::{FrontMatter, parse_front_matter};
use super::markdown::read_body;
use super::outline::{Outline, outline};
use super::spacing::spacing;
use crate::text::{Code, FilePath, Fingerprint, MappedText, Outcome, Source};

/// A page, or a part that pages include.
#[derive(Clone, PartialEq, Debug)]
pub struct Page {
    /// The file.
    pub file: FilePath,
    /// The hash of the file's bytes.
    pub hash: Fingerprint,
    /// Its head.
    pub front: FrontMatter,
    /// Its body.
    pub body: Vec<Block>,
    /// What the site has to know of it.
    pub outline: Outline,
    /// The hash of all that other pages can see of it: its head, its headings and ids. Places in the
    /// file are left out, since an edit moves them, and so is the beginning of its text, which stands
    /// on the page itself alone: with it, an edit there took 112 ms in place of 10.
    pub seen: Fingerprint,
    /// Nothing could be read of it, so that nobody can be blamed for what it seems to lack.
    pub unread: bool,
}

/// Whether a file is a part: its name, or that of a folder of it, begins with `_`.
pub fn is_part(path: &str) -> bool {
    path.split('/').any(|name| name.starts_with('_'))
}

/// Reads one page. Never fails: what is wrong is in the outcome, and the page is as good as it can
/// be. No configuration comes in, so a change of `site.toml` parses nothing again.
pub fn parse_page(source: &Source, dialect: Dialect) -> Outcome<Page> {
    let mut findings = Vec::new();
    let decoded = decode(source).unpack(&mut findings);
    let unreadable = !findings.is_empty();
    let file = &source.path;
    let (front, body_at) = if unreadable || is_part(file.as_str()) {
        (FrontMatter::default(), 0)
    } else {
        parse_front_matter(file, decoded.text, decoded.start).unpack(&mut findings)
    };
    let text = unix_lines(&decoded.text[body_at..], decoded.start + body_at);
    let body = read_body(file, &text, dialect, &mut findings);
    findings.extend(confusable(file, (decoded.text, decoded.start), &front, &body));
    let outline = outline(file, &body, &mut findings);
    findings.extend(spacing(file, &body));
    let unread = unreadable || findings.iter().any(|finding| hides_all(finding.code));
    let seen = Fingerprint::of_value(&(&front, outline.seen(), unread));
    let page = Page { file: file.clone(), hash: source.hash, front, body, outline, seen, unread };
    Outcome::new(page, findings)
}

/// Findings after which a page seems to be empty.
fn hides_all(code: Code) -> bool {
    matches!(code, Code::ParserPanic | Code::TooMuchMarkup | Code::UnclosedFrontMatter)
}

/// Line ends become `\n`, with a way back to the file's bytes.
fn unix_lines(text: &str, start: usize) -> MappedText {
    if !text.contains('\r') {
        return MappedText::whole(text, start);
    }
    let mut mapped = MappedText::default();
    let mut at = 0;
    while let Some(found) = text[at..].find('\r') {
        let end = at + found;
        mapped.copy(&text[at..end], start + at);
        let pair = text[end..].starts_with("\r\n");
        mapped.insert("\n", start + end);
        at = end + if pair { 2 } else { 1 };
    }
    mapped.copy(&text[at..], start + at);
    mapped
}
