//! `taiyaku import`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::console::{Console, print};
use super::desk::hold;
use super::exit::Exit;
use super::export::both;
use super::pages::{self, Texts};
use super::telling::Telling;
use super::translations::{Translation, all_translations};
use crate::disk::{DiskError, fetch};
use crate::exchange::{self, take_in};
use crate::parse::{PoEntry, parse_po};
use crate::report::{Value, patch};
use crate::text::{Code, Diagnostic, FileChange, FilePath, Source};

/// `taiyaku import`.
#[derive(clap::Args, Debug)]
pub(super) struct ImportArgs {
    /// A file that `export` wrote and somebody has translated, or a folder of them.
    path: PathBuf,
    /// Take entries over what was changed in pages since they were exported.
    #[arg(long)]
    over: bool,
    /// Show what would change, and write nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    pub(super) telling: Telling,
}

/// Takes in what other programs made of exported units.
pub(super) fn run(args: &ImportArgs, console: &Console) -> Result<Exit, DiskError> {
    let root = Path::new(".");
    let hold = hold(root, console)?;
    let mut texts = match pages::read(root, console)? {
        Ok(texts) => texts,
        Err(exit) => return Ok(exit),
    };
    let files = fetch(&args.path, "po")?;
    if files.is_empty() {
        let path = args.path.display().to_string();
        console.refused("no-po-files", &[("path", Value::Text(&path))]);
        return Ok(Exit::Usage);
    }
    let all = all_translations(&texts);
    let mut done = Done::default();
    for file in &files {
        done.file(&texts, &all, file, args.over);
    }
    let Done { now, mut findings, units } = done;
    let before = |file: &Source| texts.inputs.files.get(&file.path);
    let changed: Vec<(&Source, &Source)> = now
        .values()
        .filter_map(|file| Some((before(file)?, file)))
        .filter(|(old, new)| old.hash != new.hash)
        .collect();
    let pages = changed.iter().filter(|(old, _)| texts.content.pages.contains_key(&old.path));
    let pages: Vec<_> = pages.collect();
    if args.dry_run {
        print(&pages.iter().map(|(old, new)| patch(old, new)).collect::<String>())?;
    } else {
        let changes = changed.iter();
        let changes = changes.filter_map(|(old, new)| FileChange::between(old, new.bytes.to_vec()));
        hold.carry_out(&changes.collect::<Vec<_>>())?;
    }
    let count = pages.len();
    texts.inputs.files.extend(files.into_iter().map(|file| (file.path.clone(), file)));
    texts.inputs.files.extend(now);
    findings.sort();
    let tally = console.findings(&texts.inputs, &findings)?;
    if !args.dry_run {
        let values = [("units", Value::Count(units)), ("pages", Value::Count(count))];
        console.conclude("imported", &values)?;
    }
    Ok(if tally.errors + tally.warnings > 0 { Exit::Found } else { Exit::Fine })
}

/// What came of all files.
#[derive(Default)]
struct Done {
    /// Pages and confirmed sources as they are by now.
    now: BTreeMap<FilePath, Source>,
    findings: Vec<Diagnostic>,
    units: usize,
}

impl Done {
    /// Takes in a file. Its language is that of the folder it lies in; its entries name their pages.
    fn file(&mut self, texts: &Texts, all: &[Translation<'_>], file: &Source, over: bool) {
        let entries = parse_po(file).unpack(&mut self.findings);
        let mut by_page: BTreeMap<String, Vec<PoEntry>> = BTreeMap::new();
        for entry in entries {
            let page = entry.context.split('#').next().unwrap_or_default().to_owned();
            by_page.entry(page).or_default().push(entry);
        }
        for (path, entries) in by_page {
            let meant = all.iter().find(|one| one.path == path && is_of(texts, one, file));
            match meant {
                Some(translation) => self.page(texts, translation, file, &entries, over),
                None => self.findings.extend(entries.first().map(|entry| {
                    let arguments = [("unit", entry.context.as_str())];
                    Diagnostic::new(Code::ImportNoPage, &file.path, entry.span, arguments)
                })),
            }
        }
    }

    fn page(
        &mut self,
        texts: &Texts,
        translation: &Translation<'_>,
        file: &Source,
        entries: &[PoEntry],
        over: bool,
    ) {
        let Some(both) = both(texts, translation) else { return };
        // Another file may have had entries of the same page.
        let by_now = |file: &Source| self.now.get(&file.path).cloned().unwrap_or(file.clone());
        let (page, base) = (by_now(both.translation), both.base.map(by_now));
        let both = exchange::Texts { translation: &page, base: base.as_ref(), ..both };
        let taken = take_in(both, file, entries, over);
        self.findings.extend(taken.findings);
        self.units += taken.count;
        self.now.insert(page.path.clone(), taken.translation);
        if let (Some(base), Some(bytes)) = (base, taken.base) {
            self.now.insert(base.path.clone(), Source::new(base.path, bytes));
        }
    }
}

/// Whether a file of entries is of a translation: one of the folders on its path is called like its
/// language.
fn is_of(texts: &Texts, translation: &Translation<'_>, file: &Source) -> bool {
    let code = texts.code(translation.languages.1);
    file.path.as_str().split('/').any(|folder| folder == code)
}
