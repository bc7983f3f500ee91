//! The offset map: a text that was put together from pieces of a file, and the way back.
//!
//! The Markdown parser never sees a file as it is: the front matter is gone, directives are
//! replaced by a mark, a nested body has lost its indent, line ends are `\n`. Each of those steps
//! builds a `MappedText`, so that every offset the parser reports leads back to the file's byte.

use std::ops::Range;

use super::span::Span;

/// A text with, for each of its bytes, the byte of the file it came from.
#[derive(Clone, Debug, Default)]
pub struct MappedText {
    text: String,
    /// (offset in `text`, offset in the file, length in the file; 0 for inserted text), by the first.
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    at: usize,
    from: usize,
    copied: bool,
}

impl MappedText {
    /// A whole text that begins at byte `from` of its file.
    pub fn whole(text: &str, from: usize) -> Self {
        let mut mapped = Self::default();
        mapped.copy(text, from);
        mapped
    }

    /// Appends a piece of the file that begins at its byte `from`.
    pub fn copy(&mut self, text: &str, from: usize) {
        if text.is_empty() {
            return;
        }
        let continues = self
            .pieces
            .last()
            .is_some_and(|last| last.copied && last.from + (self.text.len() - last.at) == from);
        if !continues {
            self.pieces.push(Piece { at: self.text.len(), from, copied: true });
        }
        self.text.push_str(text);
    }

    /// Appends text that is not in the file; all of it stands at byte `at` there.
    pub fn insert(&mut self, text: &str, at: usize) {
        self.pieces.push(Piece { at: self.text.len(), from: at, copied: false });
        self.text.push_str(text);
    }

    /// Appends a part of another mapped text, its places kept.
    pub fn append(&mut self, other: &Self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let index = other.piece_at(at);
            let piece = other.pieces[index];
            let end = other.pieces.get(index + 1).map_or(other.text.len(), |next| next.at);
            let end = end.min(range.end);
            if piece.copied {
                self.copy(&other.text[at..end], piece.from + (at - piece.at));
            } else {
                self.insert(&other.text[at..end], piece.from);
            }
            at = end;
        }
    }

    /// The text as the parser sees it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The byte of the file behind an offset of the text.
    pub fn place(&self, offset: usize) -> usize {
        if self.pieces.is_empty() {
            return 0;
        }
        let piece = self.pieces[self.piece_at(offset)];
        if piece.copied { piece.from + (offset - piece.at) } else { piece.from }
    }

    /// The bytes of the file behind a range of the text.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let start = self.place(range.start);
        if range.end <= range.start {
            return Span::new(start, start);
        }
        // The end belongs to the piece of the last byte, not to the piece that may begin there.
        let last = self.pieces[self.piece_at(range.end - 1)];
        let end = if last.copied { last.from + (range.end - last.at) } else { last.from };
        Span::new(start, end.max(start))
    }

    fn piece_at(&self, offset: usize) -> usize {
        self.pieces.partition_point(|piece| piece.at <= offset).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::MappedText;
    use crate::text::Span;

    #[test]
    fn offsets_lead_back_through_cuts_and_insertions() {
        let file = "abc::def\nghi";
        let mut mapped = MappedText::default();
        mapped.copy(&file[..3], 0);
        mapped.insert("<mark>", 3);
        mapped.copy(&file[9..], 9);
        assert_eq!(mapped.as_str(), "abc<mark>ghi");
        assert_eq!(mapped.place(1), 1);
        assert_eq!(mapped.place(5), 3);
        assert_eq!(mapped.place(10), 10);
        assert_eq!(mapped.span(&(9..12)), Span::new(9, 12));
        assert_eq!(mapped.span(&(0..3)), Span::new(0, 3));
        let mut nested = MappedText::default();
        nested.append(&mapped, 1..11);
        assert_eq!(nested.as_str(), "bc<mark>gh");
        assert_eq!(nested.place(9), 10);
        assert_eq!(nested.place(3), 3);
    }
}
