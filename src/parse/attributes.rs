//! `[title]{key=value key="…" #id .class}`: what follows a directive's name.

use super::document::Attribute;
use crate::text::{Span, Spanned};

/// What follows a directive's name, with places as offsets in the line.
#[derive(Clone, Default, PartialEq, Debug)]
pub(super) struct Tail {
    pub(super) title: Option<Span>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) id: Option<Spanned<String>>,
    pub(super) classes: Vec<String>,
}

/// Reads a line from `at` to its end. `Err` is the offset of what cannot be read.
pub(super) fn read_tail(line: &str, at: usize) -> Result<Tail, usize> {
    let mut tail = Tail::default();
    let mut at = at;
    if line[at..].starts_with('[') {
        let end = closing_bracket(line, at).ok_or(at)?;
        tail.title = Some(Span::new(at + 1, end));
        at = end + 1;
    }
    if line[at..].starts_with('{') {
        at = read_braces(line, at + 1, &mut tail)?;
    }
    let rest = line[at..].trim();
    if rest.is_empty() { Ok(tail) } else { Err(at + line[at..].find(rest).unwrap_or(0)) }
}

/// The `]` that belongs to the `[` at `open`; brackets nest, and `\` escapes one.
fn closing_bracket(line: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    let mut escaped = false;
    for (offset, c) in line[open..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' if depth == 1 => return Some(open + offset),
            ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Reads up to `}` and gives the offset behind it.
fn read_braces(line: &str, mut at: usize, tail: &mut Tail) -> Result<usize, usize> {
    loop {
        at += line[at..].len() - line[at..].trim_start().len();
        match line[at..].chars().next() {
            Some('}') => return Ok(at + 1),
            Some('#') => {
                let id = word(line, at + 1).ok_or(at)?;
                tail.id = Some(id.clone());
                at = id.span.end;
            }
            Some('.') => {
                let class = word(line, at + 1).ok_or(at)?;
                at = class.span.end;
                tail.classes.push(class.value);
            }
            Some(_) => at = read_attribute(line, at, tail)?,
            None => return Err(line.len()),
        }
    }
}

/// Reads `key` or `key=value` and gives the offset behind it.
pub(super) fn read_attribute(line: &str, at: usize, tail: &mut Tail) -> Result<usize, usize> {
    let name = word(line, at).ok_or(at)?;
    let mut at = name.span.end;
    let mut value = None;
    if line[at..].starts_with('=') {
        let read = if line[at + 1..].starts_with('"') {
            quoted(line, at + 2).ok_or(at)?
        } else {
            bare(line, at + 1).ok_or(at)?
        };
        at = read.span.end + usize::from(line[at + 1..].starts_with('"'));
        value = Some(read);
    }
    tail.attributes.push(Attribute { name, value });
    Ok(at)
}

/// Letters of any script, digits, `-` and `_`.
fn word(line: &str, at: usize) -> Option<Spanned<String>> {
    take(line, at, |c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// Anything but white space, quotes and braces.
fn bare(line: &str, at: usize) -> Option<Spanned<String>> {
    take(line, at, |c| !c.is_whitespace() && !matches!(c, '"' | '{' | '}' | '='))
}

fn take(line: &str, at: usize, belongs: impl Fn(char) -> bool) -> Option<Spanned<String>> {
    let rest = &line[at..];
    let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    (end > 0).then(|| Spanned::new(rest[..end].to_owned(), Span::new(at, at + end)))
}

/// Text up to the next `"`; `\"` and `\\` are escapes. The span leaves the quotes out.
fn quoted(line: &str, at: usize) -> Option<Spanned<String>> {
    let mut value = String::new();
    let mut escaped = false;
    for (offset, c) in line[at..].char_indices() {
        match c {
            '"' | '\\' if escaped => {
                value.push(c);
                escaped = false;
            }
            '\\' => escaped = true,
            '"' => return Some(Spanned::new(value, Span::new(at, at + offset))),
            _ => {
                if std::mem::take(&mut escaped) {
                    value.push('\\');
                }
                value.push(c);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::read_tail;

    #[test]
    fn a_tail_is_title_and_attributes() {
        let tail = read_tail(r#"[見出し [1]]{file=/a.pdf #x .wide open note="a \"b\""}"#, 0);
        let tail = tail.expect("readable");
        assert_eq!(tail.title.map(|span| span.end), Some(14));
        let names: Vec<_> = tail.attributes.iter().map(|a| a.name.value.as_str()).collect();
        assert_eq!(names, ["file", "open", "note"]);
        let note = tail.attributes[2].value.as_ref().map(|value| value.value.as_str());
        assert_eq!(note, Some(r#"a "b""#));
        assert_eq!(tail.id.map(|id| id.value).as_deref(), Some("x"));
        assert_eq!(tail.classes, ["wide"]);
    }

    #[test]
    fn faults_are_placed() {
        assert_eq!(read_tail("[open", 0), Err(0));
        assert_eq!(read_tail("{a=\"x}", 0), Err(2));
        assert_eq!(read_tail("{a} tail", 0), Err(4));
        assert_eq!(read_tail("{a", 0), Err(2));
    }
}
