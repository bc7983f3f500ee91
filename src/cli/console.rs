//! The two streams, and how things are said on them.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::telling::Format;
use crate::disk::DiskError;
use crate::report::{self, Look, Tally, UiLang, Value, Words};
use crate::serve::Report;
use crate::text::{Diagnostic, Inputs};

/// What is told, and to whom.
pub(super) struct Console {
    words: Words,
    look: Look,
    format: Format,
}

/// Columns that are counted on where a terminal does not say.
const WIDTH: usize = 140;

impl Console {
    /// Looks at the arguments, and whether there is a terminal.
    pub(super) fn new((format, lang, strict): (Format, UiLang, bool)) -> Self {
        let terminal = io::stderr().is_terminal();
        let wants_colour = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            && std::env::var_os("TERM").is_none_or(|value| value != "dumb");
        let width = std::env::var("COLUMNS").ok().and_then(|value| value.parse().ok());
        let look = Look {
            colour: terminal && wants_colour,
            width: terminal.then(|| width.unwrap_or(WIDTH)),
            strict,
        };
        Self { words: Words::new(lang), look, format }
    }

    /// Tells everything that was found, and counts it.
    pub(super) fn findings(
        &self,
        inputs: &Inputs,
        findings: &[Diagnostic],
    ) -> Result<Tally, DiskError> {
        let files = &inputs.files;
        let tally = Tally::of(findings, self.look.strict);
        let for_programs = match self.format {
            Format::Human => None,
            Format::Json => Some(report::json(findings, files, &self.words, self.look.strict)),
            Format::Github => Some(report::github(findings, files, &self.words, self.look.strict)),
        };
        if let Some(text) = for_programs {
            print(&text)?;
            return Ok(tally);
        }
        if !findings.is_empty() {
            complain(&report::human(findings, files, &self.words, self.look));
            complain(&(tally.summary(&self.words) + "\n"));
        }
        Ok(tally)
    }

    /// The last line of a run that went well. Only people get it: JSON stands alone.
    pub(super) fn conclude(
        &self,
        name: &str,
        values: &[(&str, Value<'_>)],
    ) -> Result<(), DiskError> {
        match self.format {
            Format::Human => print(&(self.words.say(name, values) + "\n")),
            Format::Json | Format::Github => Ok(()),
        }
    }

    /// A line of what was asked for. Where a program reads standard output, people find it beside that.
    pub(super) fn list(&self, name: &str, values: &[(&str, Value<'_>)]) -> Result<(), DiskError> {
        match self.format {
            Format::Human => self.conclude(name, values),
            Format::Json | Format::Github => {
                self.line(name, values);
                Ok(())
            }
        }
    }

    /// Something worth knowing that is no fault.
    pub(super) fn notice(&self, name: &str, values: &[(&str, Value<'_>)]) {
        complain(&report::notice(name, values, &self.words, self.look));
    }

    /// Whether colours can be seen.
    pub(super) fn has_colour(&self) -> bool {
        self.look.colour && io::stdout().is_terminal()
    }

    /// What cannot be done as it was asked for.
    pub(super) fn refused(&self, name: &str, values: &[(&str, Value<'_>)]) {
        complain(&report::failure(name, values, None, &self.words, self.look));
    }

    /// What stopped the run.
    pub(super) fn failure(&self, error: &DiskError) {
        let path = error.path().display().to_string();
        let system = error.system().map(ToString::to_string);
        let values = [("path", Value::Text(&path))];
        complain(&report::failure(error.name(), &values, system, &self.words, self.look));
    }

    /// What stopped a run that is about no file, with the system's words.
    pub(super) fn stopped(&self, name: &str, values: &[(&str, Value<'_>)], system: String) {
        complain(&report::failure(name, values, Some(system), &self.words, self.look));
    }

    /// A bug of ours, with where it was.
    pub(super) fn bug(&self, place: String) {
        complain(&report::failure("bug", &[], Some(place), &self.words, self.look));
    }

    /// A line beside the findings.
    pub(super) fn line(&self, name: &str, values: &[(&str, Value<'_>)]) {
        complain(&(self.words.say(name, values) + "\n"));
    }

    /// What stopped a look, for the open tabs. They are not told where on this machine the site is.
    pub(super) fn report_of(&self, error: &DiskError, root: &Path) -> Report {
        let path = error.path().strip_prefix(root).unwrap_or(Path::new("…"));
        let path = path.display().to_string();
        let values = [("path", Value::Text(&path))];
        let message = self.words.say(error.name(), &values);
        Report::of_failure(message, self.words.help(error.name(), &values), &self.words)
    }

    /// That a bug of ours stopped a look.
    pub(super) fn report_of_bug(&self) -> Report {
        let message = self.words.say("bug", &[]);
        Report::of_failure(message, None, &self.words)
    }

    /// Takes away what a terminal shows, where there is one: what comes next is the whole state.
    pub(super) fn clear(&self) {
        if self.look.width.is_some() {
            complain("\x1b[2J\x1b[H");
        }
    }

    /// What the program says everything in.
    pub(super) fn words(&self) -> &Words {
        &self.words
    }

    /// A word of its own.
    pub(super) fn word(&self, name: &str) -> String {
        self.words.say(name, &[])
    }
}

/// Writes to standard output. Somebody who stops reading has read enough.
pub(super) fn print(text: &str) -> Result<(), DiskError> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(DiskError::Io { path: PathBuf::from("stdout"), source: error })
        }
        _ => Ok(()),
    }
}

/// Writes to standard error. Where even that fails, the exit code is left to say it.
fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
