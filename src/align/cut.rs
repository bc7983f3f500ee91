//! A page into its units, in the order in which they stand.

use std::collections::BTreeMap;

use super::flat::Flat;
use super::unit::{ThingKind, Unit, UnitKind};
use crate::parse::{
    Block, BlockKind, CodeBlock, Directive, Heading, Page, Table, comments, is_comment, plain_text,
    without_comments,
};
use crate::text::{Fingerprint, Span, slug};

/// What a comment begins with before a block that only one of the two texts has; before a heading,
/// all below it.
const OWN: [&str; 3] = ["l10n:only", "l10n:note", "l10n:skip"];

/// Cuts a page into units. `bytes` are those of its file.
pub fn cut(page: &Page, bytes: &[u8]) -> Vec<Unit> {
    let mut cutter = Cutter {
        bytes,
        units: Vec::new(),
        within: String::new(),
        section: String::new(),
        counts: BTreeMap::new(),
    };
    let front = &page.front;
    for (kind, text, span) in [
        (UnitKind::Title, Some(&front.title).filter(|title| !title.is_empty()), front.title_span),
        (UnitKind::Description, front.description.as_ref(), front.description_span),
    ] {
        if let Some(text) = text {
            let mut flat = Flat::default();
            flat.text(text);
            cutter.add(kind, span, &flat);
        }
    }
    cutter.blocks(&page.body);
    cutter.units
}

/// What of the blocks that come next is the language's own.
#[derive(Clone, Copy)]
enum Own {
    Nothing,
    Next,
    /// All below a heading, and its level.
    Section(u8),
}

struct Cutter<'a> {
    bytes: &'a [u8],
    units: Vec<Unit>,
    within: String,
    section: String,
    /// How often each key was given without its number.
    counts: BTreeMap<String, usize>,
}

impl Cutter<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        let mut own = Own::Nothing;
        for block in blocks {
            match (&block.kind, own) {
                (BlockKind::Html(html), _) if is_comment(html) => {
                    let is_mark = |words: &str| {
                        words.split_whitespace().next().is_some_and(|first| OWN.contains(&first))
                    };
                    if comments(html).any(is_mark) {
                        own = Own::Next;
                    }
                }
                (BlockKind::Heading(heading), Own::Next) => own = Own::Section(heading.level),
                (BlockKind::Heading(heading), Own::Section(level)) if heading.level <= level => {
                    own = Own::Nothing;
                    self.block(block);
                }
                (_, Own::Next) => own = Own::Nothing,
                (_, Own::Section(_)) => {}
                (_, Own::Nothing) => self.block(block),
            }
        }
    }

    fn block(&mut self, block: &Block) {
        let span = block.span;
        match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Tight(inlines) => {
                // Whether a list is tight is no matter of its words.
                let is_item = ["ul>", "ol>"].iter().any(|list| self.within.ends_with(list));
                let mut flat = Flat::default();
                flat.inlines(inlines);
                let kind = if is_item { UnitKind::Item } else { UnitKind::Paragraph };
                self.add(kind, span, &flat);
            }
            BlockKind::Heading(heading) => self.heading(heading, span),
            BlockKind::Quote(blocks) => self.inside("quote", blocks),
            BlockKind::List(start, items) => {
                let name = if start.is_some() { "ol" } else { "ul" };
                for item in items {
                    self.inside(name, &item.blocks);
                }
            }
            BlockKind::Code(code) => self.code(code, span),
            BlockKind::Table(table) => self.table(table, span),
            BlockKind::Rule => {}
            BlockKind::Html(html) => {
                let mut flat = Flat::default();
                flat.text(&without_comments(html));
                self.add(UnitKind::Html, span, &flat);
            }
            BlockKind::Footnote(_, blocks) => self.inside("footnote", blocks),
            BlockKind::Directive(directive) => self.directive(directive),
        }
    }

    fn inside(&mut self, name: &str, blocks: &[Block]) {
        let before = self.within.len();
        self.within.push_str(name);
        self.within.push('>');
        self.blocks(blocks);
        self.within.truncate(before);
    }

    fn heading(&mut self, heading: &Heading, span: Span) {
        let own = || slug(&plain_text(&heading.content));
        let id = heading.id.clone().unwrap_or_else(own);
        let count = self.counts.entry(id.clone()).or_default();
        *count += 1;
        self.section = if *count > 1 { format!("{id}-{count}") } else { id };
        let mut flat = Flat::default();
        flat.inlines(&heading.content);
        // One that the words make is no thing of its own.
        if let Some(id) = &heading.id {
            flat.fix(ThingKind::Id, id);
        }
        heading.classes.iter().for_each(|class| flat.fix(ThingKind::Class, class));
        self.add(UnitKind::Heading(heading.level), span, &flat);
    }

    fn code(&mut self, code: &CodeBlock, span: Span) {
        let mut flat = Flat::default();
        flat.text(code.title.as_deref().unwrap_or_default());
        if let Some(language) = &code.language {
            flat.fix(ThingKind::CodeInfo, language);
        }
        for (first, last) in &code.marks {
            flat.fix(ThingKind::CodeInfo, format!("{first}-{last}"));
        }
        flat.fix(ThingKind::CodeText, &*code.text);
        self.add(UnitKind::Code, span, &flat);
    }

    /// A row stands on a line of its own; the second line is the one that makes it a table.
    fn table(&mut self, table: &Table, span: Span) {
        let lines = self.lines(span);
        let rows = std::iter::once(&table.head).chain(&table.rows);
        let places = lines.iter().take(1).chain(lines.iter().skip(2));
        for (row, place) in rows.zip(places) {
            let mut flat = Flat::default();
            for (column, cell) in row.iter().enumerate() {
                if column > 0 {
                    flat.text(" | ");
                }
                flat.inlines(cell);
            }
            flat.fix(ThingKind::Cells, row.len().to_string());
            self.add(UnitKind::Row, *place, &flat);
        }
    }

    fn directive(&mut self, directive: &Directive) {
        let mut flat = Flat::default();
        if let Some(title) = &directive.title {
            flat.inlines(&title.value);
        }
        flat.fix(ThingKind::Directive, &directive.name.value);
        if let Some(id) = &directive.id {
            flat.fix(ThingKind::Id, &id.value);
        }
        directive.classes.iter().for_each(|class| flat.fix(ThingKind::Class, class));
        for attribute in &directive.attributes {
            flat.attribute(attribute);
        }
        self.add(
            UnitKind::Directive,
            Span::words_of_line(self.bytes, directive.name.span.start),
            &flat,
        );
        self.inside(&directive.name.value, &directive.body);
    }

    /// The lines of a span, without their ends.
    fn lines(&self, span: Span) -> Vec<Span> {
        let text = self.bytes.get(span.start..span.end).unwrap_or_default();
        let mut lines = Vec::new();
        let mut at = span.start;
        for line in text.split_inclusive(|byte| *byte == b'\n') {
            lines.push(Span::new(at, at + line.len()));
            at += line.len();
        }
        lines
    }

    fn add(&mut self, kind: UnitKind, span: Span, flat: &Flat) {
        let words = flat.words();
        let text = Fingerprint::of_value(&(kind, &words));
        let rest = Fingerprint::of_value(&(&flat.fixed, &self.within));
        let end = self.bytes.get(span.start..span.end).unwrap_or_default();
        let blank = end.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
        let key = self.key(kind);
        self.units.push(Unit {
            kind,
            within: self.within.clone(),
            section: self.section.clone(),
            key,
            span: Span::new(span.start, span.end - blank),
            words,
            fixed: flat.fixed.clone(),
            text,
            rest,
        });
    }

    fn key(&mut self, kind: UnitKind) -> String {
        match kind {
            UnitKind::Title | UnitKind::Description => kind.short().to_owned(),
            UnitKind::Heading(_) => self.section.clone(),
            _ => {
                let stem = format!("{}/{}", self.section, kind.short());
                let count = self.counts.entry(stem.clone()).or_default();
                *count += 1;
                format!("{stem}{count}")
            }
        }
    }
}
