//! The program's own words, out of Fluent: one message for each code, and what the command line
//! says.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::text::{Diagnostic, Severity};

/// The languages that the program itself speaks. A site's languages are another matter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UiLang {
    /// 日本語
    Ja,
    /// English
    En,
}

impl UiLang {
    /// Every language, for tests and for the command line's list.
    pub const ALL: &'static [Self] = &[Self::Ja, Self::En];

    /// The language that the program speaks to people who read `code`.
    pub fn of(code: &str) -> Self {
        let is_of = |lang: &&Self| code.split('-').next() == Some(lang.id().language.as_str());
        Self::ALL.iter().find(is_of).copied().unwrap_or(Self::En)
    }

    /// Its code.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// Decides plurals.
    fn id(self) -> LanguageIdentifier {
        self.code().parse().unwrap_or_default()
    }

    /// The messages as they are written.
    pub fn source(self) -> &'static str {
        match self {
            Self::Ja => include_str!("words/ja.ftl"),
            Self::En => include_str!("words/en.ftl"),
        }
    }
}

/// All messages of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Reads the messages of a language. A test sees to it that they have no errors, so what
    /// could be read is all there is.
    pub fn new(lang: UiLang) -> Self {
        let resource = FluentResource::try_new(lang.source().to_owned());
        let resource = resource.unwrap_or_else(|(readable, _)| readable);
        let mut bundle = FluentBundle::new_concurrent(vec![lang.id()]);
        // A terminal shows the marks that keep text directions apart as boxes.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Self { bundle }
    }

    /// A message with its values. Its own name if there is none.
    pub fn say<'a>(&self, name: &str, values: &[(&'a str, Value<'a>)]) -> String {
        self.format(name, None, values).unwrap_or_else(|| name.to_owned())
    }

    /// What to do about what a message says, if anything.
    pub fn help<'a>(&self, name: &str, values: &[(&'a str, Value<'a>)]) -> Option<String> {
        self.format(name, Some("help"), values)
    }

    /// A finding's sentence.
    pub fn message(&self, finding: &Diagnostic) -> String {
        self.say(finding.code.name(), &values(finding))
    }

    /// What to do about a finding, and in a line of its own the word that was probably meant.
    pub fn advice(&self, finding: &Diagnostic) -> Vec<String> {
        let meant = finding.suggestion.as_deref();
        let meant = meant.map(|word| self.say("did-you-mean", &[("word", Value::Text(word))]));
        meant.into_iter().chain(self.help(finding.code.name(), &values(finding))).collect()
    }

    /// The word for how grave something is.
    pub fn severity(&self, severity: Severity) -> String {
        match severity {
            Severity::Error => self.say("level-error", &[]),
            Severity::Warning => self.say("level-warning", &[]),
        }
    }

    fn format(
        &self,
        name: &str,
        part: Option<&str>,
        values: &[(&str, Value<'_>)],
    ) -> Option<String> {
        let message = self.bundle.get_message(name)?;
        let pattern = match part {
            Some(part) => message.get_attribute(part)?.value(),
            None => message.value()?,
        };
        let values: FluentArgs<'_> =
            values.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        // A value that is missing shows by its name, `{$path}`; a test sees to it that none is.
        Some(self.bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned())
    }
}

/// A value that a message names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value<'a> {
    /// Shown as it is.
    Text(&'a str),
    /// A count, which may decide a plural.
    Count(usize),
}

impl<'a> From<Value<'a>> for FluentValue<'a> {
    fn from(value: Value<'a>) -> Self {
        match value {
            Value::Text(text) => text.into(),
            Value::Count(count) => count.into(),
        }
    }
}

fn values(finding: &Diagnostic) -> Vec<(&'static str, Value<'_>)> {
    finding.arguments.iter().map(|(name, value)| (*name, Value::Text(value))).collect()
}
