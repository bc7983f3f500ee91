//! From a file's bytes to text, or to a finding that says what the bytes are instead.

use crate::text::{Code, Diagnostic, FilePath, Outcome, Source, Span, is_forbidden};

/// The largest file that is read as text: 16 MiB.
const LIMIT: usize = 16 * 1024 * 1024;

/// A file's text without its byte-order mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decoded<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// The byte of the file at which it begins: 3 after a byte-order mark.
    pub(super) start: usize,
}

/// An encoding that files may be converted from.
pub type Encoding = &'static encoding_rs::Encoding;

/// The encoding of a label such as `shift_jis` or `euc-jp`.
pub fn encoding(label: &str) -> Option<Encoding> {
    encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())
}

/// A file in another encoding as UTF-8; `None` where some of its bytes mean nothing in it.
pub fn convert(bytes: &[u8], from: Encoding) -> Option<Vec<u8>> {
    let (text, broken) = from.decode_with_bom_removal(bytes);
    (!broken).then(|| text.into_owned().into_bytes())
}

/// Reads a file as UTF-8. What cannot be read is empty text and one finding.
pub(super) fn decode(source: &Source) -> Outcome<Decoded<'_>> {
    let fail = |code: Diagnostic| Outcome::new(Decoded { text: "", start: 0 }, vec![code]);
    let bytes: &[u8] = &source.bytes;
    if bytes.len() > LIMIT {
        let file = &source.path;
        return fail(Diagnostic::new(Code::FileTooLarge, file, None, [("limit", "16 MiB")]));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => text,
        Ok(text) if looks_utf16(bytes).is_none() => return forbidden(source, text),
        Ok(_) => return fail(foreign(source, 0)),
        Err(error) => return fail(foreign(source, error.valid_up_to())),
    };
    if let Some((at, c)) = text.char_indices().find(|(_, c)| is_forbidden(*c)) {
        let finding = forbidden_at(source, at, c);
        return Outcome::new(Decoded { text: "", start: 0 }, vec![finding]);
    }
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    Outcome::new(Decoded { text: &text[start..], start }, Vec::new())
}

fn forbidden<'a>(source: &'a Source, text: &str) -> Outcome<Decoded<'a>> {
    let findings = text
        .char_indices()
        .find(|(_, c)| is_forbidden(*c))
        .map(|(at, c)| forbidden_at(source, at, c))
        .into_iter()
        .collect();
    Outcome::new(Decoded { text: "", start: 0 }, findings)
}

fn forbidden_at(source: &Source, at: usize, c: char) -> Diagnostic {
    forbidden_character(&source.path, Span::new(at, at + c.len_utf8()), c)
}

/// The finding of a character that may not be there, written as it is or as an escape.
pub(super) fn forbidden_character(file: &FilePath, span: Span, c: char) -> Diagnostic {
    let name = format!("U+{:04X}", u32::from(c));
    Diagnostic::new(Code::ForbiddenCharacter, file, span, [("character", &name)])
}

/// Names the encoding of bytes that are not UTF-8 and points at the first that are not.
fn foreign(source: &Source, at: usize) -> Diagnostic {
    let bytes: &[u8] = &source.bytes;
    let encoding = looks_utf16(bytes).unwrap_or_else(|| guess(bytes));
    let label = encoding.to_lowercase();
    let arguments = [("encoding", encoding), ("label", label.as_str())];
    let span = Span::new(at, (at + 1).min(bytes.len()));
    Diagnostic::new(Code::NotUtf8, &source.path, span, arguments)
}

/// UTF-16 by its byte-order mark, or by a zero in half of the bytes of ASCII text.
fn looks_utf16(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, ..] => return Some("UTF-16LE"),
        [0xfe, 0xff, ..] => return Some("UTF-16BE"),
        _ => {}
    }
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = bytes.len() / 8;
    match bytes.len() >= 8 {
        true if odd > many && even == 0 => Some("UTF-16LE"),
        true if even > many && odd == 0 => Some("UTF-16BE"),
        _ => None,
    }
}

fn guess(bytes: &[u8]) -> &'static str {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    // Without a hint the detector prefers windows-1252 for a few bytes; a file with whole
    // Japanese sentences is told apart without one.
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let (_, _, broken) = encoding.decode(bytes);
    if broken { "an unknown encoding" } else { encoding.name() }
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::text::{FilePath, Source};

    fn found(bytes: &[u8]) -> String {
        let source = Source::new(FilePath::new("a.md"), bytes);
        let outcome = decode(&source);
        let found = outcome.diagnostics.iter();
        let told: Vec<String> =
            found.map(|d| format!("{} {:?}", d.code.name(), d.arguments)).collect();
        told.join("\n")
    }

    #[test]
    fn foreign_encodings_are_named() {
        let text = "この文書は日本語で書かれています。ライセンスの確認手続きについて説明します。";
        let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode(text);
        let (euc, _, _) = encoding_rs::EUC_JP.encode(text);
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(utf16).collect();
        assert!(found(&sjis).contains("Shift_JIS"), "{}", found(&sjis));
        assert!(found(&euc).contains("EUC-JP"), "{}", found(&euc));
        assert!(found(&marked).contains("UTF-16LE"));
        assert!(found(b"a\0b").contains("U+0000"));
        assert!(found(&vec![b'a'; super::LIMIT + 1]).contains("file-too-large"));
        assert_eq!(found(&vec![b'a'; super::LIMIT]), "");
        assert!(found("a\u{fdd0}".as_bytes()).contains("U+FDD0"));
        assert_eq!(found("\u{feff}日本".as_bytes()), "");
    }
}
