//! Earlier addresses into the head of a page.

use std::collections::BTreeSet;

use crate::parse::{FrontMatter, find_head};
use crate::site::alias_path;
use crate::text::{Edit, Span};

/// The edits that add earlier addresses to the head of a page. One that is an address of the page
/// itself from now on gives its place to a new one. `None` where the list cannot be found.
pub(super) fn alias_edits(
    text: &str,
    front: &FrontMatter,
    earlier: &BTreeSet<String>,
    now: &BTreeSet<String>,
) -> Option<Vec<Edit>> {
    let known: BTreeSet<String> =
        front.aliases.iter().filter_map(|alias| alias_path(&alias.value)).collect();
    let mut add: Vec<&String> =
        earlier.iter().filter(|tail| !known.contains(*tail) && !now.contains(*tail)).collect();
    if add.is_empty() {
        return Some(Vec::new());
    }
    let plain = text.trim_start_matches('\u{feff}');
    let head = Head::of(plain, text.len() - plain.len(), text)?;
    let mut edits = Vec::new();
    for alias in &front.aliases {
        if alias_path(&alias.value).is_some_and(|tail| now.contains(&tail)) && !add.is_empty() {
            edits.push(Edit { span: alias.span, text: head.quoted(add.remove(0)) });
        }
    }
    if !add.is_empty() {
        let words: Vec<String> = add.into_iter().map(|tail| head.quoted(tail)).collect();
        let last = front.aliases.last().map(|alias| alias.span);
        // Two edits in one place would have no order.
        match edits.iter_mut().find(|edit| Some(edit.span) == last) {
            Some(edit) => edit.text = head.more(edit.span, &edit.text, &words)?,
            None => edits.push(head.insertion(last, &words)?),
        }
    }
    Some(edits)
}

/// The head of a page in its file.
struct Head<'a> {
    text: &'a str,
    inner: Span,
    toml: bool,
    end: &'static str,
}

impl<'a> Head<'a> {
    fn of(plain: &str, start: usize, text: &'a str) -> Option<Self> {
        let place = find_head(plain).ok()?;
        let inner = Span::new(start + place.inner.start, start + place.inner.end);
        let end = if text[..inner.start].ends_with("\r\n") { "\r\n" } else { "\n" };
        Some(Self { text, inner, toml: place.fence == "+++", end })
    }

    /// An address as a value. Words that YAML may read as something else get quotation marks.
    fn quoted(&self, tail: &str) -> String {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.');
        let bare = !self.toml
            && tail.starts_with(char::is_alphabetic)
            && tail.contains(['/', '-'])
            && tail.chars().all(is_plain);
        if bare { tail.to_owned() } else { format!("\"{tail}\"") }
    }

    /// More addresses behind the last one of the list, or a list.
    fn insertion(&self, last: Option<Span>, words: &[String]) -> Option<Edit> {
        if let Some(last) = last {
            let at = if self.is_item(last) { self.line_end(last.end) } else { last.end };
            let text = self.more(last, "", words)?;
            return Some(Edit { span: Span::new(at, at), text });
        }
        let list = words.join(", ");
        let mark = if self.toml { '=' } else { ':' };
        let mut at = self.inner.start;
        for line in self.text[self.inner.start..self.inner.end].split_inclusive('\n') {
            if let Some(rest) = line.strip_prefix("aliases") {
                let value = rest.trim_start().strip_prefix(mark)?;
                let from = at + line.len() - value.len();
                let open = value.len() - value.trim_start_matches([' ', '\t']).len();
                return match value.trim_start().chars().next() {
                    Some('[') => Some(insert(from + open + 1, list)),
                    None | Some('#') => Some(insert(from, format!(" [{list}]"))),
                    Some(_) => None,
                };
            }
            at += line.len();
        }
        let end = self.end;
        if self.toml {
            // Behind a `[table]` it would be a key of that.
            return Some(insert(self.inner.start, format!("aliases = [{list}]{end}")));
        }
        let items: String = words.iter().map(|word| format!("  - {word}{end}")).collect();
        Some(insert(self.inner.end, format!("aliases:{end}{items}")))
    }

    /// What stands behind an item, with more items: on lines of their own if it has one.
    fn more(&self, item: Span, text: &str, words: &[String]) -> Option<String> {
        let mut whole = text.to_owned();
        if !self.is_item(item) {
            whole.extend(words.iter().map(|word| format!(", {word}")));
            return Some(whole);
        }
        // In place of an item whose line goes on with a comment nothing can be added.
        if !text.is_empty() && self.line_end(item.end) != item.end {
            return None;
        }
        let indent = &self.text[self.line_start(item.start)..item.start];
        whole.extend(words.iter().map(|word| format!("{}{indent}{word}", self.end)));
        Some(whole)
    }

    /// Whether `- ` stands before it and nothing else.
    fn is_item(&self, item: Span) -> bool {
        !self.toml && self.text[self.line_start(item.start)..item.start].trim() == "-"
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find(['\n', '\r']).map_or(self.text.len(), |end| at + end)
    }
}

fn insert(at: usize, text: String) -> Edit {
    Edit { span: Span::new(at, at), text }
}

/// Whether two heads say the same but for their earlier addresses.
pub(super) fn same_but_aliases(one: &FrontMatter, other: &FrontMatter) -> bool {
    let words = |front: &FrontMatter| {
        let value =
            |key: &Option<crate::text::Spanned<String>>| key.as_ref().map(|key| key.value.clone());
        (
            (front.title.clone(), front.title_ruby.clone(), front.description.clone()),
            (front.order, front.date, front.updated, front.as_of, front.search, front.status),
            (value(&front.template), value(&front.slug), value(&front.source)),
            (front.reading.clone(), front.extra.is_some()),
        )
    };
    words(one) == words(other)
}
