//! Code into classes. Pure: each distinct block of the site once, in parallel, or taken from the
//! last build.
//!
//! A block costs 68 µs with Oniguruma where the pure engine takes 124 to 144, and 0.3 µs where it is
//! known already; more than half of the blocks of a handbook are repeats. `tests/bench/corpus.py` with
//! 200 pages a language (638 blocks, 281 of them distinct), one thread of a dev build, medians of 11:
//! 0.72 s of CPU, 0.58 s with the same blocks as `text`; 52 MB and 47 MB at the peak.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

use crate::parse::CodeUse;
use crate::site::Content;
use crate::text::{Fingerprint, escape};

/// The HTML of blocks by the hash of grammar and text.
pub(super) type Coloured = BTreeMap<Fingerprint, Arc<str>>;

/// A block with more bytes than this stays plain.
const BYTES: usize = 200_000;

/// A block with more lines than this stays plain.
const LINES: usize = 20_000;

/// A block with a longer line than this stays plain: grammars look at a line again and again.
const LINE: usize = 4_000;

/// Scopes and their classes in the theme's sheet; the innermost scope that is in the list decides,
/// and of that the first row that it begins with.
const CLASSES: &[(&str, Option<&str>)] = &[
    ("comment", Some("hl-comment")),
    ("string", Some("hl-string")),
    ("constant", Some("hl-constant")),
    ("support.constant", Some("hl-constant")),
    ("keyword.operator", None),
    ("keyword.command.rem", Some("hl-comment")),
    ("keyword", Some("hl-keyword")),
    ("storage", Some("hl-storage")),
    ("entity", Some("hl-entity")),
    ("support.function", Some("hl-entity")),
    ("variable.function", Some("hl-entity")),
    ("meta.interpolation", None),
    ("meta.mapping.key", Some("hl-entity")),
    ("markup.inserted", Some("hl-entity")),
    ("markup.deleted", Some("hl-string")),
    ("markup.heading", Some("hl-keyword")),
];

/// The grammars and the classes as the parser knows them.
struct Grammars {
    set: SyntaxSet,
    classes: Vec<(Scope, Option<&'static str>)>,
}

/// A constant of the program, and no state of a build: decoded once a process because that takes
/// milliseconds, and only where some page has code. Each grammar in it is decoded when it is first
/// used.
static GRAMMARS: OnceLock<Grammars> = OnceLock::new();

fn grammars() -> &'static Grammars {
    GRAMMARS.get_or_init(|| Grammars {
        set: two_face::syntax::extra_newlines(),
        classes: CLASSES
            .iter()
            .filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class)))
            .collect(),
    })
}

/// Colours every block of the site that `last` does not have.
pub(super) fn colour(content: &Content, last: &Coloured) -> Coloured {
    let mut wanted: BTreeMap<Fingerprint, &CodeUse> = BTreeMap::new();
    for code in content.pages.values().flat_map(|page| &page.outline.code) {
        wanted.entry(code.key).or_insert(code);
    }
    let coloured = wanted.into_par_iter().map(|(key, code)| {
        let known = last.get(&key).cloned();
        (key, known.unwrap_or_else(|| highlight(code.grammar, &code.text).into()))
    });
    coloured.collect()
}

/// The HTML of a block: the text escaped, in spans that end with their line.
fn highlight(grammar: &str, text: &str) -> String {
    let large = text.len() > BYTES || text.lines().count() > LINES;
    let plain = large || text.lines().any(|line| line.len() > LINE);
    let coloured = if plain { None } else { spans(grammar, text) };
    coloured.unwrap_or_else(|| {
        let mut plain = String::new();
        escape(text, &mut plain);
        plain
    })
}

/// Nothing where the grammar fails.
fn spans(grammar: &str, text: &str) -> Option<String> {
    let grammars = grammars();
    let mut state = ParseState::new(grammars.set.find_syntax_by_name(grammar)?);
    let mut stack = ScopeStack::new();
    let mut spans = Spans::default();
    for line in text.split_inclusive('\n') {
        let changes = state.parse_line(line, &grammars.set).ok()?;
        let mut at = 0;
        for (place, change) in changes {
            spans.push(line.get(at..place)?, || grammars.class(&stack));
            at = place;
            stack.apply(&change).ok()?;
        }
        spans.push(line.get(at..)?, || grammars.class(&stack));
        spans.close();
    }
    Some(spans.out)
}

impl Grammars {
    fn class(&self, stack: &ScopeStack) -> Option<&'static str> {
        let known = |scope: &Scope| {
            let row = self.classes.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope))?;
            Some(row.1)
        };
        stack.as_slice().iter().rev().find_map(known).flatten()
    }
}

#[derive(Default)]
struct Spans {
    out: String,
    open: Option<&'static str>,
}

impl Spans {
    /// Adds text of one class; what is of the same class stands in one span. The line end is in none.
    fn push(&mut self, text: &str, class: impl FnOnce() -> Option<&'static str>) {
        let words = text.trim_end_matches('\n');
        if !words.is_empty() {
            let class = class();
            if class != self.open {
                self.close();
                if let Some(class) = class {
                    self.out.push_str("<span class=\"");
                    self.out.push_str(class);
                    self.out.push_str("\">");
                }
                self.open = class;
            }
            escape(words, &mut self.out);
        }
        if words.len() < text.len() {
            self.close();
            self.out.push('\n');
        }
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.out.push_str("</span>");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CLASSES, grammars, highlight};
    use crate::parse;

    #[test]
    fn every_grammar_of_the_list_is_there_and_reads_a_line() {
        assert_eq!(grammars().classes.len(), CLASSES.len());
        let known = |name: &&str| grammars().set.find_syntax_by_name(name).is_none();
        let missing: Vec<&str> = parse::grammars().filter(known).collect();
        assert_eq!(missing, Vec::<&str>::new());
        for grammar in parse::grammars() {
            let html = highlight(grammar, "a = <b> \"c\" # é\n\n{1}\n");
            assert_eq!(html.matches('\n').count(), 3, "{grammar}: {html}");
            assert!(html.contains("&lt;") && !html.contains("<b>"), "{grammar}: {html}");
        }
    }

    #[test]
    fn where_a_grammar_fails_the_text_stays_plain() {
        assert_eq!(highlight("No such grammar", "<b>\n"), "&lt;b&gt;\n");
    }
}
