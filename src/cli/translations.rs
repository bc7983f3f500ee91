//! The translations of a site, each with its source.

use super::pages::Texts;
use crate::parse::Status;
use crate::text::{FilePath, Source};
use crate::translate::base_of;

/// A translation, what it is one of, and that as it was when it was confirmed.
pub(super) struct Translation<'a> {
    pub(super) file: FilePath,
    pub(super) source: &'a Source,
    pub(super) base: Option<&'a Source>,
}

/// Every translation that is there for readers.
pub(super) fn translations(texts: &Texts) -> Vec<Translation<'_>> {
    let is_published =
        |file: &&FilePath| texts.content.pages[*file].front.status != Some(Status::Draft);
    let places = texts.content.pages.keys().filter(is_published);
    let places = places.filter_map(|file| texts.content.place(file));
    places.filter_map(|(language, path)| translation(texts, language, &path)).collect()
}

/// The translation of a page into a language, if there is one.
pub(super) fn translation<'a>(
    texts: &'a Texts,
    language: usize,
    path: &str,
) -> Option<Translation<'a>> {
    let source = texts.written_in(path);
    let file = texts.file(language, path).filter(|_| language != source)?.path.clone();
    let base = base_of(&file).and_then(|base| texts.inputs.files.get(&base));
    Some(Translation { source: texts.file(source, path)?, base, file })
}
