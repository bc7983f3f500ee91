//! Data of the whole site for the directives that show it: forms, glossary, news.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tera::Value;

use super::head::DateView;
use super::size::size_text;
use super::view::{LinkView, link_view};
use crate::parse::{Edition, Form, FormTarget, SiteData, TermWords};
use crate::site::{Entry, Site};
use crate::text::{Fingerprint, Link, Route, fold, link_kind};

/// The values of one language, and the hash of each.
#[derive(Debug)]
pub(super) struct SiteValues {
    pub(super) forms: Value,
    pub(super) form_languages: Value,
    /// The addresses outside of the site that rows lead to, in the order of the rows.
    pub(super) form_links: Vec<String>,
    pub(super) terms: Value,
    pub(super) news: Value,
    keys: BTreeMap<SiteData, Fingerprint>,
}

impl SiteValues {
    /// The hash of what a directive sees. Children are part of the View itself.
    pub(super) fn key(&self, data: SiteData) -> Option<Fingerprint> {
        self.keys.get(&data).copied()
    }
}

#[derive(Serialize, Hash)]
struct RowLanguage {
    code: String,
    own: String,
    label: String,
}

#[derive(Serialize, Hash)]
struct Row {
    id: String,
    title: String,
    title_lang: String,
    href: String,
    external: bool,
    file_name: String,
    kind: &'static str,
    language: RowLanguage,
    date: Option<DateView>,
    size: Option<usize>,
    size_text: Option<String>,
    rank: usize,
    fold: String,
    #[serde(skip)]
    sort: String,
}

#[derive(Serialize, Hash)]
struct Chip {
    code: String,
    label: String,
    own: String,
    fold: String,
}

#[derive(Serialize, Hash)]
struct WordView {
    code: String,
    language: String,
    #[serde(rename = "use")]
    preferred: String,
    forms: Vec<String>,
    #[serde(rename = "not")]
    forbidden: Vec<String>,
    reading: Option<String>,
}

#[derive(Serialize, Hash)]
struct TermView {
    id: String,
    note: Option<String>,
    names: Vec<WordView>,
    group: String,
    #[serde(skip)]
    sort: String,
}

#[derive(Serialize, Hash)]
struct NewsView {
    #[serde(flatten)]
    link: LinkView,
    date: DateView,
}

/// The data that the directives of a page and its parts ask for.
pub(super) fn data_used(site: &Site<'_>, entry: &Entry<'_>) -> Vec<SiteData> {
    let pages = std::iter::once(&entry.page).chain(&entry.parts);
    let used = pages.flat_map(|page| &page.outline.directives).filter_map(|used| {
        let template = site.content.template(&format!("directives/{}.html", used.name.value))?;
        template.declaration.as_ref()?.data
    });
    let used: BTreeSet<SiteData> = used.collect();
    used.into_iter().collect()
}

/// Makes the values of a language. `lead` makes of a page's address what a link to it has.
pub(super) fn site_values(
    site: &Site<'_>,
    language: usize,
    lead: impl Fn(&str) -> String,
) -> SiteValues {
    let mut rows = rows(site, language);
    let chips = chips(site, &rows);
    let terms = terms(site, language);
    let mut news = news(site, language);
    let of_rows = rows.iter_mut().map(|row| &mut row.href);
    for href in of_rows.chain(news.iter_mut().map(|item| &mut item.link.href)) {
        *href = lead(href);
    }
    let keys = BTreeMap::from([
        (SiteData::Forms, Fingerprint::of_value(&(&rows, &chips))),
        (SiteData::Glossary, Fingerprint::of_value(&terms)),
        (SiteData::News, Fingerprint::of_value(&news)),
    ]);
    SiteValues {
        forms: Value::from_serializable(&rows),
        form_languages: Value::from_serializable(&chips),
        form_links: rows.iter().filter(|row| row.external).map(|row| row.href.clone()).collect(),
        terms: Value::from_serializable(&terms),
        news: Value::from_serializable(&news),
        keys,
    }
}

fn rows(site: &Site<'_>, language: usize) -> Vec<Row> {
    let forms = site.content.catalog.forms.iter();
    let mut rows: Vec<Row> = forms
        .flat_map(|form| form.editions.iter().map(move |edition| (form, edition)))
        .filter_map(|(form, edition)| row(site, language, form, edition))
        .collect();
    let locale = &site.locales[language];
    rows.sort_by(|a, b| locale.compare(&a.sort, &b.sort).then_with(|| a.id.cmp(&b.id)));
    for (rank, row) in rows.iter_mut().enumerate() {
        row.rank = rank + 1;
    }
    rows
}

fn row(site: &Site<'_>, language: usize, form: &Form, edition: &Edition) -> Option<Row> {
    let (href, external, size) = target(site, edition)?;
    let code = edition.lang.value.clone();
    let label = name_of(site, &code, site.content.config.languages[language].code.as_str());
    let own = name_of(site, &code, &code);
    let locale = &site.locales[language];
    Some(Row {
        id: format!("{}-{code}", form.id.value),
        title: edition.title.clone(),
        title_lang: code.clone(),
        href,
        external,
        file_name: edition.file_name.clone(),
        kind: form.kind.name(),
        date: form.date.map(|date| DateView { iso: date.to_string(), text: locale.date(date) }),
        size,
        size_text: size.map(size_text),
        rank: 0,
        fold: folded(site, form, edition),
        sort: site.spoken(&code, &edition.title, edition.reading.as_deref()).to_owned(),
        language: RowLanguage { code, own, label },
    })
}

fn target(site: &Site<'_>, edition: &Edition) -> Option<(String, bool, Option<usize>)> {
    match edition.target.as_ref()? {
        FormTarget::Page(page) => {
            let language = site.content.config.language(&edition.lang.value)?;
            let entry = site.entry(language, &page.value)?;
            Some((site.base.href(&entry.route), false, None))
        }
        FormTarget::File(file) => {
            let Link::File { path, .. } = link_kind(&file.value) else { return None };
            let size = site.content.files.get(&path)?.size;
            Some((site.base.href(&Route::new(&path)), false, Some(size)))
        }
        FormTarget::Url(url, size) => {
            let Link::External(href) = link_kind(&url.value) else { return None };
            Some((href, true, size.and_then(|size| usize::try_from(size).ok())))
        }
    }
}

/// What a language is called by readers of another.
fn name_of(site: &Site<'_>, code: &str, reader: &str) -> String {
    let config = &site.content.config;
    let names = config.language_names.get(code);
    let own = config.language(code).map(|place| config.languages[place].name.clone());
    names
        .and_then(|names| names.names.get(reader).cloned())
        .or(own)
        .unwrap_or_else(|| code.to_owned())
}

/// Everything that a query may find a row by, folded.
fn folded(site: &Site<'_>, form: &Form, edition: &Edition) -> String {
    let mut words: Vec<&str> = vec![&edition.title, &edition.file_name];
    words.extend(edition.reading.as_deref());
    words.extend(form.also.iter().chain(&edition.also).map(String::as_str));
    words.extend(site.language_names(&edition.lang.value));
    let folded: Vec<String> = words.into_iter().map(fold).collect();
    folded.join(" ")
}

/// The languages of the rows: the site's own in their order, then the others by code.
fn chips(site: &Site<'_>, rows: &[Row]) -> Vec<Chip> {
    let place = |code: &str| site.content.config.language(code).unwrap_or(usize::MAX);
    let by_place: BTreeMap<(usize, &str), Chip> = rows
        .iter()
        .map(|row| {
            let chip = Chip {
                code: row.language.code.clone(),
                label: row.language.label.clone(),
                own: row.language.own.clone(),
                fold: fold(&row.language.label),
            };
            ((place(&row.language.code), row.language.code.as_str()), chip)
        })
        .collect();
    by_place.into_values().collect()
}

fn terms(site: &Site<'_>, language: usize) -> Vec<TermView> {
    let reader = site.content.config.languages[language].code.as_str();
    let terms = site.content.glossary.terms.iter();
    let mut views: Vec<TermView> = terms
        .filter_map(|term| {
            let own = term.words.get_key_value(reader);
            let note =
                own.and_then(|(_, words)| words.note.as_ref()).or(term.note.as_ref()).cloned();
            let (code, own) = own.or_else(|| term.words.first_key_value())?;
            let sort = site.spoken(code, &own.preferred, own.reading.as_deref()).to_owned();
            let names = names(site, reader, &term.words);
            let group = index_letter(&sort);
            Some(TermView { id: term.id.value.clone(), note, names, group, sort })
        })
        .collect();
    let locale = &site.locales[language];
    views.sort_by(|a, b| {
        let class = |term: &TermView| letter_class(&term.group);
        class(a)
            .cmp(&class(b))
            .then_with(|| locale.compare(&a.sort, &b.sort))
            .then_with(|| a.id.cmp(&b.id))
    });
    views
}

/// A term's words, those of the reader's language first, then in the site's order.
fn names(site: &Site<'_>, reader: &str, words: &BTreeMap<String, TermWords>) -> Vec<WordView> {
    let languages = site.content.config.languages.iter().map(|language| language.code.as_str());
    let order = std::iter::once(reader).chain(languages.filter(|code| *code != reader));
    order
        .filter_map(|code| words.get(code).map(|words| (code, words)))
        .map(|(code, words)| WordView {
            code: code.to_owned(),
            language: name_of(site, code, reader),
            preferred: words.preferred.clone(),
            forms: words.forms.clone(),
            forbidden: words.forbidden.iter().map(|form| form.value.clone()).collect(),
            reading: words.reading.clone(),
        })
        .collect()
}

/// The letter of an index: the row of the kana table, a Latin capital, or `0–9`.
fn index_letter(reading: &str) -> String {
    const ROWS: &[(&str, &str)] = &[
        ("あ", "ぁあぃいぅうぇえぉおゔ"),
        ("か", "かがきぎくぐけげこごゕゖ"),
        ("さ", "さざしじすずせぜそぞ"),
        ("た", "ただちぢっつづてでとど"),
        ("な", "なにぬねの"),
        ("は", "はばぱひびぴふぶぷへべぺほぼぽ"),
        ("ま", "まみむめも"),
        ("や", "ゃやゅゆょよ"),
        ("ら", "らりるれろ"),
        ("わ", "ゎわゐゑをん"),
    ];
    let Some(first) = fold(reading).chars().next() else { return String::new() };
    if let Some((row, _)) = ROWS.iter().find(|(_, letters)| letters.contains(first)) {
        return (*row).to_owned();
    }
    if first.is_ascii_digit() { "0–9".to_owned() } else { first.to_uppercase().collect() }
}

/// Kana, then Latin, then digits, then the rest.
fn letter_class(group: &str) -> u8 {
    match group.chars().next() {
        Some('\u{3041}'..='\u{3096}') => 0,
        Some(c) if c.is_ascii_alphabetic() => 1,
        Some('0') => 2,
        _ => 3,
    }
}

/// The dated pages of a language, the newest first.
pub(super) fn dated(site: &Site<'_>, language: usize) -> Vec<usize> {
    let by_path = site.by_path[language].values().copied();
    let mut dated: Vec<usize> = by_path
        .filter(|place| {
            let entry = &site.entries[*place];
            entry.front.date.is_some() && !entry.is_fallback()
        })
        .collect();
    dated.sort_by(|a, b| {
        let (a, b) = (&site.entries[*a], &site.entries[*b]);
        b.front.date.cmp(&a.front.date).then_with(|| a.path.cmp(&b.path))
    });
    dated
}

fn news(site: &Site<'_>, language: usize) -> Vec<NewsView> {
    let locale = &site.locales[language];
    let view = |place: usize| {
        let entry = &site.entries[place];
        let date = entry.front.date?;
        let date = DateView { iso: date.to_string(), text: locale.date(date) };
        Some(NewsView { link: link_view(site, place), date })
    };
    dated(site, language).into_iter().filter_map(view).collect()
}
