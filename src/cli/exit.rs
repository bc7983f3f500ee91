//! What a run tells the program that started it.

use std::process::ExitCode;

use crate::disk::DiskError;

/// How a run ended. The numbers are promised: scripts depend on them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// All is well.
    Fine = 0,
    /// `check` found errors.
    Found = 1,
    /// The command line cannot be understood.
    Usage = 2,
    /// The content has errors, so nothing was built.
    Content = 65,
    /// A bug of ours.
    Bug = 70,
    /// The output folder is refused or cannot be made, or something speaks against publishing.
    Refused = 73,
    /// Reading or writing failed.
    Io = 74,
    /// Another run is at work; try again.
    Busy = 75,
    /// `site.toml` or `content/` is not there or cannot be read.
    Config = 78,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl From<&DiskError> for Exit {
    fn from(error: &DiskError) -> Self {
        match error {
            DiskError::NoSite { .. } => Self::Config,
            DiskError::Refused { .. }
            | DiskError::CannotCreate { .. }
            | DiskError::IsThere { .. } => Self::Refused,
            DiskError::Busy { .. } => Self::Busy,
            DiskError::Io { .. } | DiskError::Changed { .. } | DiskError::Interrupted { .. } => {
                Self::Io
            }
        }
    }
}
