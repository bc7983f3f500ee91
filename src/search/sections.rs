//! The text of a page by section: what can be found there, and what a result shows of it.

use super::data::data_sections;
use super::section::{Section, anchor};
use crate::parse::{
    Block, BlockKind, Directive, Heading, INCLUDE, Inline, InlineKind, is_link, plain_text,
};
use crate::site::{Content, Entry, Site, left_out};
use crate::text::{FilePath, is_cjk};

/// Takes the sections of an entry, those of its parts among them, in the order of the page.
pub(super) fn sections(site: &Site<'_>, entry: &Entry<'_>) -> Vec<Section> {
    let mut lead = Section::default();
    lead.line(entry.front.description.as_deref().unwrap_or_default());
    lead.unseen(entry.front.reading.as_deref().unwrap_or_default());
    let mut walk = Walk {
        site,
        content: site.content,
        entry,
        chain: vec![entry.page.file.clone()],
        included: 0,
        headings: 0,
        sections: vec![lead],
        data: Vec::new(),
    };
    walk.blocks(&entry.page.body);
    walk.sections.append(&mut walk.data);
    walk.sections
}

struct Walk<'a> {
    site: &'a Site<'a>,
    content: &'a Content,
    entry: &'a Entry<'a>,
    /// The page and the parts that lead to where the walk is.
    chain: Vec<FilePath>,
    /// How many parts were met.
    included: usize,
    /// How many headings were met.
    headings: usize,
    sections: Vec<Section>,
    /// What directives show of the site's data; it comes last, since the text goes on behind it.
    data: Vec<Section>,
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
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Quote(blocks) | BlockKind::Footnote(_, blocks) => self.blocks(blocks),
            BlockKind::List(_, items) => items.iter().for_each(|item| self.blocks(&item.blocks)),
            BlockKind::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| self.inlines(cell));
            }
            BlockKind::Code(code) => {
                self.line(code.title.as_deref().unwrap_or_default());
                code.text.lines().for_each(|line| self.line(line));
            }
            BlockKind::Directive(directive) => self.directive(directive),
            BlockKind::Rule | BlockKind::Html(_) => {}
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let settled = self.entry.headings.get(self.headings);
        self.headings += 1;
        let Some(settled) = settled else { return };
        self.sections.push(Section::new(anchor(&settled.id), &settled.title.text));
        self.readings(&heading.content);
    }

    fn directive(&mut self, directive: &Directive) {
        if let (INCLUDE, Some(target)) = (directive.name.value.as_str(), directive.value("file")) {
            return self.include(&target.value);
        }
        directive.title.iter().for_each(|title| self.inlines(&title.value));
        for attribute in &directive.attributes {
            let value = attribute.value.as_ref().map_or("", |value| value.value.as_str());
            // One word without kanji or kana is a name or a number for the template.
            let words = value.contains(|c: char| c.is_whitespace() || is_cjk(c));
            if words && !is_link(&attribute.name.value) && attribute.name.value != "file" {
                // Between what can be chosen stands a bar.
                value.split('|').for_each(|line| self.line(line));
            }
        }
        if self.shows_source(&directive.name.value) {
            directive.source.lines().for_each(|line| self.line(line));
        }
        self.data.extend(data_sections(self.site, self.entry.language, directive));
        self.blocks(&directive.body);
    }

    /// Whether a directive's template prints its body as it was written, beside what comes of it.
    fn shows_source(&self, name: &str) -> bool {
        let template = self.content.template(&format!("directives/{name}.html"));
        template.is_some_and(|template| template.text.contains("{{ source }}"))
    }

    fn include(&mut self, target: &str) {
        let file = self.chain.last().unwrap_or(&self.entry.page.file);
        let Some(part) = self.content.part(file, target) else { return };
        self.included += 1;
        if left_out(&self.chain, &part.file, self.included).is_none() {
            self.chain.push(part.file.clone());
            self.blocks(&part.body);
            self.chain.pop();
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        self.line(&plain_text(inlines));
        self.readings(inlines);
    }

    fn line(&mut self, line: &str) {
        if let Some(section) = self.sections.last_mut() {
            section.line(line);
        }
    }

    /// The readings of ruby, each whole.
    fn readings(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Ruby(pairs) => {
                    let reading: String = pairs.iter().map(|(_, reading)| &**reading).collect();
                    if let Some(section) = self.sections.last_mut() {
                        section.unseen(&reading);
                    }
                }
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strikethrough(inner)
                | InlineKind::Foreign(_, inner)
                | InlineKind::Link(_, inner) => self.readings(inner),
                _ => {}
            }
        }
    }
}
