//! The fields that reach an output, each with what its file says around them.

use std::collections::BTreeMap;

use serde_json::Value;
use taiyaku::render::THEME;
use taiyaku::text::Inputs;

/// A field: the file that it stands in, and that file, or the piece of it that holds the field.
/// `@RAW@` is the payload as it is, `@ESC@` with what Markdown needs to take it for text, `@STR@`
/// as a string in quotes of YAML and TOML, `@ATT@` with what a directive's quotes need.
pub(crate) struct Sink {
    /// What it is called.
    pub(crate) name: &'static str,
    /// Where it stands; `@RAW@` is replaced here too.
    pub(crate) file: &'static str,
    text: &'static str,
}

macro_rules! sinks {
    ($($name:literal $file:literal $text:literal)*) => {
        /// Every sink. Those of one file stand together.
        pub(crate) const SINKS: &[Sink] = &[$(Sink { name: $name, file: $file, text: $text },)*];
    };
}

sinks! {
    "title" "content/ja/title.md" "---\ntitle: @STR@\ndate: 2020-01-02\n---\n"
    "title in a section" "content/ja/s/index.md" "---\ntitle: @STR@\n---\n\n::children\n"
    "description" "content/ja/description.md" "---\ntitle: T\ndescription: @STR@\ndate: 2020-01-02\n---\n"
    "description below" "content/ja/s/below.md" "---\ntitle: T\ndescription: @STR@\ntemplate: front.html\n---\n"
    "label" "content/ja/label.md" "---\ntitle: T\ntemplate: front.html\nextra: { label: @STR@ }\n---\n"
    "reading" "content/ja/reading.md" "---\ntitle: T\nreading: @STR@\n---\n"
    "slug" "content/ja/slug.md" "---\ntitle: T\ndate: 2020-01-02\nslug: @STR@\n---\n"
    "alias" "content/ja/alias.md" "---\ntitle: T\naliases: [@STR@]\n---\n"
    "title of an alias" "content/ja/aliased.md" "---\ntitle: @STR@\naliases: [old/]\n---\n"
    "template" "content/ja/template.md" "---\ntitle: T\ntemplate: @STR@\n---\n"
    "heading" "content/ja/heading.md" "---\ntitle: T\n---\n\n## @ESC@\n\n## Two\n"
    "heading as it is" "content/ja/heading2.md" "---\ntitle: T\n---\n\n## @RAW@\n\n## Two\n"
    "heading id" "content/ja/heading-id.md" "---\ntitle: T\n---\n\n## H {#@RAW@}\n\n## Two\n"
    "heading class" "content/ja/heading-class.md" "---\ntitle: T\n---\n\n## H {.@RAW@}\n"
    "heading attribute" "content/ja/heading-attr.md" "---\ntitle: T\n---\n\n## H {x=@RAW@}\n"
    "text" "content/ja/text.md" "---\ntitle: T\n---\n\n@ESC@\n"
    "text as it is" "content/ja/text2.md" "---\ntitle: T\n---\n\na @RAW@ b\n"
    "link" "content/ja/link.md" "---\ntitle: T\n---\n\n[x](<@ESC@>)\n"
    "link as it is" "content/ja/link2.md" "---\ntitle: T\n---\n\n[x](@RAW@)\n"
    "link with a host" "content/ja/link3.md" "---\ntitle: T\n---\n\n[x](<https://example.com/@ESC@>)\n"
    "link title" "content/ja/link-title.md" "---\ntitle: T\n---\n\n[x](https://example.com/ \"@ESC@\")\n"
    "link text" "content/ja/link-text.md" "---\ntitle: T\n---\n\n[@ESC@](https://example.com/)\n"
    "link reference" "content/ja/link-ref.md" "---\ntitle: T\n---\n\n[@ESC@][x]\n\n[x]: https://example.com/ '@ESC@'\n"
    "autolink" "content/ja/autolink.md" "---\ntitle: T\n---\n\n<@RAW@>\n"
    "image address" "content/ja/img-src.md" "---\ntitle: T\n---\n\n![x](<@ESC@>)\n"
    "image query" "content/ja/img-query.md" "---\ntitle: T\n---\n\n![x](</x.svg?@ESC@>)\n"
    "image alt" "content/ja/img-alt.md" "---\ntitle: T\n---\n\n![@ESC@](/x.svg)\n"
    "image title" "content/ja/img-title.md" "---\ntitle: T\n---\n\n![x](/x.svg \"@ESC@\")\n"
    "code language" "content/ja/info.md" "---\ntitle: T\n---\n\n~~~@RAW@\ncode\n~~~\n"
    "code language as text" "content/ja/info2.md" "---\ntitle: T\n---\n\n~~~@ESC@\ncode\n~~~\n"
    "code" "content/ja/code.md" "---\ntitle: T\n---\n\n~~~\n@RAW@\n~~~\n"
    "code in a line" "content/ja/code2.md" "---\ntitle: T\n---\n\n``` @RAW@ ```\n"
    "cell" "content/ja/cell.md" "---\ntitle: T\n---\n\n| @ESC@ |\n| --- |\n| @ESC@ |\n"
    "footnote label" "content/ja/footnote.md" "---\ntitle: T\n---\n\n[^@RAW@]\n\n[^@RAW@]: x\n"
    "footnote" "content/ja/footnote2.md" "---\ntitle: T\n---\n\n[^1]\n\n[^1]: @ESC@\n"
    "directive name" "content/ja/d-name.md" "---\ntitle: T\n---\n\n:::@RAW@\nx\n:::\n"
    "directive title" "content/ja/d-title.md" "---\ntitle: T\n---\n\n:::note[@ESC@]\nx\n:::\n"
    "directive id" "content/ja/d-id.md" "---\ntitle: T\n---\n\n:::note{#@RAW@}\nx\n:::\n"
    "directive class" "content/ja/d-class.md" "---\ntitle: T\n---\n\n:::note{.@RAW@}\nx\n:::\n"
    "details" "content/ja/details.md" "---\ntitle: T\n---\n\n:::details[@ESC@]{open=\"@ATT@\"}\n@ESC@\n:::\n"
    "tabs" "content/ja/tabs.md" "---\ntitle: T\n---\n\n::::tabs{label=\"@ATT@\"}\n:::tab[@ESC@]\nx\n:::\n::::\n"
    "download" "content/ja/download.md" "---\ntitle: T\n---\n\n::download[@ESC@]{file=\"/x.svg\"}\n"
    "download address" "content/ja/download2.md" "---\ntitle: T\n---\n\n::download{file=\"@ATT@\"}\n"
    "download query" "content/ja/download3.md" "---\ntitle: T\n---\n\n::download{file=\"/x.svg?@ATT@\"}\n"
    "include" "content/ja/include.md" "---\ntitle: T\n---\n\n::include{file=\"@ATT@\"}\n"
    "field" "content/ja/field.md" "---\ntitle: T\n---\n\n::field[@ESC@]{name=\"@ATT@\" hint=\"@ATT@\" width=\"@ATT@\"}\n"
    "field type" "content/ja/field2.md" "---\ntitle: T\n---\n\n::field[x]{name=\"x\" type=\"@ATT@\"}\n"
    "field choices" "content/ja/field3.md" "---\ntitle: T\n---\n\n::field[x]{name=\"x\" type=\"radio\" options=\"@ATT@|b\"}\n::field[x]{name=\"y\" type=\"select\" options=\"@ATT@|b\"}\n"
    "field rows" "content/ja/field4.md" "---\ntitle: T\n---\n\n::field[x]{name=\"x\" type=\"textarea\" rows=\"@ATT@\"}\n"
    "grid" "content/ja/grid.md" "---\ntitle: T\n---\n\n::grid[@ESC@]{name=\"@ATT@\" columns=\"@ATT@|b\" rows=\"2\"}\n"
    "grid rows" "content/ja/grid2.md" "---\ntitle: T\n---\n\n::grid[x]{name=\"x\" columns=\"b\" rows=\"@ATT@\"}\n"
    "sheet" "content/ja/sheet.md" "---\ntitle: T\n---\n\n:::sheet[@ESC@]\n::sign[@ESC@]{name=\"@ATT@\"}\n:::\n"
    "page name" "content/ja/@RAW@.md" "---\ntitle: T\ndate: 2020-01-02\n---\n"
    "folder name" "content/ja/f @RAW@/x.md" "---\ntitle: T\n---\n"
    "file name" "static/@RAW@.svg" "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"
    "form title" "content/forms.toml" "[[form]]\nid = \"a\"\nkind = \"form\"\ndate = 2026-01-02\n[[form.edition]]\nlang = \"ja\"\ntitle = @STR@\nfile_name = \"x\"\npage = \"index.md\"\n"
    "form id" "content/forms.toml" "[[form]]\nid = @STR@\nkind = \"form\"\ndate = 2026-01-02\n[[form.edition]]\nlang = \"ja\"\ntitle = \"T\"\nfile_name = \"x\"\npage = \"index.md\"\n"
    "form file name" "content/forms.toml" "[[form]]\nid = \"b\"\nkind = \"form\"\ndate = 2026-01-02\nalso = [@STR@]\n[[form.edition]]\nlang = \"ja\"\ntitle = \"T\"\nreading = @STR@\nfile_name = @STR@\nalso = [@STR@]\npage = \"index.md\"\n"
    "form address" "content/forms.toml" "[[form]]\nid = \"c\"\nkind = \"form\"\ndate = 2026-01-02\n[[form.edition]]\nlang = \"ja\"\ntitle = \"T\"\nfile_name = \"x\"\nurl = @STR@\n"
    "form file" "content/forms.toml" "[[form]]\nid = \"d\"\nkind = \"form\"\ndate = 2026-01-02\n[[form.edition]]\nlang = \"ja\"\ntitle = \"T\"\nfile_name = \"x\"\nfile = @STR@\n"
    "term id" "content/glossary.toml" "[[term]]\nid = @STR@\n[term.ja]\nuse = \"u1\"\n"
    "term note" "content/glossary.toml" "[[term]]\nid = \"a\"\nnote = @STR@\n[term.ja]\nuse = \"u2\"\n"
    "term use" "content/glossary.toml" "[[term]]\nid = \"b\"\n[term.ja]\nuse = @STR@\n"
    "term forms" "content/glossary.toml" "[[term]]\nid = \"c\"\n[term.ja]\nuse = \"u3\"\nforms = [@STR@]\nreading = @STR@\n"
    "message" "content/ja/ui.ftl" "site-title = @RAW@\n"
    "message as a string" "content/ja/ui.ftl" "site-description = { @STR@ }\n"
    "message in an attribute" "content/ja/ui.ftl" "code-copy = { @STR@ }\nsheet-mark = { @STR@ }\n"
    "language name" "content/site.toml" "[[language]]\ncode = \"en\"\nname = @STR@\n"
    "language names" "content/site.toml" "[language_names.fr]\nja = @STR@\nalso = [@STR@]\n"
}

/// What every such site has.
const BASE: &[(&str, &str)] = &[
    (
        "content/site.toml",
        "schema = 1\nbase_url = \"https://example.org/\"\nsource = \"ja\"\ndefault = \"ja\"\n\
         [[language]]\ncode = \"ja\"\nname = \"日本語\"\n",
    ),
    ("content/ja/index.md", "---\ntitle: 表紙\n---\n\n::forms\n\n::glossary\n\n::news\n"),
    ("content/en/index.md", "---\ntitle: Front\n---\n"),
    ("static/x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
];

impl Sink {
    fn text(&self, payload: &str) -> String {
        // Rust strings of JSON are those of YAML and TOML; TOML wants one more character escaped.
        let string = Value::from(payload).to_string().replace('\u{7f}', "\\u007f");
        let attribute = payload.replace('\\', "\\\\").replace('"', "\\\"");
        let mut escaped = String::new();
        for c in payload.chars() {
            if c.is_ascii_punctuation() {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        self.text
            .replace("@STR@", &string)
            .replace("@ATT@", &attribute)
            .replace("@ESC@", &escaped)
            .replace("@RAW@", payload)
    }
}

/// By file: where each sink begins, and its name.
type Places<'a> = BTreeMap<String, Vec<(usize, &'a str)>>;

/// The site with a payload in these sinks, and where each of them begins in its file.
pub(crate) fn site_of<'a>(sinks: &[&'a Sink], payload: &str) -> (Inputs, Places<'a>) {
    let mut inputs = Inputs::default();
    for (path, bytes) in THEME {
        inputs.insert(path, *bytes);
    }
    let mut files: BTreeMap<String, String> =
        BASE.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let mut places = Places::new();
    for sink in sinks {
        let path = sink.file.replace("@RAW@", payload);
        let file = files.entry(path.clone()).or_default();
        places.entry(path).or_default().push((file.len(), sink.name));
        file.push_str(&sink.text(payload));
    }
    // Without its own table the second language has a plain name.
    if sinks.iter().all(|sink| sink.name != "language name") {
        let site = files.entry("content/site.toml".to_owned()).or_default();
        site.push_str("[[language]]\ncode = \"en\"\nname = \"English\"\n");
    }
    for (path, text) in files {
        inputs.insert(&path, text.into_bytes());
    }
    (inputs, places)
}
