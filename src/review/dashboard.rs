//! All pages in all languages, and how they stand.

use std::cmp::Reverse;
use std::fmt::Write;

use super::frame::{Frame, escaped};
use crate::report::{LanguageStanding, state_words};
use crate::text::FilePath;
use crate::translate::{Standing, State};

/// The page. `lead` gives the route of the comparison of a translation, where there is one.
pub(super) fn dashboard_html(
    languages: &[LanguageStanding<'_>],
    lead: impl Fn(&str, &FilePath) -> Option<String>,
    frame: Frame<'_>,
) -> String {
    let title = frame.words.say("status-title", &[]);
    let mut body = format!("<main class=\"review\">\n<h1>{}</h1>\n", escaped(&title));
    for language in languages {
        let code = escaped(language.code);
        let _ = write!(
            body,
            "<h2 id=\"{code}\"><span lang=\"{code}\">{}</span></h2>\n<p class=\"sum\">{}</p>\n",
            escaped(language.name),
            escaped(&language.sum(frame.words)),
        );
        table(language, &lead, frame, &mut body);
    }
    body.push_str("</main>\n");
    frame.document(&title, &body)
}

fn table(
    language: &LanguageStanding<'_>,
    lead: &impl Fn(&str, &FilePath) -> Option<String>,
    frame: Frame<'_>,
    html: &mut String,
) {
    html.push_str("<table class=\"pages\">\n<thead><tr>");
    for name in ["status-file", "status-how", "status-words"] {
        let _ = write!(html, "<th scope=\"col\">{}</th>", frame.say(name, &[]));
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    // What there is to do first, most of it at the top.
    let mut pages = language.pages.clone();
    pages.sort_by_key(|page| (page.state == State::Fresh, Reverse(page.open.1)));
    for page in pages {
        row(page, lead(language.code, &page.file), frame, html);
    }
    html.push_str("</tbody></table>\n");
}

fn row(page: &Standing, route: Option<String>, frame: Frame<'_>, html: &mut String) {
    let file = escaped(page.file.as_str());
    let file = route.map_or_else(
        || file.clone(),
        |route| format!("<a href=\"{}\">{file}</a>", frame.href(&route)),
    );
    let _ = writeln!(
        html,
        "<tr class=\"{}\"><td>{file}</td><td>{}</td><td>{}</td></tr>",
        page.state.name(),
        escaped(&state_words(page, frame.words)),
        page.open.1
    );
}
