//! A unit as readers will see it, with what translators have to see besides: where links lead, and
//! what a directive is called. Nothing in it can be followed, fetched or run.

use super::frame::escaped;
use super::pieces::{Piece, Pieces};
use crate::align::UnitKind;
use crate::parse::{Address, CodeBlock, Directive, Inline, InlineKind};
use crate::text::is_wide;
use crate::translate::Written;

/// Writes a unit. What the parser has not made anything of stays as it is written.
pub(super) fn markup(unit: &Written, pieces: Option<&Pieces<'_>>, html: &mut String) {
    let piece = pieces.and_then(|pieces| pieces.at(unit.start));
    match (unit.kind, piece) {
        (UnitKind::Title, _) => {
            element("p", "title", &escaped(unit.text.trim_matches(['"', '\''])), html);
        }
        (UnitKind::Heading(level), Some(Piece::Heading(heading))) => {
            let mut inner = inline_html(&heading.content);
            if let Some(id) = &heading.id {
                inner.push_str(&format!(" <code class=\"aside\">#{}</code>", escaped(id)));
            }
            element("p", &format!("heading level-{level}"), &inner, html);
        }
        (UnitKind::Paragraph, Some(Piece::Prose(inlines))) => {
            element("p", "paragraph", &inline_html(inlines), html);
        }
        (UnitKind::Item, Some(Piece::Prose(inlines))) => {
            element("p", "item", &inline_html(inlines), html);
        }
        (UnitKind::Row, Some(Piece::Row(cells))) => row(cells, html),
        (UnitKind::Code, Some(Piece::Code(code))) => code_block(code, html),
        (UnitKind::Directive, Some(Piece::Directive(of))) => directive(of, &unit.text, html),
        _ => element("p", "plain", &escaped(&unit.text), html),
    }
}

fn element(name: &str, class: &str, inner: &str, html: &mut String) {
    html.push_str(&format!("<{name} class=\"{class}\">{inner}</{name}>\n"));
}

fn code_block(code: &CodeBlock, html: &mut String) {
    if let Some(title) = &code.title {
        element("p", "caption", &escaped(title), html);
    }
    html.push_str(&format!("<pre><code>{}</code></pre>\n", escaped(&code.text)));
}

fn row(cells: &[Vec<Inline>], html: &mut String) {
    let cells = cells.iter().map(|cell| format!("<td>{}</td>", inline_html(cell)));
    let cells: String = cells.collect();
    html.push_str(&format!("<table><tbody><tr>{cells}</tr></tbody></table>\n"));
}

/// Its name behind the colons that it is written with, and its title.
fn directive(directive: &Directive, text: &str, html: &mut String) {
    let colons = &text[..text.len() - text.trim_start_matches(':').len()];
    let title = directive.title.as_ref();
    let title = title.map(|title| inline_html(&title.value)).unwrap_or_default();
    let name = escaped(&directive.name.value);
    element("p", "directive", &format!("<code>{colons}{name}</code> {title}"), html);
}

fn inline_html(inlines: &[Inline]) -> String {
    let mut html = String::new();
    inlines_into(inlines, &mut html);
    html
}

fn inlines_into(inlines: &[Inline], html: &mut String) {
    for inline in inlines {
        inline_into(inline, html);
    }
}

fn inline_into(inline: &Inline, html: &mut String) {
    let mut within = |name: &str, inner: &[Inline]| {
        html.push_str(&format!("<{name}>{}</{name}>", inline_html(inner)));
    };
    match &inline.kind {
        InlineKind::Emphasis(inner) => within("em", inner),
        InlineKind::Strong(inner) => within("strong", inner),
        InlineKind::Strikethrough(inner) => within("s", inner),
        InlineKind::Text(text) => html.push_str(&escaped(text)),
        InlineKind::Quote(quote) => html.push_str(&escaped(quote.typed())),
        InlineKind::Code(text) | InlineKind::Html(text) => {
            html.push_str(&format!("<code>{}</code>", escaped(text)));
        }
        InlineKind::Foreign(code, inner) => {
            let code = escaped(&code.value);
            html.push_str(&format!("<span lang=\"{code}\">{}</span>", inline_html(inner)));
        }
        InlineKind::Link(address, inner) => leading(&inline_html(inner), address, html),
        InlineKind::Image(address, alt) => {
            leading(&escaped(alt.as_deref().unwrap_or_default()), address, html);
        }
        InlineKind::FootnoteReference(label) => {
            html.push_str(&format!("<sup>{}</sup>", escaped(label)));
        }
        InlineKind::Ruby(pairs) => {
            for (base, reading) in pairs {
                let (base, reading) = (escaped(base), escaped(reading));
                html.push_str(&format!(
                    "<ruby>{base}<rp>(</rp><rt>{reading}</rt><rp>)</rp></ruby>"
                ));
            }
        }
        // Between Japanese characters a line break is no space.
        InlineKind::SoftBreak if html.chars().next_back().is_some_and(is_wide) => {}
        InlineKind::SoftBreak => html.push('\n'),
        InlineKind::HardBreak => html.push_str("<br>"),
    }
}

/// Words with where they lead.
fn leading(words: &str, address: &Address, html: &mut String) {
    let target = escaped(&address.target.value);
    html.push_str(&format!("<u>{words}</u> <code class=\"aside\">{target}</code>"));
}
