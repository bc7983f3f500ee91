//! The head of a page: YAML between `---`, or TOML between `+++`.

use std::ops::Range;

use jiff::civil::Date;

use super::data::{Fields, Node, add_without_echoes};
use super::toml::read_toml;
use super::words::ruby_pieces;
use super::yaml::read_yaml;
use crate::text::{Code, Diagnostic, FilePath, Outcome, Span, Spanned};

/// How far a page has come.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Status {
    /// Not published.
    Draft,
    /// Translated by a machine.
    Machine,
    /// Translated by a person.
    Translated,
    /// Read by a second person.
    Reviewed,
}

/// What a page says of itself. A key that is not there is `None`, so that it can be inherited.
#[derive(Clone, Default, PartialEq, Hash, Debug)]
pub struct FrontMatter {
    /// The title without its ruby; empty only in a page that has a finding for it.
    pub title: String,
    /// The title in pieces, each with its reading where it has ruby.
    pub title_ruby: Vec<(String, Option<String>)>,
    /// Where the title stands; the whole head where there is none.
    pub title_span: Span,
    /// One or two sentences for search results and feeds.
    pub description: Option<String>,
    /// Where the description stands.
    pub description_span: Span,
    /// The place among its neighbours.
    pub order: Option<i64>,
    /// The day of the news that the page is.
    pub date: Option<Date>,
    /// The day of the last change worth telling.
    pub updated: Option<Date>,
    /// The day that its statements are true for.
    pub as_of: Option<Date>,
    /// A file of `templates/` or the theme.
    pub template: Option<Spanned<String>>,
    /// In place of the file's name in the address.
    pub slug: Option<Spanned<String>>,
    /// Earlier addresses, relative to the language's root.
    pub aliases: Vec<Spanned<String>>,
    /// The title as it is spoken, for sorting.
    pub reading: Option<String>,
    /// How far it has come.
    pub status: Option<Status>,
    /// The code of the language that this page is written in first.
    pub source: Option<Spanned<String>>,
    /// Whether search may find it.
    pub search: Option<bool>,
    /// Whatever a site's own templates want.
    pub extra: Option<Node>,
}

/// A head and the byte at which the body begins, counted like `text`.
pub(super) type Head = (FrontMatter, usize);

/// Where the head of a page lies in its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WrittenHead {
    /// What stands around it.
    pub fence: &'static str,
    /// What stands between the fences.
    pub inner: Range<usize>,
    /// Where the body begins.
    pub body: usize,
}

/// A text in quotation marks, as YAML and TOML read it: both read strings of JSON.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Looks for the head at the beginning of a text. `Err` has the fence of one that is not closed,
/// or nothing where there is none.
pub fn find_head(text: &str) -> Result<WrittenHead, Option<&'static str>> {
    let fence = ["---", "+++"].into_iter().find(|fence| opens(text, fence)).ok_or(None)?;
    let start = text.len() - after_line(text).len();
    let (end, body) = closing(text, start, fence).ok_or(Some(fence))?;
    Ok(WrittenHead { fence, inner: start..end, body })
}

/// Reads the head of a page whose text begins at byte `start` of its file.
pub(super) fn parse_front_matter(file: &FilePath, text: &str, start: usize) -> Outcome<Head> {
    let mut findings = Vec::new();
    let WrittenHead { fence, inner, body } = match find_head(text) {
        Ok(head) => head,
        Err(None) => {
            let at = Span::new(start, start);
            findings.push(Diagnostic::new(Code::MissingKey, file, at, [("key", "title")]));
            let front = FrontMatter { title_span: at, ..FrontMatter::default() };
            return Outcome::new((front, 0), findings);
        }
        Err(Some(fence)) => {
            let span = Span::new(start, start + fence.len());
            let arguments = [("fence", fence)];
            findings.push(Diagnostic::new(Code::UnclosedFrontMatter, file, span, arguments));
            return Outcome::new((FrontMatter::default(), text.len()), findings);
        }
    };
    let read = if fence == "---" { read_yaml } else { read_toml };
    let outcome = read(file, &text[inner.clone()], start + inner.start);
    let mut node = outcome.unpack(&mut findings);
    // A finding about the whole head stands on its first fence.
    node.span = Span::new(start, start + fence.len());
    let mut front = FrontMatter { title_span: node.span, ..FrontMatter::default() };
    let mut keys = Vec::new();
    read_keys(file, &node, &mut front, &mut keys);
    add_without_echoes(keys, &mut findings);
    Outcome::new((front, body), findings)
}

fn opens(text: &str, fence: &str) -> bool {
    text.strip_prefix(fence)
        .is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']))
}

/// Where the head's text ends and the body begins.
fn closing(text: &str, from: usize, fence: &str) -> Option<(usize, usize)> {
    let mut rest = &text[from..];
    while !rest.is_empty() {
        let after = after_line(rest);
        let line = &rest[..rest.len() - after.len()];
        if line.trim_end() == fence {
            return Some((text.len() - rest.len(), text.len() - after.len()));
        }
        rest = after;
    }
    None
}

/// What follows the first line; `\n`, `\r\n` and a lone `\r` end one.
fn after_line(text: &str) -> &str {
    let Some(end) = text.find(['\n', '\r']) else { return "" };
    text[end..].strip_prefix("\r\n").unwrap_or(&text[end + 1..])
}

fn read_keys(
    file: &FilePath,
    node: &Node,
    front: &mut FrontMatter,
    findings: &mut Vec<Diagnostic>,
) {
    let mut fields = Fields::open(file, node, "front matter");
    if let Some(title) = fields.required_text("title") {
        if title.value.trim().is_empty() {
            findings.push(Diagnostic::new(Code::EmptyTitle, file, title.span, []));
        }
        front.title_ruby = ruby_pieces(title.value.trim());
        front.title = front.title_ruby.iter().map(|(piece, _)| piece.as_str()).collect();
        front.title_span = title.span;
    }
    if let Some(description) = fields.text("description") {
        front.description_span = description.span;
        front.description = Some(description.value);
    }
    front.order = fields.integer("order");
    front.date = fields.date("date").map(|date| date.value);
    front.updated = fields.date("updated").map(|date| date.value);
    front.as_of = fields.date("as_of").map(|date| date.value);
    front.template = fields.text("template");
    front.slug = fields.text("slug");
    front.aliases = fields.texts("aliases").unwrap_or_default();
    front.reading = fields.text("reading").map(|text| text.value).or_else(|| spoken(front));
    front.status = fields.choice(
        "status",
        &[
            ("draft", Status::Draft),
            ("machine", Status::Machine),
            ("translated", Status::Translated),
            ("reviewed", Status::Reviewed),
        ],
    );
    front.source = fields.text("source");
    front.search = fields.boolean("search");
    front.extra = fields.table("extra").cloned();
    fields.close(findings);
}

/// The reading of a title that has ruby.
fn spoken(front: &FrontMatter) -> Option<String> {
    let pieces = &front.title_ruby;
    let has_ruby = pieces.iter().any(|(_, reading)| reading.is_some());
    has_ruby.then(|| {
        pieces.iter().map(|(piece, reading)| reading.as_ref().unwrap_or(piece).as_str()).collect()
    })
}

impl FrontMatter {
    /// Fills what is neutral to language, and not said here, from the source page.
    #[must_use]
    pub fn inherit(&self, source: &Self) -> Self {
        let own = self.clone();
        Self {
            order: own.order.or(source.order),
            date: own.date.or(source.date),
            updated: own.updated.or(source.updated),
            as_of: own.as_of.or(source.as_of),
            template: own.template.or_else(|| source.template.clone()),
            search: own.search.or(source.search),
            extra: own.extra.or_else(|| source.extra.clone()),
            ..own
        }
    }
}
