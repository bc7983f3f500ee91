//! The texts of a site on a desk, and each page that can be made of them.

use std::sync::{Arc, OnceLock};

use percent_encoding::percent_decode_str;

use super::dashboard::dashboard_html;
use super::frame::Frame;
use super::pieces::Pieces;
use super::rows::{Compared, Side, compare_html};
use crate::parse::is_part;
use crate::report::LanguageStanding;
use crate::site::Content;
use crate::text::{FilePath, Inputs, nfc};
use crate::translate::{KnownDrifts, Standing, base_of, compare, drifts, standings};

/// The texts of a site.
#[derive(Debug)]
pub struct Desk {
    inputs: Inputs,
    content: Arc<Content>,
    /// Made when somebody looks.
    standings: OnceLock<Vec<Standing>>,
}

/// Below the folder, where translations are compared.
const COMPARE: &str = "compare/";

impl Desk {
    /// Puts the texts on it.
    pub fn new(inputs: Inputs, content: Arc<Content>) -> Self {
        Self { inputs, content, standings: OnceLock::new() }
    }

    /// Whether a file is a page or part of the site.
    pub fn has(&self, file: &str) -> bool {
        self.content.pages.contains_key(&FilePath::new(file))
    }

    /// The page at a route below the folder: nothing at all for the list of all pages,
    /// `compare/<language>/<path of the page>/` for one translation. Routes may have escapes.
    pub fn page(&self, route: &str, frame: Frame<'_>) -> Option<String> {
        if route.is_empty() {
            return Some(self.dashboard(frame));
        }
        let decoded = percent_decode_str(route.strip_prefix(COMPARE)?).decode_utf8().ok()?;
        let decoded = nfc(&decoded);
        let (code, path) = decoded.split_once('/')?;
        let language = self.content.config.language(code)?;
        let path = path.trim_end_matches('/');
        let folder =
            if path.is_empty() { "index.md".to_owned() } else { format!("{path}/index.md") };
        let paths = [format!("{path}.md"), folder];
        paths.iter().find_map(|path| self.compared(language, path, frame))
    }

    /// The routes of all pages.
    pub fn routes(&self) -> Vec<String> {
        let languages = &self.content.config.languages;
        let compared = self.standings().iter().filter_map(|standing| {
            self.lead(languages[standing.language].code.as_str(), &standing.file)
        });
        std::iter::once(String::new()).chain(compared).collect()
    }

    fn compared(&self, language: usize, path: &str, frame: Frame<'_>) -> Option<String> {
        let config = &self.content.config;
        let source = self.content.written_in(self.content.versions(path));
        let file = |language: usize| format!("{}/{path}", config.folder(language));
        if source == language {
            return None;
        }
        let (now, translation) =
            (self.inputs.get(&file(source))?, self.inputs.get(&file(language))?);
        let base = base_of(&translation.path).and_then(|base| self.inputs.files.get(&base));
        let lines = compare(base, now, translation);
        let pieces = [now, translation].map(|file| {
            let page = self.content.pages.get(&file.path)?;
            Some(Pieces::of(page, &file.bytes))
        });
        let side = |language: usize, file, pieces| {
            let language = &config.languages[language];
            let (code, name) = (language.code.as_str(), language.name.as_str());
            Side { code, name, direction: &language.direction, file, pieces }
        };
        let about = Compared {
            sides: [
                side(source, &now.path, pieces[0].as_ref()),
                side(language, &translation.path, pieces[1].as_ref()),
            ],
            is_unconfirmed: base.is_none(),
            files: &self.inputs.files,
        };
        let title = self.content.pages.get(&translation.path).map(|page| page.front.title.clone());
        let title = title.filter(|title| !title.is_empty()).unwrap_or_else(|| path.to_owned());
        Some(compare_html(&lines, &title, about, frame))
    }

    fn standings(&self) -> &[Standing] {
        self.standings.get_or_init(|| {
            let drifts = drifts(&self.inputs, &self.content, &mut KnownDrifts::default());
            standings(&self.inputs, &self.content, &drifts)
        })
    }

    fn dashboard(&self, frame: Frame<'_>) -> String {
        let languages = 0..self.content.config.languages.len();
        let languages: Vec<LanguageStanding<'_>> = languages
            .filter_map(|language| LanguageStanding::of(&self.content, self.standings(), language))
            .collect();
        dashboard_html(&languages, |code, file| self.lead(code, file), frame)
    }

    /// The route of a comparison; nothing where there is only one side.
    fn lead(&self, code: &str, file: &FilePath) -> Option<String> {
        let path = file.below("content")?.split_once('/')?.1;
        let source = self.content.written_in(self.content.versions(path));
        let there = format!("{}/{path}", self.content.config.folder(source));
        self.inputs.get(&there).filter(|_| self.has(file.as_str()))?;
        Some(compare_route(code, path))
    }
}

/// Where below the folder the translation at a path of its language is compared with its source.
pub fn compare_route(code: &str, path: &str) -> String {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    let is_whole = is_part(path) || !(stem == "index" || stem.ends_with("/index"));
    let stem = if is_whole { stem } else { stem.trim_end_matches("index").trim_end_matches('/') };
    let slash = if stem.is_empty() { "" } else { "/" };
    format!("{COMPARE}{code}/{stem}{slash}")
}
