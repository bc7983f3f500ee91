//! `taiyaku serve`: the site as it is written. What wakes it means only "look again": it reads,
//! builds with last time's memo, and shows what came out.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use jiff::civil::Date;

use super::console::Console;
use super::exit::Exit;
use super::panics;
use super::site::SiteArgs;
use crate::build::{Built, Memo, build};
use crate::disk::{
    Changed, Dates, DiskError, Known, Watch, Watching, Woken, expect_site, load, read_again,
};
use crate::render::THEME;
use crate::report::{Value, Words};
use crate::serve::{Editor, IpAddr, Preview, Report, Server, Settings};
use crate::text::{FilePath, Inputs, Options};

/// `taiyaku serve`.
#[derive(clap::Args, Debug)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// Port to listen on; the next free one if it is taken, any free one if it is 0.
    #[arg(long, value_name = "N", default_value_t = 4747)]
    pub(super) port: u16,
    /// Address to listen on. Others than the loopback let the whole network read the site.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(super) bind: IpAddr,
    /// Answer under this host name as well, as behind a tunnel; may be given again.
    #[arg(long, value_name = "NAME")]
    pub(super) allowed_host: Vec<String>,
    /// Open the site in a browser.
    #[arg(long)]
    pub(super) open: bool,
    /// Command that opens a file at a place, such as `code`, or with `{file}`, `{line}`, `{column}`.
    #[arg(long, value_name = "COMMAND")]
    pub(super) editor: Option<String>,
    /// Look every half second, where the system tells of no changes (drives of other machines).
    #[arg(long)]
    pub(super) poll: bool,
    /// Use so many threads [default: all].
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
}

/// When nothing has changed for so long, what nobody waits for is made: the index of the search,
/// and the dates out of the history.
const SETTLE: Duration = Duration::from_millis(250);
/// Folders may come and go while they are read; after so many tries the next event will do.
const TRIES: usize = 5;

/// Serves the site until the program is ended.
pub(super) fn run(args: &ServeArgs, console: &Console) -> Result<Exit, DiskError> {
    expect_site(&args.site.root)?;
    let Some(server) = start(args, console) else { return Ok(Exit::Io) };
    let watch = Watch::new(&args.site.root, args.poll);
    let mut studio = Studio::new(args, console, server, watch);
    studio.look(Pace::Whole, &Changed::Anywhere);
    studio.welcome();
    loop {
        let (pace, changed) = studio.wait();
        studio.look(pace, &changed);
    }
}

fn start(args: &ServeArgs, console: &Console) -> Option<Server> {
    let settings = Settings {
        // An editor that is at work already has a current folder of its own.
        root: std::path::absolute(&args.site.root).unwrap_or_else(|_| args.site.root.clone()),
        bind: args.bind,
        port: args.port,
        hosts: args.allowed_host.clone(),
        editor: args.editor.as_deref().and_then(Editor::parse),
    };
    match Server::start(settings, Words::new(args.site.telling.ui_lang())) {
        Ok(server) => Some(server),
        Err(error) => {
            let address = format!("{}:{}", args.bind, args.port);
            console.stopped(
                "cannot-listen",
                &[("address", Value::Text(&address))],
                error.to_string(),
            );
            None
        }
    }
}

/// How much is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Pace {
    /// What an author waits for: the pages.
    Quick,
    /// Everything, as a build of its own would make it.
    Whole,
}

/// What lasts from one look to the next.
struct Studio<'a> {
    args: &'a ServeArgs,
    console: &'a Console,
    server: Server,
    watch: Watch,
    known: Known,
    memo: Memo,
    dates: BTreeMap<FilePath, Date>,
    preview: Preview,
    /// What the last builds were made from, quick and whole.
    seen: [Option<Inputs>; 2],
    /// Everything has been made since the last change.
    settled: bool,
    /// The last look found errors.
    failing: bool,
}

impl<'a> Studio<'a> {
    fn new(args: &'a ServeArgs, console: &'a Console, server: Server, watch: Watch) -> Self {
        Self {
            args,
            console,
            server,
            watch,
            known: Known::default(),
            memo: Memo::default(),
            dates: BTreeMap::new(),
            preview: Preview::default(),
            seen: [None, None],
            settled: false,
            failing: false,
        }
    }

    /// Tells where the preview is, and opens it.
    fn welcome(&self) {
        let (address, asked) = (self.server.address(), self.args.port);
        if asked != 0 && asked != self.server.port() {
            let ports = (asked.to_string(), self.server.port().to_string());
            let values = [("asked", Value::Text(&ports.0)), ("port", Value::Text(&ports.1))];
            self.console.line("serve-other-port", &values);
        }
        self.console.line("serve-ready", &[("address", Value::Text(&address))]);
        if self.args.open && open::that_detached(&address).is_err() {
            self.console.notice("serve-no-browser", &[]);
        }
    }

    /// Waits for a change, or until it is time to make the rest.
    fn wait(&mut self) -> (Pace, Changed) {
        match self.watch.wait((!self.settled).then_some(SETTLE)) {
            Woken::Quiet => (Pace::Whole, Changed::Anywhere),
            Woken::Changed(changed) => {
                // A commit changes dates and no file; where nobody tells of it, nobody looks.
                self.settled &= self.watch.watching() != Watching::Events;
                (Pace::Quick, changed)
            }
        }
    }

    /// Reads, and builds if anything is different.
    fn look(&mut self, pace: Pace, changed: &Changed) {
        let start = Instant::now();
        let read = match self.read_again(changed) {
            Some(true) => Ok(self.seen[Pace::Quick as usize].take()),
            Some(false) => Ok(None),
            None => self.read_anew(pace),
        };
        let inputs = match read {
            Ok(Some(inputs)) => inputs,
            Ok(None) => return,
            Err(error) => return self.failed(&error),
        };
        self.settled &= pace == Pace::Whole;
        match panics::caught(|| build(&inputs, &mut self.memo)) {
            Ok(built) => self.show(pace, &inputs, built, start),
            Err(place) => self.broke(place),
        }
        if pace == Pace::Whole {
            // Whoever has made everything has made the pages.
            let options = Options { without_index: true, ..inputs.options.clone() };
            self.seen[Pace::Quick as usize] = Some(Inputs { options, ..inputs.clone() });
        } else {
            // What is shown is no longer what was made from everything, even if that comes again.
            self.seen[Pace::Whole as usize] = None;
        }
        self.seen[pace as usize] = Some(inputs);
    }

    /// Reads those files alone that are said to have changed, if it is no more than their bytes, and
    /// says whether any is another. The inputs of last time become those of now: a copy of 2,000
    /// files took 5 ms.
    fn read_again(&mut self, changed: &Changed) -> Option<bool> {
        let Changed::Places(places) = changed else { return None };
        let last = self.seen[Pace::Quick as usize].as_mut()?;
        read_again(&self.args.site.root, last, &mut self.known, places)
    }

    /// Reads everything. Gives nothing where it is the same as last time.
    fn read_anew(&mut self, pace: Pace) -> Result<Option<Inputs>, DiskError> {
        let inputs = self.read(pace)?;
        self.settled |= pace == Pace::Whole;
        let last = self.seen[pace as usize].as_ref();
        let is_same = last.is_some_and(|last| last.is_same(&inputs));
        Ok((!is_same).then_some(inputs))
    }

    /// Reads the site. A folder is watched before it is read for the last time, so that whatever
    /// changes after that wakes us.
    fn read(&mut self, pace: Pace) -> Result<Inputs, DiskError> {
        let root = &self.args.site.root;
        let without_index = pace == Pace::Quick;
        let options = Options { drafts: true, without_index, ..self.args.site.options() };
        let mut tries = 0;
        loop {
            let dates = match pace {
                Pace::Quick => Dates::Known(self.dates.clone()),
                Pace::Whole => Dates::FromGit,
            };
            let inputs = load(root, THEME, options.clone(), dates, &mut self.known)?;
            self.dates.clone_from(&inputs.dates);
            let before = self.watch.watching();
            tries += 1;
            if self.watch.cover(self.known.folders()) || tries == TRIES {
                return Ok(inputs);
            }
            if self.watch.watching() != before {
                self.console.notice("serve-looking", &[]);
            }
        }
    }

    fn show(&mut self, pace: Pace, inputs: &Inputs, built: Built, start: Instant) {
        let strict = self.args.site.strict;
        let report = Report::new(inputs, &built, self.console.words(), strict);
        let (errors, fresh) = (report.errors, self.memo.fresh);
        let (found, last) = (!report.cards.is_empty(), self.preview.report() == &report);
        let findings = built.diagnostics.clone();
        self.preview = if errors == 0 {
            let texts = (pace == Pace::Whole).then(|| inputs.clone());
            self.preview.next(built, report, texts)
        } else {
            self.preview.failing(report)
        };
        self.server.show(self.preview.clone());
        // Told after it is shown: a terminal may be slow.
        if last && pace == Pace::Whole {
            return;
        }
        if found || self.failing {
            self.console.clear();
        }
        // Nobody to tell is no reason to stop serving.
        let _ = self.console.findings(inputs, &findings);
        if errors > 0 {
            self.console.line("serve-failing", &[]);
        } else {
            let milliseconds = start.elapsed().as_millis().to_string();
            let values = [("pages", Value::Count(fresh)), ("time", Value::Text(&milliseconds))];
            self.console.line(if self.failing { "serve-mended" } else { "serve-updated" }, &values);
        }
        self.failing = errors > 0;
    }

    /// The site could not be read. It may come back.
    fn failed(&mut self, error: &DiskError) {
        let report = self.console.report_of(error, &self.args.site.root);
        self.stay(report, |console| console.failure(error));
    }

    /// A bug of ours. What the memo holds is not to be trusted after it.
    fn broke(&mut self, place: String) {
        self.memo = Memo::default();
        let report = self.console.report_of_bug();
        self.stay(report, |console| console.bug(place));
    }

    fn stay(&mut self, report: Report, tell: impl FnOnce(&Console)) {
        let told = self.preview.report() == &report;
        self.seen = [None, None];
        (self.settled, self.failing) = (true, true);
        self.preview = self.preview.failing(report);
        self.server.show(self.preview.clone());
        if !told {
            self.console.clear();
            tell(self.console);
        }
    }
}
