//! A directive is a template: what it sees, and what it makes of it.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Value};

use super::html::Writer;
use super::links::leads_out;
use super::size::size_text;
use crate::parse::{BlockKind, Declaration, Directive, INCLUDE, SiteData, is_link, plain_text};
use crate::site::left_out;
use crate::text::{Link, Route, link_kind};

/// A file of `static/` as a download.
#[derive(Serialize)]
struct FileView {
    href: String,
    name: String,
    kind: String,
    size: usize,
    size_text: String,
}

/// Where an attribute leads, and how large the image there is shown.
#[derive(Serialize)]
struct Leads {
    href: String,
    hreflang: Option<String>,
    external: bool,
    note: Option<usize>,
    width: Option<u32>,
    height: Option<u32>,
}

/// What a directive's own template and that of the directive around it see.
#[derive(Clone)]
struct Parts {
    values: BTreeMap<String, Value>,
    html: String,
}

impl Writer<'_> {
    /// Writes a directive through its template.
    pub(super) fn directive(&mut self, directive: &Directive) {
        if directive.name.value == INCLUDE {
            return self.include(directive);
        }
        let parts = self.parts(directive);
        self.out.push_str(&parts.html);
    }

    /// Writes a part in the place of the directive; one that is left out has its finding.
    fn include(&mut self, directive: &Directive) {
        let Some(target) = directive.value("file") else { return };
        let Some(part) = self.content.part(self.file(), &target.value) else { return };
        self.included += 1;
        if left_out(&self.chain, &part.file, self.included).is_some() {
            return;
        }
        self.chain.push(part.file.clone());
        self.blocks(&part.body);
        self.chain.pop();
    }

    fn parts(&mut self, directive: &Directive) -> Parts {
        self.directives += 1;
        let mut values = BTreeMap::new();
        values.insert("uid".to_owned(), format!("{}d{}", self.view.prefix, self.directives).into());
        values.insert("name".to_owned(), directive.name.value.as_str().into());
        let id = directive.id.as_ref().map(|id| format!("{}{}", self.view.prefix, id.value));
        values.insert("id".to_owned(), id.map_or_else(Value::none, Value::from));
        values.insert("prefix".to_owned(), self.view.prefix.as_str().into());
        values.insert("classes".to_owned(), directive.classes.join(" ").into());
        let (title, title_text, title_html) = match &directive.title {
            Some(title) => {
                let words = self.content.phrases.phrased(&plain_text(&title.value));
                let html = self.apart(|writer| writer.phrased(&words, &title.value));
                (
                    Value::safe_string(&html),
                    Value::from(words.text.as_str()),
                    Value::safe_string(&words.html()),
                )
            }
            None => (Value::none(), Value::none(), Value::none()),
        };
        values.insert("title".to_owned(), title);
        values.insert("title_text".to_owned(), title_text);
        values.insert("title_html".to_owned(), title_html);
        // Before the body: a link of the title has its number on paper before those of the body.
        let attributes = self.attributes(directive);
        let (body, children) = self.body(directive);
        values.insert("body".to_owned(), Value::safe_string(&body));
        values.insert("source".to_owned(), Value::from(directive.source.as_str()));
        values.extend(attributes);
        let html = self.through_template(directive, &values, children);
        Parts { values, html }
    }

    /// The body, and the directives right inside it as values for a template that sets them itself.
    fn body(&mut self, directive: &Directive) -> (String, Vec<Value>) {
        let mut children = Vec::new();
        let body = self.apart(|writer| {
            for block in &directive.body {
                match &block.kind {
                    BlockKind::Directive(child) if child.name.value != INCLUDE => {
                        let parts = writer.parts(child);
                        writer.out.push_str(&parts.html);
                        children.push(Value::from(parts.values));
                    }
                    _ => writer.blocks(std::slice::from_ref(block)),
                }
            }
        });
        (body, children)
    }

    /// Every attribute that the template declares, `none` where the page gives no value.
    fn attributes(&mut self, directive: &Directive) -> BTreeMap<String, Value> {
        let mut values = BTreeMap::new();
        let template = self.content.template(&format!("directives/{}.html", directive.name.value));
        let Some(declaration) = template.and_then(|template| template.declaration.as_ref()) else {
            return values;
        };
        for name in declaration.attributes.keys().filter(|name| *name != "title") {
            let given = directive.attributes.iter().find(|attribute| attribute.name.value == *name);
            let value = match given.map(|attribute| attribute.value.as_ref()) {
                None => Value::none(),
                Some(None) if is_link(name) => Value::none(),
                Some(None) => Value::from(true),
                Some(Some(value)) if name == "file" => self.file_value(&value.value),
                Some(Some(value)) if is_link(name) => self.link_value(directive, &value.value),
                Some(Some(value)) => Value::from(value.value.as_str()),
            };
            values.insert(name.clone(), value);
        }
        values
    }

    /// A link that leads nowhere has its finding; the template still has something to show.
    fn link_value(&mut self, directive: &Directive, target: &str) -> Value {
        let title = directive.title.as_ref().map(|title| plain_text(&title.value));
        let note = self.note(target, &title.unwrap_or_default());
        let resolved = self.view.links.get(&(self.file().clone(), target.to_owned()));
        let language = resolved.and_then(|resolved| resolved.language);
        let image = resolved.and_then(|resolved| resolved.image);
        let languages = &self.content.config.languages;
        Value::from_serializable(&Leads {
            href: resolved.map(|resolved| resolved.href.clone()).unwrap_or_default(),
            hreflang: language.map(|language| languages[language].code.as_str().to_owned()),
            external: leads_out(target),
            note,
            width: image.map(|image| image.width),
            height: image.map(|image| image.height),
        })
    }

    fn file_value(&self, target: &str) -> Value {
        let (path, rest) = match link_kind(target) {
            Link::File { path, rest } => (path, rest),
            _ => (target.to_owned(), String::new()),
        };
        // A file that is not there has its finding; the template still has something to show.
        let size = self.content.files.get(&path).map_or(0, |file| file.size);
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        let kind = name.rsplit_once('.').map_or("", |(_, end)| end).to_uppercase();
        let href = format!("{}{rest}", self.environment.answers.base.href(&Route::new(&path)));
        let size_text = size_text(size);
        Value::from_serializable(&FileView { href, name, kind, size, size_text })
    }

    fn through_template(
        &mut self,
        directive: &Directive,
        values: &BTreeMap<String, Value>,
        children: Vec<Value>,
    ) -> String {
        let name = format!("directives/{}.html", directive.name.value);
        let Some(template) = self.content.template(&name) else { return String::new() };
        let mut context = Context::new();
        for (name, value) in values {
            context.insert_value(name.clone(), value.clone());
        }
        context.insert_value("children", Value::from(children));
        context.insert_value("lang", self.frame.lang.clone());
        context.insert_value("site", self.frame.site.clone());
        context.insert_value("page_lang", Value::from(self.view.page.lang.as_str()));
        let data = template.declaration.as_ref().and_then(|declaration| declaration.data);
        self.site_data(data, &mut context);
        match self.environment.templates.render(&name, &context, &self.page.file) {
            Ok(html) => html,
            Err(finding) => {
                let declaration = template.declaration.as_ref();
                if declaration.is_some_and(|declaration| is_complete(directive, declaration)) {
                    self.findings.push(*finding);
                }
                String::new()
            }
        }
    }

    fn site_data(&mut self, data: Option<SiteData>, context: &mut Context) {
        match data {
            Some(SiteData::Forms) => {
                context.insert_value("forms", self.data.forms.clone());
                context.insert_value("form_languages", self.data.form_languages.clone());
                let notes: BTreeMap<&str, usize> = (self.data.form_links.iter())
                    .map(|href| (href.as_str(), self.link_notes.number(href)))
                    .collect();
                context.insert_value("notes", Value::from_serializable(&notes));
            }
            Some(SiteData::Glossary) => context.insert_value("terms", self.data.terms.clone()),
            Some(SiteData::News) => context.insert_value("news", self.data.news.clone()),
            Some(SiteData::Children) => {
                context
                    .insert_value("children_pages", Value::from_serializable(&self.view.children));
            }
            None => {}
        }
    }
}

/// Whether a directive has all that its template needs; what it lacks was found already, and is why
/// the template fails.
fn is_complete(directive: &Directive, declaration: &Declaration) -> bool {
    let required = declaration.attributes.iter().filter(|(_, required)| **required);
    !directive.unread
        && required.map(|(name, _)| name.as_str()).all(|name| match name {
            "title" => directive.title.is_some(),
            name => directive.value(name).is_some(),
        })
}
