//! Everything that was parsed, before anything knows of anything else.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::parse::{Catalog, Config, Dimensions, Glossary, Messages, Page, Template};
use crate::text::{FilePath, Fingerprint, Phrases, nfc};

/// A file of `static/` as the site sees it; its bytes go straight to the output.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StaticFile {
    /// The file.
    pub file: FilePath,
    /// Its size in bytes.
    pub size: usize,
    /// The hash of its bytes.
    pub hash: Fingerprint,
    /// How large it is shown, for an image that says so.
    pub image: Option<Dimensions>,
}

/// A file of the theme.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ThemeFile {
    /// What is published of it.
    pub bytes: Arc<[u8]>,
    /// The hash of that.
    pub hash: Fingerprint,
}

/// All parsed files of a site.
#[derive(Debug, Default)]
pub struct Content {
    /// `site.toml`.
    pub config: Config,
    /// Pages and parts, by file.
    pub pages: BTreeMap<FilePath, Arc<Page>>,
    /// `forms.toml`.
    pub catalog: Arc<Catalog>,
    /// `glossary.toml`.
    pub glossary: Arc<Glossary>,
    /// The files of messages.
    pub messages: BTreeMap<FilePath, Arc<Messages>>,
    /// The templates, by their name under `templates/`.
    pub templates: BTreeMap<String, Arc<Template>>,
    /// The site's own files, by their address below the base, in NFC.
    pub files: BTreeMap<String, StaticFile>,
    /// The theme's files, by their path below `static/theme/`.
    pub theme: BTreeMap<String, ThemeFile>,
    /// Where the lines of titles may end.
    pub phrases: Arc<Phrases>,
    /// The days of the last commits.
    pub dates: BTreeMap<FilePath, Date>,
    /// Drafts are pages too.
    pub drafts: bool,
    /// The hash of everything but what only the pages themselves show: where it is the same, the
    /// site is the same from the outside of each page.
    pub key: Fingerprint,
    /// The same without templates, styles and scripts, which move no page.
    pub outline: Fingerprint,
}

impl Content {
    /// The language whose folder holds a file, and the path below that folder in NFC.
    pub fn place(&self, file: &FilePath) -> Option<(usize, String)> {
        let below = file.below("content")?;
        let (folder, path) = below.split_once('/')?;
        Some((self.config.language(folder)?, nfc(path)))
    }

    /// The language that a page is written in first: what any of its versions says, else the site's.
    pub fn written_in<'a>(&self, versions: impl Iterator<Item = (usize, &'a Page)>) -> usize {
        let mut named =
            versions.filter_map(|(language, page)| Some((language, page.front.source.as_ref()?)));
        // A code that is none has its own finding; until it is right the page stands for itself.
        named.next().map_or(self.config.source, |(language, code)| {
            self.config.language(&code.value).unwrap_or(language)
        })
    }

    /// The pages at a path, by language.
    pub fn versions(&self, path: &str) -> impl Iterator<Item = (usize, &Page)> {
        (0..self.config.languages.len()).filter_map(move |language| {
            let file = FilePath::new(&format!("{}/{path}", self.config.folder(language)));
            Some((language, &**self.pages.get(&file)?))
        })
    }

    /// The part that `::include{file="target"}` in `file` means. A target that begins with `_` is
    /// looked for from the language's folder, any other beside the file; a part that the language
    /// lacks is taken from the source language.
    pub fn part(&self, file: &FilePath, target: &str) -> Option<&Arc<Page>> {
        let (language, _) = self.place(file)?;
        let folder = self.config.folder(language);
        let from = if target.starts_with('_') { folder.as_str() } else { file.folder() };
        let path = FilePath::resolve(from, target)?;
        let below = path.below(&folder)?;
        let source = format!("{}/{below}", self.config.folder(self.config.source));
        self.page(&path).or_else(|| self.page(&FilePath::new(&source)))
    }

    /// The page at a path, however the disk spells it: names may be there in NFD.
    pub fn page(&self, path: &FilePath) -> Option<&Arc<Page>> {
        self.pages.get(path).or_else(|| {
            let wanted = nfc(path.as_str());
            let spelled =
                self.pages.iter().find(|(known, _)| known.as_str().nfc().eq(wanted.chars()));
            spelled.map(|(_, page)| page)
        })
    }

    /// What a language says under a name in its own words, or the theme's in that language; where it
    /// says nothing of itself, no other language speaks for it.
    pub(super) fn word(&self, language: usize, name: &str) -> Option<&str> {
        let code = &self.config.languages[language].code;
        let files = [format!("content/{code}/ui.ftl"), format!("templates/theme/ui/{code}.ftl")];
        let said = |file: &String| self.messages.get(&FilePath::new(file))?.messages.get(name);
        files.iter().find_map(said)?.text.as_deref()
    }

    /// Whether a template of this name is there, in the site's own folder or in the theme.
    pub fn template(&self, name: &str) -> Option<&Arc<Template>> {
        self.templates.get(name).or_else(|| self.templates.get(&format!("theme/{name}")))
    }
}
