//! Full-width traps in YAML and TOML: `title：…`, `order: １０`, `title = “…”`. A file with such is read
//! as it was meant, so that one fault is one finding; and where that can be read, it is the fix.

use std::ops::Range;

use super::data::{Kind, Node};
use super::full_width::half;
use crate::text::{Code, Diagnostic, Edit, FilePath, MappedText, Outcome, Span};

/// The edits that mend one trap, in the order of the text.
type Trap = Vec<(Range<usize>, String)>;

const SPACE: char = '\u{3000}';

/// Keys of front matter whose value is prose, in which any character may be meant.
const PROSE: [&str; 5] = ["title", "description", "reading", "slug", "extra"];

/// Keys of front matter whose value is a date, a number, a list, or one of a few words.
const FORMAL: [&str; 9] =
    ["order", "date", "updated", "as_of", "status", "search", "source", "template", "aliases"];

/// Reads a text that begins at byte `start` of its file, without the traps that are in it.
pub(super) fn read_as_meant(
    file: &FilePath,
    text: &str,
    start: usize,
    traps: &[Trap],
    read: fn(&FilePath, &str, usize) -> Outcome<Node>,
) -> Outcome<Node> {
    if traps.is_empty() {
        return read(file, text, start);
    }
    let mut mapped = MappedText::default();
    let mut at = 0;
    for (range, meant) in traps.iter().flatten() {
        mapped.copy(&text[at..range.start], start + at);
        mapped.insert(meant, start + range.start);
        at = range.end;
    }
    mapped.copy(&text[at..], start + at);
    let mut outcome = read(file, mapped.as_str(), 0);
    to_file(&mut outcome.value, &mapped);
    let places = outcome.diagnostics.iter_mut().flat_map(|finding| {
        let related = finding.related.iter_mut().filter_map(|place| place.span.as_mut());
        finding.place.span.as_mut().into_iter().chain(related)
    });
    places.for_each(|span| *span = mapped.span(&(span.start..span.end)));
    let is_fault = |code| matches!(code, Code::YamlSyntax | Code::TomlSyntax);
    let sure = !outcome.diagnostics.iter().any(|finding| is_fault(finding.code));
    let told = traps.iter().filter_map(|trap| tell(file, text, start, trap, sure));
    outcome.diagnostics.extend(told);
    outcome
}

fn to_file(node: &mut Node, mapped: &MappedText) {
    let back = |span: &mut Span| *span = mapped.span(&(span.start..span.end));
    back(&mut node.span);
    match &mut node.kind {
        Kind::List(items) => items.iter_mut().for_each(|item| to_file(item, mapped)),
        Kind::Table(entries) => {
            for entry in entries {
                back(&mut entry.key.span);
                to_file(&mut entry.value, mapped);
            }
        }
        _ => {}
    }
}

fn tell(file: &FilePath, text: &str, start: usize, trap: &Trap, sure: bool) -> Option<Diagnostic> {
    let (from, to) = (trap.first()?.0.start, trap.last()?.0.end);
    let mut meant = String::new();
    let mut at = from;
    for (range, plain) in trap {
        meant.push_str(&text[at..range.start]);
        meant.push_str(plain);
        at = range.end;
    }
    // The space behind a colon is not what the words are about; a space alone is.
    let shown = if meant.trim().is_empty() { &meant } else { meant.trim_end() };
    let arguments = [("text", &text[from..to]), ("meant", shown)];
    let whole = Span::new(start, start);
    let mut finding = Diagnostic::new(Code::FullWidthSyntax, file, whole.part(from, to), arguments);
    let edit = |(range, text): &(Range<usize>, String)| Edit {
        span: whole.part(range.start, range.end),
        text: text.clone(),
    };
    finding.fix = if sure { trap.iter().map(edit).collect() } else { Vec::new() };
    Some(finding)
}

/// The traps of front matter in YAML. Only lines at the left edge are looked at: those are keys,
/// whatever they look like, and what is indented may be words of a longer text.
pub(super) fn yaml_traps(text: &str) -> Vec<Trap> {
    let mut traps = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        in_pair(line.trim_end_matches(['\n', '\r']), at, &mut traps);
        at += line.len();
    }
    traps
}

/// `key: value` on a line that begins at byte `at`.
fn in_pair(line: &str, at: usize, traps: &mut Vec<Trap>) {
    if line.is_ascii() {
        return;
    }
    let is_blank = [' ', '\t', SPACE];
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let end = line.find(|c| !is_letter(c)).unwrap_or(line.len());
    let (key, rest) = line.split_at(end);
    let colon = rest.trim_start_matches(is_blank);
    let Some(value) = colon.strip_prefix([':', '：']).filter(|_| !key.is_empty()) else { return };
    let value = value.trim_start_matches(is_blank);
    let from = line.len() - value.len();
    let between = &line[end..from];
    if between.contains('：') || between.contains(&format!(":{SPACE}")) {
        let plain = if value.is_empty() { ":" } else { ": " };
        traps.push(vec![(at + end..at + from, plain.to_owned())]);
    }
    if FORMAL.contains(&key) {
        traps.extend(moved(toml_traps(value), at + from));
    } else if PROSE.contains(&key) {
        traps.extend(moved(in_quotes(value.trim_end_matches(is_blank)), at + from));
    }
}

/// Prose that stands as a whole between quotes that no one means; the other kinds may be part of it.
fn in_quotes(value: &str) -> Option<Trap> {
    let quote = value.chars().next().filter(|c| matches!(c, '＂' | '＇'))?;
    let inner = value.strip_prefix(quote)?.strip_suffix(quote)?;
    let (width, plain) = (quote.len_utf8(), half(quote).to_string());
    let end = width + inner.len();
    (!inner.contains(quote)).then(|| vec![(0..width, plain.clone()), (end..end + width, plain)])
}

fn moved(traps: impl IntoIterator<Item = Trap>, by: usize) -> impl Iterator<Item = Trap> {
    traps.into_iter().map(move |trap| {
        trap.into_iter().map(|(range, text)| (range.start + by..range.end + by, text)).collect()
    })
}

/// The traps of a text in TOML: there, nothing full-width has a meaning outside of quotes and
/// comments. A line with other characters lacks its quotes, which is another fault.
pub(super) fn toml_traps(text: &str) -> Vec<Trap> {
    let mut traps = Vec::new();
    if text.is_ascii() {
        return traps;
    }
    let (mut at, mut line, mut other) = (0, 0, false);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if c == '\n' {
            if std::mem::take(&mut other) {
                traps.truncate(line);
            }
            line = traps.len();
        }
        if c == '＃' {
            traps.push(vec![(at..at + c.len_utf8(), "#".to_owned())]);
        }
        at += match c {
            '"' | '\'' => quoted(rest, c),
            '#' | '＃' => rest.find('\n').unwrap_or(rest.len()),
            c if is_quote(c) => wide_quoted(rest, at, &mut traps),
            c if plain(c).is_some() => run(text, at, &mut traps),
            c => {
                other |= !c.is_ascii();
                c.len_utf8()
            }
        };
    }
    if other {
        traps.truncate(line);
    }
    traps
}

/// The length of a string in plain quotes.
fn quoted(rest: &str, quote: char) -> usize {
    let three = quote.to_string().repeat(3);
    if let Some(inner) = rest.strip_prefix(&three) {
        return inner.find(&three).map_or(rest.len(), |end| end + 6);
    }
    let mut escaped = false;
    let ends = |(_, c): &(usize, char)| {
        let ends = !escaped && *c == quote || *c == '\n';
        escaped = !escaped && quote == '"' && *c == '\\';
        ends
    };
    let end = rest.char_indices().skip(1).find(ends);
    end.map_or(rest.len(), |(at, c)| at + usize::from(c == quote))
}

fn is_quote(c: char) -> bool {
    matches!(c, '＂' | '＇' | '“' | '”' | '‘' | '’')
}

/// `“…”` on one line: the length, and the trap.
fn wide_quoted(rest: &str, at: usize, traps: &mut Vec<Trap>) -> usize {
    let line = rest.lines().next().unwrap_or_default();
    let open = line.chars().next().map_or(1, char::len_utf8);
    // Plain quotes must not hold what has a meaning of its own there.
    let stops = |c| is_quote(c) || matches!(c, '"' | '\\');
    let close = line[open..].char_indices().find(|(_, c)| stops(*c));
    let Some((inner, close)) = close.filter(|(_, c)| is_quote(*c)) else { return open };
    let (from, to) = (open + inner, open + inner + close.len_utf8());
    let edit = |range: Range<usize>| (at + range.start..at + range.end, "\"".to_owned());
    traps.push(vec![edit(0..open), edit(from..to)]);
    to
}

/// Full-width characters one behind another: the length, and the trap.
fn run(text: &str, at: usize, traps: &mut Vec<Trap>) -> usize {
    let mut meant = String::new();
    let mut length = 0;
    for c in text[at..].chars() {
        let before = meant.chars().next_back().or_else(|| text[..at].chars().next_back());
        let counts = before.is_some_and(|c| c.is_ascii_digit());
        let stroke = counts && matches!(c, 'ー' | '\u{2212}');
        let Some(plain) = plain(c).or(stroke.then_some('-')) else { break };
        meant.push(plain);
        length += c.len_utf8();
    }
    traps.push(vec![(at..at + length, meant)]);
    length
}

/// What a full-width character means where it can have no meaning of its own.
fn plain(c: char) -> Option<char> {
    match c {
        SPACE => Some(' '),
        '、' => Some(','),
        '＃' => None,
        c if is_quote(c) => None,
        c => Some(half(c)).filter(|plain| *plain != c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::{Trap, toml_traps, yaml_traps};
    use crate::parse::data::Node;
    use crate::parse::toml::read_toml;
    use crate::parse::yaml::read_yaml;
    use crate::text::{Code, Diagnostic, FilePath, Outcome, Span, mend};

    /// The text with its traps mended.
    fn mended(text: &str, traps: &[Trap]) -> String {
        let mut mended = text.to_owned();
        for (range, plain) in traps.iter().flatten().rev() {
            mended.replace_range(range.clone(), plain);
        }
        mended
    }

    #[test]
    fn toml_is_mended_outside_of_quotes_and_comments() {
        for (text, plain) in [
            ("title＝\"１\"", "title=\"１\""),
            ("a　＝　“一 “ ＃ 注＝", "a = \"一 \" # 注＝"),
            ("a = ＂一＂, ’二’", "a = \"一\", \"二\""),
            ("［［form］］", "[[form]]"),
            ("a = ［\"、\"、 '，\\'，１］", "a = [\"、\", '，\\',1]"),
            ("a = \"\\\"＝\" # ＝", "a = \"\\\"＝\" # ＝"),
            ("a = \"\"\"\n＝\"\n\"\"\"\nb＝１", "a = \"\"\"\n＝\"\n\"\"\"\nb=1"),
            ("d = ２０２６ー１１−２２", "d = 2026-11-22"),
            ("a = 題１\nb＝２", "a = 題１\nb=2"),
            ("a = ー１", "a = ー１"),
            ("a = “一", "a = “一"),
            ("題＝１", "題＝１"),
        ] {
            assert_eq!(mended(text, &toml_traps(text)), plain, "{text}");
        }
    }

    #[test]
    fn yaml_is_mended_where_nothing_else_can_be_meant() {
        for (text, plain) in [
            ("title：フォーム：１\r\norder： １０", "title: フォーム：１\r\norder: 10"),
            ("status：　draft", "status: draft"),
            ("status:　ｄｒａｆｔ　＃ 注", "status: draft # 注"),
            ("extra：\n  a：１", "extra:\n  a：１"),
            ("title: ＂題＂", "title: \"題\""),
            ("aliases: ［\"a\"，“b”］", "aliases: [\"a\",\"b\"]"),
            ("date: “2026-11-22”", "date: \"2026-11-22\""),
            ("title: “題”の＂題＂", "title: “題”の＂題＂"),
            ("description: 　１：２", "description: 　１：２"),
            ("order: １０番", "order: １０番"),
            ("memo: １０", "memo: １０"),
            ("題：１", "題：１"),
            ("- title：１", "- title：１"),
            ("# title：１", "# title：１"),
        ] {
            assert_eq!(mended(text, &yaml_traps(text)), plain, "{text}");
        }
    }

    /// Pieces that texts with traps are made of.
    const PIECES: [&str; 30] = [
        "title", "order", "date", "aliases", "draft", "題", "2", "１", "－", "ー", "：", ":", " ",
        "　", "\n", "＂", "“", "”", "＇", "\"", "'", "\"\"\"", "\\", "［", "]", "，", "、", "＝",
        "＃", "#",
    ];

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 2_000,
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        /// What is certain needs no second run, and every place is one of the file.
        #[test]
        fn mended_is_mended(pieces in vec(select(&PIECES[..]), 0..24)) {
            let text = pieces.concat();
            for read in [read_yaml, read_toml] {
                let (found, spans) = traps_of(read, &text);
                let whole = |span: &Span| text.get(span.start..span.end).is_some();
                prop_assert!(spans.iter().all(whole), "{text:?} {spans:?}");
                if found.iter().all(|finding| !finding.fix.is_empty()) {
                    let fixes = found.iter().map(|finding| finding.fix.as_slice());
                    let mended = String::from_utf8(mend(text.as_bytes(), fixes).0).expect("text");
                    prop_assert_eq!(traps_of(read, &mended).0, []);
                }
            }
        }
    }

    type Read = fn(&FilePath, &str, usize) -> Outcome<Node>;

    /// The findings about full-width characters, and the places of all findings.
    fn traps_of(read: Read, text: &str) -> (Vec<Diagnostic>, Vec<Span>) {
        let mut findings = read(&FilePath::new("a"), text, 0).diagnostics;
        let spans = findings.iter().filter_map(|finding| finding.place.span).collect();
        findings.retain(|finding| finding.code == Code::FullWidthSyntax);
        (findings, spans)
    }
}
