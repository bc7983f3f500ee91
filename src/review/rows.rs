//! A translation beside its source: one row a unit.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::frame::{Frame, escaped};
use super::ids::row_ids;
use super::markup::markup;
use super::pieces::Pieces;
use crate::align::{Change, Run};
use crate::report::Value;
use crate::text::{FilePath, Source};
use crate::translate::{Cell, Line};

/// What is compared.
#[derive(Clone, Copy)]
pub(super) struct Compared<'a> {
    /// The source's side and the translation's.
    pub(super) sides: [Side<'a>; 2],
    /// Nobody has confirmed the translation yet.
    pub(super) is_unconfirmed: bool,
    /// All files by their paths.
    pub(super) files: &'a BTreeMap<FilePath, Source>,
}

/// One side: its language, and the file.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) code: &'a str,
    pub(super) name: &'a str,
    pub(super) direction: &'a str,
    pub(super) file: &'a FilePath,
    /// What the parser made of the file.
    pub(super) pieces: Option<&'a Pieces<'a>>,
}

impl Side<'_> {
    /// The attributes that say what language something is in.
    fn attributes(&self) -> String {
        format!("lang=\"{}\" dir=\"{}\"", escaped(self.code), escaped(self.direction))
    }
}

/// The page; `title` is that of the translation.
pub(super) fn compare_html(
    lines: &[Line],
    title: &str,
    about: Compared<'_>,
    frame: Frame<'_>,
) -> String {
    let is_any_open = lines.iter().any(is_open);
    let mut body = format!(
        "<main class=\"review\">\n<p class=\"up\"><a href=\"{}\">{}</a></p>\n<h1 {}>{}</h1>\n<p class=\"sum\">{}</p>\n",
        frame.href(""),
        frame.say("status-title", &[]),
        about.sides[1].attributes(),
        escaped(title),
        sum(lines, about, frame),
    );
    let _ = write!(body, "{}<div class=\"sides\">", steps(is_any_open, frame));
    for side in about.sides {
        let (file, name) = (escaped(side.file.as_str()), escaped(side.name));
        let _ = write!(
            body,
            "<p><span lang=\"{}\">{name}</span> <code>{file}</code></p>",
            escaped(side.code)
        );
    }
    body.push_str("</div>\n");
    for (line, id) in lines.iter().zip(row_ids(lines)) {
        row(line, &escaped(&id), about, frame, &mut body);
    }
    body.push_str("</main>\n");
    frame.document(title, &body)
}

/// What there is to do, in a sentence or two. Of a translation that nobody has confirmed it is not
/// known what has changed.
fn sum(lines: &[Line], about: Compared<'_>, frame: Frame<'_>) -> String {
    let count = |is: fn(&Line) -> bool| lines.iter().filter(|line| is(line)).count();
    let mut sentences = vec![if about.is_unconfirmed {
        frame.say("not-confirmed", &[("page", Value::Text(about.sides[1].file.as_str()))])
    } else {
        frame.say("compare-open", &[("units", Value::Count(count(is_changed)))])
    }];
    let untranslated = count(is_untranslated);
    if untranslated > 0 {
        sentences.push(frame.say("compare-missing", &[("units", Value::Count(untranslated))]));
    }
    sentences.join("<br>")
}

/// Whether somebody has to look at a row.
fn is_open(line: &Line) -> bool {
    is_changed(line) || is_untranslated(line)
}

fn is_changed(line: &Line) -> bool {
    line.change != Change::Same
}

/// Whether the translation has nothing for what the source had all along.
fn is_untranslated(line: &Line) -> bool {
    !is_changed(line) && line.source.is_some() && line.translation.is_none()
}

/// What goes from one row that is open to the next, by a script.
fn steps(is_any_open: bool, frame: Frame<'_>) -> String {
    if !is_any_open {
        return String::new();
    }
    let button = |way: &str, key: &str, word: &str| {
        let word = frame.say(word, &[]);
        format!("<button type=\"button\" data-step=\"{way}\">{word} <kbd>{key}</kbd></button>")
    };
    let (previous, next) =
        (button("-1", "p", "compare-previous"), button("1", "n", "compare-next"));
    format!("<p class=\"steps\" hidden>{previous} {next}</p>\n")
}

fn row(line: &Line, id: &str, about: Compared<'_>, frame: Frame<'_>, html: &mut String) {
    let (change, key) = (line.change.name(), escaped(&line.key));
    let stale = if is_open(line) { " data-stale tabindex=\"-1\"" } else { "" };
    let _ =
        writeln!(html, "<section class=\"row {change}\" id=\"{id}\" aria-label=\"{key}\"{stale}>");
    let mut badge = String::new();
    if is_changed(line) {
        let word = frame.say("stale-change", &[("change", Value::Text(change))]);
        let _ = write!(badge, "<strong>{word}</strong> ");
    }
    if is_untranslated(line) {
        let _ = write!(badge, "<strong>{}</strong> ", frame.say("compare-untranslated", &[]));
    }
    // Where one side has nothing, nothing is uncertain.
    if line.is_section && line.source.is_some() && line.translation.is_some() {
        let _ = write!(badge, "{} ", frame.say("compare-section", &[]));
    }
    let _ =
        writeln!(html, "<p class=\"badge\">{badge}<a href=\"#{id}\"><code>#{key}</code></a></p>");
    let [source, translation] = about.sides;
    cell(line.source.as_ref(), source, "compare-gone", about, frame, html);
    cell(line.translation.as_ref(), translation, "stale-untranslated", about, frame, html);
    difference(line, source, frame, html);
    html.push_str("</section>\n");
}

fn cell(
    cell: Option<&Cell>,
    side: Side<'_>,
    missing: &str,
    about: Compared<'_>,
    frame: Frame<'_>,
    html: &mut String,
) {
    let Some(cell) = cell else {
        let _ = writeln!(html, "<div class=\"cell none\">{}</div>", frame.say(missing, &[]));
        return;
    };
    let _ = writeln!(html, "<div class=\"cell\">\n<div {}>", side.attributes());
    for unit in &cell.units {
        markup(unit, side.pieces, html);
    }
    let place = frame.place(about.files.get(&cell.file), &cell.file, cell.start);
    let _ = writeln!(html, "</div>\n{place}\n</div>");
}

/// What has changed in the source, as it is written.
fn difference(line: &Line, source: Side<'_>, frame: Frame<'_>, html: &mut String) {
    if line.wording.is_empty() {
        return;
    }
    let summary = frame.say("compare-difference", &[]);
    let _ = write!(html, "<details open><summary>{summary}</summary><pre {}>", source.attributes());
    for run in &line.wording {
        let _ = match run {
            Run::Same(text) => write!(html, "{}", escaped(text)),
            Run::Gone(text) => write!(html, "<del>{}</del>", escaped(text)),
            Run::New(text) => write!(html, "<ins>{}</ins>", escaped(text)),
        };
    }
    html.push_str("</pre></details>\n");
}
