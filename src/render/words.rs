//! The words of the interface, ready to be asked for.

use std::collections::BTreeMap;
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::site::Content;
use crate::text::{FilePath, Fingerprint, is_forbidden};

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
        // It can only fail where a function of that name is there already.
        let _ = bundle.add_builtins();
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
        let mut words = Self { bundle, plain: BTreeMap::new(), key };
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
