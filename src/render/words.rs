//! The words of the interface, ready to be asked for.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use crate::site::Content;
use crate::text::{Calendar, DateStyle, FilePath, Fingerprint, Lang, Locale, is_forbidden};

/// The value of a variable of a message.
pub(super) enum Variable {
    Number(f64),
    Text(String),
}

/// The messages of one language: its own over the theme's, the default language's below.
pub(super) struct Words {
    bundle: FluentBundle<FluentResource>,
    /// Messages without variables, formatted once.
    plain: BTreeMap<String, String>,
    key: Fingerprint,
    /// The rules by which they tell dates and numbers.
    pub(super) locale: Arc<Locale>,
}

/// The rules of a language for its numbers, looked up once by the bundle.
struct Numbers(Locale);

impl Memoizable for Numbers {
    type Args = ();
    type Error = ();

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        let lang = Lang::parse(&language.to_string()).ok_or(())?;
        Ok(Self(Locale::new(&lang, Calendar::default())))
    }
}

/// A number in a message: with its digits grouped, unless the message says `useGrouping: "false"`.
fn number(value: &FluentValue<'_>, languages: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let digits = digits(number);
    if !number.options.use_grouping {
        return Some(digits);
    }
    languages.with_try_get::<Numbers, _, _>((), |numbers| numbers.0.number(&digits)).ok()
}

/// A number as it is written with as many digits behind the point as it may and must have.
fn digits(number: &FluentNumber) -> String {
    let Some(most) = number.options.maximum_fraction_digits else {
        return number.as_string().into_owned();
    };
    let least = number.options.minimum_fraction_digits.unwrap_or(0).min(most);
    let rounded = format!("{:.most$}", number.value);
    let spare = rounded.bytes().rev().take(most - least).take_while(|digit| *digit == b'0').count();
    rounded[..rounded.len() - spare].trim_end_matches('.').to_owned()
}

/// `DATETIME($day, dateStyle: "full", calendar: "japanese")` of a day written `2026-11-22`.
fn datetime<'a>(
    locale: &Locale,
    positional: &[FluentValue<'a>],
    named: &FluentArgs<'_>,
) -> FluentValue<'a> {
    let word = |name| match named.get(name) {
        Some(FluentValue::String(word)) => Some(word.to_string()),
        _ => None,
    };
    let Some(FluentValue::String(day)) = positional.first() else { return FluentValue::Error };
    let told = tell_date(locale, day, word("dateStyle").as_deref(), word("calendar").as_deref());
    told.map_or(FluentValue::Error, FluentValue::from)
}

/// A day written `2026-11-22` as a language tells it; nothing where it is no day, or where there is
/// no such style or calendar.
pub(super) fn tell_date(
    locale: &Locale,
    day: &str,
    style: Option<&str>,
    calendar: Option<&str>,
) -> Option<String> {
    let style = style.map_or(Some(DateStyle::default()), DateStyle::named)?;
    let calendar = calendar.map(Calendar::named);
    if calendar == Some(None) {
        return None;
    }
    Some(locale.date_in(day.parse().ok()?, style, calendar.flatten()))
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({} plain)", self.plain.len())
    }
}

/// The files that a language's words come from, the weakest first.
fn files(content: &Content, language: usize) -> Vec<FilePath> {
    let codes =
        [content.config.default, language].map(|place| &content.config.languages[place].code);
    let paths = codes.iter().flat_map(|code| {
        [format!("templates/theme/ui/{code}.ftl"), format!("content/{code}/ui.ftl")]
    });
    paths.map(|path| FilePath::new(&path)).collect()
}

/// What the words of a language depend on: each message that it says, wherever it comes from. An
/// edit of a message that the language has in its own words changes nothing for it.
pub(super) fn fingerprint(content: &Content, language: usize) -> Fingerprint {
    let mut said: BTreeMap<&str, Fingerprint> = BTreeMap::new();
    for file in files(content, language) {
        if let Some(messages) = content.messages.get(&file) {
            said.extend(messages.entries.iter().map(|(name, hash)| (name.as_str(), *hash)));
        }
    }
    Fingerprint::of_value(&said)
}

impl Words {
    /// Makes the words of a language.
    pub(super) fn new(content: &Content, language: usize) -> Self {
        let code = content.config.languages[language].code.as_str();
        let locale = code.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The marks that isolate directions would stand in the HTML.
        bundle.set_use_isolating(false);
        let settings = &content.config.languages[language];
        let rules = Arc::new(Locale::new(&settings.code, settings.calendar));
        let dates = Arc::clone(&rules);
        bundle.set_formatter(Some(number));
        // They can only fail where a function of that name is there already.
        let _ = bundle.add_builtins();
        let _ = bundle
            .add_function("DATETIME", move |positional, named| datetime(&dates, positional, named));
        let mut plain = BTreeMap::new();
        for file in files(content, language) {
            let Some(messages) = content.messages.get(&file) else { continue };
            // Faults were found when the file was parsed; what is left is used.
            let resource =
                FluentResource::try_new(messages.text.clone()).unwrap_or_else(|(rest, _)| rest);
            bundle.add_resource_overriding(resource);
            for (name, message) in &messages.messages {
                plain.remove(name);
                if message.variables.is_empty() {
                    plain.insert(name.clone(), String::new());
                }
            }
        }
        let key = fingerprint(content, language);
        let mut words = Self { bundle, plain: BTreeMap::new(), key, locale: rules };
        for name in plain.into_keys() {
            if let Some(text) = words.format(&name, None) {
                words.plain.insert(name, text);
            }
        }
        words
    }

    /// The hash of all of them.
    pub(super) fn key(&self) -> Fingerprint {
        self.key
    }

    /// A message; `None` when there is none of that name or a variable is missing.
    pub(super) fn message(&self, name: &str, variables: &[(String, Variable)]) -> Option<String> {
        if let Some(text) = self.plain.get(name) {
            return Some(text.clone());
        }
        let mut arguments = FluentArgs::new();
        for (name, value) in variables {
            let value = match value {
                Variable::Number(number) => FluentValue::from(*number),
                Variable::Text(text) => FluentValue::from(text.as_str()),
            };
            arguments.set(name.clone(), value);
        }
        self.format(name, Some(&arguments))
    }

    /// A character that no file may hold can still come by an escape: `{ "\u0000" }`.
    fn format(&self, name: &str, arguments: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(name)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, arguments, &mut errors);
        errors.is_empty().then(|| text.replace(is_forbidden, "\u{fffd}"))
    }
}
