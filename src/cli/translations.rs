//! The translations of a site, each with its source.

use super::pages::{Asked, Texts};
use crate::parse::Status;
use crate::text::{FilePath, Source};
use crate::translate::base_of;

/// A translation, what it is one of, and that as it was when it was confirmed.
pub(super) struct Translation<'a> {
    pub(super) file: FilePath,
    /// The places of both languages, that of the source first.
    pub(super) languages: (usize, usize),
    /// The path below the folders of both.
    pub(super) path: String,
    pub(super) source: &'a Source,
    pub(super) base: Option<&'a Source>,
}

/// Every translation that is there for readers.
pub(super) fn translations(texts: &Texts) -> Vec<Translation<'_>> {
    let is_published = |file: &FilePath| {
        texts.content.pages.get(file).is_some_and(|page| page.front.status != Some(Status::Draft))
    };
    all_translations(texts).into_iter().filter(|one| is_published(&one.file)).collect()
}

/// Every translation, drafts too.
pub(super) fn all_translations(texts: &Texts) -> Vec<Translation<'_>> {
    let places = texts.content.pages.keys().filter_map(|file| texts.content.place(file));
    places.filter_map(|(language, path)| translation(texts, language, &path)).collect()
}

/// The translation that a page is, or all translations of it.
pub(super) fn translations_of<'a>(texts: &'a Texts, asked: &Asked) -> Vec<Translation<'a>> {
    let source = texts.written_in(&asked.path);
    let languages = (0..texts.content.config.languages.len()).filter(|language| {
        *language != source && (asked.language == source || asked.language == *language)
    });
    languages.filter_map(|language| translation(texts, language, &asked.path)).collect()
}

/// The translation of a page into a language, if there is one.
fn translation<'a>(texts: &'a Texts, language: usize, path: &str) -> Option<Translation<'a>> {
    let source = texts.written_in(path);
    let file = texts.file(language, path).filter(|_| language != source)?.path.clone();
    let base = base_of(&file).and_then(|base| texts.inputs.files.get(&base));
    Some(Translation {
        languages: (source, language),
        path: path.to_owned(),
        source: texts.file(source, path)?,
        base,
        file,
    })
}
