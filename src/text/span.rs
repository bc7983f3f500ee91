//! Places in a file: byte ranges inside, lines and columns only where a person is told.

use serde::Serialize;

/// A range of bytes of a file, counted from its first byte (a byte-order mark included).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The line of `bytes` that a byte is in, without its `\n`.
    pub fn line_of(bytes: &[u8], at: usize) -> Self {
        let (before, after) = bytes.split_at(at.min(bytes.len()));
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let rest = after.iter().position(|byte| *byte == b'\n').unwrap_or(after.len());
        Self::new(start, before.len() + rest)
    }

    /// The same without the space before it.
    pub fn words_of_line(bytes: &[u8], at: usize) -> Self {
        let line = Self::line_of(bytes, at);
        let blank = bytes[line.start..at.min(line.end)].iter();
        let indent = blank.take_while(|byte| byte.is_ascii_whitespace()).count();
        Self::new(line.start + indent, line.end)
    }

    /// The span of a part of a text that itself begins at `self.start`.
    #[must_use]
    pub fn part(self, start: usize, end: usize) -> Self {
        Self::new(self.start + start, self.start + end)
    }
}

/// A value and where it was written.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value read from `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A place as people and editors count it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Position {
    /// Bytes from the start of the file.
    pub byte: usize,
    /// From 1.
    pub line: usize,
    /// From 1, in Unicode scalar values; a byte-order mark does not count.
    pub column: usize,
}

/// The starts of a file's lines, made only for files that have findings.
#[derive(Debug)]
pub struct LineIndex<'a> {
    bytes: &'a [u8],
    starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Finds the lines of a file; `\n`, `\r\n` and a lone `\r` end one.
    pub fn new(bytes: &'a [u8]) -> Self {
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends_line = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends_line {
                starts.push(at + 1);
            }
        }
        Self { bytes, starts }
    }

    /// The position of a byte; one beyond the file stands at its end.
    pub fn position(&self, byte: usize) -> Position {
        let byte = byte.min(self.bytes.len());
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts[line - 1];
        let before = String::from_utf8_lossy(&self.bytes[start..byte]);
        let marked = start == 0 && before.starts_with('\u{feff}');
        let column = before.chars().count() + usize::from(!marked);
        Position { byte, line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::LineIndex;

    #[test]
    fn columns_count_characters_and_skip_the_mark() {
        let index = LineIndex::new("\u{feff}日本\nあいう".as_bytes());
        let at = |byte| {
            let place = index.position(byte);
            (place.line, place.column)
        };
        assert_eq!(at(3), (1, 1));
        assert_eq!(at(6), (1, 2));
        assert_eq!(at(13), (2, 2));
        assert_eq!(at(999), (2, 4));
    }
}
