//! What is around these pages: where they lie, what they fetch, and the words on them.

use crate::report::{Value, Words};
use crate::text::{Base, FilePath, LineIndex, Route, Source, escape};

/// The folder of these pages; no page of a site can be there.
pub const FOLDER: &str = "_taiyaku/";

/// What runs on them.
pub const SCRIPT: &str = include_str!("client/review.js");

/// How they look.
pub const STYLE: &str = include_str!("client/review.css");

/// They fetch nothing else, and nothing that a text says can run.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'";

/// Where pages are written to, and for whom.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// Where the folder lies.
    pub base: &'a Base,
    /// The words of the program.
    pub words: &'a Words,
    /// A place in a file opens an editor.
    pub has_editor: bool,
}

impl Frame<'_> {
    /// A word as it stands in HTML.
    pub(super) fn say(&self, name: &str, values: &[(&str, Value<'_>)]) -> String {
        escaped(&self.words.say(name, values))
    }

    /// The address of something in the folder, as it stands in HTML.
    pub(super) fn href(&self, route: &str) -> String {
        escaped(&self.base.href(&Route::new(&format!("{FOLDER}{route}"))))
    }

    /// A place in a file, with its line.
    pub(super) fn place(&self, source: Option<&Source>, file: &FilePath, at: usize) -> String {
        let bytes = source.map(|source| &*source.bytes).unwrap_or_default();
        let position = LineIndex::new(bytes).position(at);
        let (line, column, file) = (position.line, position.column, escaped(file.as_str()));
        if self.has_editor {
            format!(
                "<button type=\"button\" class=\"place\" data-file=\"{file}\" data-line=\"{line}\" \
                 data-column=\"{column}\" aria-label=\"{file}:{line}\">:{line}</button>"
            )
        } else {
            format!("<span class=\"place\" title=\"{file}:{line}\">:{line}</span>")
        }
    }

    /// A whole page.
    pub(super) fn document(&self, title: &str, body: &str) -> String {
        let title = escaped(title);
        let (lang, style) = (self.say("preview-language", &[]), self.href("review.css"));
        let scripts: &[&str] =
            if self.has_editor { &["review.js", "places.js"] } else { &["review.js"] };
        let script = |name: &&str| {
            format!("<script type=\"module\" src=\"{}\"></script>\n", self.href(name))
        };
        let scripts: String = scripts.iter().map(script).collect();
        format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n\
             <link rel=\"stylesheet\" href=\"{style}\">\n\
             {scripts}</head>\n<body>\n{body}</body>\n</html>\n"
        )
    }
}

/// A text in HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    escape(text, &mut escaped);
    escaped
}
