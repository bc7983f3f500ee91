//! A unit as readers will see it, with what translators have to see besides: where links lead, and
//! what a directive is called. Nothing in it can be followed, fetched or run.

use super::frame::escaped;
use crate::align::UnitKind;
use crate::parse::{Address, Block, BlockKind, Dialect, Inline, InlineKind, parse_page};
use crate::text::{FilePath, Source, is_wide};

/// Writes a unit, which is `text` in its file.
pub(super) fn markup(kind: UnitKind, text: &str, html: &mut String) {
    match kind {
        UnitKind::Title => element("p", "title", &escaped(text.trim_matches(['"', '\''])), html),
        UnitKind::Description | UnitKind::Html => element("p", "plain", &escaped(text), html),
        UnitKind::Directive => directive(text, html),
        UnitKind::Row => row(text, html),
        UnitKind::Code => match blocks(&dedented(text)).first() {
            Some(Block { kind: BlockKind::Code(code), .. }) => {
                if let Some(title) = &code.title {
                    element("p", "caption", &escaped(title), html);
                }
                html.push_str(&format!("<pre><code>{}</code></pre>\n", escaped(&code.text)));
            }
            _ => element("pre", "plain", &escaped(text), html),
        },
        UnitKind::Heading(level) => prose(text, &format!("heading level-{level}"), html),
        UnitKind::Paragraph => prose(text, "paragraph", html),
        UnitKind::Item => prose(text, "item", html),
    }
}

fn element(name: &str, class: &str, inner: &str, html: &mut String) {
    html.push_str(&format!("<{name} class=\"{class}\">{inner}</{name}>\n"));
}

/// The text read by itself. What depends on the rest of the page (a link by reference) stays as it is
/// written.
fn blocks(text: &str) -> Vec<Block> {
    let source = Source::new(FilePath::new("content/unit.md"), text.as_bytes());
    parse_page(&source, Dialect::TAIYAKU).value.body
}

fn prose(text: &str, class: &str, html: &mut String) {
    let blocks = blocks(text);
    let [Block { kind, .. }] = &blocks[..] else {
        return element("p", class, &escaped(text), html);
    };
    match kind {
        BlockKind::Paragraph(inlines) | BlockKind::Tight(inlines) => {
            element("p", class, &inline_html(inlines), html);
        }
        BlockKind::Heading(heading) => {
            let mut inner = inline_html(&heading.content);
            if let Some(id) = &heading.id {
                inner.push_str(&format!(" <code class=\"aside\">#{}</code>", escaped(id)));
            }
            element("p", class, &inner, html);
        }
        _ => element("p", class, &escaped(text), html),
    }
}

/// A row by itself is none: it gets the line that makes a table.
fn row(text: &str, html: &mut String) {
    let bars = text.trim().trim_matches('|').replace("\\|", "").matches('|').count();
    let table = format!("{}\n|{}", text.trim(), "---|".repeat(bars + 1));
    match blocks(&table).first() {
        Some(Block { kind: BlockKind::Table(table), .. }) => {
            let cells = table.head.iter().map(|cell| format!("<td>{}</td>", inline_html(cell)));
            let cells: String = cells.collect();
            html.push_str(&format!("<table><tbody><tr>{cells}</tr></tbody></table>\n"));
        }
        _ => element("p", "plain", &escaped(text), html),
    }
}

fn directive(text: &str, html: &mut String) {
    let colons = &text[..text.len() - text.trim_start_matches(':').len()];
    let whole = if colons.len() > 2 { format!("{text}\n{colons}\n") } else { text.to_owned() };
    match blocks(&whole).first() {
        Some(Block { kind: BlockKind::Directive(directive), .. }) => {
            let title = directive.title.as_ref();
            let title = title.map(|title| inline_html(&title.value)).unwrap_or_default();
            let name = escaped(&directive.name.value);
            element("p", "directive", &format!("<code>{colons}{name}</code> {title}"), html);
        }
        _ => element("p", "plain", &escaped(text), html),
    }
}

/// Code in a list stands as far from the margin as the list does.
fn dedented(text: &str) -> String {
    let last = text.lines().last().unwrap_or_default();
    let indent = &last[..last.len() - last.trim_start().len()];
    let lines = text.lines().map(|line| line.strip_prefix(indent).unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
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
