//! Writes a path in place of another one, in the way that the other one was written.

use percent_encoding::percent_decode_str;

use super::detour::Form;
use crate::text::{FilePath, nfc};

/// Where a path leads from and to, before and after.
pub(super) struct Journey<'a> {
    /// The folder that the written path was read from.
    pub(super) from: &'a str,
    /// What it led to.
    pub(super) to: &'a FilePath,
    /// The folder that it will be read from.
    pub(super) new_from: &'a str,
    /// What it will lead to.
    pub(super) new_to: &'a FilePath,
}

/// How an address stands in its file.
pub(super) struct Hand<'a> {
    /// The address, with its escapes.
    pub(super) raw: &'a str,
    /// What stands before and behind it.
    pub(super) around: (Option<char>, Option<char>),
    pub(super) form: Form,
}

impl Hand<'_> {
    /// The new path in place of the old one; nothing where the old one cannot be read for certain.
    /// Parts that stay keep their spelling.
    pub(super) fn path(&self, journey: &Journey<'_>) -> Option<String> {
        let (raw, _) = self.split()?;
        let old: Vec<(&str, String)> =
            raw.split('/').map(|part| Some((part, self.meant(part)?))).collect::<Option<_>>()?;
        let written: Vec<&str> = old.iter().map(|(_, meant)| meant.as_str()).collect();
        let new = new_path(&written, journey);
        let spelled = new.split('/').map(|part| {
            let kept = old.iter().find(|(_, meant)| meant == part);
            kept.map_or_else(|| self.spelled(part), |(raw, _)| Some((*raw).to_owned()))
        });
        Some(spelled.collect::<Option<Vec<_>>>()?.join("/"))
    }

    /// The path and what follows it (`#anchor`).
    pub(super) fn split(&self) -> Option<(&str, &str)> {
        if self.form == Form::Include {
            return Some((self.raw, ""));
        }
        // `&#35;` is no anchor; who writes so changes it by hand.
        let end = self.raw.find(['#', '?']).unwrap_or(self.raw.len());
        (!self.raw.contains("&#")).then(|| self.raw.split_at(end))
    }

    fn meant(&self, part: &str) -> Option<String> {
        let plain = unescaped(part)?;
        match self.form {
            Form::Include => Some(nfc(&plain)),
            Form::Link => Some(nfc(&percent_decode_str(&plain).decode_utf8().ok()?)),
        }
    }

    fn is_quoted(&self) -> bool {
        matches!(self.around, (Some('<'), Some('>')) | (Some('"'), Some('"')))
    }

    /// A part of a path that was not there before. A name that only an escape could write in the
    /// braces of a directive is left to the author.
    fn spelled(&self, part: &str) -> Option<String> {
        if self.form == Form::Include {
            let open = |c: char| c.is_whitespace() || matches!(c, '{' | '}' | '=');
            let is_odd = part.contains(['"', '\\']) || !self.is_quoted() && part.contains(open);
            return (!is_odd).then(|| part.to_owned());
        }
        let ascii = self.raw.split('%').skip(1).any(|rest| {
            rest.starts_with(['8', '9', 'a', 'b', 'c', 'd', 'e', 'f', 'A', 'B', 'C', 'D', 'E', 'F'])
        });
        let balanced = is_balanced(part);
        let mut text = String::new();
        for c in part.chars() {
            let is_plain = match c {
                // In the quotation marks of a directive either works; between `<` and `>` nobody
                // would write the escape.
                ' ' => self.around.0 == Some('<') || self.raw.contains(' '),
                '(' | ')' => balanced,
                '"' | '#' | '%' | '&' | '<' | '=' | '>' | '?' | ':' | '[' | '\\' | ']' | '^'
                | '`' | '{' | '|' | '}' => false,
                c => !c.is_whitespace() && (c.is_ascii() || !ascii),
            };
            if is_plain {
                text.push(c);
            } else {
                let mut bytes = [0; 4];
                text.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
            }
        }
        Some(text)
    }
}

impl Form {
    /// A path as it is written where nothing else says how.
    pub(super) fn plain(self, path: &str) -> String {
        let hand = Hand { raw: "", around: (None, None), form: self };
        let parts =
            path.split('/').map(|part| hand.spelled(part).unwrap_or_else(|| part.to_owned()));
        parts.collect::<Vec<_>>().join("/")
    }
}

/// The new path, as like the old one as may be: what was written in the shortest way still is, and
/// another way is kept as far as it leads the right way.
fn new_path(written: &[&str], journey: &Journey<'_>) -> String {
    let dot = if written.first() == Some(&".") { "./" } else { "" };
    let bare = if dot.is_empty() { written } else { &written[1..] };
    let is_shortest = bare.join("/") == journey.to.seen_from(journey.from);
    if journey.from == journey.new_from && !is_shortest {
        for kept in (0..written.len()).rev() {
            let before = written[..kept].join("/");
            let folder = FilePath::resolve(journey.from, &before);
            let rest = folder.as_ref().and_then(|folder| journey.new_to.below(folder.as_str()));
            if let Some(rest) = rest {
                return if kept == 0 { rest.to_owned() } else { format!("{before}/{rest}") };
            }
        }
    }
    format!("{dot}{}", journey.new_to.seen_from(journey.new_from))
}

fn is_balanced(part: &str) -> bool {
    let mut open = 0_usize;
    for c in part.chars() {
        match c {
            '(' => open += 1,
            ')' if open == 0 => return false,
            ')' => open -= 1,
            _ => {}
        }
    }
    open == 0
}

/// A text without its escapes and entities; nothing where it has one that is not known here.
pub(super) fn unescaped(raw: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = raw;
    while let Some(at) = rest.find(['\\', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let next = rest[1..].chars().next();
        if rest.starts_with('\\') {
            match next.filter(char::is_ascii_punctuation) {
                Some(c) => text.push(c),
                None => text.push('\\'),
            }
            rest = &rest[if next.is_some_and(|c| c.is_ascii_punctuation()) { 2 } else { 1 }..];
            continue;
        }
        let known = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"')];
        if let Some((entity, c)) = known.iter().find(|(entity, _)| rest.starts_with(entity)) {
            text.push(*c);
            rest = &rest[entity.len()..];
        } else if next.is_some_and(|c| c == '#' || c.is_ascii_alphabetic()) && rest.contains(';') {
            return None;
        } else {
            text.push('&');
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::{FilePath, Form, Hand, Journey, unescaped};

    #[track_caller]
    fn check(raw: &str, from: [&str; 2], to: [&str; 2], expected: Option<&str>) {
        let [old, new] = to.map(FilePath::new);
        let journey = Journey { from: from[0], to: &old, new_from: from[1], new_to: &new };
        let around =
            if raw.contains(' ') { (Some('<'), Some('>')) } else { (Some('('), Some(')')) };
        let hand = Hand { raw, around, form: Form::Link };
        assert_eq!(hand.path(&journey).as_deref(), expected, "{raw}");
    }

    #[test]
    fn a_path_is_written_as_it_was_before() {
        let same = ["c/ja"; 2];
        check("a.md#x", same, ["c/ja/a.md", "c/ja/b.md"], Some("b.md"));
        check("./a.md", same, ["c/ja/a.md", "c/ja/x/b.md"], Some("./x/b.md"));
        check("../ja/a.md", same, ["c/ja/a.md", "c/ja/b.md"], Some("../ja/b.md"));
        check(
            "%E5%85%AD/a%20b.md",
            same,
            ["c/ja/六/a b.md", "c/ja/六/七 (1).md"],
            Some("%E5%85%AD/%E4%B8%83%20(1).md"),
        );
        check("六/a b.md", same, ["c/ja/六/a b.md", "c/ja/六/七 b.md"], Some("六/七 b.md"));
        check("a\\_b.md", same, ["c/ja/a_b.md", "c/ja/x:y.md"], Some("x%3Ay.md"));
        check("x/a.md", ["c/ja", "c/ja/y"], ["c/ja/x/a.md"; 2], Some("../x/a.md"));
        check("a.md&#35;x", same, ["c/ja/a.md", "c/ja/b.md"], None);
    }

    #[test]
    fn escapes_are_taken_off() {
        assert_eq!(unescaped(r"a\_b\c&amp;d& e").as_deref(), Some(r"a_b\c&d& e"));
        assert_eq!(unescaped("a&ouml;"), None);
    }
}
