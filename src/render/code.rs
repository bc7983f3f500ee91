//! A code block: its title, its colours, its marked lines.

use super::html::Writer;
use crate::parse::CodeBlock;
use crate::text::escape;

impl Writer<'_> {
    pub(super) fn code(&mut self, code: &CodeBlock) {
        self.out.push_str("<div class=\"code\">");
        if let Some(title) = &code.title {
            self.out.push_str("<p class=\"code-title\">");
            escape(title, &mut self.out);
            self.out.push_str("</p>");
        }
        self.out.push_str("<pre tabindex=\"0\"><code");
        if let Some(language) = &code.language {
            self.attribute("class", &format!("language-{language}"));
        }
        self.out.push('>');
        let coloured = self.coloured;
        match code.grammar.and_then(|(_, key)| coloured.get(&key)) {
            Some(html) => self.lines(html, &code.marks),
            None => {
                let mut plain = String::new();
                escape(&code.text, &mut plain);
                self.lines(&plain, &code.marks);
            }
        }
        self.out.push_str("</code></pre></div>\n");
    }

    /// Lines that stand together are marked together: a mark is announced once.
    fn lines(&mut self, html: &str, marks: &[(usize, usize)]) {
        let mut open = false;
        for (number, line) in (1..).zip(html.split_inclusive('\n')) {
            let marked = marks.iter().any(|(first, last)| (*first..=*last).contains(&number));
            if marked != open {
                self.out.push_str(if marked { "<mark class=\"lines\">" } else { "</mark>" });
                open = marked;
            }
            self.out.push_str(line);
        }
        if open {
            self.out.push_str("</mark>");
        }
    }
}
