//! What is to become of files.

use super::fingerprint::Fingerprint;
use super::path::FilePath;
use super::source::Source;

/// What becomes of one file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FileChange {
    /// A file that is not there yet.
    Create {
        /// The new file.
        path: FilePath,
        /// The file whose permissions it gets; nothing for those that new files have.
        like: Option<FilePath>,
        /// What it will hold.
        bytes: Vec<u8>,
    },
    /// Other bytes for a file.
    Replace {
        /// The file.
        path: FilePath,
        /// The hash of the bytes that were read.
        read: Fingerprint,
        /// What it will hold.
        bytes: Vec<u8>,
    },
    /// A file goes.
    Delete {
        /// The file.
        path: FilePath,
        /// The hash of the bytes that were read.
        read: Fingerprint,
    },
}

impl FileChange {
    /// Other bytes for a file that was read; nothing where they are the same.
    pub fn between(old: &Source, bytes: Vec<u8>) -> Option<Self> {
        let (path, read) = (old.path.clone(), old.hash);
        (*old.bytes != *bytes).then_some(Self::Replace { path, read, bytes })
    }

    /// The file.
    pub fn path(&self) -> &FilePath {
        match self {
            Self::Create { path, .. } | Self::Replace { path, .. } | Self::Delete { path, .. } => {
                path
            }
        }
    }
}
