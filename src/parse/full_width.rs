//! What an input method left full-width where Markdown wants a plain mark, in a line of text. Only
//! what nobody writes on purpose counts: `１．５倍`, `－５度`, `＃１` and `・・・` are prose.

use std::ops::Range;

/// A trap: what was meant, the bytes that show it, and the edits that make it so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Trap {
    pub(super) kind: &'static str,
    pub(super) range: Range<usize>,
    pub(super) edits: Vec<(Range<usize>, String)>,
}

/// A mark at the start of a line: `length` bytes that mean `text`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Mark {
    pub(super) kind: &'static str,
    pub(super) length: usize,
    pub(super) text: String,
}

const SPACE: char = '\u{3000}';

/// The mark that a line begins with, if it is a trap.
pub(super) fn line_mark(line: &str) -> Option<Mark> {
    number(line)
        .or_else(|| bullet(line))
        .or_else(|| heading(line))
        .or_else(|| quote(line))
        .or_else(|| fence(line))
        .or_else(|| row(line))
}

/// A list's mark, plain or not, behind ideographic spaces: the indent and the mark.
pub(super) fn indented(line: &str) -> Option<(&str, Mark)> {
    let rest = line.trim_start_matches(SPACE);
    let indent = &line[..line.len() - rest.len()];
    if indent.is_empty() {
        return None;
    }
    let mark = number(rest).or_else(|| bullet(rest)).or_else(|| plain_item(rest))?;
    Some((indent, mark))
}

fn plain_item(line: &str) -> Option<Mark> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = *line.as_bytes().get(digits)?;
    let is_mark = if digits == 0 { b"-*+".contains(&mark) } else { b".)".contains(&mark) };
    let text = line.get(..digits + 2).filter(|text| is_mark && text.ends_with(' '))?.to_owned();
    (line.len() > text.len()).then_some(Mark { kind: "list", length: text.len(), text })
}

/// `１．項目`, `1.　項目`
fn number(line: &str) -> Option<Mark> {
    let end = line.find(|c| !is_digit(c)).filter(|end| *end > 0)?;
    let mark = line[end..].chars().next().filter(|c| matches!(c, '．' | '.'))?;
    let rest = &line[end + mark.len_utf8()..];
    let text = rest.trim_start_matches([SPACE, ' ']);
    let length = line.len() - text.len();
    let starts = text.chars().next().is_some_and(|c| !is_digit(c) || text.len() < rest.len());
    let digits: String = line[..end].chars().map(half).collect();
    let wide = !line[..length].is_ascii();
    (wide && starts && digits.len() < 10).then(|| Mark {
        kind: "list",
        length,
        text: format!("{digits}. "),
    })
}

/// `－項目`, `・項目`, `-　項目`
fn bullet(line: &str) -> Option<Mark> {
    let mark = line.chars().next()?;
    let rest = &line[mark.len_utf8()..];
    let text = rest.trim_start_matches([SPACE, ' ']);
    let first = text.chars().next()?;
    let is_mark = match mark {
        '－' => !is_digit(first) && first != '－',
        '・' => first != '・',
        // With its second mark it is emphasis.
        '*' => rest.starts_with(SPACE) && !text.contains('*'),
        '-' | '+' => rest.starts_with(SPACE),
        _ => false,
    };
    let kept = if mark.is_ascii() { mark } else { '-' };
    let length = line.len() - text.len();
    is_mark.then(|| Mark { kind: "list", length, text: format!("{kept} ") })
}

/// `＃見出し`, `##　見出し`
fn heading(line: &str) -> Option<Mark> {
    let end = line.find(|c| !matches!(c, '＃' | '#')).filter(|end| *end > 0)?;
    let (level, rest) = (line[..end].chars().count(), &line[end..]);
    let text = rest.trim_start_matches([SPACE, ' ']);
    let first = text.chars().next()?;
    let wide = !line[..end].is_ascii() || rest.starts_with(SPACE);
    let is_mark = wide && level <= 6 && (!is_digit(first) || text.len() < rest.len());
    let length = line.len() - text.len();
    is_mark.then(|| Mark { kind: "heading", length, text: format!("{} ", "#".repeat(level)) })
}

/// `＞引用`
fn quote(line: &str) -> Option<Mark> {
    let rest = line.strip_prefix('＞')?;
    let text = rest.trim_start_matches([SPACE, ' ']);
    let length = line.len() - text.len();
    (!text.is_empty()).then(|| Mark { kind: "quote", length, text: "> ".to_owned() })
}

/// `：：：note`, and `：：：` alone
fn fence(line: &str) -> Option<Mark> {
    let length = line.find(|c| !matches!(c, '：' | ':')).unwrap_or(line.len());
    let (colons, rest) = (line[..length].chars().count(), line[length..].trim_end());
    let named = colons >= 2 && rest.starts_with(|c: char| c.is_ascii_lowercase());
    let is_fence = !line[..length].is_ascii() && (named || (colons >= 3 && rest.is_empty()));
    is_fence.then(|| Mark { kind: "directive", length, text: ":".repeat(colons) })
}

/// `｜列｜`. It stays without a text: a table needs a line of dashes below its first row, and a
/// cell may hold a plain `|`, which would become a border.
fn row(line: &str) -> Option<Mark> {
    let line = line.trim_end();
    let inner = line.strip_prefix('｜')?.strip_suffix('｜')?;
    (!inner.is_empty()).then(|| Mark { kind: "table", length: line.len(), text: String::new() })
}

/// The traps inside a line.
pub(super) fn inline_traps(text: &str) -> Vec<Trap> {
    let mut traps = Vec::new();
    if !text.is_ascii() {
        strong(text, &mut traps);
        emphasis(text, &mut traps);
        links(text, &mut traps);
        addresses(text, &mut traps);
    }
    traps
}

/// `＊＊太字＊＊`
fn strong(text: &str, traps: &mut Vec<Trap>) {
    const MARK: &str = "＊＊";
    let mut at = 0;
    while let Some(open) = text[at..].find(MARK).map(|found| at + found) {
        let from = open + MARK.len();
        let Some(close) = text[from..].find(MARK).map(|found| from + found) else { return };
        let inner = &text[from..close];
        at = close + MARK.len();
        if inner.is_empty() || inner.trim() != inner || inner.contains('＊') {
            continue;
        }
        let edits = [open..from, close..at].map(|range| (range, "**".to_owned())).into();
        traps.push(Trap { kind: "strong", range: open..at, edits });
    }
}

/// `*　強調*`: with white space behind it, a mark opens nothing.
fn emphasis(text: &str, traps: &mut Vec<Trap>) {
    let mut at = 0;
    while let Some(found) = text[at..].find("*\u{3000}").map(|found| at + found) {
        let open = text[at..found].trim_end_matches('*').len() + at;
        let mark = &text[open..=found];
        let rest = &text[found + 1..];
        let inner = rest.trim_start_matches(SPACE);
        let from = text.len() - inner.len();
        at = from;
        let Some(length) = inner.find('*') else { return };
        let words = &inner[..length];
        let end = from + length + mark.len();
        if words.is_empty() || words.trim() != words || text.get(from + length..end) != Some(mark) {
            continue;
        }
        let edits = vec![(found + 1..from, String::new())];
        traps.push(Trap { kind: "emphasis", range: open..end, edits });
        at = end;
    }
}

/// `［文字］（url）`, also with some of its brackets plain
fn links(text: &str, traps: &mut Vec<Trap>) {
    let mut open = None;
    for (middle, c) in text.char_indices() {
        if matches!(c, '［' | '[') {
            open = Some(middle);
        }
        let from = middle + c.len_utf8();
        let Some(start) = open.filter(|_| matches!(c, '］' | ']')) else { continue };
        open = None;
        if !text[from..].starts_with(['（', '(']) {
            continue;
        }
        let target = from + width(text, from);
        // No farther than the next bracket, so that every byte is looked at once.
        let close = text[target..].find(is_bracket).map(|at| target + at);
        let Some(close) = close.filter(|close| text[*close..].starts_with(['）', ')'])) else {
            continue;
        };
        let end = close + width(text, close);
        let wide = [start, middle, from, close].iter().any(|at| width(text, *at) > 1);
        let address = text[target..close].trim_matches([SPACE, ' ']);
        if wide && is_address(address) {
            let words = &text[start + width(text, start)..middle];
            let edits = vec![(start..end, format!("[{words}]({address})"))];
            traps.push(Trap { kind: "link", range: start..end, edits });
        }
    }
}

fn is_address(text: &str) -> bool {
    let leads = ["https://", "http://", "mailto:", "./", "../", "/", "#"];
    let shown = !text.is_empty() && text.chars().all(|c| !c.is_whitespace() && !is_bracket(c));
    shown && (leads.iter().any(|lead| text.starts_with(lead)) || text.ends_with(".md"))
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '（' | '）' | '<' | '>')
}

/// `ｈｔｔｐｓ：／／`, `https：//`
fn addresses(text: &str, traps: &mut Vec<Trap>) {
    let mut behind = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let starts = at >= behind && half(c) == 'h' && !half(before).is_ascii_alphanumeric();
        before = c;
        let scheme = || text[at..].chars().take(8).map(half).collect::<String>();
        if !starts || !["http://", "https://"].iter().any(|lead| scheme().starts_with(lead)) {
            continue;
        }
        let rest = &text[at..];
        let end = at + rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        let plain: String = text[at..end].chars().map(half).collect();
        behind = end;
        if !text[at..end].is_ascii() {
            traps.push(Trap { kind: "address", range: at..end, edits: vec![(at..end, plain)] });
        }
    }
}

/// Characters of an address, plain or full-width; not the full-width marks that end sentences.
fn belongs(c: char) -> bool {
    let plain = half(c);
    let is_mark = if c.is_ascii() { "-._~:/?#@!$&*+,;=%" } else { "-._~:/=%" };
    plain.is_ascii_alphanumeric() || is_mark.contains(plain)
}

/// The plain form of a full-width character.
fn half(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

fn is_digit(c: char) -> bool {
    half(c).is_ascii_digit()
}

/// The bytes of the character at an offset.
fn width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Text that was UTF-8 and read as something else: `縺ｮ縺` by `Shift_JIS`, `ã‚ã` by windows-1252.
pub(super) fn garbled(text: &str) -> Option<Range<usize>> {
    let is_lead = |c: char| matches!(c, '縺' | '繧' | '繝' | 'ã');
    for (at, c) in text.char_indices().filter(|(_, c)| is_lead(*c)) {
        let rest: Vec<(usize, char)> = text[at..].char_indices().skip(1).take(3).collect();
        let pairs = !rest.first().is_some_and(|(_, c)| c.is_whitespace());
        let again =
            rest.iter().skip(1).find(|(_, next)| is_lead(*next) && (*next == 'ã') == (c == 'ã'));
        let sure = c != 'ã' || rest.first().is_some_and(|(_, c)| !c.is_alphabetic());
        if let (true, true, Some((offset, next))) = (pairs, sure, again) {
            return Some(at..at + offset + next.len_utf8());
        }
    }
    None
}
