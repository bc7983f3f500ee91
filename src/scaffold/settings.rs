//! `site.toml` with one language more, all its other bytes as they are.

use crate::parse::{Config, TODO, parse_config};
use crate::text::{Lang, Locale, Source};

/// Adds a `[[language]]` table behind the last one; nothing where the file is written in a way
/// that has no such place. `name` is what the language calls itself, if that is known.
pub(super) fn with_language(
    source: &Source,
    config: &Config,
    lang: &Lang,
    name: Option<&str>,
) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(&source.bytes).ok()?;
    let last = config.languages.iter().map(|language| language.span.end).max()?;
    let at = end_of_table(text, last);
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lead = if text[..at].ends_with('\n') { end.to_owned() } else { format!("{end}{end}") };
    let table = table(lang, name).replace('\n', end);
    let text = format!("{}{lead}{table}{}", &text[..at], &text[at..]);
    let added = Source::new(source.path.clone(), text.into_bytes());
    fits(&added, config, lang).then(|| added.bytes.to_vec())
}

/// Where the last line of a table ends; `inside` is a byte of it. Comments in front of the next
/// table belong to that.
fn end_of_table(text: &str, inside: usize) -> usize {
    let mut end = inside;
    let mut at = text[inside..].find('\n').map_or(text.len(), |line| inside + line + 1);
    end = end.max(at);
    for line in text[at..].split_inclusive('\n') {
        let words = line.trim();
        if words.starts_with('[') {
            break;
        }
        at += line.len();
        if !words.is_empty() && !words.starts_with('#') {
            end = at;
        }
    }
    end
}

/// The table. Where a language's own name is not known, its code stands there, with the mark.
fn table(lang: &Lang, name: Option<&str>) -> String {
    let direction = Locale::direction(lang);
    let name = match name {
        Some(name) => format!("'{name}'"),
        None => format!("\"{lang}\"  # {TODO}"),
    };
    format!(
        "[[language]]\ncode = \"{lang}\"\nname = {name}\ndir = \"{direction}\"\nfallback = \"page\"\n"
    )
}

/// Whether the file means what it meant, and the new language.
fn fits(added: &Source, config: &Config, lang: &Lang) -> bool {
    let read = parse_config(added);
    let mut languages = read.value.languages;
    let is_new = languages.pop().is_some_and(|language| language.code == *lang);
    let codes = |of: &[crate::parse::Language]| -> Vec<Lang> {
        of.iter().map(|language| language.code.clone()).collect()
    };
    read.diagnostics.is_empty() && is_new && codes(&languages) == codes(&config.languages)
}
