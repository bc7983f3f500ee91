//! How wide and high an image is, from its header alone: nothing is decoded.

use imagesize::{Compression, ImageResult, ImageSize, ImageType, blob_size, image_type};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::events::guarded;
use crate::text::{Code, Diagnostic, FilePath, Outcome, Source};

/// Pixels beyond which an image stops the browser of a reader's telephone.
const PIXELS: u64 = 100_000_000;

/// Width and height in CSS pixels, as a browser shows the image by itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Dimensions {
    /// The width.
    pub width: u32,
    /// The height.
    pub height: u32,
}

impl Dimensions {
    fn new(width: usize, height: usize) -> Option<Self> {
        let side = |length: usize| u32::try_from(length).ok().filter(|length| *length > 0);
        Some(Self { width: side(width)?, height: side(height)? })
    }

    fn pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }
}

/// Whether a file is called like an image whose header can be read.
pub fn is_image(path: &FilePath) -> bool {
    named_kind(path).is_some()
}

/// Reads the header of an image. A drawing may have no size of its own.
pub fn parse_image(source: &Source) -> Outcome<Option<Dimensions>> {
    parse_with(source, blob_size)
}

/// `parse_image` with another reader of headers: the test gives one that fails.
fn parse_with(
    source: &Source,
    read: fn(&[u8]) -> ImageResult<ImageSize>,
) -> Outcome<Option<Dimensions>> {
    let (file, bytes) = (&source.path, &source.bytes[..]);
    let name = named_kind(file).unwrap_or_default();
    let found = guarded(|| match kind(bytes) {
        Some("SVG") => Some(("SVG", root(bytes).and_then(|tag| drawn(&tag)))),
        Some(kind) => Some((kind, Some(raster(kind, bytes, read)?))),
        None => None,
    });
    let Some((kind, size)) = found.flatten() else {
        // A drawing in another encoding has a finding already: nobody can look into it.
        let told = name == "SVG" && text(bytes).is_none();
        let unreadable = Diagnostic::new(Code::UnreadableImage, file, None, [("kind", name)]);
        return Outcome::new(None, if told { Vec::new() } else { vec![unreadable] });
    };
    let mut findings = Vec::new();
    if kind != name {
        let arguments = [("name", name), ("kind", kind)];
        findings.push(Diagnostic::new(Code::WrongImageKind, file, None, arguments));
    }
    // A drawing is as large as it is shown; its numbers say nothing about memory.
    if let Some(size) = size.filter(|size| kind != "SVG" && size.pixels() > PIXELS) {
        let (pixels, limit) = (size.pixels().div_ceil(1_000_000), PIXELS / 1_000_000);
        let arguments = [("megapixels", &*pixels.to_string()), ("limit", &*limit.to_string())];
        findings.push(Diagnostic::new(Code::ImageTooLarge, file, None, arguments));
    }
    Outcome::new(size, findings)
}

/// The kind that a file's name promises.
fn named_kind(path: &FilePath) -> Option<&'static str> {
    match path.extension().to_ascii_lowercase().as_str() {
        "png" => Some("PNG"),
        "jpg" | "jpeg" => Some("JPEG"),
        "gif" => Some("GIF"),
        "webp" => Some("WebP"),
        "avif" => Some("AVIF"),
        "bmp" => Some("BMP"),
        "svg" => Some("SVG"),
        _ => None,
    }
}

/// The kind that a file's first bytes show.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    match image_type(bytes) {
        Ok(ImageType::Png) => Some("PNG"),
        Ok(ImageType::Jpeg) => Some("JPEG"),
        Ok(ImageType::Gif) => Some("GIF"),
        Ok(ImageType::Webp) => Some("WebP"),
        Ok(ImageType::Heif(Compression::Av1)) => Some("AVIF"),
        Ok(ImageType::Heif(_)) => Some("HEIF"),
        Ok(ImageType::Bmp) => Some("BMP"),
        _ => root(bytes).map(|_| "SVG"),
    }
}

/// The size of an image of pixels, upright.
fn raster(
    kind: &str,
    bytes: &[u8],
    read: fn(&[u8]) -> ImageResult<ImageSize>,
) -> Option<Dimensions> {
    let ImageSize { width, mut height } = read(bytes).ok()?;
    if kind == "BMP" {
        // Below zero the rows come from the top.
        height = u32::try_from(height).ok()?.cast_signed().unsigned_abs() as usize;
    }
    let turned = kind == "JPEG" && is_turned(bytes);
    if turned { Dimensions::new(height, width) } else { Dimensions::new(width, height) }
}

/// Whether a camera says that its JPEG lies on its side (Exif orientation 5 to 8): browsers turn it.
fn is_turned(bytes: &[u8]) -> bool {
    orientation(bytes).is_some_and(|turn| (5..=8).contains(&turn))
}

/// The Exif orientation: the entry 0x0112 of the first directory of a TIFF inside of a segment.
fn orientation(bytes: &[u8]) -> Option<u16> {
    let tiff = exif(bytes)?;
    let little = tiff.starts_with(b"II");
    let short = |at: usize| {
        let pair: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let (first, second) = (usize::from(short(4)?), usize::from(short(6)?));
    let directory = if little { second << 16 | first } else { first << 16 | second };
    let entries = usize::from(short(directory)?);
    let entry = (0..entries).map(|entry| directory + 2 + 12 * entry);
    let mut known = entry.take_while(|at| short(*at).is_some());
    known.find(|at| short(*at) == Some(0x0112)).and_then(|at| short(at + 8))
}

/// The TIFF in the segment APP1 of a JPEG. Segments come before the picture, each with its length.
fn exif(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.get(2..)?;
    while let [0xff, marker, high, low, ..] = rest {
        let end = 2 + usize::from(u16::from_be_bytes([*high, *low]));
        let segment = rest.get(4..end)?;
        match (marker, segment.strip_prefix(b"Exif\0\0")) {
            (0xe1, Some(tiff)) => return Some(tiff),
            (0xda, _) => return None,
            _ => rest = &rest[end..],
        }
    }
    None
}

/// The text of a drawing; UTF-16 of plain letters is UTF-8 with zeros.
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

/// The first tag of a drawing.
fn root(bytes: &[u8]) -> Option<BytesStart<'_>> {
    let mut reader = Reader::from_str(text(bytes)?);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => {
                return (tag.local_name().as_ref() == "svg").then_some(tag);
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Units of length that are the same everywhere, in CSS pixels.
const UNITS: [(&str, f64); 7] = [
    ("px", 1.0),
    ("in", 96.0),
    ("cm", 96.0 / 2.54),
    ("mm", 96.0 / 25.4),
    ("pt", 96.0 / 72.0),
    ("pc", 16.0),
    ("", 1.0),
];

/// The size that a drawing asks for, else that of the picture that it is cut from.
fn drawn(tag: &BytesStart<'_>) -> Option<Dimensions> {
    let value = |name: &str| {
        let mut attributes = tag.html_attributes().flatten();
        attributes.find(|attribute| attribute.key.as_ref() == name).map(|found| found.value)
    };
    // A share of the page is no size; what goes by a font has one that is not known here.
    let asked = |name| value(name).filter(|value| !value.trim().ends_with('%'));
    let (width, height) = (asked("width"), asked("height"));
    let view = value("viewBox").unwrap_or_default();
    let view: Vec<f64> = view.split([' ', ',', '\t', '\n', '\r']).filter_map(number).collect();
    let (width, height) = match (width, height, view.as_slice()) {
        (Some(width), Some(height), _) => (length(&width)?, length(&height)?),
        (Some(width), None, [_, _, across, down]) => {
            let width = length(&width)?;
            (width, width * down / across)
        }
        (None, Some(height), [_, _, across, down]) => {
            let height = length(&height)?;
            (height * across / down, height)
        }
        (None, None, [_, _, across, down]) => (*across, *down),
        _ => return None,
    };
    Dimensions::new(whole(width)?, whole(height)?)
}

fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    UNITS.iter().find_map(|(unit, pixels)| Some(number(text.strip_suffix(unit)?)? * pixels))
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Attributes take whole numbers; nothing that is shown is thinner than a pixel.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range was looked at"
)]
fn whole(length: f64) -> Option<usize> {
    (length > 0.0 && length < f64::from(u32::MAX)).then(|| length.round().max(1.0) as usize)
}

#[cfg(test)]
mod tests {
    use super::{Dimensions, parse_image, parse_with};
    use crate::text::{Code, FilePath, Outcome, Source};

    fn source(name: &str, bytes: &[u8]) -> Source {
        Source::new(FilePath::new(&format!("static/{name}")), bytes)
    }

    /// The size, and the codes of what was found.
    fn read(name: &str, bytes: &[u8]) -> (Option<(u32, u32)>, Vec<&'static str>) {
        let Outcome { value, diagnostics } = parse_image(&source(name, bytes));
        let size = value.map(|Dimensions { width, height }| (width, height));
        (size, diagnostics.iter().map(|finding| finding.code.name()).collect())
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let start = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        [&start[..], &width.to_be_bytes(), &height.to_be_bytes()].concat()
    }

    /// A JPEG of 300 by 200 whose camera was held so.
    fn jpeg(orientation: u8, little: bool) -> Vec<u8> {
        let tiff: &[u8] = if little {
            &[b'I', b'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
        } else {
            &[b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
        };
        let other = b"\xff\xd8\xff\xe0\0\x04\0\0";
        let frame = b"\xff\xc0\0\x0b\x08\0\xc8\x01\x2c\x01\x11\0\0";
        [other, &b"\xff\xe1\0\x1eExif\0\0"[..], tiff, frame].concat()
    }

    #[test]
    fn a_header_tells_the_size() {
        let fine = |width, height| (Some((width, height)), Vec::new());
        assert_eq!(read("a.png", &png(640, 480)), fine(640, 480));
        assert_eq!(read("a.GIF", b"GIF89a\x20\x03\x58\x02\0\0"), fine(800, 600));
        let webp = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x0f\0\0\x07\0\0";
        assert_eq!(read("a.webp", webp), fine(16, 8));
        // Its rows come from the top: the height is -2.
        let bmp = [&b"BM"[..], &[0; 16], &[3, 0, 0, 0], &[0xfe, 0xff, 0xff, 0xff]].concat();
        assert_eq!(read("a.bmp", &bmp), fine(3, 2));
    }

    #[test]
    fn a_picture_on_its_side_is_turned() {
        for little in [true, false] {
            for (orientation, size) in [(1, (300, 200)), (3, (300, 200)), (6, (200, 300))] {
                let found = read("a.jpg", &jpeg(orientation, little));
                assert_eq!(found, (Some(size), Vec::new()), "{orientation} {little}");
            }
        }
        // Cut anywhere, it is unreadable and nothing worse.
        let whole = jpeg(6, true);
        for end in 0..whole.len() - 3 {
            let found = read("a.jpg", &whole[..end]);
            assert!(found.0.is_none() || found == read("a.jpg", &whole), "{end}");
        }
    }

    #[test]
    fn a_drawing_says_its_size_or_that_of_its_picture() {
        let size = |attributes: &str| {
            let found = read(
                "a.svg",
                format!("<?xml version=\"1.0\"?><!-- --><svg {attributes}/>").as_bytes(),
            );
            assert_eq!(found.1, Vec::<&str>::new(), "{attributes}");
            found.0
        };
        assert_eq!(size("width=\"24\" height='12px' viewBox=\"0 0 1 1\""), Some((24, 12)));
        assert_eq!(size("viewBox=\"0, 0, 120.4 60\""), Some((120, 60)));
        assert_eq!(size("width=\"60\" viewBox=\"0 0 120 60\""), Some((60, 30)));
        assert_eq!(size("height=\"60\" viewBox=\"0 0 120 60\""), Some((120, 60)));
        assert_eq!(size("width=\"100%\" height=\"100%\" viewBox=\"0 0 9 8\""), Some((9, 8)));
        assert_eq!(size("width=\"210mm\" height=\"297mm\" viewBox=\"0 0 1 1\""), Some((794, 1123)));
        assert_eq!(size("width=\"30pt\" viewBox=\"0 0 20 10\""), Some((40, 20)));
        assert_eq!(size("width=\"10em\" height=\"5em\" viewBox=\"0 0 20 10\""), None);
        for none in ["", "width=\"9\"", "viewBox=\"0 0 0 0\"", "width=\"inf\" height=\"1\""] {
            assert_eq!(size(none), None, "{none}");
        }
    }

    #[test]
    fn what_a_file_is_not_is_told() {
        assert_eq!(read("a.png", b"no picture at all"), (None, vec!["unreadable-image"]));
        assert_eq!(read("a.png", b""), (None, vec!["unreadable-image"]));
        assert_eq!(read("a.png", &png(0, 9)), (None, vec!["unreadable-image"]));
        assert_eq!(read("a.svg", b"<html/>"), (None, vec!["unreadable-image"]));
        assert_eq!(read("a.jpg", &png(4, 3)), (Some((4, 3)), vec!["wrong-image-kind"]));
        assert_eq!(
            read("a.png", b"<svg width='4' height='3'/>"),
            (Some((4, 3)), vec!["wrong-image-kind"])
        );
    }

    #[test]
    fn a_hundred_megapixels_are_the_most() {
        assert_eq!(read("a.png", &png(10_000, 10_000)).1, Vec::<&str>::new());
        assert_eq!(read("a.png", &png(10_000, 10_001)).1, ["image-too-large"]);
        assert_eq!(read("a.png", &png(u32::MAX, u32::MAX)).1, ["image-too-large"]);
        assert_eq!(read("a.svg", b"<svg viewBox='0 0 20000 20000'/>").1, Vec::<&str>::new());
    }

    #[test]
    fn a_panic_of_the_reader_is_an_unreadable_image() {
        let found = parse_with(&source("a.png", &png(4, 3)), |_| panic!("as the test asked"));
        assert_eq!(found.diagnostics[0].code, Code::UnreadableImage);
    }
}
