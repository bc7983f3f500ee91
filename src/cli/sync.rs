//! `taiyaku sync`.

use std::path::Path;

use super::console::{Console, print};
use super::desk::hold;
use super::exit::Exit;
use super::pages::{self, PageArgs, Texts};
use super::translations::{Translation, translations, translations_of};
use crate::disk::DiskError;
use crate::report::{Value, patch};
use crate::text::{Diagnostic, FileChange, Inputs, Source};
use crate::translate::{Carried, carry};

/// `taiyaku sync`.
#[derive(clap::Args, Debug)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub(super) struct SyncArgs {
    /// The translation, or a source for all its translations.
    #[arg(value_name = "PAGE", group = "what")]
    pub(super) name: Option<String>,
    /// Every translation that is no draft.
    #[arg(long, group = "what")]
    pub(super) all: bool,
    /// Show what would change, and write nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) page: PageArgs,
}

/// Carries over what is the same in every language. Prose is never written.
pub(super) fn run(args: &SyncArgs, console: &Console) -> Result<Exit, DiskError> {
    let root = Path::new(".");
    let hold = hold(root, console)?;
    let mut texts = match pages::read(root, console)? {
        Ok(texts) => texts,
        Err(exit) => return Ok(exit),
    };
    let asked = match &args.name {
        Some(name) => match texts.page(args.page.lang.as_deref(), name, console) {
            Some(asked) => translations_of(&texts, &asked),
            None => return Ok(Exit::Usage),
        },
        None => translations(&texts),
    };
    let mut done = Done::default();
    for translation in &asked {
        done.carry(&texts, translation);
    }
    if args.dry_run {
        // Nothing but the patch, so that it can be applied.
        print(&done.patch(&texts.inputs))?;
        return Ok(Exit::Fine);
    }
    hold.carry_out(&done.changes)?;
    // The places are those of the page as it is now.
    texts.inputs.files.extend(done.pages.into_iter().map(|page| (page.path.clone(), page)));
    console.findings(&texts.inputs, &done.by_hand)?;
    let values = [("units", Value::Count(done.units)), ("files", Value::Count(done.files))];
    console.conclude(if done.units > 0 { "synced" } else { "nothing-to-sync" }, &values)?;
    Ok(Exit::Fine)
}

/// What was carried over on all pages.
#[derive(Default)]
struct Done {
    changes: Vec<FileChange>,
    pages: Vec<Source>,
    by_hand: Vec<Diagnostic>,
    units: usize,
    files: usize,
}

impl Done {
    fn carry(&mut self, texts: &Texts, translation: &Translation<'_>) {
        let file = texts.inputs.files.get(&translation.file);
        let (Some(base), Some(page)) = (translation.base, file) else { return };
        if base.hash == translation.source.hash {
            return;
        }
        let Carried { translation: carried, base: confirmed, count, by_hand } =
            carry(base, translation.source, page);
        self.by_hand.extend(by_hand);
        self.units += count;
        self.files += usize::from(count > 0);
        self.changes.extend(FileChange::between(base, confirmed));
        self.changes.extend(FileChange::between(page, carried.bytes.to_vec()));
        self.pages.push(carried);
    }

    /// The changes of the translations, as programs read them that compare files.
    fn patch(&self, before: &Inputs) -> String {
        let pages = self.pages.iter();
        let pairs = pages.filter_map(|page| Some((before.files.get(&page.path)?, page)));
        pairs.map(|(old, new)| patch(old, new)).collect()
    }
}
