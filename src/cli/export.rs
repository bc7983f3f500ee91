//! `taiyaku export`.

use std::collections::BTreeMap;
use std::path::Path;

use clap::ValueEnum;

use super::console::Console;
use super::exit::Exit;
use super::pages::{self, Texts};
use super::telling::{Spoken, spoken};
use super::translations::{Translation, all_translations, translations_of};
use crate::disk::{DiskError, fetch, put};
use crate::exchange::{self, Outgoing, entries, pending, po};
use crate::parse::parse_po;
use crate::report::{UiLang, Value};
use crate::text::{Code, Diagnostic, FilePath, Source};

/// `taiyaku export`.
#[derive(clap::Args, Debug)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub(super) struct ExportArgs {
    /// The translation, or a source for all its translations.
    #[arg(value_name = "PAGE", group = "what")]
    name: Option<String>,
    /// Every translation, drafts too; with --lang those into one language.
    #[arg(long, group = "what")]
    all: bool,
    /// What programs for translators read.
    #[arg(long, value_enum, default_value_t = ExchangeFormat::Po)]
    format: ExchangeFormat,
    /// Folder to write to, below this one: a folder for each language, a file for each page.
    #[arg(long, value_name = "DIR", default_value = "po")]
    out: String,
    /// Write files anew even where they hold work that is not imported.
    #[arg(long)]
    replace: bool,
    /// Language whose folder PAGE is looked for in.
    #[arg(long)]
    lang: Option<String>,
    /// Language of messages [default: from the locale].
    #[arg(long, value_enum, value_name = "LANG")]
    ui_lang: Option<Spoken>,
}

impl ExportArgs {
    /// The language to speak.
    pub(super) fn ui_lang(&self) -> UiLang {
        spoken(self.ui_lang)
    }
}

/// A format that other programs read and write.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum ExchangeFormat {
    /// GNU gettext, which most programs for translators read.
    Po,
}

/// Writes the units of translations for other programs.
pub(super) fn run(args: &ExportArgs, console: &Console) -> Result<Exit, DiskError> {
    let texts = match pages::read(Path::new("."), console)? {
        Ok(texts) => texts,
        Err(exit) => return Ok(exit),
    };
    let folder = args.out.replace('\\', "/");
    let Some(out) = FilePath::resolve("", &folder).filter(|_| !folder.starts_with('/')) else {
        console.refused("export-outside", &[("path", Value::Text(&args.out))]);
        return Ok(Exit::Usage);
    };
    let asked = match &args.name {
        Some(name) => match texts.page(args.lang.as_deref(), name, console) {
            Some(asked) => translations_of(&texts, &asked),
            None => return Ok(Exit::Usage),
        },
        None => all_translations(&texts),
    };
    let is_of_lang = |translation: &&Translation<'_>| {
        let code = texts.code(translation.languages.1);
        args.lang.as_ref().is_none_or(|lang| lang == code)
    };
    let there = fetch(Path::new(&args.out), "po")?;
    let there: BTreeMap<FilePath, Source> =
        there.into_iter().map(|file| (file.path.clone(), file)).collect();
    let mut parcel = Parcel::default();
    for translation in asked.iter().filter(is_of_lang) {
        let Some(both) = both(&texts, translation) else { continue };
        let code = texts.code(translation.languages.1);
        let stem = translation.path.strip_suffix(".md").unwrap_or(&translation.path);
        let path = FilePath::new(&format!("{out}/{code}/{stem}.po"));
        let ExchangeFormat::Po = args.format;
        let old = there.get(&path).filter(|_| !args.replace);
        parcel.add(path, code, entries(both), old);
    }
    let Parcel { files, findings, held, units } = parcel;
    put(Path::new("."), &files)?;
    let mut inputs = texts.inputs;
    inputs.files.extend(there);
    console.findings(&inputs, &findings)?;
    let values = [
        ("units", Value::Count(units)),
        ("pages", Value::Count(files.len())),
        ("folder", Value::Text(&args.out)),
    ];
    console.conclude("exported", &values)?;
    Ok(if held { Exit::Found } else { Exit::Fine })
}

/// The files that are to be written.
#[derive(Default)]
struct Parcel {
    files: Vec<(FilePath, Vec<u8>)>,
    findings: Vec<Diagnostic>,
    /// One holds work that would be lost.
    held: bool,
    units: usize,
}

impl Parcel {
    /// Adds a page, if that loses no work in the file that is there.
    fn add(&mut self, path: FilePath, code: &str, going: Outgoing, old: Option<&Source>) {
        let old = old.map(|file| parse_po(file).value).unwrap_or_default();
        if let Some(entry) = pending(&old, &going.entries) {
            let arguments = [("unit", entry.context.as_str())];
            self.findings.push(Diagnostic::new(Code::ExportHeld, &path, entry.span, arguments));
            self.held = true;
            return;
        }
        self.units += going.entries.len();
        self.findings.extend(going.left_out);
        self.files.push((path, po(code, &going.entries).into_bytes()));
    }
}

/// The texts of a translation in both languages.
pub(super) fn both<'a>(
    texts: &'a Texts,
    translation: &'a Translation<'_>,
) -> Option<exchange::Texts<'a>> {
    let (source, language) = translation.languages;
    Some(exchange::Texts {
        path: &translation.path,
        base: translation.base,
        now: translation.source,
        translation: texts.inputs.files.get(&translation.file)?,
        status: texts.content.pages.get(&translation.file)?.front.status,
        glossary: &texts.content.glossary,
        codes: (texts.code(source), texts.code(language)),
    })
}
