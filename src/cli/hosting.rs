//! What a build adds for the host that the site is put on.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::console::Console;
use super::stages::Stages;
use crate::build::Built;
use crate::disk::{DiskError, KnownTwins, Precompressed};
use crate::parse::Host;
use crate::publish::{Limits, host_files};
use crate::render::Output;
use crate::report::Value;

/// The host.
#[derive(clap::Args, Debug)]
pub(super) struct Hosting {
    /// Write what this host reads beside the pages, in place of the one in `site.toml`.
    #[arg(long, value_name = "HOST", value_parser = hosts())]
    preset: Option<Host>,
    /// Write compressed twins beside files: `index.html.gz`, `index.html.br`.
    #[arg(long)]
    precompress: bool,
}

fn hosts() -> impl TypedValueParser<Value = Host> {
    PossibleValuesParser::new(Host::NAMES.map(|(name, _)| name)).map(|asked| {
        let known = Host::NAMES.into_iter().find(|(name, _)| *name == asked);
        known.map_or(Host::Files, |(_, host)| host)
    })
}

impl Hosting {
    /// Adds the host's files to a site, and tells what of them it could not have; then twins of all
    /// files, if they are wanted.
    pub(super) fn add(
        &self,
        built: &mut Built,
        known: Option<&KnownTwins>,
        console: &Console,
        stages: &mut Stages<'_>,
    ) -> Option<Precompressed> {
        if let Some(host) = self.preset.or(built.content.config.host) {
            let made = host_files(host, built);
            for path in &made.own {
                console.notice("host-file-own", &[("path", Value::Text(path))]);
            }
            if made.unfit > 0 {
                console.notice("host-unfit", &[("count", Value::Count(made.unfit))]);
            }
            built.output.files.extend(made.files);
            if let Some(limits) = made.limits {
                tell_limits(&built.output, limits, console);
            }
        }
        self.precompress
            .then(|| stages.run("stage-compress", || Precompressed::add(known, &mut built.output)))
    }
}

/// Tells what the host will not take, before it says so itself.
fn tell_limits(output: &Output, limits: Limits, console: &Console) {
    let (count, most) = (output.files.len(), limits.files);
    if count > most {
        console
            .notice("host-many", &[("count", Value::Count(count)), ("most", Value::Count(most))]);
    }
    for (path, file) in &output.files {
        if file.bytes.len() > limits.size << 20 {
            let values = [("path", Value::Text(path)), ("most", Value::Count(limits.size))];
            console.notice("host-large", &values);
        }
    }
}

/// Keeps what is known of twins that were written, and tells of them.
pub(super) fn keep(
    twins: Option<&Precompressed>,
    known: &KnownTwins,
    console: &Console,
) -> Result<(), DiskError> {
    let Some(twins) = twins else { return Ok(()) };
    twins.keep(known)?;
    let values =
        [("twins", Value::Count(twins.twins)), ("compressed", Value::Count(twins.compressed))];
    console.conclude("precompressed", &values)
}
