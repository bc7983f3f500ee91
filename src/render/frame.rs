//! What all pages of a language share: made once a build, handed to every template.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::Value;

use super::head::{POLICY, language_name};
use super::reach::reached;
use super::templates::{Answers, Templates, compile};
use super::words::{Words, fingerprint};
use crate::parse::Template;
use crate::site::{Content, Site};
use crate::text::{Base, Fingerprint, Locale, Outcome, Route};

/// A language as templates see it.
#[derive(Clone, Serialize, Hash, Debug)]
pub(super) struct LanguageView {
    pub(super) code: String,
    pub(super) name: String,
    /// Its name in the reader's language.
    pub(super) label: String,
    pub(super) dir: String,
    pub(super) href: String,
    pub(super) description: String,
    /// The language and its territory as Open Graph writes them: `ja_JP`.
    pub(super) og_locale: String,
}

/// The site as templates see it, in one language.
#[derive(Clone, Serialize, Hash, Debug)]
pub(super) struct SiteView {
    pub(super) title: String,
    pub(super) root: String,
    #[serde(rename = "default")]
    pub(super) default_code: String,
    /// What a page may load, for browsers to hold it to. Nothing where the site lets raw HTML
    /// through: what that needs only its author knows.
    pub(super) policy: Option<&'static str>,
}

/// Templates and words: what a page's bytes depend on besides the page.
#[derive(Debug)]
pub struct Environment {
    /// The key that it was made for.
    pub key: Fingerprint,
    /// What every page depends on: all of the key but the words.
    common: Fingerprint,
    /// What a directive's HTML depends on of that, by its name.
    pub(super) directives: BTreeMap<String, Fingerprint>,
    /// Which templates there are, and what they say of themselves.
    pub(super) declared: Fingerprint,
    pub(super) templates: Templates,
    pub(super) answers: Arc<Answers>,
    /// What was found while it was made.
    pub findings: Vec<crate::text::Diagnostic>,
}

/// The key of an environment: everything it is made of.
pub fn environment_key(content: &Content, base: &Base) -> Fingerprint {
    let words: Vec<Fingerprint> = (0..content.config.languages.len())
        .map(|language| fingerprint(content, language))
        .collect();
    Fingerprint::of_value(&(common_key(content, base), words))
}

fn common_key(content: &Content, base: &Base) -> Fingerprint {
    let templates: Vec<(&String, Fingerprint)> =
        content.templates.iter().map(|(name, template)| (name, template.hash)).collect();
    Fingerprint::of_value(&(templates, theme_folder(content), base, &content.config))
}

fn directive_keys(content: &Content) -> BTreeMap<String, Fingerprint> {
    let theme = theme_folder(content);
    let key = |templates: Vec<&Arc<Template>>| {
        let asks = templates.iter().any(|template| template.text.contains("asset"));
        let hashes = templates.iter().map(|template| (&template.name, template.hash));
        Fingerprint::of_value(&(hashes.collect::<Vec<_>>(), asks.then_some(&theme)))
    };
    let reached = reached(content).into_iter();
    reached.map(|(name, templates)| (name.to_owned(), key(templates))).collect()
}

fn declared_key(content: &Content) -> Fingerprint {
    let said = content.templates.iter().map(|(name, template)| (name, &template.declaration));
    Fingerprint::of_value(&said.collect::<Vec<_>>())
}

/// The address of the theme's files below the base. The hash of the whole folder stands in it, so
/// that a file may be kept for ever, and names inside are unchanged, so that scripts can import
/// each other.
pub fn theme_folder(content: &Content) -> String {
    let mut list = String::new();
    for (name, file) in &content.theme {
        list.push_str(&format!("{} {name}\n", file.hash.hex()));
    }
    format!("_t/{}/", Fingerprint::of(list.as_bytes()).short(16))
}

/// Compiles templates and words.
pub fn environment(content: &Content, base: &Base, key: Fingerprint) -> Environment {
    let languages = content.config.languages.iter().enumerate();
    let words: BTreeMap<String, Words> = languages
        .map(|(place, language)| (language.code.as_str().to_owned(), Words::new(content, place)))
        .collect();
    let answers = Arc::new(Answers { base: base.clone(), theme: theme_folder(content), words });
    let Outcome { value: templates, diagnostics: findings } = compile(content, &answers);
    let (common, declared) = (common_key(content, base), declared_key(content));
    let directives = directive_keys(content);
    Environment { key, common, directives, declared, templates, answers, findings }
}

impl Environment {
    /// Whether pages can be rendered.
    pub fn is_usable(&self) -> bool {
        self.templates.are_usable()
    }

    /// The hash of a language's words.
    pub(super) fn words_key(&self, code: &str) -> Option<Fingerprint> {
        self.answers.words.get(code).map(Words::key)
    }

    /// A message without variables.
    pub(super) fn word(&self, code: &str, name: &str) -> String {
        self.answers.words.get(code).and_then(|words| words.message(name, &[])).unwrap_or_default()
    }
}

/// The shared values of one language.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) code: String,
    pub(super) lang: Value,
    pub(super) site: Value,
    pub(super) languages: Value,
    pub(super) feed: String,
    pub(super) json_feed: String,
    /// The hash of all of it and of all templates.
    pub(super) key: Fingerprint,
    /// The hash of what the text of a page sees of it.
    pub(super) inner: Fingerprint,
}

/// Makes the frames of all languages.
pub(super) fn frames(site: &Site<'_>, environment: &Environment) -> Vec<Frame> {
    let languages = 0..site.content.config.languages.len();
    let views = |reader: usize| -> Vec<LanguageView> {
        languages.clone().map(|place| language_view(site, place, reader)).collect()
    };
    languages.clone().map(|place| frame(site, environment, &views(place), place)).collect()
}

fn frame(
    site: &Site<'_>,
    environment: &Environment,
    views: &[LanguageView],
    place: usize,
) -> Frame {
    let config = &site.content.config;
    let code = views[place].code.clone();
    let view = SiteView {
        title: environment.word(&code, "site-title"),
        root: site.base.href(&Route::new("")),
        default_code: config.languages[config.default].code.as_str().to_owned(),
        policy: (!config.raw_html).then_some(POLICY),
    };
    let key = Fingerprint::of_value(&(environment.common, views, &view, place));
    let inner = Fingerprint::of_value(&(&site.base, config, &views[place], &view));
    Frame {
        feed: site.base.href(&Route::new(&format!("{code}/feed.xml"))),
        json_feed: site.base.href(&Route::new(&format!("{code}/feed.json"))),
        code,
        lang: Value::from_serializable(&views[place]),
        site: Value::from_serializable(&view),
        languages: Value::from_serializable(&views),
        key,
        inner,
    }
}

fn language_view(site: &Site<'_>, place: usize, reader: usize) -> LanguageView {
    let language = &site.content.config.languages[place];
    let front = site.entry(place, "index.md");
    LanguageView {
        code: language.code.as_str().to_owned(),
        name: language.name.clone(),
        label: language_name(site, place, reader),
        dir: language.direction.clone(),
        href: site.base.href(&Route::new(&format!("{}/", language.code))),
        og_locale: Locale::with_territory(&language.code),
        description: front.and_then(|entry| entry.front.description.clone()).unwrap_or_default(),
    }
}
