//! What a command will do: every file that it makes, changes or takes away.

use crate::text::{Diagnostic, FileChange, FilePath, Inputs};

/// All that a command will do.
#[derive(Debug)]
pub struct Plan {
    /// The files: first the new ones, last those that go.
    pub changes: Vec<FileChange>,
    /// Files and where they go.
    pub moved: Vec<(FilePath, FilePath)>,
    /// Files that go for good.
    pub removed: Vec<FilePath>,
    /// Links that are written anew.
    pub links: usize,
    /// The files that hold them.
    pub linking: usize,
    /// What the author has to write, with places in `after`.
    pub by_hand: Vec<Diagnostic>,
    /// Published addresses below the site's root that lead nowhere afterwards.
    pub lost: Vec<String>,
    /// The site afterwards.
    pub after: Inputs,
}

/// Why there is no plan.
#[derive(Debug)]
pub enum Stop {
    /// Files that cannot be read, or links that would break.
    Findings(Vec<Diagnostic>),
    /// There is no such page.
    NoPage(String),
    /// A page cannot have this path.
    BadPath(String),
    /// Something is there already.
    Exists(FilePath),
    /// A part cannot become a page, nor a page a part.
    PartOrPage(String),
    /// A language's front page stays where it is.
    FrontPage(FilePath),
    /// An address that would be needed belongs to another page.
    AddressTaken {
        /// The address.
        address: String,
        /// The page that has it.
        file: FilePath,
    },
}

impl Stop {
    /// The name of its message, what it speaks of, and what is in its way.
    pub fn message(&self) -> Option<(&'static str, &str, &str)> {
        match self {
            Self::Findings(_) => None,
            Self::NoPage(path) => Some(("no-such-page", path, "")),
            Self::BadPath(path) => Some(("no-page-path", path, "")),
            Self::Exists(path) => Some(("page-exists", path.as_str(), "")),
            Self::PartOrPage(path) => Some(("part-or-page", path, "")),
            Self::FrontPage(path) => Some(("front-page-stays", path.as_str(), "")),
            Self::AddressTaken { address, file } => Some(("address-taken", address, file.as_str())),
        }
    }
}
