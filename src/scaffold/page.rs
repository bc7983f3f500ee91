//! A page of a translation that is to be written.

use std::sync::Arc;

use crate::parse::{Page, is_part};
use crate::site::{Content, heading_ids};
use crate::text::{FileChange, FilePath, Inputs, nfc};

use super::skeleton::skeleton;

/// The files that begin a translation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewPage {
    /// What it is a translation of.
    pub source: FilePath,
    /// The draft to be translated, and its bytes.
    pub page: (FilePath, Vec<u8>),
    /// The source as it is now (S0): what changes in it while the draft is written is seen later.
    pub base: (FilePath, Vec<u8>),
}

impl NewPage {
    /// The files that are to be written.
    pub fn changes(&self) -> Vec<FileChange> {
        vec![created(&self.page), created(&self.base)]
    }
}

/// A new file, which stands for itself.
pub(super) fn created((path, bytes): &(FilePath, Vec<u8>)) -> FileChange {
    FileChange::Create { path: path.clone(), like: None, bytes: bytes.clone() }
}

/// Why there is nothing to begin with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unfit {
    /// A path that no page can have.
    NoPage(String),
    /// No language of the site.
    UnknownLanguage(String),
    /// A page of the language that it is written in first: what it is to be translated into is not
    /// said.
    IsSource(FilePath),
    /// There is nothing to translate.
    NoSource(FilePath),
    /// The source has faults after which nobody knows what it holds.
    UnreadSource(FilePath),
    /// A part has no head that could say that it is a draft.
    IsPart(FilePath),
    /// The page, or another file that would be written, is there already.
    IsThere(FilePath),
    /// Not a BCP 47 code.
    BadCode(String),
    /// The site has the language.
    HasLanguage(String),
    /// `site.toml` is written in a way that no table can be added to.
    Settings(FilePath),
}

impl Unfit {
    /// The name of its message.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NoPage(_) => "new-no-page",
            Self::UnknownLanguage(_) => "new-unknown-language",
            Self::IsSource(_) => "new-is-source",
            Self::NoSource(_) => "new-no-source",
            Self::UnreadSource(_) => "new-unread-source",
            Self::IsPart(_) => "new-is-part",
            Self::IsThere(_) => "already-there",
            Self::BadCode(_) => "bad-language-code",
            Self::HasLanguage(_) => "language-there",
            Self::Settings(_) => "language-by-hand",
        }
    }

    /// What its message speaks of.
    pub fn about(&self) -> &str {
        match self {
            Self::NoPage(path) => path,
            Self::UnknownLanguage(code) | Self::BadCode(code) | Self::HasLanguage(code) => code,
            Self::IsSource(file)
            | Self::NoSource(file)
            | Self::UnreadSource(file)
            | Self::IsPart(file)
            | Self::IsThere(file)
            | Self::Settings(file) => file.as_str(),
        }
    }
}

/// Begins the translation of a page. `page` is a path from ROOT, or from the folder of `language`.
pub fn new_page(
    inputs: &Inputs,
    content: &Content,
    page: &str,
    language: Option<&str>,
) -> Result<NewPage, Unfit> {
    let (code, path) = destination(content, page, language)?;
    begin(inputs, content, &code, &path)
}

/// The language and the path below its folder.
fn destination(
    content: &Content,
    page: &str,
    language: Option<&str>,
) -> Result<(String, String), Unfit> {
    let no_page = || Unfit::NoPage(page.to_owned());
    let unknown = |code: &str| Unfit::UnknownLanguage(code.to_owned());
    if let Some(code) = language.filter(|code| content.config.language(code).is_none()) {
        return Err(unknown(code));
    }
    let file = FilePath::resolve("", page).filter(|_| !page.starts_with('/'));
    let file = file.ok_or_else(no_page)?;
    let (code, path) = match (language, content.place(&file), file.below("content")) {
        (Some(code), Some((_, path)), _) => (code.to_owned(), path),
        // A folder of pages may be called like a folder of ROOT.
        (Some(code), None, _) => (code.to_owned(), nfc(file.as_str())),
        (None, Some((language, path)), _) => {
            (content.config.languages[language].code.to_string(), path)
        }
        (None, None, Some(below)) if below.contains('/') => {
            return Err(unknown(below.split('/').next().unwrap_or(below)));
        }
        (None, None, _) => return Err(no_page()),
    };
    // Names that no walk through the folders takes up.
    let is_odd = |name: &str| name.starts_with('.') || name.ends_with('~');
    if !path.ends_with(".md") || path.split('/').any(is_odd) {
        return Err(no_page());
    }
    Ok((code, path))
}

/// Begins the translation of the page at a path below the languages' folders.
pub(super) fn begin(
    inputs: &Inputs,
    content: &Content,
    code: &str,
    path: &str,
) -> Result<NewPage, Unfit> {
    let target = FilePath::new(&format!("content/{code}/{path}"));
    if content.page(&target).is_some() {
        return Err(Unfit::IsThere(target));
    }
    let (from, source) = source(content, path)?;
    if is_part(path) {
        return Err(Unfit::IsPart(source.file.clone()));
    }
    if from == code {
        return Err(Unfit::IsSource(source.file.clone()));
    }
    let unread = || Unfit::UnreadSource(source.file.clone());
    let bytes = &inputs.files.get(&source.file).ok_or_else(unread)?.bytes;
    let text = std::str::from_utf8(bytes).ok().filter(|_| !source.unread).ok_or_else(unread)?;
    let written = skeleton(source, text, &heading_ids(content, source));
    let base = FilePath::new(&format!("content/{code}/.source/{path}"));
    Ok(NewPage {
        source: source.file.clone(),
        page: (target, written),
        base: (base, bytes.to_vec()),
    })
}

/// The page that is to be translated, and its language: the one that any version of the page
/// names, else the site's.
fn source<'a>(content: &'a Content, path: &str) -> Result<(String, &'a Arc<Page>), Unfit> {
    let at = |code: &str| FilePath::new(&format!("content/{code}/{path}"));
    let languages = &content.config.languages;
    let mut versions =
        languages.iter().filter_map(|language| content.page(&at(language.code.as_str())));
    let named = versions.find_map(|page| page.front.source.as_ref());
    let site = languages.get(content.config.source).map_or("", |language| language.code.as_str());
    let code = named.map_or(site, |named| named.value.as_str());
    let found = content.page(&at(code)).ok_or_else(|| Unfit::NoSource(at(code)))?;
    Ok((code.to_owned(), found))
}
