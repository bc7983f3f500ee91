//! From bytes to what people see: lines, columns, and the lines to draw.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::text::{Diagnostic, FilePath, LineIndex, Place, Position, Source, Span};

/// The most bytes of a file that are drawn for one finding.
const EXCERPT: usize = 4_096;

/// The files that findings speak of, with their lines counted once.
pub(super) struct Places<'a> {
    files: BTreeMap<&'a FilePath, (&'a [u8], LineIndex<'a>)>,
}

impl<'a> Places<'a> {
    pub(super) fn new(findings: &'a [Diagnostic], files: &'a BTreeMap<FilePath, Source>) -> Self {
        let places = findings.iter().flat_map(|found| found.related.iter().chain([&found.place]));
        let mut counted = BTreeMap::new();
        for place in places {
            if let Some(source) = files.get(&place.file) {
                let bytes = &*source.bytes;
                counted.entry(&place.file).or_insert_with(|| (bytes, LineIndex::new(bytes)));
            }
        }
        Self { files: counted }
    }

    /// Where a place begins and ends; `None` for a whole file, or one that was not read.
    pub(super) fn range(&self, place: &Place) -> Option<(Position, Position)> {
        let (_, index) = self.files.get(&place.file)?;
        let Span { start, end } = place.span?;
        Some((index.position(start), index.position(end.max(start))))
    }

    /// The lines of a place, if they are few enough to be looked at. A span over very many is
    /// drawn as far as its first line goes.
    pub(super) fn excerpt(&self, place: &Place) -> Option<Excerpt> {
        let (bytes, _) = self.files.get(&place.file)?;
        let (start, end) = self.range(place)?;
        let (line, start, end) = (start.line, start.byte, end.byte);
        let first = line_start(bytes, start);
        let whole = first..line_end(bytes, end.max(start + 1) - 1);
        let (lines, end) = if whole.len() <= EXCERPT {
            (whole, end)
        } else {
            let short = first..line_end(bytes, start);
            let end = end.min(short.end);
            (short, end)
        };
        (lines.len() <= EXCERPT).then(|| Excerpt::new(bytes, &lines, start..end, line))
    }
}

/// Whole lines of a file as text.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Excerpt {
    pub(super) text: String,
    /// The number of the first line.
    pub(super) line: usize,
    /// The bytes of `text` that are meant.
    pub(super) range: Range<usize>,
}

impl Excerpt {
    /// Shows bytes that are not UTF-8 as replacement characters, the marked ones apart from those
    /// around them, and a lone carriage return as the end of the line that it is.
    fn new(bytes: &[u8], lines: &Range<usize>, marked: Range<usize>, line: usize) -> Self {
        let mark = if lines.start == 0 && bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let first = lines.start + mark;
        let start = marked.start.clamp(first, lines.end.max(first));
        let end = marked.end.clamp(start, lines.end.max(start));
        let show = |part: Range<usize>| {
            let part: Vec<u8> =
                part.map(|at| if ends_line(bytes, at) { b'\n' } else { bytes[at] }).collect();
            String::from_utf8_lossy(&part).into_owned()
        };
        let (before, inside) = (show(first..start), show(start..end));
        let range = before.len()..before.len() + inside.len();
        Self { text: before + &inside + &show(end..lines.end.max(end)), line, range }
    }
}

/// Whether a line ends with this byte: as [`LineIndex`] counts them.
fn ends_line(bytes: &[u8], at: usize) -> bool {
    bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
}

fn line_start(bytes: &[u8], at: usize) -> usize {
    (0..at).rev().find(|before| ends_line(bytes, *before)).map_or(0, |before| before + 1)
}

/// Where the line of a byte ends, its end not included.
fn line_end(bytes: &[u8], at: usize) -> usize {
    let end = (at..bytes.len()).find(|at| ends_line(bytes, *at)).unwrap_or(bytes.len());
    if end > at && bytes.get(end) == Some(&b'\n') && bytes[end - 1] == b'\r' {
        end - 1
    } else {
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Code;

    /// The excerpt of a span as `line: before[inside]after`.
    fn drawn(bytes: &[u8], start: usize, end: usize) -> String {
        let path = FilePath::new("content/ja/a.md");
        let files = BTreeMap::from([(path.clone(), Source::new(path.clone(), bytes))]);
        let found = [Diagnostic::new(Code::RawHtml, &path, Span::new(start, end), [])];
        let places = Places::new(&found, &files);
        places.excerpt(&found[0].place).map_or_else(String::new, |Excerpt { text, line, range }| {
            format!(
                "{line}: {}[{}]{}",
                &text[..range.start],
                &text[range.clone()],
                &text[range.end..]
            )
        })
    }

    #[test]
    fn an_excerpt_is_the_whole_lines_of_a_span() {
        assert_eq!(drawn("一\r\n二三四\r\n五".as_bytes(), 8, 11), "2: 二[三]四");
        assert_eq!(drawn(b"a\rb c\rd", 4, 5), "2: b [c]");
        assert_eq!(drawn(b"a\rb\rc\nd", 2, 5), "2: [b\nc]");
        assert_eq!(drawn("\u{feff}題".as_bytes(), 0, 6), "1: [題]");
        assert_eq!(drawn(b"ab\nc", 1, 99), "1: a[b\nc]");
        assert_eq!(drawn(b"ab\n", 3, 3), "2: []");
        assert_eq!(drawn(b"", 0, 0), "1: []");
        assert_eq!(drawn(b"ab\n", 2, 3), "1: ab[]", "the end of a line is not drawn");
    }

    #[test]
    fn bytes_that_are_no_text_are_drawn_apart() {
        assert_eq!(drawn(b"\x83\x66\x83x y", 0, 1), "1: [\u{fffd}]f\u{fffd}x y");
        assert_eq!(drawn("あ".as_bytes(), 1, 2), "1: \u{fffd}[\u{fffd}]\u{fffd}");
    }

    #[test]
    fn a_long_excerpt_is_cut_and_a_long_line_left_out() {
        let many = "line\n".repeat(2_000);
        assert_eq!(drawn(many.as_bytes(), 5, 9_000), "2: [line]");
        assert_eq!(drawn("x".repeat(5_000).as_bytes(), 5, 6), "");
    }
}
