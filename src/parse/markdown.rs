//! From the parser's events to the tree.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, Tag};

use super::attributes::Tail;
use super::breaks::without_breaks;
use super::definitions::Definitions;
use super::dialect::{BYTES, Dialect, EVENTS};
use super::directives::{Cut, cut, marked};
use super::document::{Block, BlockKind, Directive, Heading, Inline, InlineKind, Item, NESTING};
use super::emphasis::{eased, stripped};
use super::events::{Events, cleaned, guarded, is_block};
use super::quotes::with_quotes;
use super::traps::traps;
use super::words::{LANGUAGE, Line};
use crate::text::{Code, Diagnostic, FilePath, MappedText, Span, Spanned};

/// Reads a page's body. Faults are added to `findings`; what could not be read is left out.
pub(super) fn read_body(
    file: &FilePath,
    text: &MappedText,
    dialect: Dialect,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Block> {
    let definitions = Definitions::of(text.as_str());
    let mut reader = Reader {
        file,
        dialect,
        findings,
        definitions,
        left: Some(EVENTS),
        depth: 0,
        in_link: false,
        is_too_deep: false,
    };
    reader.body(text)
}

pub(super) struct Reader<'a> {
    pub(super) file: &'a FilePath,
    pub(super) dialect: Dialect,
    pub(super) findings: &'a mut Vec<Diagnostic>,
    /// What the whole page defines, for the parts of it that are parsed alone.
    definitions: Definitions,
    /// How many more events the file may make; nothing once that were too many.
    left: Option<usize>,
    pub(super) depth: usize,
    /// Inside a link, where there is no other.
    pub(super) in_link: bool,
    /// That is told once a page.
    is_too_deep: bool,
}

/// One text's events on their way into the tree.
pub(super) struct Tree<'r, 'a, 't> {
    pub(super) reader: &'r mut Reader<'a>,
    pub(super) text: &'t MappedText,
    pub(super) events: Peekable<IntoIter<(Event<'t>, Range<usize>)>>,
    cuts: Vec<Option<Cut>>,
    /// Where the text ends and the definitions of the page begin.
    own: usize,
    /// The language of some words is named.
    pub(super) languages: bool,
}

impl Reader<'_> {
    fn body(&mut self, text: &MappedText) -> Vec<Block> {
        if self.depth > NESTING {
            self.too_deep(text.span(&(0..1)));
            return Vec::new();
        }
        if !self.dialect.additions {
            let Some(events) = self.events(text) else { return Vec::new() };
            return self.tree(text, text.as_str().len(), Vec::new(), cleaned(events));
        }
        let (mut without, cuts) = cut(self.file, text, self.findings);
        let is_eased = eased(&without).map(|eased| without = eased).is_some();
        let own = without.as_str().len();
        if self.depth > 0 && without.as_str().contains('[') {
            let lines = self.definitions.used_in(without.as_str());
            // Written again behind each body, they are text that no other limit counts.
            self.left = self.left.map(|left| left.saturating_sub(lines.len() / BYTES));
            without.insert(&lines, text.place(text.as_str().len()));
        }
        let Some(events) = self.events(&without) else { return Vec::new() };
        let events = cleaned(if is_eased { stripped(events) } else { events });
        traps(self.file, &without, own, &events, self.findings);
        self.tree(&without, own, cuts, events)
    }

    /// What the parser says of a text; nothing where it fails or says too much.
    fn events<'t>(&mut self, text: &'t MappedText) -> Option<Events<'t>> {
        let left = self.left?;
        let Some(events) = guarded(|| (self.dialect.read)(text.as_str())) else {
            let at = text.place(0);
            let finding = Diagnostic::new(Code::ParserPanic, self.file, Span::new(at, at), []);
            self.findings.push(finding);
            return None;
        };
        if let Some((_, range)) = events.get(left) {
            let at = text.place(range.start);
            let arguments = [("limit", "1,000,000")];
            let finding =
                Diagnostic::new(Code::TooMuchMarkup, self.file, Span::new(at, at), arguments);
            self.findings.push(finding);
            self.left = None;
            return None;
        }
        self.left = Some(left - events.len());
        Some(events)
    }

    fn tree(
        &mut self,
        text: &MappedText,
        own: usize,
        cuts: Vec<Cut>,
        events: Events<'_>,
    ) -> Vec<Block> {
        let cuts = cuts.into_iter().map(Some).collect();
        let events = events.into_iter().peekable();
        let languages = text.as_str().contains(LANGUAGE);
        Tree { reader: self, text, events, cuts, own, languages }.blocks()
    }

    /// A block's inlines after the passes that need them all: line ends, then quotation marks.
    pub(super) fn finished(&self, inlines: Vec<Inline>) -> Vec<Inline> {
        if self.dialect.additions { with_quotes(without_breaks(inlines)) } else { inlines }
    }

    pub(super) fn too_deep(&mut self, span: Span) {
        if std::mem::replace(&mut self.is_too_deep, true) {
            return;
        }
        let limit = NESTING.to_string();
        let arguments = [("limit", limit.as_str())];
        self.findings.push(Diagnostic::new(Code::NestingTooDeep, self.file, span, arguments));
    }

    fn directive(&mut self, cut: Cut) -> Block {
        let title = cut.title.as_ref().map(|title| {
            let whole = title.span(&(0..title.as_str().len()));
            Spanned::new(self.title(title), whole)
        });
        let source = cut.body.as_ref().map(|body| body.as_str().to_owned()).unwrap_or_default();
        let body = cut.body.as_ref().map(|body| self.body(body)).unwrap_or_default();
        let Tail { attributes, id, classes, .. } = cut.tail;
        let (name, unread) = (cut.name, cut.unread);
        let directive = Directive { name, title, attributes, id, classes, body, source, unread };
        Block { span: cut.span, kind: BlockKind::Directive(directive) }
    }

    /// A title is one line of text, whatever it begins with: the escaped mark before it keeps
    /// `1. First` from being a list, and is taken off again.
    fn title(&mut self, text: &MappedText) -> Vec<Inline> {
        let mut led = MappedText::default();
        led.insert("\\!", text.place(0));
        led.append(text, 0..text.as_str().len());
        let first = self.body(&led).into_iter().next().map(|block| block.kind);
        let Some(BlockKind::Paragraph(mut inlines)) = first else { return Vec::new() };
        if let Some(Inline { kind: InlineKind::Text(text), .. }) = inlines.first_mut() {
            text.remove(0);
            if text.is_empty() {
                inlines.remove(0);
            }
        }
        inlines
    }
}

impl<'t> Tree<'_, '_, 't> {
    /// Where something stands; the line end behind a block is no part of it.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let text = &self.text.as_str()[range.clone()];
        let shown = text.trim_end_matches('\n').len();
        self.text.span(&(range.start..range.start + shown))
    }

    /// Blocks up to the end of what is open.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if is_block(&tag) => blocks.extend(self.block(tag, &range)),
                Event::Rule => {
                    blocks.push(Block { span: self.span(&range), kind: BlockKind::Rule });
                }
                Event::TaskListMarker(_) => {}
                event => blocks.push(self.tight(event, range)),
            }
        }
        blocks
    }

    /// Inlines without a paragraph: the item of a tight list.
    fn tight(&mut self, first: Event<'t>, range: Range<usize>) -> Block {
        let mut span = self.span(&range);
        let mut line = Line::default();
        self.inline(first, &range, &mut line);
        while let Some((event, _)) = self.events.peek() {
            let ends = match event {
                Event::End(_) | Event::Rule => true,
                Event::Start(tag) => is_block(tag),
                _ => false,
            };
            if ends {
                break;
            }
            if let Some((event, range)) = self.events.next() {
                span.end = self.span(&range).end;
                self.inline(event, &range, &mut line);
            }
        }
        let inlines = line.inlines;
        span.end = inlines.last().map_or(span.end, |last| last.span.end.max(span.end));
        Block { span, kind: BlockKind::Tight(self.reader.finished(inlines)) }
    }

    fn block(&mut self, tag: Tag<'t>, range: &Range<usize>) -> Option<Block> {
        let span = self.span(range);
        self.reader.depth += 1;
        let kind = if self.reader.depth > NESTING {
            self.reader.too_deep(span);
            self.skip();
            None
        } else {
            self.block_kind(tag, range)
        };
        self.reader.depth -= 1;
        kind.map(|kind| match kind {
            BlockKind::Directive(directive) if directive.name.span == Span::default() => {
                let mut alert = directive;
                alert.name.span = span;
                Block { span, kind: BlockKind::Directive(alert) }
            }
            kind => Block { span, kind },
        })
    }

    fn block_kind(&mut self, tag: Tag<'t>, range: &Range<usize>) -> Option<BlockKind> {
        Some(match tag {
            Tag::Paragraph => BlockKind::Paragraph(self.prose()),
            Tag::Heading { level, id, classes, .. } => BlockKind::Heading(Heading {
                level: level as u8,
                id: id.map(CowStr::into_string),
                classes: classes.into_iter().map(CowStr::into_string).collect(),
                content: self.prose(),
            }),
            Tag::BlockQuote(None) => BlockKind::Quote(self.blocks()),
            Tag::BlockQuote(Some(kind)) => BlockKind::Directive(alert(kind, self.blocks())),
            Tag::CodeBlock(kind) => BlockKind::Code(self.code(kind, range)),
            Tag::List(start) => BlockKind::List(start, self.items()),
            Tag::Table(alignments) => BlockKind::Table(self.table(&alignments)),
            Tag::FootnoteDefinition(_) if range.start >= self.own => {
                self.skip();
                return None;
            }
            Tag::FootnoteDefinition(label) => {
                BlockKind::Footnote(label.into_string(), self.blocks())
            }
            Tag::HtmlBlock => self.html(),
            _ => {
                self.skip();
                return None;
            }
        })
    }

    /// Raw HTML, or the comment that holds a directive's place.
    fn html(&mut self) -> BlockKind {
        let html = self.raw_text();
        let cut = marked(&html).and_then(|index| self.cuts.get_mut(index)).and_then(Option::take);
        match cut {
            Some(cut) => self.reader.directive(cut).kind,
            None => BlockKind::Html(html),
        }
    }

    fn items(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((event, _)) = self.events.next() {
            if let Event::Start(Tag::Item) = event {
                items.push(self.item());
            } else {
                break;
            }
        }
        items
    }

    fn item(&mut self) -> Item {
        // The box stands before the text, inside the paragraph where the list is loose.
        let mut blocks = self.blocks_with_task();
        let task = blocks.1.take();
        Item { task, blocks: blocks.0 }
    }

    fn blocks_with_task(&mut self) -> (Vec<Block>, Option<bool>) {
        let mut task = None;
        if let Some((Event::TaskListMarker(checked), _)) = self.events.peek() {
            task = Some(*checked);
            self.events.next();
        }
        let mut blocks = Vec::new();
        if let Some((Event::Start(Tag::Paragraph), range)) = self.events.peek().cloned() {
            self.events.next();
            if let Some((Event::TaskListMarker(checked), _)) = self.events.peek() {
                task = Some(*checked);
                self.events.next();
            }
            blocks.extend(self.block(Tag::Paragraph, &range));
        }
        blocks.extend(self.blocks());
        (blocks, task)
    }

    /// The text of a code or HTML block.
    pub(super) fn raw_text(&mut self) -> String {
        let mut text = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::End(_) => break,
                Event::Text(piece) | Event::Html(piece) => text.push_str(&piece),
                _ => {}
            }
        }
        text
    }

    /// Passes over what is open.
    pub(super) fn skip(&mut self) {
        let mut open = 1;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
            if open == 0 {
                return;
            }
        }
    }
}

/// A GitHub alert is the directive of the same name.
fn alert(kind: BlockQuoteKind, body: Vec<Block>) -> Directive {
    let name = match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    };
    Directive {
        name: Spanned::new(name.to_owned(), Span::default()),
        title: None,
        attributes: Vec::new(),
        id: None,
        classes: Vec::new(),
        body,
        source: String::new(),
        unread: false,
    }
}
