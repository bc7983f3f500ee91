//! `content/forms.toml`: the rows of the form index.

use jiff::civil::Date;

use super::config::texts;
use super::data::{Fields, Node, add_without_echoes};
use super::decode::decode;
use super::toml::read_toml;
use crate::text::{Code, Diagnostic, FilePath, Outcome, Source, Span, Spanned};

/// What a document is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FormKind {
    /// To be filled in.
    Form,
    /// To be ticked off.
    Checklist,
    /// To be read before working.
    Guide,
    /// To be read before deciding.
    Brief,
}

impl FormKind {
    const WORDS: [(&'static str, Self); 4] = [
        ("form", Self::Form),
        ("checklist", Self::Checklist),
        ("guide", Self::Guide),
        ("brief", Self::Brief),
    ];

    /// The word of `forms.toml`.
    pub fn name(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }
}

/// What a row opens.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum FormTarget {
    /// A page, relative to the folder of the edition's language.
    Page(Spanned<String>),
    /// A file of `static/`, beginning with `/`.
    File(Spanned<String>),
    /// An address elsewhere, and the size that its owner states in bytes.
    Url(Spanned<String>, Option<i64>),
}

/// A document in one language: a row of the index.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Edition {
    /// The language's code.
    pub lang: Spanned<String>,
    /// Its title.
    pub title: String,
    /// Where the title stands.
    pub title_span: Span,
    /// The title as it is spoken, for sorting.
    pub reading: Option<String>,
    /// The name that its file has.
    pub file_name: String,
    /// What the row opens; `None` only with a finding.
    pub target: Option<FormTarget>,
    /// What else people call it.
    pub also: Vec<String>,
    /// Where the row stands.
    pub span: Span,
}

/// A document.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Form {
    /// Its id.
    pub id: Spanned<String>,
    /// What it is.
    pub kind: FormKind,
    /// The day it is from.
    pub date: Option<Date>,
    /// What else people call it, in any language.
    pub also: Vec<String>,
    /// Its languages.
    pub editions: Vec<Edition>,
}

/// The rows of the form index.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct Catalog {
    /// The documents, in the order of the file.
    pub forms: Vec<Form>,
}

/// Reads `forms.toml`.
pub fn parse_catalog(source: &Source) -> Outcome<Catalog> {
    let mut findings = Vec::new();
    let decoded = decode(source).unpack(&mut findings);
    let root = read_toml(&source.path, decoded.text, decoded.start).unpack(&mut findings);
    let mut found = Vec::new();
    let mut fields = Fields::open(&source.path, &root, "forms.toml");
    let mut catalog = Catalog::default();
    for node in fields.tables("form") {
        if let Some(form) = form(&source.path, node, &mut found) {
            catalog.forms.push(form);
        }
    }
    fields.close(&mut found);
    add_without_echoes(found, &mut findings);
    Outcome::new(catalog, findings)
}

fn form(file: &FilePath, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Form> {
    let mut fields = Fields::open(file, node, "form");
    let id = fields.required_text("id");
    let kind = fields.choice("kind", &FormKind::WORDS);
    if fields.node("kind").is_none() {
        fields.missing("kind");
    }
    let date = fields.date("date").map(|date| date.value);
    if fields.node("date").is_none() {
        fields.missing("date");
    }
    let also = texts(fields.texts("also"));
    let editions: Vec<Edition> =
        fields.tables("edition").iter().filter_map(|node| edition(file, node, findings)).collect();
    if fields.node("edition").is_none() {
        fields.missing("edition");
    }
    fields.close(findings);
    Some(Form { id: id?, kind: kind.unwrap_or(FormKind::Form), date, also, editions })
}

fn edition(file: &FilePath, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Edition> {
    let mut fields = Fields::open(file, node, "edition");
    let lang = fields.required_text("lang");
    let title = fields.required_text("title");
    let reading = fields.text("reading").map(|text| text.value);
    let file_name = fields.required_text("file_name");
    let target = target(file, &mut fields, findings);
    let also = texts(fields.texts("also"));
    let span = lang.as_ref().map_or(node.span, |lang| lang.span);
    fields.close(findings);
    Some(Edition {
        lang: lang?,
        title_span: title.as_ref()?.span,
        title: title?.value,
        reading,
        file_name: file_name.map(|name| name.value).unwrap_or_default(),
        target,
        also,
        span,
    })
}

/// Exactly one of `page`, `file` and `url`; `size` only with the last.
fn target(
    file: &FilePath,
    fields: &mut Fields<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<FormTarget> {
    let written = ["page", "file", "url"].iter().filter(|key| fields.node(key).is_some()).count();
    let size_span = fields.node("size").map(|node| node.span);
    let size = fields.integer("size");
    let page = fields.text("page").map(FormTarget::Page);
    let path = fields.text("file").map(FormTarget::File);
    let url = fields.text("url").map(|url| FormTarget::Url(url, size));
    if written != 1 {
        findings.push(Diagnostic::new(Code::TargetCount, file, fields.span(), []));
        return None;
    }
    let target = page.or(path).or(url);
    if let (Some(span), Some(FormTarget::Page(_) | FormTarget::File(_))) = (size_span, &target) {
        findings.push(Diagnostic::new(Code::NeedlessSize, file, span, []));
    }
    target
}
