//! `content/site.toml`: what the site is called, where it lies, its languages.

use std::collections::BTreeMap;

use super::data::{Entry, Fields, Kind, Node, add_without_echoes};
use super::decode::decode;
use super::gate::{Gate, gates};
use super::host::Host;
use super::toml::read_toml;
use crate::text::{
    Base, Calendar, Code, Diagnostic, FilePath, Lang, Locale, Outcome, Source, Span, Spanned,
};

/// What a language shows in place of a page that it lacks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Fallback {
    /// The source page, with the interface of the language.
    Page,
    /// Links lead to the source page itself.
    Link,
    /// Nothing; links lead to the source page.
    None,
}

/// One language of the site.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Language {
    /// Its code, which is its folder's name.
    pub code: Lang,
    /// Its name for itself.
    pub name: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// What stands in for a missing page.
    pub fallback: Fallback,
    /// The calendar of the dates on its pages.
    pub calendar: Calendar,
    /// Where it is declared.
    pub span: Span,
}

/// How a language is called, for people who search for it.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct LanguageNames {
    /// Its name in other languages, by their code.
    pub names: BTreeMap<String, String>,
    /// Readings and other names.
    pub also: Vec<String>,
}

/// The site's configuration.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct Config {
    /// Where the site will lie.
    pub base: Option<Base>,
    /// The languages, in their order.
    pub languages: Vec<Language>,
    /// The place in `languages` of the one that the others are translated from.
    pub source: usize,
    /// The place in `languages` of the one for readers who gave no choice.
    pub default: usize,
    /// Names by language code.
    pub language_names: BTreeMap<String, LanguageNames>,
    /// An address with `{path}` for a file of the repository.
    pub edit: Option<String>,
    /// Whether HTML in Markdown reaches the page.
    pub raw_html: bool,
    /// So many units of a source may change before readers of a translation are told.
    pub grace: usize,
    /// What `check --strict` asks of the translations into a language, by its place.
    pub gates: BTreeMap<usize, Gate>,
    /// What the site is put on.
    pub host: Option<Host>,
}

impl Config {
    /// Whether a site can be made of it at all.
    pub fn is_usable(&self) -> bool {
        !self.languages.is_empty()
    }

    /// The place of a language.
    pub fn language(&self, code: &str) -> Option<usize> {
        self.languages.iter().position(|language| language.code.as_str() == code)
    }

    /// The codes that a catalog may name: the site's languages, and those that have names.
    pub fn known_codes(&self) -> impl Iterator<Item = &str> {
        let languages = self.languages.iter().map(|language| language.code.as_str());
        languages.chain(self.language_names.keys().map(String::as_str))
    }

    /// The folder of a language's pages.
    pub fn folder(&self, language: usize) -> String {
        format!("content/{}", self.languages[language].code)
    }
}

/// Reads `site.toml`.
pub fn parse_config(source: &Source) -> Outcome<Config> {
    let mut findings = Vec::new();
    let decoded = decode(source).unpack(&mut findings);
    let root = read_toml(&source.path, decoded.text, decoded.start).unpack(&mut findings);
    let mut reader = Reader { file: &source.path, findings: Vec::new() };
    let config = reader.config(&root);
    add_without_echoes(reader.findings, &mut findings);
    Outcome::new(config, findings)
}

struct Reader<'a> {
    file: &'a FilePath,
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn config(&mut self, root: &Node) -> Config {
        let mut fields = Fields::open(self.file, root, "site.toml");
        let written = fields.node("schema").map_or(root.span, |node| node.span);
        if let Some(schema) = fields.integer("schema").filter(|schema| *schema != 1) {
            fields.report(Code::UnknownSchema, written, [("value", &schema.to_string())]);
        }
        let base = fields.text("base_url").and_then(|url| self.base(&url));
        let source = fields.required_text("source");
        let default = fields.text("default");
        let languages = self.languages(fields.tables("language"));
        if languages.is_empty() {
            fields.missing("language");
        }
        let mut config = Config { base, languages, ..Config::default() };
        config.source = self.named(&config, source.as_ref()).unwrap_or(0);
        config.default = self.named(&config, default.as_ref()).unwrap_or(config.source);
        if let Some(node) = fields.node("language_names") {
            config.language_names = self.language_names(node);
        }
        if let Some(node) = fields.node("links") {
            config.edit = self.edit(node);
        }
        if let Some(node) = fields.node("stale") {
            config.grace = self.grace(node);
        }
        if let Some(node) = fields.node("gate") {
            let languages = config.languages.iter();
            let codes: Vec<&str> = languages.map(|language| language.code.as_str()).collect();
            config.gates = gates(self.file, node, &codes, &mut self.findings);
        }
        if let Some(node) = fields.node("html") {
            config.raw_html = self.raw_html(node);
        }
        if let Some(node) = fields.node("publish") {
            config.host = self.host(node);
        }
        fields.close(&mut self.findings);
        config
    }

    fn base(&mut self, url: &Spanned<String>) -> Option<Base> {
        let base = Base::parse(&url.value);
        if base.is_none() {
            self.report(Code::BadBaseUrl, url.span, [("value", &url.value)]);
        }
        base
    }

    fn languages(&mut self, nodes: &[Node]) -> Vec<Language> {
        let mut languages: Vec<Language> = Vec::new();
        for node in nodes {
            let Some(language) = self.language(node) else { continue };
            let code = language.code.as_str();
            if let Some(first) = languages.iter().find(|known| known.code.as_str() == code) {
                let finding =
                    Diagnostic::new(Code::DuplicateKey, self.file, language.span, [("key", code)])
                        .related(self.file, first.span);
                self.findings.push(finding);
            } else {
                languages.push(language);
            }
        }
        languages
    }

    fn language(&mut self, node: &Node) -> Option<Language> {
        let mut fields = Fields::open(self.file, node, "language");
        let code = fields.required_text("code");
        let name = fields.required_text("name");
        let direction = fields.choice("dir", &[("ltr", "ltr"), ("rtl", "rtl")]);
        let fallback = fields.choice(
            "fallback",
            &[("page", Fallback::Page), ("link", Fallback::Link), ("none", Fallback::None)],
        );
        let calendar = fields.choice("calendar", &Calendar::NAMES);
        fields.close(&mut self.findings);
        let code = code?;
        let Some(lang) = Lang::parse(&code.value) else {
            self.report(Code::BadLanguageCode, code.span, [("value", &code.value)]);
            return None;
        };
        Some(Language {
            direction: direction.unwrap_or_else(|| Locale::direction(&lang)).to_owned(),
            name: name.map_or_else(|| code.value.clone(), |name| name.value),
            fallback: fallback.unwrap_or(Fallback::Page),
            calendar: calendar.unwrap_or_default(),
            code: lang,
            span: code.span,
        })
    }

    /// The place of the language that a key names.
    fn named(&mut self, config: &Config, code: Option<&Spanned<String>>) -> Option<usize> {
        let code = code?;
        let found = config.language(&code.value);
        if found.is_none() && config.is_usable() {
            let known = config.languages.iter().map(|language| language.code.as_str());
            let arguments = [("code", code.value.as_str())];
            let finding = Diagnostic::new(Code::UnknownLanguage, self.file, code.span, arguments)
                .suggest(&code.value, known);
            self.findings.push(finding);
        }
        found
    }

    fn language_names(&mut self, node: &Node) -> BTreeMap<String, LanguageNames> {
        let mut fields = Fields::open(self.file, node, "language_names");
        let entries = fields.others();
        fields.close(&mut self.findings);
        entries.into_iter().filter_map(|entry| self.names_of(entry)).collect()
    }

    fn names_of(&mut self, entry: &Entry) -> Option<(String, LanguageNames)> {
        let code = &entry.key.value;
        if Lang::parse(code).is_none() {
            self.report(Code::BadLanguageCode, entry.key.span, [("value", code)]);
            return None;
        }
        let mut fields = Fields::open(self.file, &entry.value, code);
        let also = texts(fields.texts("also"));
        let mut names = BTreeMap::new();
        for name in fields.others() {
            if let Kind::Text(text) = &name.value.kind {
                names.insert(name.key.value.clone(), text.clone());
            } else {
                let arguments = [("key", name.key.value.as_str()), ("expected", "text")];
                let span = name.value.span;
                self.findings.push(Diagnostic::new(Code::WrongType, self.file, span, arguments));
            }
        }
        fields.close(&mut self.findings);
        Some((code.clone(), LanguageNames { names, also }))
    }

    fn edit(&mut self, node: &Node) -> Option<String> {
        let mut fields = Fields::open(self.file, node, "links");
        let edit = fields.text("edit");
        fields.close(&mut self.findings);
        edit.map(|edit| edit.value)
    }

    fn grace(&mut self, node: &Node) -> usize {
        let mut fields = Fields::open(self.file, node, "stale");
        let grace = fields.count("grace");
        fields.close(&mut self.findings);
        grace.map_or(0, |grace| grace.value)
    }

    fn raw_html(&mut self, node: &Node) -> bool {
        let mut fields = Fields::open(self.file, node, "html");
        let raw = fields.choice("raw", &[("off", false), ("unsafe", true)]);
        fields.close(&mut self.findings);
        raw.unwrap_or(false)
    }

    fn host(&mut self, node: &Node) -> Option<Host> {
        let mut fields = Fields::open(self.file, node, "publish");
        let host = fields.choice("host", &Host::NAMES);
        fields.close(&mut self.findings);
        host
    }

    fn report(&mut self, code: Code, span: Span, arguments: [(&'static str, &str); 1]) {
        self.findings.push(Diagnostic::new(code, self.file, span, arguments));
    }
}

/// Texts without their places.
pub(crate) fn texts(list: Option<Vec<Spanned<String>>>) -> Vec<String> {
    list.unwrap_or_default().into_iter().map(|text| text.value).collect()
}
