//! The template engine: the set compiled, its faults placed, and what templates may call.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use super::faults::{set_findings, syntax_finding};
use super::words::{Variable, Words, tell_date};
use crate::site::Content;
use crate::text::{Base, Calendar, Code, DateStyle, Diagnostic, FilePath, Outcome, Route, Span};

/// What template functions answer from.
#[derive(Debug)]
pub(super) struct Answers {
    pub(super) base: Base,
    /// The address of the theme's folder below the base: `_t/<hash>/`.
    pub(super) theme: String,
    /// Words by language code.
    pub(super) words: BTreeMap<String, Words>,
}

/// The compiled templates; `None` inside when one of them could not be compiled.
#[derive(Debug)]
pub(super) struct Templates {
    tera: Option<Tera>,
    /// The first byte of each template's text in its file.
    starts: BTreeMap<String, usize>,
}

/// Compiles all templates. Each is parsed alone first, because the engine stops at the first fault
/// of a set.
pub(super) fn compile(content: &Content, answers: &Arc<Answers>) -> Outcome<Templates> {
    let mut findings = Vec::new();
    for template in content.templates.values() {
        let error = engine(answers).add_raw_template(&template.name, &template.text).err();
        findings.extend(error.and_then(|error| syntax_finding(template, &error)));
    }
    let starts = content
        .templates
        .values()
        .map(|template| (template.name.clone(), template.start))
        .collect();
    if !findings.is_empty() {
        return Outcome::new(Templates { tera: None, starts }, findings);
    }
    let mut tera = engine(answers);
    let all =
        content.templates.values().map(|template| (template.name.as_str(), template.text.as_str()));
    let tera = match tera.add_raw_templates(all) {
        Ok(()) => Some(tera),
        Err(error) => {
            findings.extend(set_findings(content, &error));
            None
        }
    };
    Outcome::new(Templates { tera, starts }, findings)
}

/// An engine with our functions and the theme behind the site's own templates.
fn engine(answers: &Arc<Answers>) -> Tera {
    let mut tera = Tera::default();
    // Cannot fail while there is no template yet.
    let _ = tera.set_fallback_prefixes(["theme/"]);
    let known = Arc::clone(answers);
    tera.register_function("t", move |arguments: Kwargs, state: &State<'_>| {
        message(&known, &arguments, state)
    });
    let known = Arc::clone(answers);
    tera.register_function("asset", move |arguments: Kwargs, _: &State<'_>| {
        let path: &str = arguments.must_get("path")?;
        tera::TeraResult::Ok(known.base.href(&Route::new(&format!("{}{path}", known.theme))))
    });
    let known = Arc::clone(answers);
    tera.register_function("href", move |arguments: Kwargs, _: &State<'_>| {
        let path: &str = arguments.must_get("path")?;
        tera::TeraResult::Ok(known.base.href(&Route::new(path)))
    });
    let known = Arc::clone(answers);
    tera.register_filter("date", move |day: Value, arguments: Kwargs, state: &State<'_>| {
        date(&known, &day, &arguments, state)
    });
    let known = Arc::clone(answers);
    tera.register_filter("number", move |number: Value, arguments: Kwargs, state: &State<'_>| {
        let words = words(&known, &arguments, state)?;
        tera::TeraResult::Ok(words.locale.number(&number.to_string()))
    });
    tera
}

/// The words of the language that an argument `lang` names, else of the interface's.
fn words<'a>(
    answers: &'a Answers,
    arguments: &Kwargs,
    state: &State<'_>,
) -> tera::TeraResult<&'a Words> {
    let code = match arguments.get::<&str>("lang")? {
        Some(code) => code.to_owned(),
        None => {
            let lang = state.get::<Value>("lang")?;
            let code =
                lang.as_ref().and_then(|lang| lang.get_from_path("code")).and_then(Value::as_str);
            code.unwrap_or_default().to_owned()
        }
    };
    super::asked::note(&code);
    let words = answers.words.get(&code);
    words.ok_or_else(|| tera::Error::message(format!("there is no language `{code}`")))
}

/// `page.updated | date(style="full", calendar="japanese")`: a date of a View, or one written
/// `2026-11-22`, as the language tells it.
fn date(
    answers: &Answers,
    day: &Value,
    arguments: &Kwargs,
    state: &State<'_>,
) -> tera::TeraResult<String> {
    let words = words(answers, arguments, state)?;
    let iso = day.get_from_path("iso").unwrap_or(day).to_string();
    let (style, calendar) = (arguments.get::<&str>("style")?, arguments.get::<&str>("calendar")?);
    tell_date(&words.locale, &iso, style, calendar).ok_or_else(|| {
        let names = |all: &[&str]| all.join(", ");
        tera::Error::message(format!(
            "`{iso}` is no date, or there is no such style ({}) or calendar ({})",
            names(&DateStyle::NAMES.map(|(name, _)| name)),
            names(&Calendar::NAMES.map(|(name, _)| name)),
        ))
    })
}

/// `t(key="…", lang="…", name=value …)`: a message in the given language, else in the interface's.
fn message(answers: &Answers, arguments: &Kwargs, state: &State<'_>) -> tera::TeraResult<String> {
    let key: &str = arguments.must_get("key")?;
    let words = words(answers, arguments, state)?;
    let variables: Vec<(String, Variable)> = arguments
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), Some("key" | "lang")))
        .map(|(name, value)| (name.to_string(), variable(value)))
        .collect();
    words
        .message(key, &variables)
        .ok_or_else(|| tera::Error::message(format!("no message `{key}` with these variables")))
}

/// A number chooses plural forms; a text that looks like one stays as it is written.
fn variable(value: &Value) -> Variable {
    let number = value.is_number().then(|| value.to_string().parse().ok()).flatten();
    number.map_or_else(|| Variable::Text(value.to_string()), Variable::Number)
}

impl Templates {
    /// Whether pages can be rendered.
    pub(super) fn are_usable(&self) -> bool {
        self.tera.is_some()
    }

    /// Renders a template. A failure is a finding at the template's own place, naming the page.
    pub(super) fn render(
        &self,
        name: &str,
        context: &Context,
        page: &FilePath,
    ) -> Result<String, Box<Diagnostic>> {
        let Some(tera) = &self.tera else { return Ok(String::new()) };
        tera.render(name, context).map_err(|error| Box::new(self.failure(name, &error, page)))
    }

    fn failure(&self, name: &str, error: &tera::Error, page: &FilePath) -> Diagnostic {
        let arguments = [("page", page.as_str())];
        let ErrorKind::RenderingError(report) = error.kind() else {
            let file = FilePath::new(&format!("templates/{name}"));
            return Diagnostic::new(Code::TemplateFailed, &file, None, arguments)
                .note(error.to_string());
        };
        let start = self.starts.get(report.filename()).copied().unwrap_or(0);
        let file = FilePath::new(&format!("templates/{}", report.filename()));
        let range = &report.span().range;
        let span = Span::new(start + range.start, start + range.end);
        Diagnostic::new(Code::TemplateFailed, &file, span, arguments).note(report.message())
    }
}
