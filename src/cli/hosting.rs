//! What a build adds for the host that the site is put on.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::console::Console;
use crate::build::Built;
use crate::parse::Host;
use crate::publish::host_files;
use crate::report::Value;

/// The host.
#[derive(clap::Args, Debug)]
pub(super) struct Hosting {
    /// Write what this host reads beside the pages, in place of the one in `site.toml`.
    #[arg(long, value_name = "HOST", value_parser = hosts())]
    preset: Option<Host>,
}

fn hosts() -> impl TypedValueParser<Value = Host> {
    PossibleValuesParser::new(Host::NAMES.map(|(name, _)| name)).map(|asked| {
        let known = Host::NAMES.into_iter().find(|(name, _)| *name == asked);
        known.map_or(Host::Files, |(_, host)| host)
    })
}

impl Hosting {
    /// Adds the host's files to a site, and tells what of them it could not have.
    pub(super) fn add(&self, built: &mut Built, console: &Console) {
        let Some(host) = self.preset.or(built.content.config.host) else { return };
        let made = host_files(host, built);
        for path in &made.own {
            console.notice("host-file-own", &[("path", Value::Text(path))]);
        }
        if made.unfit > 0 {
            console.notice("host-unfit", &[("count", Value::Count(made.unfit))]);
        }
        built.output.files.extend(made.files);
    }
}
