//! No content becomes markup: every field that reaches an output, with everything in it that has
//! ever broken out of one, read back as a browser and a feed reader do.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]
#![expect(clippy::print_stdout, reason = "the numbers, for `--nocapture`")]

mod amount;
mod hostile;
mod numbers;

use std::collections::BTreeSet;

use amount::amount;
use hostile::{SINKS, Sink, payloads, site_of};
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use quick_xml::events::Event;
use rayon::prelude::*;
use taiyaku::build::{Built, Memo, build};
use taiyaku::report::{UiLang, Words, json};
use taiyaku::text::{Inputs, Severity};

/// What Markdown makes of a payload, beside what a site without any has.
const MARKDOWN: &[&str] = &[
    "a[href]",
    "a[hreflang]",
    "a[id]",
    "a[rel]",
    "a[title]",
    "a[class]",
    "blockquote",
    "br",
    "code",
    "code[class]",
    "del",
    "div[class]",
    "div[tabindex]",
    "em",
    "h1",
    "h1[id]",
    "h2",
    "h2[class]",
    "h2[id]",
    "hr",
    "img",
    "img[alt]",
    "img[decoding]",
    "img[loading]",
    "img[src]",
    "img[title]",
    "li",
    "li[class]",
    "li[id]",
    "ol",
    "ol[start]",
    "p",
    "pre",
    "pre[tabindex]",
    "rp",
    "rt",
    "ruby",
    "section[class]",
    "strong",
    "sup",
    "sup[class]",
    "table",
    "tbody",
    "td",
    "th",
    "th[scope]",
    "thead",
    "tr",
    "ul",
    "meta[name]",
    "span[lang]",
];

/// An element and attribute that was found, with what is wrong in itself.
#[derive(Default)]
struct Read {
    names: BTreeSet<String>,
    faults: Vec<String>,
}

fn read_html(text: &str, read: &mut Read) {
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default());
    read_node(&dom.one(text).document, read);
}

fn read_node(node: &Handle, read: &mut Read) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let element = name.local.to_string();
        read.names.insert(element.clone());
        let mut ours = false;
        let mut data = false;
        let refreshes = attrs.borrow().iter().any(|one| &*one.name.local == "http-equiv");
        for attribute in attrs.borrow().iter() {
            let name = attribute.name.local.to_string();
            let value = attribute.value.to_string();
            read.names.insert(format!("{element}[{name}]"));
            if name.starts_with("on") || name == "style" || name == "srcdoc" {
                read.faults.push(format!("<{element} {name}={value:?}>"));
            }
            let address = match name.as_str() {
                "href" | "src" | "action" | "formaction" | "data" | "poster" => Some(&*value),
                "content" if refreshes => value.split_once("url=").map(|(_, url)| url),
                _ => None,
            };
            if address.is_some_and(|address| !is_safe(address)) {
                read.faults.push(format!("<{element} {name}={value:?}>"));
            }
            ours |= name == "src" && value.starts_with("/_t/");
            data |= name == "type" && value == "application/ld+json";
        }
        if element == "script" && data && !ours {
            read_data(&text_of(node), read);
        } else if element == "script" && (!ours || !node.children.borrow().is_empty()) {
            read.faults.push("<script> that is not ours".to_owned());
        }
    }
    for child in node.children.borrow().iter() {
        read_node(child, read);
    }
}

/// What stands in an element that holds nothing but text.
fn text_of(node: &Handle) -> String {
    let text = |child: &Handle| match &child.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => String::new(),
    };
    node.children.borrow().iter().map(text).collect()
}

/// Data in a script element: JSON that a reader of any age takes for nothing else.
fn read_data(text: &str, read: &mut Read) {
    let parsed = serde_json::from_str::<serde_json::Value>(text);
    if parsed.is_err() || text.contains(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        read.faults.push(format!("data {text:?}"));
    }
}

/// A feed in JSON, whose strings a reader takes as they are.
fn read_feed(text: &str, read: &mut Read) {
    let mut values = vec![serde_json::from_str(text).unwrap_or(serde_json::Value::Null)];
    if values[0].is_null() {
        read.faults.push(format!("no JSON: {text}"));
    }
    while let Some(value) = values.pop() {
        match value {
            serde_json::Value::Array(items) => values.extend(items),
            serde_json::Value::Object(fields) => {
                for (name, value) in fields {
                    let address = value.as_str().filter(|_| name.ends_with("url"));
                    if address.is_some_and(|address| !address.starts_with("https://example.org/")) {
                        read.faults.push(format!("{name}: {value}"));
                    }
                    values.push(value);
                }
            }
            serde_json::Value::String(text) if text.contains(is_stray) => {
                read.faults.push(format!("{text:?}"));
            }
            _ => {}
        }
    }
}

/// As a browser takes an address: nothing before the scheme but what it leaves out, no case.
fn is_safe(address: &str) -> bool {
    let read: String = address
        .trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect::<String>()
        .to_lowercase();
    let scheme = read.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &&str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    };
    match scheme.filter(is_scheme) {
        Some(scheme) => matches!(scheme, "http" | "https" | "mailto" | "tel"),
        None => !read.starts_with("//") && !read.starts_with("/\\") && !read.starts_with('\\'),
    }
}

/// What XML 1.0 cannot hold, or nobody wants in it.
fn is_stray(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

fn read_xml(text: &str, read: &mut Read) {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return,
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let name = tag.name().as_ref().to_owned();
                for attribute in tag.attributes() {
                    match attribute {
                        Ok(attribute) => {
                            let key = attribute.key.as_ref().to_owned();
                            read.names.insert(format!("xml {name}[{key}]"));
                        }
                        Err(error) => read.faults.push(error.to_string()),
                    }
                }
                read.names.insert(format!("xml {name}"));
            }
            Ok(Event::Text(_) | Event::End(_) | Event::Decl(_)) => {}
            Ok(Event::GeneralRef(name)) => {
                let name = name.to_string();
                if !["lt", "gt", "amp", "quot", "apos", "#13"].contains(&name.as_str()) {
                    read.faults.push(format!("&{name};"));
                }
            }
            Ok(other) => read.faults.push(format!("{other:?}")),
            Err(error) => return read.faults.push(error.to_string()),
        }
    }
}

/// Reads all that a build made, but for the files that are copied.
fn read(inputs: &Inputs, built: &Built) -> Read {
    let mut all = Read::default();
    for (path, file) in &built.output.files {
        let is_html = path.ends_with(".html");
        // What the search makes of its packed files is looked at in a browser.
        let packed = path.ends_with(".bin");
        let copied = inputs.get(&format!("static/{path}")).is_some() || path.starts_with("_t/");
        if packed || copied {
            continue;
        }
        let text = std::str::from_utf8(&file.bytes).expect("UTF-8");
        let before = all.faults.len();
        if let Some(c) = text.chars().find(|c| is_stray(*c)) {
            all.faults.push(format!("U+{:04X}", u32::from(c)));
        }
        if is_html {
            read_html(text, &mut all);
        } else if path.ends_with(".xml") {
            read_xml(text, &mut all);
        } else if path.ends_with("/feed.json") {
            read_feed(text, &mut all);
        }
        for fault in &mut all.faults[before..] {
            *fault = format!("{path}: {fault}");
        }
    }
    all
}

/// Builds with a payload in as many sinks as take it, and gives what came out, and how many did.
fn with_payload(payload: &str) -> (Read, usize) {
    with_payload_in(payload, |_| true)
}

fn with_payload_in(payload: &str, wanted: impl Fn(&Sink) -> bool) -> (Read, usize) {
    let is_name =
        !payload.contains('\0') && payload.split('/').all(|part| !matches!(part, "" | "." | ".."));
    let mut sinks: Vec<&Sink> = SINKS
        .iter()
        .filter(|sink| wanted(sink) && (is_name || !sink.file.contains("@RAW@")))
        .collect();
    loop {
        let (inputs, places) = site_of(&sinks, payload);
        let built = build(&inputs, &mut Memo::default());
        if let Some(fault) = json_fault(&inputs, &built) {
            return (Read { faults: vec![fault], ..Read::default() }, 0);
        }
        let errors: Vec<_> =
            built.diagnostics.iter().filter(|found| found.severity() == Severity::Error).collect();
        if errors.is_empty() {
            return (read(&inputs, &built), sinks.len());
        }
        let mut refused = BTreeSet::new();
        for found in &errors {
            // A template that fails over a page says so at its own place.
            let page = found.arguments.get("page").map(String::as_str);
            let file = page.unwrap_or(found.place.file.as_str());
            let Some(pieces) = places.get(file) else { continue };
            let span = found.place.span.filter(|_| page.is_none());
            let at = span.map_or(usize::MAX, |span| span.start);
            let of = |place: &&(usize, &'static str)| at == usize::MAX || place.0 <= at;
            let (all, last) = (pieces.iter().filter(of), pieces.iter().rev().find(of));
            if at == usize::MAX {
                refused.extend(all.map(|piece| piece.1));
            } else {
                refused.extend(last.map(|piece| piece.1));
            }
        }
        // A message that wants a variable fails in the templates that say it.
        if refused.is_empty() {
            let messages = sinks.iter().filter(|sink| sink.file.ends_with(".ftl"));
            refused.extend(messages.map(|sink| sink.name));
        }
        if refused.is_empty() {
            let faults = errors.iter().map(|found| format!("{found:?}")).collect();
            return (Read { faults, ..Read::default() }, 0);
        }
        sinks.retain(|sink| !refused.contains(sink.name));
    }
}

/// What is wrong with the findings as JSON.
fn json_fault(inputs: &Inputs, built: &Built) -> Option<String> {
    let text = json(&built.diagnostics, &inputs.files, &Words::new(UiLang::Ja), false);
    let stray = text.chars().find(|c| is_stray(*c) && *c != '\u{fffe}' && *c != '\u{ffff}');
    if let Some(c) = stray.filter(|c| u32::from(*c) < 0x20) {
        return Some(format!("the report holds U+{:04X}", u32::from(c)));
    }
    serde_json::from_str::<serde_json::Value>(&text).err().map(|error| error.to_string())
}

#[test]
fn no_content_becomes_markup() {
    let (plain, whole) = with_payload("plain");
    assert_eq!(plain.faults, Vec::<String>::new());
    let known: BTreeSet<&str> =
        plain.names.iter().map(String::as_str).chain(MARKDOWN.iter().copied()).collect();
    let payloads = payloads(amount(150, 1_000));
    let results: Vec<_> = payloads.par_iter().map(|payload| with_payload(payload)).collect();
    let mut faults = Vec::new();
    let mut rendered = 0;
    for (payload, (read, count)) in payloads.iter().zip(results) {
        rendered += count;
        let strange = read.names.iter().filter(|name| !known.contains(name.as_str()));
        let strange = strange.map(|name| format!("unexpected {name}"));
        let found: Vec<String> = read.faults.iter().cloned().chain(strange).collect();
        if !found.is_empty() {
            faults.push(format!("{payload:?}: {found:#?}"));
        }
    }
    let tried = SINKS.len() * payloads.len();
    println!(
        "{} sinks ({whole} with plain words), {} payloads, {tried} tried, {rendered} rendered",
        SINKS.len(),
        payloads.len()
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(rendered >= 2_000, "only {rendered} of {tried} reached a page");
}

/// As it is and as an entity, in fields of each kind of file; what a file refuses counts too.
#[test]
fn control_characters_never_reach_an_output() {
    const FIELDS: &[&str] = &[
        "title",
        "description",
        "text as it is",
        "message as a string",
        "form title",
        "term note",
        "language name",
    ];
    let characters: Vec<char> = ('\0'..='\u{9f}')
        .chain(['\u{fdd0}', '\u{fdef}', '\u{fffe}', '\u{ffff}'])
        .filter(|c| is_stray(*c) || *c >= '\u{fdd0}')
        .collect();
    let payloads: Vec<String> = characters
        .iter()
        .flat_map(|c| [format!("a{c}b"), format!("a&#x{:x};b", u32::from(*c))])
        .collect();
    assert!(payloads.len() * FIELDS.len() >= 150);
    let faults: Vec<String> = payloads
        .par_iter()
        .flat_map(|payload| {
            let (read, _) = with_payload_in(payload, |sink| FIELDS.contains(&sink.name));
            read.faults
                .into_iter()
                .map(move |fault| format!("{payload:?}: {fault}"))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}
