//! `taiyaku accept`.

use std::path::Path;

use super::console::{Console, print};
use super::desk::hold;
use super::exit::Exit;
use super::pages::{self, PageArgs, Texts};
use super::translations::{Translation, translations, translations_of};
use crate::align::Unit;
use crate::disk::{DiskError, revision};
use crate::report::Value;
use crate::text::{FileChange, Source};
use crate::translate::{Refused, accept, base_of, worked_on};

/// `taiyaku accept`.
#[derive(clap::Args, Debug)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub(super) struct AcceptArgs {
    /// The translation; `#` and the name of a unit or heading behind it for those alone.
    #[arg(value_name = "PAGE", group = "what")]
    pub(super) name: Option<String>,
    /// Every translation that is no draft.
    #[arg(long, group = "what")]
    pub(super) all: bool,
    /// The units whose translation has changed since this revision of git, and new pages.
    #[arg(long, value_name = "REV", group = "what")]
    pub(super) changed_since: Option<String>,
    /// PAGE is a source, and its change needs no new translation, in any language.
    #[arg(long, requires = "name")]
    pub(super) minor: bool,
    #[command(flatten)]
    pub(super) page: PageArgs,
}

/// Confirms translations: what their sources say now is what they say.
pub(super) fn run(args: &AcceptArgs, console: &Console) -> Result<Exit, DiskError> {
    let root = Path::new(".");
    let hold = hold(root, console)?;
    let texts = match pages::read(root, console)? {
        Ok(texts) => texts,
        Err(exit) => return Ok(exit),
    };
    let files = match (&args.name, &args.changed_since) {
        (Some(name), _) => one(&texts, args, name, console),
        (None, Some(revision)) => changed(&texts, root, revision, console),
        (None, None) => Ok(confirmed(&texts)),
    };
    let files = match files {
        Ok(files) => files,
        Err(exit) => return Ok(exit),
    };
    hold.carry_out(&files)?;
    for file in &files {
        print(&format!("{}\n", file.path()))?;
    }
    console.conclude("accepted", &[("files", Value::Count(files.len()))])?;
    Ok(Exit::Fine)
}

/// One page, or some of its units; from the side of the source, all translations of it.
fn one(
    texts: &Texts,
    args: &AcceptArgs,
    name: &str,
    console: &Console,
) -> Result<Vec<FileChange>, Exit> {
    let asked = texts.page(args.page.lang.as_deref(), name, console).ok_or(Exit::Usage)?;
    let source = texts.written_in(&asked.path);
    if asked.language == source && !args.minor {
        let values = [("page", Value::Text(asked.file.as_str()))];
        console.refused("accept-source", &values);
        return Err(Exit::Usage);
    }
    let mut files = Vec::new();
    for translation in translations_of(texts, &asked) {
        let is_asked = |unit: &Unit| {
            asked.unit.as_ref().is_none_or(|name| unit.key == *name || unit.section == *name)
        };
        match next(&translation, asked.unit.is_none(), is_asked) {
            Ok(file) => files.extend(file),
            // The other languages may still have it open.
            Err(Refused::Unknown) if asked.language == source => {}
            Err(refused) => {
                let unit = asked.unit.as_deref().unwrap_or_default();
                let page = translation.file.as_str();
                let values = [("unit", Value::Text(unit)), ("page", Value::Text(page))];
                let name = match refused {
                    Refused::Unknown => "accept-unknown",
                    Refused::Entangled => "accept-entangled",
                };
                console.refused(name, &values);
                return Err(Exit::Found);
            }
        }
    }
    Ok(files)
}

/// Every translation that is there for readers.
fn confirmed(texts: &Texts) -> Vec<FileChange> {
    let files = translations(texts);
    files
        .iter()
        .filter_map(|translation| next(translation, true, |_| true).ok().flatten())
        .collect()
}

/// The units whose translation somebody worked on since a revision, and the pages that are new.
fn changed(
    texts: &Texts,
    root: &Path,
    name: &str,
    console: &Console,
) -> Result<Vec<FileChange>, Exit> {
    let translations = translations(texts);
    let then = revision(root, name, translations.iter().map(|translation| &translation.file));
    let Some(then) = then else {
        console.refused("no-such-revision", &[("revision", Value::Text(name))]);
        return Err(Exit::Usage);
    };
    let mut files = Vec::new();
    for translation in &translations {
        let Some(now) = texts.inputs.files.get(&translation.file) else { continue };
        let before = then
            .get(&translation.file)
            .map(|bytes| Source::new(translation.file.clone(), bytes.as_slice()));
        let found = match (before, translation.base) {
            (Some(before), _) if before.hash == now.hash => continue,
            (Some(before), Some(_)) => {
                // Where the source is what it was, nothing is open.
                let Some(drift) = texts.drifts.get(&translation.file) else { continue };
                let keys = worked_on(drift, &before, now);
                next(translation, false, |unit| keys.contains(&unit.key))
            }
            _ => next(translation, true, |_| true),
        };
        match found {
            Ok(file) => files.extend(file),
            Err(Refused::Unknown) => {}
            Err(Refused::Entangled) => {
                let page = translation.file.as_str();
                console.notice("accept-later", &[("page", Value::Text(page))]);
            }
        }
    }
    Ok(files)
}

/// The confirmed source as it will be; nothing if it is so already.
fn next(
    translation: &Translation<'_>,
    is_whole: bool,
    chosen: impl Fn(&Unit) -> bool,
) -> Result<Option<FileChange>, Refused> {
    let Translation { file, source, base, .. } = translation;
    let Some(path) = base_of(file) else { return Ok(None) };
    if base.is_some_and(|base| base.hash == source.hash) {
        return if is_whole { Ok(None) } else { Err(Refused::Unknown) };
    }
    let bytes = match base {
        Some(base) if !is_whole => accept(base, source, chosen)?,
        None if !is_whole => return Err(Refused::Entangled),
        _ => source.bytes.to_vec(),
    };
    Ok(match base {
        Some(base) => FileChange::between(base, bytes),
        None => Some(FileChange::Create { path, like: None, bytes }),
    })
}
