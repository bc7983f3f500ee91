//! What can go wrong with folders and files, as values. Their words are in `report`.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a run stopped at a file or folder.
#[derive(Debug)]
pub enum DiskError {
    /// `content/` or `content/site.toml` is not there or cannot be read.
    NoSite {
        /// The one that is missing.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// The output may not, or cannot safely, go there.
    Refused {
        /// The folder, or the thing inside it that stands in the way.
        path: PathBuf,
        /// The reason.
        why: Refusal,
    },
    /// The output folder cannot be made.
    CannotCreate {
        /// The folder.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// Another run is writing to the same output.
    Busy {
        /// The output folder.
        path: PathBuf,
    },
    /// Somebody changed a file between reading it and writing its mended version.
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// A file that would be new is there already.
    IsThere {
        /// The file.
        path: PathBuf,
    },
    /// A run was killed in the middle of its step, and somebody changed a file since.
    Interrupted {
        /// The file.
        path: PathBuf,
    },
    /// Reading or writing failed.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
}

impl DiskError {
    /// The name of its message.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NoSite { .. } => "no-site",
            Self::Refused { why, .. } => why.name(),
            Self::CannotCreate { .. } => "cannot-create",
            Self::Busy { .. } => "busy",
            Self::Changed { .. } => "changed-meanwhile",
            Self::IsThere { .. } => "already-there",
            Self::Interrupted { .. } => "interrupted",
            Self::Io { .. } => "io-error",
        }
    }

    /// The file or folder that it speaks of.
    pub fn path(&self) -> &Path {
        match self {
            Self::NoSite { path, .. }
            | Self::Refused { path, .. }
            | Self::CannotCreate { path, .. }
            | Self::Busy { path }
            | Self::Changed { path }
            | Self::IsThere { path }
            | Self::Interrupted { path }
            | Self::Io { path, .. } => path,
        }
    }

    /// The system's own words, where it had any.
    pub fn system(&self) -> Option<&io::Error> {
        match self {
            Self::NoSite { source, .. }
            | Self::CannotCreate { source, .. }
            | Self::Io { source, .. } => Some(source),
            Self::Refused { .. }
            | Self::Busy { .. }
            | Self::Changed { .. }
            | Self::IsThere { .. }
            | Self::Interrupted { .. } => None,
        }
    }

    /// Makes an I/O error of the system's, for use in `map_err`.
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.to_owned(), source }
    }

    /// Makes a refusal.
    pub(super) fn refused(path: &Path, why: Refusal) -> Self {
        Self::Refused { path: path.to_owned(), why }
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name(), self.path().display())?;
        self.system().map_or(Ok(()), |words| write!(f, ": {words}"))
    }
}

impl Error for DiskError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.system().map(|words| words as _)
    }
}

/// Why a place to write to is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// No name at all.
    Empty,
    /// The root of a file system.
    FilesystemRoot,
    /// The home folder, or one above it.
    Home,
    /// The site's own folder, or one above it.
    Project,
    /// Inside or above a folder that holds sources.
    Source,
    /// Inside a repository's `.git`.
    Git,
    /// A symbolic link.
    Symlink,
    /// Something that is no folder.
    NotAFolder,
    /// A folder with files that we did not write.
    NotOurs,
    /// A file or folder of someone else's where one of ours must go.
    InTheWay,
    /// A file of the site whose path would lead out of the output folder.
    UnsafePath,
    /// A page that a symbolic link leads to.
    Linked,
    /// A file system is mounted there, and cannot change places with a folder.
    Mounted,
    /// Beside the published folder, nothing can be made that keeps earlier sites.
    NoShelf,
}

impl Refusal {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::Empty,
        Self::FilesystemRoot,
        Self::Home,
        Self::Project,
        Self::Source,
        Self::Git,
        Self::Symlink,
        Self::NotAFolder,
        Self::NotOurs,
        Self::InTheWay,
        Self::UnsafePath,
        Self::Linked,
        Self::Mounted,
        Self::NoShelf,
    ];

    /// The name of its message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "refused-empty",
            Self::FilesystemRoot => "refused-filesystem-root",
            Self::Home => "refused-home",
            Self::Project => "refused-project",
            Self::Source => "refused-source",
            Self::Git => "refused-git",
            Self::Symlink => "refused-symlink",
            Self::NotAFolder => "refused-not-a-folder",
            Self::NotOurs => "refused-not-ours",
            Self::InTheWay => "refused-in-the-way",
            Self::UnsafePath => "refused-unsafe-path",
            Self::Linked => "refused-linked",
            Self::Mounted => "refused-mounted",
            Self::NoShelf => "refused-no-shelf",
        }
    }
}
