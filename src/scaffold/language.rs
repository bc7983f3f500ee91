//! A language that is to be added to a site.

use super::messages::new_messages;
use super::page::{NewPage, Unfit, begin, created};
use super::settings::with_language;
use crate::site::Content;
use crate::text::{FileChange, FilePath, Fingerprint, Inputs, Lang, Locale};

/// What a new language begins with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewLanguage {
    /// Its code, spelled as everybody spells it.
    pub code: Lang,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Its own name is known.
    pub is_named: bool,
    /// `site.toml`, the hash of its bytes as they were, and those that it will hold.
    pub settings: (FilePath, Fingerprint, Vec<u8>),
    /// The words of the interface.
    pub messages: (FilePath, Vec<u8>),
    /// The front page.
    pub front: NewPage,
}

impl NewLanguage {
    /// The files that are to be written, `site.toml` when all others are there.
    pub fn changes(&self) -> Vec<FileChange> {
        let (path, read, bytes) = self.settings.clone();
        let mut changes = vec![created(&self.messages)];
        changes.extend(self.front.changes());
        changes.push(FileChange::Replace { path, read, bytes });
        changes
    }
}

/// Plans a language. The configuration has no faults.
pub fn add_language(inputs: &Inputs, content: &Content, code: &str) -> Result<NewLanguage, Unfit> {
    let lang = Lang::parse(code).ok_or_else(|| Unfit::BadCode(code.to_owned()))?.canonical();
    let config = &content.config;
    // Folders that differ by capital letters alone are one folder on Windows and macOS.
    let is_same = |known: &Lang| known.as_str().eq_ignore_ascii_case(lang.as_str());
    if let Some(known) = config.languages.iter().find(|known| is_same(&known.code)) {
        return Err(Unfit::HasLanguage(known.code.to_string()));
    }
    let path = FilePath::new("content/site.toml");
    let by_hand = || Unfit::Settings(path.clone());
    let source = inputs.files.get(&path).ok_or_else(by_hand)?;
    let names = config.language_names.get(lang.as_str());
    let name = names.and_then(|names| names.names.get(lang.as_str()));
    let name = name.cloned().or_else(|| own_name(&lang));
    let name = name.as_deref().filter(|name| !name.contains(['\'', '\n', '\r']));
    let settings = with_language(source, config, &lang, name).ok_or_else(by_hand)?;
    let messages = FilePath::new(&format!("content/{lang}/ui.ftl"));
    if inputs.files.contains_key(&messages) {
        return Err(Unfit::IsThere(messages));
    }
    Ok(NewLanguage {
        direction: Locale::direction(&lang),
        is_named: name.is_some(),
        settings: (path.clone(), source.hash, settings),
        messages: (messages, new_messages(content, &lang).into_bytes()),
        front: begin(inputs, content, lang.as_str(), "index.md")?,
        code: lang,
    })
}

/// What a language calls itself. Which script or region it is of, the list of names does not say, so a
/// code that names one is left to the author.
pub(super) fn own_name(lang: &Lang) -> Option<String> {
    let code = lang.as_str();
    let known = isolang::Language::from_639_1(code).or_else(|| isolang::Language::from_639_3(code));
    known?.to_autonym().map(str::to_owned)
}
