//! The two streams, and how things are said on them.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use super::args::{Format, SiteArgs};
use crate::build::Built;
use crate::disk::DiskError;
use crate::report::{self, Look, Tally, Value, Words};
use crate::text::Inputs;

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
    pub(super) fn new(args: &SiteArgs) -> Self {
        let terminal = io::stderr().is_terminal();
        let wants_colour = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            && std::env::var_os("TERM").is_none_or(|value| value != "dumb");
        let width = std::env::var("COLUMNS").ok().and_then(|value| value.parse().ok());
        let look = Look {
            colour: terminal && wants_colour,
            width: terminal.then(|| width.unwrap_or(WIDTH)),
            strict: args.strict,
        };
        Self { words: Words::new(args.ui_lang()), look, format: args.format }
    }

    /// Tells everything that was found, and counts it.
    pub(super) fn findings(&self, inputs: &Inputs, built: &Built) -> Result<Tally, DiskError> {
        let (findings, files) = (&built.diagnostics, &inputs.files);
        let tally = Tally::of(findings, self.look.strict);
        if self.format == Format::Json {
            print(&report::json(findings, files, &self.words, self.look.strict))?;
            return Ok(tally);
        }
        if !findings.is_empty() {
            complain(&report::human(findings, files, &self.words, self.look));
            complain(&(self.words.say("findings", &counts(tally)) + "\n"));
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
            Format::Json => Ok(()),
        }
    }

    /// Something worth knowing that is no fault.
    pub(super) fn notice(&self, name: &str, values: &[(&str, Value<'_>)]) {
        complain(&report::notice(name, values, &self.words, self.look));
    }

    /// What stopped the run.
    pub(super) fn failure(&self, error: &DiskError) {
        let path = error.path().display().to_string();
        let system = error.system().map(ToString::to_string);
        let values = [("path", Value::Text(&path))];
        complain(&report::failure(error.name(), &values, system, &self.words, self.look));
    }

    /// A bug of ours, with where it was.
    pub(super) fn bug(&self, place: String) {
        complain(&report::failure("bug", &[], Some(place), &self.words, self.look));
    }

    /// A line beside the findings.
    pub(super) fn line(&self, name: &str, values: &[(&str, Value<'_>)]) {
        complain(&(self.words.say(name, values) + "\n"));
    }

    /// A word of its own.
    pub(super) fn word(&self, name: &str) -> String {
        self.words.say(name, &[])
    }
}

fn counts(tally: Tally) -> [(&'static str, Value<'static>); 3] {
    let both = if tally.errors > 0 && tally.warnings > 0 { "yes" } else { "no" };
    [
        ("errors", Value::Count(tally.errors)),
        ("warnings", Value::Count(tally.warnings)),
        ("both", Value::Text(both)),
    ]
}

/// Writes to standard output. Somebody who stops reading has read enough.
fn print(text: &str) -> Result<(), DiskError> {
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
