//! The first files of a new site.

use super::language::own_name;
use crate::parse::SCHEMAS;
use crate::text::{FilePath, Lang, Locale};

/// What git is told. Of two people who have each published something, both lists of addresses are
/// right.
const ATTRIBUTES: &str = "content/*/.source/** linguist-generated=true\n\
                          content/urls.lock merge=union\n";

/// A language that a site begins with, and its texts.
#[derive(Clone, Debug)]
pub struct FirstLanguage<'a> {
    /// Its code.
    pub code: Lang,
    /// Pages, by their path below the folder of the language; the same in all languages.
    pub pages: &'a [(&'a str, &'a str)],
    /// The title of the site.
    pub title: &'a str,
}

/// The files of a site that is written in the first of the languages; the others are its translations,
/// confirmed. The two texts are comments for `site.toml`, at its start and at its end.
pub fn first_files(
    languages: &[FirstLanguage<'_>],
    (settings, publishing): (&str, &str),
) -> Vec<(FilePath, Vec<u8>)> {
    let mut files: Vec<(String, String)> = vec![
        (".gitignore".to_owned(), "/public/\n.*.taiyaku-*\n".to_owned()),
        (".gitattributes".to_owned(), ATTRIBUTES.to_owned()),
    ];
    let Some(source) = languages.first() else { return Vec::new() };
    let mut toml = format!(
        "#:schema ../.taiyaku/schema/site.json\n\n{settings}# base_url = \"https://example.org/\"\nschema = 1\nsource = \"{code}\"\ndefault = \"{code}\"\n",
        code = source.code
    );
    for language in languages {
        let code = &language.code;
        let name = own_name(code).unwrap_or_else(|| code.to_string());
        let direction = Locale::direction(code);
        toml.push_str(&format!(
            "\n[[language]]\ncode = \"{code}\"\nname = \"{name}\"\ndir = \"{direction}\"\nfallback = \"page\"\n"
        ));
        let title = format!("site-title = {}\n", language.title);
        files.push((format!("content/{code}/ui.ftl"), title));
        for (path, text) in language.pages {
            files.push((format!("content/{code}/{path}"), (*text).to_owned()));
        }
        if code != &source.code {
            let confirmed = source.pages.iter();
            files.extend(confirmed.map(|(path, text)| {
                (format!("content/{code}/.source/{path}"), (*text).to_owned())
            }));
        }
    }
    toml.push_str(publishing);
    files.push(("content/site.toml".to_owned(), toml));
    // Beside the site rather than at an address: an editor without a network finds them too.
    files.extend(
        SCHEMAS.map(|(name, schema)| (format!(".taiyaku/schema/{name}.json"), schema.to_owned())),
    );
    files.into_iter().map(|(path, text)| (FilePath::new(&path), text.into_bytes())).collect()
}
