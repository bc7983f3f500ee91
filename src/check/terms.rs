//! Words that the glossary forbids are absent.

use crate::parse::{Block, BlockKind, Inline, InlineKind, Page};
use crate::search::fold;
use crate::site::Content;
use crate::text::{Code, Diagnostic, FilePath, Span};

/// A forbidden form, folded so that width, kana and spaces inside it do not hide it.
struct Forbidden<'a> {
    folded: String,
    written: &'a str,
    preferred: &'a str,
}

/// Checks the words of every page and part against the glossary of its language.
pub(super) fn check_terms(content: &Content) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (language, settings) in content.config.languages.iter().enumerate() {
        let forbidden = forbidden(content, settings.code.as_str());
        if forbidden.is_empty() {
            continue;
        }
        let in_language = |page: &&std::sync::Arc<Page>| {
            content.place(&page.file).is_some_and(|(place, _)| place == language)
        };
        for page in content.pages.values().filter(in_language) {
            let mut search =
                Search { file: &page.file, forbidden: &forbidden, findings: &mut findings };
            search.text(&page.front.title, page.front.title_span);
            search.blocks(&page.body);
        }
    }
    findings
}

fn forbidden<'a>(content: &'a Content, code: &str) -> Vec<Forbidden<'a>> {
    let words = content.glossary.terms.iter().filter_map(|term| term.words.get(code));
    words
        .flat_map(|words| words.forbidden.iter().map(|form| (form, words.preferred.as_str())))
        .map(|(form, preferred)| Forbidden {
            folded: fold(&form.value),
            written: &form.value,
            preferred,
        })
        .collect()
}

struct Search<'a> {
    file: &'a FilePath,
    forbidden: &'a [Forbidden<'a>],
    findings: &'a mut Vec<Diagnostic>,
}

impl Search<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(inlines) | BlockKind::Tight(inlines) => self.inlines(inlines),
                BlockKind::Heading(heading) => self.inlines(&heading.content),
                BlockKind::Quote(blocks) | BlockKind::Footnote(_, blocks) => self.blocks(blocks),
                BlockKind::List(_, items) => {
                    for item in items {
                        self.blocks(&item.blocks);
                    }
                }
                BlockKind::Table(table) => {
                    let cells = table.head.iter().chain(table.rows.iter().flatten());
                    cells.for_each(|cell| self.inlines(cell));
                }
                BlockKind::Directive(directive) => {
                    if let Some(title) = &directive.title {
                        self.inlines(&title.value);
                    }
                    self.blocks(&directive.body);
                }
                BlockKind::Code(_) | BlockKind::Rule | BlockKind::Html(_) => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => self.text(text, inline.span),
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strikethrough(inner)
                | InlineKind::Link(_, inner) => self.inlines(inner),
                InlineKind::Image(_, Some(alt)) => self.text(alt, inline.span),
                _ => {}
            }
        }
    }

    /// The place is exact where the text stands in the file as it is, else the whole run.
    fn text(&mut self, text: &str, span: Span) {
        let folded = fold(text);
        for form in self.forbidden {
            if !folded.contains(&form.folded) {
                continue;
            }
            let at = text.find(form.written).filter(|_| span.end - span.start == text.len());
            let place = at.map_or(span, |at| span.part(at, at + form.written.len()));
            let arguments = [("term", form.written), ("use", form.preferred)];
            self.findings.push(Diagnostic::new(Code::ForbiddenTerm, self.file, place, arguments));
        }
    }
}
