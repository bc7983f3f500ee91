//! From the tree to HTML.

use crate::parse::{
    Block, BlockKind, Heading, Inline, InlineKind, Item, Page, Quote, Table, without_comments,
};
use crate::site::Content;
use crate::text::{Diagnostic, FilePath, Lang, Locale, PhrasePen, Phrased, escape};

use super::footnotes::Footnotes;
use super::frame::{Environment, Frame};
use super::link_notes::LinkNotes;
use super::title::ruby;
use super::view::View;
use super::words::Variable;

/// Writes the body of one page.
pub(super) struct Writer<'a> {
    pub(super) content: &'a Content,
    pub(super) environment: &'a Environment,
    pub(super) frame: &'a Frame,
    pub(super) data: &'a super::data::SiteValues,
    pub(super) view: &'a View,
    pub(super) page: &'a Page,
    pub(super) coloured: &'a super::highlight::Coloured,
    /// The page, and the parts on the way to what is being written.
    pub(super) chain: Vec<FilePath>,
    pub(super) out: String,
    /// Headings written so far.
    pub(super) headings: usize,
    /// Where the lines of the heading or title that is being written may end.
    pub(super) phrases: PhrasePen,
    /// Directives begun so far.
    pub(super) directives: usize,
    /// Parts met so far.
    pub(super) included: usize,
    footnotes: Footnotes,
    /// The addresses that stand as numbers on paper.
    pub(super) link_notes: LinkNotes,
    pub(super) findings: Vec<Diagnostic>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        content: &'a Content,
        environment: &'a Environment,
        frame: &'a Frame,
        data: &'a super::data::SiteValues,
        view: &'a View,
        page: &'a Page,
        coloured: &'a super::highlight::Coloured,
    ) -> Self {
        Self {
            content,
            environment,
            frame,
            data,
            view,
            page,
            coloured,
            chain: vec![page.file.clone()],
            out: String::new(),
            headings: 0,
            phrases: PhrasePen::default(),
            directives: 0,
            included: 0,
            footnotes: Footnotes::new(&view.prefix),
            link_notes: LinkNotes::default(),
            findings: Vec::new(),
        }
    }

    /// Writes the whole page and gives its HTML.
    pub(super) fn page(mut self) -> (String, Vec<Diagnostic>) {
        let page = self.page;
        self.blocks(&page.body);
        let footnotes = std::mem::take(&mut self.footnotes);
        let mut list = String::new();
        footnotes.list(|number| self.back_label(number), &mut list);
        self.out.push_str(&list);
        let heading = self.word("link-notes");
        self.link_notes.list(&heading, &mut self.out);
        (self.out, self.findings)
    }

    /// What a screen reader says of the way back from a note, in the language of the page.
    fn back_label(&self, number: usize) -> String {
        let code = &self.frame.code;
        super::asked::note(code);
        let variables = [("number".to_owned(), Variable::Text(number.to_string()))];
        let words = self.environment.answers.words.get(code);
        words.and_then(|words| words.message("footnote-back", &variables)).unwrap_or_default()
    }

    /// The file that is being written.
    pub(super) fn file(&self) -> &FilePath {
        self.chain.last().unwrap_or(&self.page.file)
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    /// Writes blocks into a string of their own.
    pub(super) fn apart(&mut self, write: impl FnOnce(&mut Self)) -> String {
        let before = std::mem::take(&mut self.out);
        write(self);
        std::mem::replace(&mut self.out, before)
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => {
                self.out.push_str("<p>");
                self.inlines(inlines);
                self.out.push_str("</p>\n");
            }
            BlockKind::Tight(inlines) => self.inlines(inlines),
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Quote(blocks) => {
                self.out.push_str("<blockquote>\n");
                self.blocks(blocks);
                self.out.push_str("</blockquote>\n");
            }
            BlockKind::List(start, items) => self.list(*start, items),
            BlockKind::Code(code) => self.code(code),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Rule => self.out.push_str("<hr>\n"),
            BlockKind::Html(html) => self.html(html),
            BlockKind::Footnote(label, blocks) => {
                let text = self.apart(|writer| writer.blocks(blocks));
                self.footnotes.keep(label, text);
            }
            BlockKind::Directive(directive) => self.directive(directive),
        }
    }

    /// HTML as it was written, where the site allows it. Elsewhere its comments vanish, and the rest
    /// is shown as text.
    fn html(&mut self, html: &str) {
        if self.content.config.raw_html {
            self.out.push_str(html);
        } else {
            let shown = without_comments(html);
            if !shown.trim().is_empty() {
                escape(&shown, &mut self.out);
            }
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let level = char::from(b'0' + heading.level.clamp(1, 6));
        self.out.push_str("<h");
        self.out.push(level);
        let settled = self.view.headings.get(self.headings);
        if let Some(settled) = settled {
            self.attribute("id", &settled.id);
        }
        self.headings += 1;
        if !heading.classes.is_empty() {
            self.attribute("class", &heading.classes.join(" "));
        }
        self.out.push('>');
        if let Some(also) = settled.and_then(|settled| settled.also.as_ref()) {
            self.out.push_str("<span");
            self.attribute("id", also);
            self.out.push_str("></span>");
        }
        match settled {
            Some(settled) => self.phrased(&settled.title, &heading.content),
            None => self.inlines(&heading.content),
        }
        self.out.push_str("</h");
        self.out.push(level);
        self.out.push_str(">\n");
    }

    fn list(&mut self, start: Option<u64>, items: &[Item]) {
        let name = if start.is_some() { "ol" } else { "ul" };
        self.out.push('<');
        self.out.push_str(name);
        if let Some(start) = start.filter(|start| *start != 1) {
            self.attribute("start", &start.to_string());
        }
        self.out.push_str(">\n");
        for item in items {
            self.item(item);
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    fn item(&mut self, item: &Item) {
        self.out.push_str(if item.task.is_some() { "<li class=\"task\">" } else { "<li>" });
        let first = item.blocks.first().map(|block| &block.kind);
        if !matches!(first, None | Some(BlockKind::Tight(_))) {
            self.out.push('\n');
        }
        for (index, block) in item.blocks.iter().enumerate() {
            if index > 0 && !self.out.ends_with('\n') {
                self.out.push('\n');
            }
            match (&block.kind, item.task.filter(|_| index == 0)) {
                (BlockKind::Tight(words), Some(done)) => self.task(done, words),
                (BlockKind::Paragraph(words), Some(done)) => {
                    self.out.push_str("<p>");
                    self.task(done, words);
                    self.out.push_str("</p>\n");
                }
                _ => self.block(block),
            }
        }
        self.out.push_str("</li>\n");
    }

    /// A box with its words as its label.
    fn task(&mut self, done: bool, words: &[Inline]) {
        self.out.push_str("<label><input type=\"checkbox\" disabled");
        self.out.push_str(if done { " checked> " } else { "> " });
        self.inlines(words);
        self.out.push_str("</label>");
    }

    fn table(&mut self, table: &Table) {
        self.out.push_str("<div class=\"table-scroll\" tabindex=\"0\"><table>\n<thead>\n<tr>");
        self.cells("th", &table.alignments, &table.head);
        self.out.push_str("</tr>\n</thead>\n");
        if !table.rows.is_empty() {
            self.out.push_str("<tbody>\n");
            for row in &table.rows {
                self.out.push_str("<tr>");
                self.cells("td", &table.alignments, row);
                self.out.push_str("</tr>\n");
            }
            self.out.push_str("</tbody>\n");
        }
        self.out.push_str("</table></div>\n");
    }

    fn cells(&mut self, name: &str, alignments: &[&str], cells: &[Vec<Inline>]) {
        for (index, cell) in cells.iter().enumerate() {
            self.out.push('<');
            self.out.push_str(name);
            if name == "th" {
                self.attribute("scope", "col");
            }
            if let Some(alignment) = alignments.get(index).filter(|alignment| !alignment.is_empty())
            {
                self.attribute("class", alignment);
            }
            self.out.push('>');
            self.inlines(cell);
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
    }

    /// Writes what stands on a line of its own and says `words`.
    pub(super) fn phrased(&mut self, words: &Phrased, inlines: &[Inline]) {
        self.phrases = words.pen();
        self.inlines(inlines);
        self.phrases = PhrasePen::default();
    }

    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text(text) => self.phrases.write(text, &mut self.out),
            InlineKind::Code(code) => {
                self.phrases.skip(code);
                self.out.push_str("<code>");
                escape(code, &mut self.out);
                self.out.push_str("</code>");
            }
            InlineKind::Emphasis(inner) => self.around("em", inner),
            InlineKind::Strong(inner) => self.around("strong", inner),
            InlineKind::Strikethrough(inner) => self.around("del", inner),
            InlineKind::Foreign(code, inner) => self.foreign(&code.value, inner),
            InlineKind::Link(address, inner) => self.link(address, inner),
            InlineKind::Image(address, alt) => self.image(address, alt.as_deref()),
            InlineKind::FootnoteReference(label) => self.footnotes.refer(label, &mut self.out),
            InlineKind::Quote(quote) => self.quote(*quote),
            InlineKind::Ruby(pairs) => self.ruby(pairs),
            InlineKind::SoftBreak => {
                self.phrases.skip(" ");
                self.out.push('\n');
            }
            InlineKind::HardBreak => {
                self.phrases.skip(" ");
                self.out.push_str("<br>\n");
            }
            InlineKind::Html(html) => self.html(html),
        }
    }

    fn ruby(&mut self, pairs: &[(String, String)]) {
        self.out.push_str("<ruby>");
        for (base, reading) in pairs {
            self.phrases.skip(base);
            ruby(base, reading, &mut self.out);
        }
        self.out.push_str("</ruby>");
    }

    /// A mark as the language of the page sets it: the message `quotes` has the opening one, the
    /// closing one and the apostrophe, or nothing, and they stay as they are.
    fn quote(&mut self, quote: Quote) {
        self.phrases.skip(quote.typed());
        let marks = self.word("quotes");
        let mark = marks.split_whitespace().nth(quote as usize).unwrap_or(quote.typed());
        escape(mark, &mut self.out);
    }

    /// A message in the language of the page.
    fn word(&self, name: &str) -> String {
        let code = &self.view.page.lang;
        super::asked::note(code);
        self.environment.word(code, name)
    }

    /// Words in another language, so that they are spoken, hyphenated and set by its rules.
    fn foreign(&mut self, code: &str, inner: &[Inline]) {
        self.out.push_str("<span");
        self.attribute("lang", code);
        let direction = Lang::parse(code).map(|lang| Locale::direction(&lang));
        if let Some(direction) = direction.filter(|direction| *direction != self.view.page.dir) {
            self.attribute("dir", direction);
        }
        self.out.push('>');
        self.inlines(inner);
        self.out.push_str("</span>");
    }

    fn around(&mut self, name: &str, inner: &[Inline]) {
        self.out.push('<');
        self.out.push_str(name);
        self.out.push('>');
        self.inlines(inner);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Writes ` name="value"`, escaped.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape(value, &mut self.out);
        self.out.push('"');
    }
}
