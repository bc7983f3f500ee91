//! The summary of a page: all that the rest of the site has to know of it before it is finished.

use std::hash::Hash;
use std::sync::Arc;

use super::allow::{Allow, allowed, is_allow};
use super::comments::{is_comment, is_draft_mark};
use super::document::{Block, BlockKind, Directive, Inline, InlineKind, plain_text};
use crate::text::{
    Code, Diagnostic, FilePath, Fingerprint, Lang, Link, Span, Spanned, is_cjk, is_hiragana,
    is_punctuation, link_kind,
};

/// What a page contributes to the site, in the order of the page.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Outline {
    /// Headings, ids and parts in the order in which they stand.
    pub items: Vec<OutlineItem>,
    /// Every link and image.
    pub links: Vec<LinkUse>,
    /// Every directive.
    pub directives: Vec<DirectiveUse>,
    /// Every code block that has a grammar.
    pub code: Vec<CodeUse>,
    /// Raw HTML that is more than a comment.
    pub html: Vec<Span>,
    /// The comments that mark what is still to be translated.
    pub drafts: Vec<Span>,
    /// The findings that are right as they are.
    pub allowed: Vec<Allow>,
    /// The beginning of the first paragraph, for a page without a description.
    pub lead: String,
}

impl Outline {
    /// What other pages can see of it, to be hashed.
    pub(super) fn seen(&self) -> impl Hash {
        let item = |item: &OutlineItem| match item {
            OutlineItem::Heading { level, id, text, .. } => (*level, id.clone(), text.clone()),
            OutlineItem::Id(id) => (7, Some(id.value.clone()), String::new()),
            OutlineItem::Include(target) => (8, None, target.value.clone()),
        };
        self.items.iter().map(item).collect::<Vec<_>>()
    }
}

/// A code block to be coloured.
#[derive(Clone, PartialEq, Debug)]
pub struct CodeUse {
    /// The name of its grammar.
    pub grammar: &'static str,
    /// The hash of grammar and text.
    pub key: Fingerprint,
    /// The code.
    pub text: Arc<str>,
}

/// Something that an address may point at, or a part that brings such things in.
#[derive(Clone, PartialEq, Debug)]
pub enum OutlineItem {
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// The id that was written.
        id: Option<String>,
        /// Its words.
        text: String,
        /// Where it stands.
        span: Span,
    },
    /// The id of a directive.
    Id(Spanned<String>),
    /// `::include{file=…}`
    Include(Spanned<String>),
}

/// A link or an image.
#[derive(Clone, PartialEq, Debug)]
pub struct LinkUse {
    /// The address as it was written.
    pub target: Spanned<String>,
    /// What it means.
    pub link: Link,
    /// Whether it is an image.
    pub image: bool,
}

/// A directive's head, for the check against its template.
#[derive(Clone, PartialEq, Debug)]
pub struct DirectiveUse {
    /// Its name.
    pub name: Spanned<String>,
    /// Whether it has `[…]`.
    pub titled: bool,
    /// Its attributes and whether each has a value.
    pub attributes: Vec<(Spanned<String>, bool)>,
    /// `file="/…"`, which must be there.
    pub file: Option<Spanned<String>>,
    /// How many tables stand in it, and whether there may be more: in a part, or in raw HTML.
    pub tables: (usize, bool),
    /// `{…}` could not be read, so that nobody knows which attributes it has.
    pub unread: bool,
}

/// Whether a character may be part of a path that somebody wrote in Japanese.
fn belongs(c: char) -> bool {
    is_cjk(c) && !is_punctuation(c)
}

/// The directive that puts a part into the page; the only one without a template.
pub const INCLUDE: &str = "include";

/// Whether an attribute of a directive is a link, like those between the words: `href` leads to a
/// page, a file or elsewhere, `src` names an image.
pub fn is_link(attribute: &str) -> bool {
    matches!(attribute, "href" | "src")
}

/// Takes the summary of a body.
pub(super) fn outline(
    file: &FilePath,
    blocks: &[Block],
    findings: &mut Vec<Diagnostic>,
) -> Outline {
    let mut walk = Walk { file, outline: Outline::default(), findings, allows: false };
    walk.blocks(blocks);
    if walk.allows {
        walk.outline.allowed = allowed(blocks);
    }
    walk.outline.lead = lead(blocks);
    walk.outline
}

/// Search engines show about so many characters.
const LEAD: usize = 160;

fn lead(blocks: &[Block]) -> String {
    let text = blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(inlines) => {
            Some(plain_text(inlines)).filter(|text| !text.trim().is_empty())
        }
        _ => None,
    });
    let text = text.unwrap_or_default();
    let whole = text.trim();
    let Some((end, _)) = whole.char_indices().nth(LEAD) else { return whole.to_owned() };
    let cut = &whole[..end];
    let late = |at: &usize| *at > cut.len() / 2;
    let sentence = cut.rfind(['。', '！', '？']).map(|at| at + '。'.len_utf8());
    let sentence = sentence.or_else(|| cut.rfind(". ").map(|at| at + 1)).filter(late);
    match sentence {
        Some(end) => cut[..end].to_owned(),
        None => format!("{}…", cut.rfind(' ').filter(late).map_or(cut, |at| &cut[..at])),
    }
}

struct Walk<'a> {
    file: &'a FilePath,
    outline: Outline,
    findings: &'a mut Vec<Diagnostic>,
    /// A comment allows a finding.
    allows: bool,
}

impl Walk<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Tight(inlines) => self.inlines(inlines),
            BlockKind::Heading(heading) => {
                self.outline.items.push(OutlineItem::Heading {
                    level: heading.level,
                    id: heading.id.clone(),
                    text: plain_text(&heading.content),
                    span: block.span,
                });
                self.inlines(&heading.content);
            }
            BlockKind::Quote(blocks) | BlockKind::Footnote(_, blocks) => self.blocks(blocks),
            BlockKind::List(_, items) => {
                for item in items {
                    self.blocks(&item.blocks);
                }
            }
            BlockKind::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    self.inlines(cell);
                }
            }
            BlockKind::Html(html) => self.html(html, block.span),
            BlockKind::Directive(directive) => self.directive(directive),
            BlockKind::Code(code) => {
                self.outline.code.extend(code.grammar.map(|(grammar, key)| CodeUse {
                    grammar,
                    key,
                    text: Arc::clone(&code.text),
                }));
            }
            BlockKind::Rule => {}
        }
    }

    fn directive(&mut self, directive: &Directive) {
        let file = directive.value("file");
        self.outline.directives.push(DirectiveUse {
            name: directive.name.clone(),
            titled: directive.title.is_some(),
            attributes: directive
                .attributes
                .iter()
                .map(|attribute| (attribute.name.clone(), attribute.value.is_some()))
                .collect(),
            file: file.cloned(),
            tables: tables(&directive.body),
            unread: directive.unread,
        });
        if let Some(id) = &directive.id {
            self.outline.items.push(OutlineItem::Id(id.clone()));
        }
        if let (INCLUDE, Some(file)) = (directive.name.value.as_str(), file) {
            self.outline.items.push(OutlineItem::Include(file.clone()));
        }
        for attribute in directive.attributes.iter().filter(|given| is_link(&given.name.value)) {
            if let Some(target) = &attribute.value {
                self.link(target, attribute.name.value == "src");
            }
        }
        if let Some(title) = &directive.title {
            self.inlines(&title.value);
        }
        self.blocks(&directive.body);
    }

    fn html(&mut self, html: &str, span: Span) {
        if is_draft_mark(html) {
            self.outline.drafts.push(span);
        }
        self.allows |= is_allow(html);
        if !is_comment(html) {
            self.outline.html.push(span);
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        self.cut_addresses(inlines);
        let mut tagged = false;
        for inline in inlines {
            match &inline.kind {
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strikethrough(inner) => self.inlines(inner),
                InlineKind::Foreign(code, inner) => {
                    if Lang::parse(&code.value).is_none() {
                        let arguments = [("value", code.value.as_str())];
                        let finding =
                            Diagnostic::new(Code::BadLanguageCode, self.file, code.span, arguments);
                        self.findings.push(finding);
                    }
                    self.inlines(inner);
                }
                InlineKind::Link(address, inner) => {
                    self.link(&address.target, false);
                    self.inlines(inner);
                }
                InlineKind::Image(address, alt) => {
                    self.link(&address.target, true);
                    if alt.is_none() {
                        let target = address.target.value.as_str();
                        let arguments = [("target", target)];
                        let span = inline.span;
                        let finding = Diagnostic::new(Code::MissingAlt, self.file, span, arguments);
                        self.findings.push(finding);
                    }
                }
                // `<b>` and its `</b>` are one fault.
                InlineKind::Html(html) if tagged && html.starts_with("</") => {}
                InlineKind::Html(html) => {
                    tagged |= !is_comment(html);
                    self.html(html, inline.span);
                }
                _ => {}
            }
        }
    }

    /// `https://example.org/wiki/日本語`: the address ends before the words, as it must in a text
    /// without spaces, and here they seem to belong to it. Hiragana rather goes on with the sentence.
    fn cut_addresses(&mut self, inlines: &[Inline]) {
        for pair in inlines.windows(2) {
            let InlineKind::Link(address, _) = &pair[0].kind else { continue };
            let InlineKind::Text(text) = &pair[1].kind else { continue };
            let target = address.target.value.as_str();
            let bare = address.target.span == pair[0].span;
            let goes_on = text.starts_with(|c| belongs(c) && !is_hiragana(c));
            if bare && goes_on && target.ends_with(['/', '=', '_', '-']) {
                let words: String = text.chars().take_while(|c| belongs(*c)).take(10).collect();
                let arguments = [("target", target), ("text", words.as_str())];
                let span = pair[0].span;
                let finding = Diagnostic::new(Code::AddressCut, self.file, span, arguments);
                self.findings.push(finding);
            }
        }
    }

    fn link(&mut self, target: &Spanned<String>, image: bool) {
        let link = link_kind(&target.value);
        self.outline.links.push(LinkUse { target: target.clone(), link, image });
    }
}

/// The tables among blocks, and whether there may be more.
fn tables(blocks: &[Block]) -> (usize, bool) {
    let each = blocks.iter().map(|block| match &block.kind {
        BlockKind::Table(_) => (1, false),
        BlockKind::Html(html) => (0, !is_comment(html)),
        BlockKind::Quote(blocks) | BlockKind::Footnote(_, blocks) => tables(blocks),
        BlockKind::List(_, items) => sum(items.iter().map(|item| tables(&item.blocks))),
        BlockKind::Directive(directive) if directive.name.value == INCLUDE => (0, true),
        BlockKind::Directive(directive) => tables(&directive.body),
        _ => (0, false),
    });
    sum(each)
}

fn sum(each: impl Iterator<Item = (usize, bool)>) -> (usize, bool) {
    each.fold((0, false), |(all, open), (count, more)| (all + count, open || more))
}
