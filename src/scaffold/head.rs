//! The head of a skeleton: the words of the source, and `status: draft`.

use crate::parse::{FrontMatter, WrittenHead, quoted};

/// The keys that are words of a language. All others are inherited from the source, or belong to
/// its language alone (`reading`, `slug`).
const WORDS: [&str; 2] = ["title", "description"];

/// Writes the head. `text` is that of the file behind its byte-order mark.
pub(super) fn skeleton_head(text: &str, head: Option<&WrittenHead>, front: &FrontMatter) -> String {
    let end = line_end(text);
    let Some(head) = head else { return format!("---{end}status: draft{end}---{end}{end}") };
    let (mut lines, status) = if head.fence == "---" {
        (yaml_words(&text[head.inner.clone()], front, end), "status: draft")
    } else {
        (toml_words(front, end), "status = \"draft\"")
    };
    lines.push_str(status);
    let fence = head.fence;
    format!("{fence}{end}{lines}{end}{fence}{end}")
}

/// How the lines of a file end: as its first one does.
pub(super) fn line_end(text: &str) -> &'static str {
    match text.find(['\n', '\r']).map(|at| &text[at..]) {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// The lines of the entries that are words, as they are written, so that quotation marks and line
/// ends of a long description stay.
fn yaml_words(inner: &str, front: &FrontMatter, end: &str) -> String {
    let last = if end == "\r" { '\r' } else { '\n' };
    let all: Vec<&str> = inner.split(last).map(|line| line.trim_end_matches('\r')).collect();
    let mut kept = String::new();
    for (key, value) in WORDS.into_iter().zip(values(front)) {
        let from = all.iter().position(|line| yaml_key(line) == Some(key)).unwrap_or(all.len());
        let more = all.iter().skip(from + 1).take_while(|line| !starts_at_margin(line)).count();
        let entry = all.get(from..=from + more).unwrap_or_default().join(end);
        match (entry.trim_end(), value) {
            ("", None) => continue,
            // In a head that is no list of lines (`{title: …}`), the value is all there is to copy.
            ("", Some(value)) => kept.push_str(&format!("{key}: {}", quoted(value))),
            (entry, _) => kept.push_str(entry),
        }
        kept.push_str(end);
    }
    kept
}

/// The key of a line that begins an entry of the head.
fn yaml_key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(':').filter(|_| starts_at_margin(line))?;
    Some(key.trim_end().trim_matches(['"', '\'']))
}

fn starts_at_margin(line: &str) -> bool {
    !line.is_empty() && !line.starts_with([' ', '\t'])
}

fn toml_words(front: &FrontMatter, end: &str) -> String {
    let pairs = WORDS.into_iter().zip(values(front));
    let pairs = pairs.filter_map(|(key, value)| Some((key, value?)));
    pairs.map(|(key, value)| format!("{key} = {}{end}", quoted(value))).collect()
}

fn values(front: &FrontMatter) -> [Option<&str>; 2] {
    let title = Some(front.title.as_str()).filter(|title| !title.is_empty());
    [title, front.description.as_deref()]
}
