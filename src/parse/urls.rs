//! `content/urls.lock`: every address that was published once, one a line. What is read of it may have
//! been edited by a person, or put together by git.

use std::collections::{BTreeMap, BTreeSet};

use super::decode::decode;
use crate::text::{Code, Diagnostic, Outcome, Source, Span, Spanned, nfc};

/// The file.
pub const URLS: &str = "content/urls.lock";

/// What no address of a site has: no file of any name that has it would be published.
const ODD: [char; 8] = ['\\', '?', '*', ':', '"', '<', '>', '|'];

/// A line that says something, and its place in the text.
enum Line<'a> {
    Address(&'a str, Span),
    Comment(&'a str),
    Other(&'a str, Span),
}

/// Reads the addresses, in their order in the file.
pub fn parse_urls(source: &Source) -> Outcome<Vec<Spanned<String>>> {
    let mut findings = Vec::new();
    let decoded = decode(source).unpack(&mut findings);
    let file = |span: Span| Span::new(decoded.start + span.start, decoded.start + span.end);
    let mut addresses = Vec::new();
    for line in lines(decoded.text) {
        match line {
            Line::Address(address, span) => {
                addresses.push(Spanned::new(nfc(address), file(span)));
            }
            Line::Comment(_) => {}
            Line::Other(_, span) => {
                findings.push(Diagnostic::new(Code::BadUrlsLock, &source.path, file(span), []));
            }
        }
    }
    Outcome::new(addresses, findings)
}

/// The file that knows more addresses as well: its bytes, and how many it did not know. Nothing is
/// taken out. Comments, and lines that are no addresses, stay above the address that follows them;
/// what stands before the first of all stays there. `head` begins a file that says nothing yet.
pub fn more_urls(
    known: Option<&Source>,
    addresses: &BTreeSet<String>,
    head: &str,
) -> (Vec<u8>, usize) {
    let text = match known.map(decode) {
        // What cannot be read is not written over either.
        Some(Outcome { diagnostics, .. }) if !diagnostics.is_empty() => {
            return (known.map(|source| source.bytes.to_vec()).unwrap_or_default(), 0);
        }
        Some(Outcome { value, .. }) if !value.text.trim_ascii().is_empty() => value.text,
        _ => head,
    };
    let mut above: Vec<&str> = Vec::new();
    let mut first: Option<Vec<&str>> = None;
    let mut all: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for line in lines(text) {
        match line {
            Line::Comment(words) | Line::Other(words, _) => above.push(words),
            Line::Address(address, _) => {
                let said = std::mem::take(&mut above);
                let kept = all.entry(nfc(address)).or_default();
                match first {
                    None => first = Some(said),
                    Some(_) => kept.extend(said),
                }
            }
        }
    }
    let before = all.len();
    for address in addresses {
        all.entry(address.clone()).or_default();
    }
    let new = all.len() - before;
    // In a file without any address all that it says is at its start.
    let first = first.unwrap_or_else(|| std::mem::take(&mut above));
    let mut text = String::new();
    let all = all.iter().flat_map(|(address, said)| said.iter().copied().chain([address.as_str()]));
    for line in first.into_iter().chain(all).chain(above) {
        text.push_str(line);
        text.push('\n');
    }
    (text.into_bytes(), new)
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |whole| {
        let start = at + whole.len() - whole.trim_ascii_start().len();
        at += whole.len();
        let line = whole.trim_ascii();
        let span = Span::new(start, start + line.len());
        match line.chars().next() {
            None => None,
            Some('#') => Some(Line::Comment(line)),
            Some(_) if is_address(line) => Some(Line::Address(line, span)),
            Some(_) => Some(Line::Other(line, span)),
        }
    })
}

/// Whether a site could have this address.
fn is_address(line: &str) -> bool {
    let odd = |c: char| c.is_control() || ODD.contains(&c);
    let Some(path) = line.strip_prefix('/') else { return false };
    let path = path.strip_suffix('/').unwrap_or(path);
    let is_name = |part: &str| !matches!(part, "" | "." | "..");
    !line.contains(odd) && (line == "/" || path.split('/').all(is_name))
}
