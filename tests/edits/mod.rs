//! A small bilingual site, and what may happen to it: a generator of random edits.

#![allow(dead_code, reason = "some tests need the site alone")]

use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use taiyaku::text::{FilePath, Inputs};

use crate::sites::{TWO_LANGUAGES, site};

/// The site that the edits begin with and return to. It uses everything that makes one page depend
/// on another file: parts, fallbacks, downloads, the lists of forms, terms, news and children.
pub(crate) const START: &[(&str, &str)] = &[
    ("content/site.toml", TWO_LANGUAGES),
    (
        "content/ja/index.md",
        "---\ntitle: 表紙\ndescription: はじめに\n---\n\n[a](a.md)\n\n::news\n",
    ),
    ("content/en/index.md", "---\ntitle: Front\n---\n\n[a](a.md)\n\n::news\n"),
    (
        "content/ja/a.md",
        "---\ntitle: 甲\ndate: 2024-01-02\n---\n\n## 一\n\n::include{file=\"_parts/p.md\"}\n\n\
         ::download{file=\"/files/x%20y.csv\"}\n",
    ),
    ("content/en/a.md", "---\ntitle: A\n---\n\n## One\n\n::include{file=\"_parts/p.md\"}\n"),
    ("content/ja/b.md", "---\ntitle: 乙\n---\n\n:::note\n[甲](a.md#一)\n:::\n\n::forms\n"),
    ("content/ja/g/index.md", "---\ntitle: 束\n---\n\n::children\n\n::glossary\n"),
    ("content/en/g/index.md", "---\ntitle: Group\n---\n\n::children\n\n::glossary\n"),
    ("content/ja/g/c.md", "---\ntitle: 丙\nslug: sea\naliases: [old]\n---\n\n[b](../b.md)\n"),
    (
        "content/en/g/c.md",
        "---\ntitle: C\n---\n\n![x](/img/x.svg) [b](../b.md)\n\n\
         ```json title=\"x\" {1}\n{\"a\": 1}\n```\n\n:::card[b]{href=\"../b.md\"}\n:::\n",
    ),
    ("content/ja/_parts/p.md", "### 部分\n\n部分の文です。\n"),
    ("content/en/_parts/p.md", "### Part\n\nA part.\n"),
    ("content/ja/ui.ftl", "site-title = 例\nsite-own = 印\n"),
    ("content/en/ui.ftl", "site-title = Example\nsite-own = Mark\n"),
    (
        "content/forms.toml",
        "[[form]]\nid = \"f\"\nkind = \"form\"\ndate = 2024-01-01\n[[form.edition]]\nlang = \"ja\"\n\
         title = \"票\"\nfile_name = \"x.csv\"\nfile = \"/files/x%20y.csv\"\n",
    ),
    (
        "content/glossary.toml",
        "[[term]]\nid = \"t\"\n[term.ja]\nuse = \"語\"\n[term.en]\nuse = \"word\"\n",
    ),
    ("static/files/x y.csv", "a,b\n"),
    ("static/img/x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
];

/// What each file may become besides what it was; a page also becomes what `page()` makes up.
const VARIANTS: &[(&str, &[&str])] = &[
    (
        "content/site.toml",
        &[
            "schema = 1\nsource = \"ja\"\ndefault = \"en\"\n[[language]]\ncode = \"en\"\nname = \"English\"\n\
             [[language]]\ncode = \"ja\"\nname = \"日本語\"\nfallback = \"none\"\n[html]\nraw = \"unsafe\"\n",
            "schema = 1\nbase_url = \"https://h.test/a/b/\"\nsource = \"ja\"\n[[language]]\ncode = \"ja\"\n\
             name = \"和\"\n[[language]]\ncode = \"en\"\nname = \"English\"\nfallback = \"link\"\n\
             [links]\nedit = \"https://h.test/edit/{path}\"\n",
            "schema = 1\nsource = \"en\"\n[[language]]\ncode = \"en\"\nname = \"English\"\n[[language]]\n\
             code = \"ja\"\nname = \"日本語\"\n",
            "schema = 1\nsource = \"ja\"\n[[language]]\ncode = \"ja\"\nname = \"日本語\"\n[[language]]\n\
             code = \"en\"\nname = \"English\"\n[[language]]\ncode = \"fr\"\nname = \"Français\"\n",
            "schema = \n",
            "",
        ],
    ),
    ("content/fr/index.md", &["---\ntitle: Bonjour\n---\n\n[a](a.md)\n"]),
    ("content/fr/ui.ftl", &["site-title = Exemple\nsite-own = Marque\n", "note = Remarque\n"]),
    (
        "content/forms.toml",
        &[
            "[[form]]\nid = \"f\"\nkind = \"guide\"\ndate = 2024-01-01\n[[form.edition]]\nlang = \"ja\"\n\
             title = \"票\"\nfile_name = \"x\"\npage = \"g/c.md\"\n[[form.edition]]\nlang = \"en\"\n\
             title = \"Slip\"\nfile_name = \"x\"\nurl = \"https://h.test/\"\nsize = 12\n",
            "[[form]\n",
            "",
        ],
    ),
    (
        "content/glossary.toml",
        &[
            "[[term]]\nid = \"u\"\n[term.en]\nuse = \"part\"\nnot = [\"piece\", \"A part\"]\n",
            "x = 1\n",
            "",
        ],
    ),
    (
        "content/ja/ui.ftl",
        &[
            "site-title = 別\nsite-own = 印\nnote = 覚え\n",
            "site-title = { $x }\n",
            "site-title\n",
            "-x = 例\nsite-title = { -x }\n",
        ],
    ),
    (
        "content/en/ui.ftl",
        &[
            "site-title = Other\nsite-own = { \"m\" }\n",
            "site-own = Mark\nsort-articles = group word\n",
            "= 1\n",
        ],
    ),
    ("static/files/x y.csv", &["a,b\nc,d\n", "", "0123456789012345678901234567890123456789\n"]),
    ("static/img/x.svg", &["<svg/>", "<svg viewBox=\"0 0 4 3\"/>"]),
    ("static/favicon.ico", &["icon"]),
    ("static/theme/theme.css", &["body{}", "p{}"]),
    ("static/sea/index.html", &["taken"]),
    ("static/ja/a/index.html", &["taken"]),
    (
        "templates/page.html",
        &[
            "{% extends \"theme/page.html\" %}",
            "<p>{{ page.title }} {{ t(key=\"site-own\") }}{{ page.content }}</html>",
            "{% for language in languages %}{{ t(key=\"site-title\", lang=language.code) }}{% endfor %}",
            "{% for lang in languages %}{{ t(key=\"site-title\") }}{% endfor %}{{ navigation }}",
            "{{ nothing }}",
            "{% if page.title == \"A\" %}{{ page.nothing.more }}{% endif %}{{ page.edit }}",
            "{{ page.title",
            "{% extends \"missing.html\" %}",
        ],
    ),
    (
        "templates/own.html",
        &["own {{ page.content }} {{ page.extra.colour }}", "{{ page.extra.colour }}", "{{"],
    ),
    (
        "templates/directives/note.html",
        &[
            "{# attributes: title? #}\n<b>{{ t(key=\"note\", lang=\"en\") }}{{ body }}</b>",
            "<b>no head</b>",
            "{# attributes: #}{{ body",
        ],
    ),
    (
        "templates/directives/mark.html",
        &[
            "{# attributes: file?, as! #}\n<i>{{ as }}{{ file }}</i>",
            "{# attributes: as? ; data: news #}\n{{ news | length }}",
        ],
    ),
    (
        "templates/theme/navigation.html",
        &[
            "{% for item in items %}<a href=\"{{ item.href }}\">{{ item.title }}</a>{% endfor %}",
            "{{ items[0].nothing.x }}",
        ],
    ),
    ("templates/theme/ui/en.ftl", &["note = Only this\n"]),
    ("content/stray.txt", &["stray"]),
    ("content/ja/CON.md", &["---\ntitle: Device\n---\n"]),
];

/// Places for pages: paired, alone, in folders, one in another spelling, and parts.
const PAGES: &[&str] = &[
    "content/ja/index.md",
    "content/en/index.md",
    "content/ja/a.md",
    "content/en/a.md",
    "content/ja/b.md",
    "content/en/b.md",
    "content/ja/g/index.md",
    "content/en/g/index.md",
    "content/ja/g/c.md",
    "content/en/g/c.md",
    "content/ja/g/h/d.md",
    "content/en/A.md",
    "content/ja/_parts/p.md",
    "content/en/_parts/p.md",
    "content/ja/_parts/q.md",
    "content/fr/a.md",
];

/// Files that are no text, or hardly any.
const BYTES: &[&[u8]] = &[b"\xff\xfe", b"---\n", b"", b"x\0"];

const HEADS: &[&str] = &[
    "description: About.",
    "order: 1",
    "order: -3",
    "date: 2024-05-06",
    "updated: 2024-07-08",
    "as_of: 2024-01-01",
    "template: own.html",
    "slug: sea",
    "aliases: [old, older/]",
    "reading: よみ",
    "status: draft",
    "status: reviewed",
    "source: en",
    "search: false",
    "extra: {colour: red}",
    "extra: {colour: {deep: 1}}",
    "datte: 2024-01-01",
    "date: 2024-02-30",
    "order: [",
];

const BODIES: &[&str] = &[
    "Plain words.",
    "文です。piece",
    "## One",
    "## 一",
    "### Deep {#deep}",
    "## One {#one}",
    "[a](a.md)",
    "[a](a.md#one)",
    "[a](../a.md#一)",
    "[c](g/c.md)",
    "[up](../index.md) and [elsewhere](https://h.test/)",
    "[en](../en/a.md)",
    "![x](/img/x.svg)",
    "![](/img/x.svg)",
    "[file](/files/x%20y.csv?v=1)",
    "::download[File]{file=\"/files/x%20y.csv\"}",
    "::download{file=\"/files/x y.csv\"}",
    ":::note[T]\nA [b](b.md) b.\n:::",
    "> [!WARNING]\n> Mind.",
    "::include{file=\"_parts/p.md\"}",
    "::include{file=\"_parts/q.md\"}",
    "::children",
    "::news",
    "::forms",
    "::glossary",
    "::mark{as=x file=\"/files/x%20y.csv\"}",
    "::mark{file=\"/img/x.svg\"}",
    "<b>raw</b>",
    "a[^1]\n\n[^1]: note",
    "| a |\n|---|\n| [b](b.md) |",
    "- [ ] one\n- two",
    ":::note\nopen",
    "::nothing",
    "\u{fdd0}",
];

/// One thing that a person, or a program beside us, does to a site.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    Write(&'static str, String),
    Bytes(&'static str, Vec<u8>),
    Vary(Index, Index),
    Delete(Index),
    Rename(Index, Index),
    Copy(Index, Index),
    Date(Index, i8),
    Base(Option<&'static str>),
    /// Everything as it was.
    Restore,
    /// All but one file as it was, which is where a memo would remember too much.
    RestoreBut(Index),
    Nothing,
}

/// Mostly sound pages: a fault anywhere leaves no bytes to compare.
fn page() -> impl Strategy<Value = String> {
    let sound = HEADS.len() - 3;
    let heads = prop_oneof![
        12 => subsequence(&HEADS[..sound], 0..3),
        1 => subsequence(HEADS, 1..4),
    ];
    let bodies = prop_oneof![
        12 => subsequence(&BODIES[..BODIES.len() - 3], 0..4),
        1 => subsequence(BODIES, 1..5),
    ];
    let title =
        prop_oneof![8 => select(&["A", "B", "甲", "C & D"][..]), 1 => select(&["", "\" x"][..])];
    (title, heads, bodies).prop_map(|(title, heads, bodies)| {
        let heads = heads.join("\n");
        format!("---\ntitle: {title}\n{heads}\n---\n\n{}\n", bodies.join("\n\n"))
    })
}

/// Any of them, the likely ones more often.
pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    let index = any::<Index>;
    prop_oneof![
        10 => (select(PAGES), page()).prop_map(|(path, text)| Edit::Write(path, text)),
        1 => (select(PAGES), select(BYTES))
            .prop_map(|(path, bytes)| Edit::Bytes(path, bytes.to_vec())),
        10 => (index(), index()).prop_map(|(file, text)| Edit::Vary(file, text)),
        3 => index().prop_map(Edit::Delete),
        3 => (index(), index()).prop_map(|(from, to)| Edit::Rename(from, to)),
        2 => (index(), index()).prop_map(|(from, to)| Edit::Copy(from, to)),
        1 => (index(), 1_i8..28).prop_map(|(file, day)| Edit::Date(file, day)),
        1 => select(&[None, Some("https://o.test/x/"), Some("nonsense")][..]).prop_map(Edit::Base),
        3 => Just(Edit::Restore),
        6 => index().prop_map(Edit::RestoreBut),
        1 => Just(Edit::Nothing),
    ]
}

/// Makes an edit.
pub(crate) fn apply(edit: &Edit, inputs: &mut Inputs) {
    let path_of = |inputs: &Inputs, index: &Index| {
        let paths: Vec<_> = inputs
            .files
            .keys()
            .filter(|path| !path.as_str().contains("/theme/"))
            .cloned()
            .collect();
        (!paths.is_empty()).then(|| index.get(&paths).clone())
    };
    match edit {
        Edit::Write(path, text) => inputs.insert(path, text.as_bytes()),
        Edit::Bytes(path, bytes) => inputs.insert(path, bytes.as_slice()),
        Edit::Vary(file, text) => {
            let (path, texts) = file.get(VARIANTS);
            inputs.insert(path, text.get(texts).as_bytes());
        }
        Edit::Delete(file) => {
            if let Some(path) = path_of(inputs, file) {
                inputs.files.remove(&path);
            }
        }
        Edit::Rename(from, to) | Edit::Copy(from, to) => {
            if let Some(path) = path_of(inputs, from) {
                let bytes = inputs.files[&path].bytes.clone();
                if matches!(edit, Edit::Rename(..)) {
                    inputs.files.remove(&path);
                }
                inputs.insert(PAGES[to.index(PAGES.len())], bytes);
            }
        }
        Edit::Date(file, day) => {
            let path = FilePath::new(PAGES[file.index(PAGES.len())]);
            inputs.dates.insert(path, jiff::civil::date(2024, 3, *day));
        }
        Edit::Base(url) => inputs.options.base_url = url.map(str::to_owned),
        Edit::Restore => *inputs = site(START.iter().copied()),
        Edit::RestoreBut(file) => {
            let kept = path_of(inputs, file).and_then(|path| inputs.files.get(&path).cloned());
            *inputs = site(START.iter().copied());
            if let Some(kept) = kept {
                inputs.files.insert(kept.path.clone(), kept);
            }
        }
        Edit::Nothing => {}
    }
}
