//! `taiyaku stale`.

use std::path::Path;

use super::console::{Console, print};
use super::exit::Exit;
use super::pages::{self, Asked, PageArgs};
use crate::disk::DiskError;
use crate::report::{Value, stale_human, stale_json};
use crate::text::FilePath;
use crate::translate::{StaleUnit, Texts, base_of, stale_units};

/// `taiyaku stale`.
#[derive(clap::Args, Debug)]
pub(super) struct StaleArgs {
    /// The translation, or a source for all its translations; `#` and the name of a unit or heading
    /// behind it for those alone.
    #[arg(value_name = "PAGE")]
    pub(super) name: String,
    #[command(flatten)]
    pub(super) page: PageArgs,
}

/// Tells what has changed in the source of a page since its translation was confirmed. Of a source,
/// all its translations are told.
pub(super) fn run(args: &StaleArgs, console: &Console) -> Result<Exit, DiskError> {
    let texts = match pages::read(Path::new("."), console)? {
        Ok(texts) => texts,
        Err(exit) => return Ok(exit),
    };
    let Some(asked) = texts.page(args.page.lang.as_deref(), &args.name, console) else {
        return Ok(Exit::Usage);
    };
    let source = texts.written_in(&asked.path);
    let languages = 0..texts.content.config.languages.len();
    let is_asked = |language: &usize| {
        *language != source && (asked.language == source || asked.language == *language)
    };
    let mut found = Vec::new();
    for language in languages.filter(is_asked) {
        found.extend(units(&texts, &asked, (source, language), console));
    }
    if let Some(unit) = &asked.unit {
        found.retain(|stale| stale.key == *unit || stale.key.starts_with(&format!("{unit}/")));
    }
    if args.page.telling.is_json() {
        print(&stale_json(&found, &texts.inputs.files))?;
    } else if found.is_empty() {
        let values = [("page", Value::Text(asked.file.as_str()))];
        print(&(console.words().say("nothing-stale", &values) + "\n"))?;
    } else {
        let colour = console.has_colour();
        print(&stale_human(&found, &texts.inputs.files, console.words(), colour))?;
    }
    Ok(Exit::Fine)
}

fn units(
    texts: &pages::Texts,
    asked: &Asked,
    (source, language): (usize, usize),
    console: &Console,
) -> Vec<StaleUnit> {
    let Some(translation) = texts.file(language, &asked.path) else { return Vec::new() };
    let base = base_of(&translation.path).and_then(|base| texts.inputs.files.get(&base));
    let (Some(base), Some(now)) = (base, texts.file(source, &asked.path)) else {
        let file: &FilePath = &translation.path;
        console.notice("not-confirmed", &[("page", Value::Text(file.as_str()))]);
        return Vec::new();
    };
    let Some(drift) = texts.drifts.get(&translation.path) else { return Vec::new() };
    let codes = (texts.code(source), texts.code(language));
    let glossary = &texts.content.glossary;
    stale_units(Texts { base, now, translation, glossary, codes }, drift)
}
