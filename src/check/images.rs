//! Drawings that are more than pictures: opened by themselves, their scripts run on our address.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::text::{Code, Diagnostic, Inputs, Link, Source, Span, link_kind};

/// Elements that run, or that hold another document.
const ACTIVE: [&str; 6] = ["script", "handler", "foreignobject", "iframe", "object", "embed"];

/// Elements that can write an attribute after the file was read.
const ANIMATIONS: [&str; 4] = ["set", "animate", "animatemotion", "animatetransform"];

/// Looks into each SVG of `static/`.
pub(super) fn check_images(inputs: &Inputs) -> Vec<Diagnostic> {
    let is_svg = |file: &&Source| file.path.extension().eq_ignore_ascii_case("svg");
    inputs.below("static").filter(is_svg).filter_map(active).collect()
}

/// The first thing in a drawing that is no drawing. What follows a fault is never shown.
fn active(source: &Source) -> Option<Diagnostic> {
    let found = |span: Option<Span>, what: &str| {
        Some(Diagnostic::new(Code::ActiveSvg, &source.path, span, [("what", what)]))
    };
    // In another encoding all of it would pass unseen; UTF-16 of plain letters is UTF-8 with zeros.
    let text = std::str::from_utf8(&source.bytes).ok().filter(|text| !text.contains('\0'));
    let Some(text) = text else { return found(None, "UTF-16") };
    let mut reader = Reader::from_str(text);
    loop {
        let start = reader.buffer_position();
        let what = match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => in_tag(&tag),
            Ok(Event::DocType(kind)) => {
                kind.contains("<!").then(|| "<!DOCTYPE … [ … ]>".to_owned())
            }
            Ok(Event::PI(_)) => Some("<?…?>".to_owned()),
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => None,
        };
        if let Some(what) = what {
            return found(Some(span(start, reader.buffer_position())), &what);
        }
    }
}

fn span(start: u64, end: u64) -> Span {
    let byte = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    Span::new(byte(start), byte(end))
}

/// What in a start tag is active, as a person would name it.
fn in_tag(tag: &BytesStart<'_>) -> Option<String> {
    let element = tag.local_name().as_ref().to_lowercase();
    if ACTIVE.contains(&element.as_str()) {
        return Some(format!("<{element}>"));
    }
    for attribute in tag.html_attributes().flatten() {
        let name = attribute.key.local_name().as_ref().to_lowercase();
        // A reference that cannot be read could be anything.
        let value = quick_xml::escape::unescape(&attribute.value)
            .map_or_else(|_| "javascript:".to_owned(), std::borrow::Cow::into_owned);
        let writes = name == "attributename" && ANIMATIONS.contains(&element.as_str());
        let target = value.rsplit(':').next().unwrap_or_default().to_lowercase();
        let active = name.starts_with("on")
            || (name == "href" && is_unsafe(&element, &value))
            || (writes && (target == "href" || target.starts_with("on")));
        if active {
            return Some(name);
        }
    }
    None
}

/// A picture inside the drawing may be there as data.
fn is_unsafe(element: &str, address: &str) -> bool {
    let address = address.trim().to_lowercase();
    let picture = ["png", "jpeg", "gif", "webp", "avif"]
        .iter()
        .any(|kind| address.starts_with(&format!("data:image/{kind}")));
    let shown = picture && matches!(element, "image" | "feimage");
    !shown && link_kind(&address) == Link::Unsafe
}
