//! What holds for every output: its addresses lie under the base and lead somewhere, its ids are
//! there once, nothing inline.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use taiyaku::render::Output;
use taiyaku::text::{Base, Inputs};

/// An element's start tag: its name and attributes, decoded.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

/// One HTML file.
struct Page<'a> {
    path: &'a str,
    tags: Vec<Tag>,
    ids: BTreeSet<String>,
}

/// Everything that is wrong with an output.
pub(crate) fn crawl(inputs: &Inputs, output: &Output) -> Vec<String> {
    let mut faults = Vec::new();
    let mut pages = BTreeMap::new();
    for (path, file) in &output.files {
        let text = String::from_utf8_lossy(&file.bytes);
        // Files of `static/` keep their bytes, whatever they are.
        let own = inputs.get(&format!("static/{path}")).is_some();
        if path.ends_with(".html") && !own {
            let page = page(path, &text, &mut faults);
            pages.insert(path.as_str(), page);
        }
        if path.ends_with(".xml") && !own {
            well_formed(path, &text, &mut faults);
        }
    }
    let base = base(inputs);
    for page in pages.values() {
        for (name, address) in addresses(page) {
            if let Some(fault) = lead(&base, &pages, output, page, &address) {
                faults.push(format!("{}: {name} {address:?} {fault}", page.path));
            }
        }
    }
    faults
}

/// The base of the site: what the command line says, else what its configuration says.
fn base(inputs: &Inputs) -> Base {
    let configured = inputs.get("content/site.toml").and_then(|source| {
        let text = String::from_utf8_lossy(&source.bytes).into_owned();
        let line = text.lines().find(|line| line.starts_with("base_url"))?.to_owned();
        Some(line.split('"').nth(1)?.to_owned())
    });
    let url = inputs.options.base_url.clone().or(configured);
    url.and_then(|url| Base::parse(&url)).unwrap_or_default()
}

fn page<'a>(path: &'a str, text: &str, faults: &mut Vec<String>) -> Page<'a> {
    if !text.trim_end().ends_with("</html>") {
        faults.push(format!("{path} does not end with </html>"));
    }
    let tags = tags(text);
    let mut ids = BTreeSet::new();
    for tag in &tags {
        for (name, value) in &tag.attributes {
            let fault = match name.as_str() {
                "id" if !ids.insert(value.clone()) => "is there twice",
                "id" if value.is_empty() || value.contains(char::is_whitespace) => "is no id",
                "style" => "is inline",
                name if name.starts_with("on") => "is inline",
                _ => continue,
            };
            faults.push(format!("{path}: {name}={value:?} {fault}"));
        }
        // Data in a script element does not run.
        let is_data = |(name, value): &(String, String)| {
            name == "src" || name == "type" && value == "application/ld+json"
        };
        let inline_script = tag.name == "script" && !tag.attributes.iter().any(is_data);
        if inline_script || tag.name == "style" {
            faults.push(format!("{path}: <{}> is inline", tag.name));
        }
    }
    Page { path, tags, ids }
}

fn well_formed(path: &str, text: &str, faults: &mut Vec<String>) {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return,
            Ok(_) => {}
            Err(error) => return faults.push(format!("{path}: {error}")),
        }
    }
}

/// All addresses of a page: of links, files, and inside `content` of a refresh.
fn addresses(page: &Page<'_>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for tag in &page.tags {
        for (name, value) in &tag.attributes {
            match name.as_str() {
                "href" | "src" | "action" => found.push((name.clone(), value.clone())),
                "content" => {
                    let url = value.split_once("url=").map(|(_, url)| url.to_owned());
                    let whole = value.contains("://").then(|| value.clone());
                    found.extend(url.or(whole).map(|url| (name.clone(), url)));
                }
                _ => {}
            }
        }
    }
    found
}

/// Why an address leads nowhere.
fn lead(
    base: &Base,
    pages: &BTreeMap<&str, Page<'_>>,
    output: &Output,
    from: &Page<'_>,
    address: &str,
) -> Option<&'static str> {
    let root = base.absolute(&taiyaku::text::Route::new(""));
    let inside = match root.as_ref().and_then(|root| address.strip_prefix(root.as_str())) {
        Some(rest) => rest,
        None if address.contains("://") || address.starts_with("mailto:") => return None,
        None if address.starts_with("tel:") => return None,
        None if address.starts_with('#') => return anchor(from, address),
        None => match address.strip_prefix(base.path()) {
            Some(rest) => rest,
            None => return Some("is not under the base"),
        },
    };
    let end = inside.find(['?', '#']).unwrap_or(inside.len());
    let mut path = percent_decode_str(&inside[..end]).decode_utf8_lossy().into_owned();
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    match pages.get(path.as_str()) {
        Some(page) => inside.find('#').and_then(|at| anchor(page, &inside[at..])),
        None => (!output.files.contains_key(&path)).then_some("leads nowhere"),
    }
}

fn anchor(page: &Page<'_>, fragment: &str) -> Option<&'static str> {
    let id = percent_decode_str(&fragment[1..]).decode_utf8_lossy();
    (!page.ids.contains(id.as_ref())).then_some("has no such anchor")
}

/// The start tags of a file. The theme writes every value in double quotes.
fn tags(text: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        rest = &rest[name.len()..];
        if name.is_empty() {
            continue;
        }
        let mut tag = Tag { name, attributes: Vec::new() };
        loop {
            rest = rest.trim_start();
            let end = rest.find(['=', '>', ' ', '\n']).unwrap_or(rest.len());
            if rest.is_empty() || rest.starts_with('>') || end == 0 {
                break;
            }
            let name = rest[..end].to_owned();
            rest = &rest[end..];
            if let Some(value) = rest.strip_prefix("=\"") {
                let (value, after) = value.split_once('"').unwrap_or((value, ""));
                tag.attributes.push((name, decode(value)));
                rest = after;
            } else {
                tag.attributes.push((name, String::new()));
            }
        }
        tags.push(tag);
    }
    tags
}

/// The five characters that we escape.
fn decode(value: &str) -> String {
    value
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&#x2F;", "/")
        .replace("&amp;", "&")
}
