//! Sites held in memory, for tests that need many of them or a large one.

#![allow(dead_code, reason = "no test needs every kind of site")]

use std::collections::BTreeMap;

use taiyaku::render::THEME;
use taiyaku::text::Inputs;

/// `site.toml` of a site in Japanese and English.
pub(crate) const TWO_LANGUAGES: &str = r#"schema = 1
base_url = "https://docs.example.test/"
source = "ja"
default = "ja"

[[language]]
code = "ja"
name = "日本語"

[[language]]
code = "en"
name = "English"

[language_names.ja]
ja = "日本語"
en = "Japanese"
also = ["にほんご"]
"#;

/// A site of these files and the theme.
pub(crate) fn site<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Inputs {
    let mut inputs = Inputs::default();
    for (path, bytes) in THEME {
        inputs.insert(path, *bytes);
    }
    for (path, text) in files {
        inputs.insert(path, text.as_bytes());
    }
    inputs
}

/// How the pages of a large site lie.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// Sections of 25 pages, at most 25 of them in a chapter.
    Sections,
    /// All of them in one folder.
    Flat,
}

/// The files of a site with so many pages in each of two languages. Every page has headings, a
/// table, code, a notice, and links to its neighbours.
pub(crate) fn large(pages: usize, shape: Shape) -> BTreeMap<String, String> {
    let mut files = BTreeMap::from([("content/site.toml".to_owned(), TWO_LANGUAGES.to_owned())]);
    for code in ["ja", "en"] {
        let put = |files: &mut BTreeMap<String, String>, path: &str, text: String| {
            files.insert(format!("content/{code}/{path}"), text);
        };
        put(&mut files, "index.md", format!("---\ntitle: Front {code}\n---\n\nAll of it.\n"));
        for number in 0..pages {
            let folder = folder(number, shape);
            let mut above = folder.as_str();
            while !above.is_empty() {
                let title = above.replace('/', " ");
                let head = format!("---\ntitle: Section {title}\n---\n\nA section.\n");
                put(&mut files, &format!("{above}/index.md"), head);
                above = above.rsplit_once('/').map_or("", |(above, _)| above);
            }
            let path = format!("{folder}/page-{number:05}.md");
            put(&mut files, path.trim_start_matches('/'), page(code, number));
        }
    }
    files
}

fn folder(number: usize, shape: Shape) -> String {
    match shape {
        Shape::Flat => String::new(),
        Shape::Sections => format!("chapter-{}/section-{}", number / 625, number / 25),
    }
}

fn page(code: &str, number: usize) -> String {
    // The first page of a section links forward, the others back: always to one of the same folder.
    let other = if number.is_multiple_of(25) { number } else { number - 1 };
    let words = if code == "ja" {
        "ライセンスの確認手続きについて説明します。"
    } else {
        "This is how a licence is looked up."
    };
    format!(
        "---\ntitle: Page {number} {code}\ndescription: About {number}.\norder: {order}\n\
         date: 2024-{month:02}-{day:02}\n---\n\n{words} [before](page-{other:05}.md#second)\n\n\
         ## First\n\n{words}\n\n- one\n- two\n\n## Second {{#second}}\n\n:::note\n{words}\n:::\n\n\
         | a | b |\n|---|---|\n| {number} | {words} |\n\n```sh\necho {number}\n```\n",
        order = number % 25,
        month = number % 12 + 1,
        day = number % 28 + 1,
    )
}
