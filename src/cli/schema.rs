//! `taiyaku schema NAME`.

use clap::builder::PossibleValuesParser;

use super::console::print;
use super::exit::Exit;
use crate::disk::DiskError;
use crate::parse::SCHEMAS;

/// `taiyaku schema`.
#[derive(clap::Args, Debug)]
pub(super) struct SchemaArgs {
    /// The files that it is of.
    #[arg(value_parser = PossibleValuesParser::new(SCHEMAS.map(|(name, _)| name)))]
    name: String,
}

/// Prints what an editor reads to complete and explain keys.
pub(super) fn run(args: &SchemaArgs) -> Result<Exit, DiskError> {
    if let Some((_, schema)) = SCHEMAS.iter().find(|(name, _)| *name == args.name) {
        print(schema)?;
    }
    Ok(Exit::Fine)
}
