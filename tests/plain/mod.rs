//! A page's tree as plain HTML, written byte for byte as the reference implementation of CommonMark
//! writes it, so that nothing has to be made equal before two texts are compared.

use taiyaku::parse::{
    Address, Block, BlockKind, CodeBlock, Dialect, Inline, InlineKind, Item, Table, parse_page,
};
use taiyaku::text::{FilePath, Source};

/// The HTML of a body that is read in a dialect.
pub(crate) fn html(text: &str, dialect: Dialect) -> String {
    // A part has no front matter.
    let source = Source::new(FilePath::new("content/ja/_a.md"), text.as_bytes());
    let mut html = Html::default();
    html.blocks(&parse_page(&source, dialect).value.body);
    html.0
}

#[derive(Default)]
struct Html(String);

impl Html {
    /// Blocks begin on a line of their own.
    fn line(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with('\n') {
            self.0.push('\n');
        }
    }

    fn put(&mut self, html: &str) {
        self.0.push_str(html);
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.put("&amp;"),
                '<' => self.put("&lt;"),
                '>' => self.put("&gt;"),
                '"' => self.put("&quot;"),
                c => self.0.push(c),
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(&block.kind);
        }
    }

    fn block(&mut self, block: &BlockKind) {
        if let BlockKind::Tight(words) = block {
            // Behind a block of the same item it begins a line.
            if !self.0.ends_with("<li>") {
                self.line();
            }
            return self.inlines(words);
        }
        self.line();
        match block {
            BlockKind::Tight(words) | BlockKind::Paragraph(words) => self.around("p", words),
            BlockKind::Heading(heading) => {
                let marks = heading
                    .id
                    .iter()
                    .chain(&heading.classes)
                    .fold(format!("h{}", heading.level), |name, mark| format!("{name} {mark}"));
                self.around(&marks, &heading.content);
            }
            BlockKind::Quote(blocks) => self.within("blockquote", blocks),
            BlockKind::List(start, items) => self.list(*start, items),
            BlockKind::Code(code) => self.code(code),
            BlockKind::Rule => self.put("<hr />"),
            BlockKind::Html(html) => self.put(html),
            // What no example expects, in a form that is like nothing that one expects.
            BlockKind::Table(table) => self.table(table),
            BlockKind::Footnote(label, blocks) => self.within(&format!("note {label}"), blocks),
            BlockKind::Directive(directive) => self.within(&directive.name.value, &directive.body),
        }
        self.line();
    }

    fn within(&mut self, name: &str, blocks: &[Block]) {
        self.put(&format!("<{name}>\n"));
        self.blocks(blocks);
        self.line();
        self.put(&format!("</{name}>"));
    }

    fn list(&mut self, start: Option<u64>, items: &[Item]) {
        let name = if start.is_some() { "ol" } else { "ul" };
        match start {
            None | Some(1) => self.put(&format!("<{name}>")),
            Some(number) => self.put(&format!("<{name} start=\"{number}\">")),
        }
        for item in items {
            self.line();
            self.put("<li>");
            if let Some(done) = item.task {
                self.put(if done { "[x]" } else { "[ ]" });
            }
            self.blocks(&item.blocks);
            self.put("</li>");
        }
        self.line();
        self.put(&format!("</{name}>"));
    }

    fn code(&mut self, code: &CodeBlock) {
        self.put("<pre><code");
        if let Some(language) = &code.language {
            self.put(" class=\"language-");
            self.text(language);
            self.put("\"");
        }
        self.put(">");
        self.text(&code.text);
        self.put("</code></pre>");
    }

    fn table(&mut self, table: &Table) {
        self.put("<table>\n");
        for row in std::iter::once(&table.head).chain(&table.rows) {
            for cell in row {
                self.around("td", cell);
            }
            self.line();
        }
        self.put("</table>");
    }

    fn around(&mut self, name: &str, words: &[Inline]) {
        self.put(&format!("<{name}>"));
        self.inlines(words);
        self.put(&format!("</{name}>"));
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(&inline.kind);
        }
    }

    fn inline(&mut self, inline: &InlineKind) {
        match inline {
            InlineKind::Text(text) => self.text(text),
            InlineKind::Code(code) => {
                self.put("<code>");
                self.text(code);
                self.put("</code>");
            }
            InlineKind::Emphasis(words) => self.around("em", words),
            InlineKind::Strong(words) => self.around("strong", words),
            InlineKind::Strikethrough(words) => self.around("del", words),
            InlineKind::Link(address, words) => {
                self.put("<a href=\"");
                self.address(&address.target.value);
                self.title(address);
                self.put(">");
                self.inlines(words);
                self.put("</a>");
            }
            InlineKind::Image(address, alt) => {
                self.put("<img src=\"");
                self.address(&address.target.value);
                self.put("\" alt=\"");
                self.text(alt.as_deref().unwrap_or_default());
                self.title(address);
                self.put(" />");
            }
            InlineKind::Foreign(code, words) => self.around(&format!("span {}", code.value), words),
            InlineKind::FootnoteReference(label) => self.put(&format!("<note {label}>")),
            InlineKind::Ruby(pairs) => {
                for (base, reading) in pairs {
                    self.put(&format!("<{base} {reading}>"));
                }
            }
            InlineKind::Quote(quote) => self.put(&format!("<quote {quote:?}>")),
            InlineKind::SoftBreak => self.put("\n"),
            InlineKind::HardBreak => self.put("<br />\n"),
            InlineKind::Html(html) => self.put(html),
        }
    }

    /// The end of the attribute before it, and the title.
    fn title(&mut self, address: &Address) {
        if !address.title.is_empty() {
            self.put("\" title=\"");
            self.text(&address.title);
        }
        self.put("\"");
    }

    fn address(&mut self, address: &str) {
        for byte in address.bytes() {
            match byte {
                b'&' => self.put("&amp;"),
                b'\'' => self.put("&#x27;"),
                byte if byte.is_ascii_alphanumeric() || b"-_.+!*(),%#@?=;:/$~".contains(&byte) => {
                    self.0.push(char::from(byte));
                }
                byte => self.put(&format!("%{byte:02X}")),
            }
        }
    }
}
