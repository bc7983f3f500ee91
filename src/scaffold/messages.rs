//! The words of the interface in a language that is new: each in a language that is there, with a
//! mark above it.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Message, Resource, Term};
use fluent_syntax::{parser, serializer};

use super::plurals::with_kinds;
use crate::parse::TODO;
use crate::site::Content;
use crate::text::{FilePath, Lang, Locale};

/// The language in which most people who translate an interface read it.
const COMMON: &str = "en";

/// A file of messages.
struct Layer<'a> {
    resource: Resource<&'a str>,
}

/// The files of messages of a site, by what they are asked for.
struct Layers<'a> {
    own: BTreeMap<&'a str, Layer<'a>>,
    theme: BTreeMap<&'a str, Layer<'a>>,
    default: &'a str,
}

/// Writes `ui.ftl` for a language: all messages that the theme and the site have and that nobody
/// has said in it yet.
pub(super) fn new_messages(content: &Content, lang: &Lang) -> String {
    let default = &content.config.languages[content.config.default].code;
    let layers = Layers {
        own: layers(content, |file| file.below("content")?.strip_suffix("/ui.ftl")),
        theme: layers(content, |file| file.below("templates/theme/ui")?.strip_suffix(".ftl")),
        default: default.as_str(),
    };
    let kinds = Locale::plurals(lang);
    let mut writer =
        Writer { layers: &layers, lang: lang.as_str(), kinds: &kinds, out: String::new() };
    let heading = format!("# {lang}: `{TODO}` stands above what is not translated yet.\n");
    writer.out.push_str(&heading);
    writer.all();
    writer.out
}

fn layers<'a>(
    content: &'a Content,
    code: impl Fn(&'a FilePath) -> Option<&'a str>,
) -> BTreeMap<&'a str, Layer<'a>> {
    let read = |(file, messages): (&'a FilePath, &'a std::sync::Arc<crate::parse::Messages>)| {
        // What cannot be read has its finding, and the rest is read.
        let resource = parser::parse(messages.text.as_str()).unwrap_or_else(|(read, _)| read);
        Some((code(file)?, Layer { resource }))
    };
    content.messages.iter().filter_map(read).collect()
}

impl<'a> Layer<'a> {
    fn message(&self, name: &str) -> Option<&Message<&'a str>> {
        self.resource.body.iter().find_map(|entry| match entry {
            Entry::Message(message) if message.id.name == name => Some(message),
            _ => None,
        })
    }
}

impl<'a> Layers<'a> {
    /// All files, in the order in which their messages are written: the theme's first.
    fn in_order(&self) -> impl Iterator<Item = &Layer<'a>> {
        let of = |layers: &'_ BTreeMap<&'a str, Layer<'a>>, code: &str| layers.contains_key(code);
        let first = if of(&self.theme, COMMON) { COMMON } else { self.default };
        let theme = self.theme.get(first).into_iter().chain(self.theme.values());
        theme.chain(self.own.get(self.default)).chain(self.own.values())
    }

    /// What the site itself says in its default language in place of the theme.
    fn replaced(&self, name: &str) -> Option<&Message<&'a str>> {
        let own = self.own.get(self.default)?.message(name)?;
        self.theme.get(self.default)?.message(name).map(|_| own)
    }

    /// The message to translate from: in English if the site or the theme says it there, else in
    /// the default language. What the site says in place of the theme stands before the theme.
    fn value(&self, name: &str) -> Option<&Message<&'a str>> {
        let own = |code: &str| self.own.get(code)?.message(name);
        let theme = |code: &str| self.theme.get(code)?.message(name);
        own(COMMON)
            .or_else(|| self.replaced(name))
            .or_else(|| theme(COMMON))
            .or_else(|| self.default(name))
            .or_else(|| self.in_order().find_map(|layer| layer.message(name)))
    }

    /// The message in the default language.
    fn default(&self, name: &str) -> Option<&Message<&'a str>> {
        let own = self.own.get(self.default).and_then(|layer| layer.message(name));
        own.or_else(|| self.theme.get(self.default)?.message(name))
    }

    /// What the author of a message says of it: the theme's of its own, the site's of the others.
    /// Above the first message of a site stands what is said of its file.
    fn note(&self, name: &str) -> Option<&Message<&'a str>> {
        let theme = |code: &str| self.theme.get(code)?.message(name);
        theme(COMMON).or_else(|| theme(self.default)).or_else(|| self.value(name))
    }

    /// Whether the theme says it in a language, and the site has nothing else to say.
    fn is_said(&self, code: &str, name: &str) -> bool {
        let theme = self.theme.get(code).and_then(|layer| layer.message(name));
        theme.is_some() && self.replaced(name).is_none()
    }
}

struct Writer<'a> {
    layers: &'a Layers<'a>,
    lang: &'a str,
    kinds: &'a [&'static str],
    out: String,
}

impl Writer<'_> {
    fn all(&mut self) {
        let layers = self.layers;
        let mut written: BTreeSet<&str> = BTreeSet::new();
        for layer in layers.in_order() {
            // A heading is written when something comes below it; so is the gap between two files.
            let mut heading = Some(String::new());
            for entry in &layer.resource.body {
                match entry {
                    Entry::GroupComment(comment) => heading = Some(comment.content.join(" ")),
                    Entry::Message(message) => {
                        let name = message.id.name;
                        if written.insert(name) && !layers.is_said(self.lang, name) {
                            self.group(heading.take().as_deref());
                            self.message(name);
                        }
                    }
                    Entry::Term(term) if written.insert(term.id.name) => {
                        self.group(heading.take().as_deref());
                        self.mark(None);
                        self.entry(Entry::Term(Term { comment: None, ..term.clone() }));
                    }
                    _ => {}
                }
            }
        }
    }

    fn group(&mut self, heading: Option<&str>) {
        match heading {
            None => {}
            Some("") => self.out.push('\n'),
            Some(heading) => self.out.push_str(&format!("\n## {heading}\n\n")),
        }
    }

    /// A message: what its author says of it, the mark with the text of the default language, the
    /// kinds of number where they matter.
    fn message(&mut self, name: &str) {
        let Some(value) = self.layers.value(name) else { return };
        let mut message = Message { comment: None, ..value.clone() };
        let note = self.layers.note(name).and_then(|message| message.comment.as_ref());
        for line in note.iter().flat_map(|comment| &comment.content) {
            self.out.push_str(&format!("# {line}\n"));
        }
        let default = self.layers.default(name).filter(|default| default.value != value.value);
        self.mark(default.map(serialized).as_deref());
        let counts = message.value.as_mut().is_some_and(|value| with_kinds(value, self.kinds));
        if counts {
            self.out.push_str(&format!("# {}\n", self.kinds.join(", ")));
        }
        self.entry(Entry::Message(message));
    }

    /// `# l10n:todo ja = …`, every further line as a comment too.
    fn mark(&mut self, default: Option<&str>) {
        let words = default.and_then(|text| text.split_once('='));
        let Some((_, words)) = words else {
            self.out.push_str(&format!("# {TODO}\n"));
            return;
        };
        let mark = format!("# {TODO} {} ={words}", self.layers.default);
        self.out.push_str(&mark.trim_end().replace('\n', "\n# "));
        self.out.push('\n');
    }

    fn entry(&mut self, entry: Entry<&str>) {
        self.out.push_str(&serializer::serialize(&Resource { body: vec![entry] }));
    }
}

/// A message as Fluent writes it, without its comment.
fn serialized(message: &Message<&str>) -> String {
    let message = Message { comment: None, ..message.clone() };
    serializer::serialize(&Resource { body: vec![Entry::Message(message)] })
}
