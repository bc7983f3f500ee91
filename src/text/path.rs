//! Paths of a site's files, as they are written in findings and configuration.

use std::fmt;
use std::sync::Arc;

/// A file's path from ROOT with `/` between its parts, spelled as on the disk (not normalised).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(Arc<str>);

impl FilePath {
    /// Takes a path that already has `/` between its parts.
    pub fn new(path: &str) -> Self {
        Self(Arc::from(path))
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The last part without what follows its last dot.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// What follows the last dot of the last part, or nothing.
    pub fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, end)| end)
    }

    /// All but the last part, without a slash at the end.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// What follows `folder/`, if the file lies below it.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// The path as a link in a file of `folder` writes it.
    pub fn seen_from(&self, folder: &str) -> String {
        let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        let to: Vec<&str> = self.0.split('/').collect();
        let shared = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
        let up = "../".repeat(from.len() - shared);
        format!("{up}{}", to[shared..].join("/"))
    }

    /// The path that `relative` means when it is written in a file of `folder`: `.` and `..` are
    /// followed by name. `None` when it leads above ROOT.
    pub fn resolve(folder: &str, relative: &str) -> Option<Self> {
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                name => parts.push(name),
            }
        }
        Some(Self::new(&parts.join("/")))
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::FilePath;

    #[test]
    fn relative_paths_are_followed_by_name() {
        let resolve = |folder, relative| FilePath::resolve(folder, relative).map(|p| p.to_string());
        assert_eq!(resolve("content/ja/forms", "../a.md").as_deref(), Some("content/ja/a.md"));
        assert_eq!(resolve("content/ja", "./x//b.md").as_deref(), Some("content/ja/x/b.md"));
        assert_eq!(resolve("content", "../../b.md"), None);
    }

    #[test]
    fn a_path_is_seen_from_a_folder() {
        let seen = |folder| FilePath::new("content/ja/a/b.md").seen_from(folder);
        assert_eq!(seen("content/ja/a"), "b.md");
        assert_eq!(seen("content/ja"), "a/b.md");
        assert_eq!(seen("content/ja/a/b.md"), "../b.md");
        assert_eq!(seen("content/en/x"), "../../ja/a/b.md");
        assert_eq!(seen(""), "content/ja/a/b.md");
    }
}
