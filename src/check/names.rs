//! File names that every system can hold and tell apart.

use std::collections::BTreeMap;

use icu::casemap::CaseMapper;
use unicode_normalization::UnicodeNormalization;

use crate::text::{Code, Diagnostic, FilePath, is_forbidden};

/// Names that Windows keeps for devices, with any ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Bytes that a name may have on the usual file systems.
const LONGEST: usize = 255;

/// Characters of a path below the root of a disk: of the 260 that Windows has for a path, `C:\` takes
/// three and the end one.
const LONGEST_PATH: usize = 256;

/// Checks the names of all files that reach the output, and of their folders.
pub(super) fn check_names<'a>(files: impl Iterator<Item = &'a FilePath>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut seen: BTreeMap<String, (&str, &FilePath)> = BTreeMap::new();
    let mut folder = "";
    let mut collided = "";
    for file in files {
        if let Some(part) = file.as_str().split('/').find(|part| !fits_windows(part)) {
            findings.push(Diagnostic::new(Code::WindowsName, file, None, [("name", part)]));
        }
        let length = file.as_str().encode_utf16().count();
        if length > LONGEST_PATH {
            let arguments =
                [("length", &*length.to_string()), ("limit", &*LONGEST_PATH.to_string())];
            findings.push(Diagnostic::new(Code::PathTooLong, file, None, arguments));
        }
        // What lies below two such folders collides because of them.
        if !collided.is_empty() && file.below(collided).is_some() {
            continue;
        }
        // Files come in the order of their paths: what the one before had too was looked at.
        let known = if file.below(folder).is_some() { folder.len() } else { 0 };
        folder = file.folder();
        for name in names(file.as_str(), known) {
            let part = name.rsplit('/').next().unwrap_or(name);
            if !part.nfc().eq(part.chars()) {
                let composed: String = part.nfc().collect();
                let arguments = [("name", composed.as_str())];
                findings.push(Diagnostic::new(Code::DecomposedName, file, None, arguments));
            }
            let (other, first) = *seen.entry(folded(name)).or_insert((name, file));
            if other != name {
                let arguments = [("other", other)];
                let finding = Diagnostic::new(Code::NameCollision, file, None, arguments);
                findings.push(finding.related(first, None));
                collided = name;
                break;
            }
        }
    }
    findings
}

/// The folders of a path that are longer than `known`, and the path itself.
fn names(path: &str, known: usize) -> impl Iterator<Item = &str> {
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    ends.filter(move |end| *end > known).map(|end| &path[..end])
}

/// A name as a file system takes it that tells neither case nor composed characters apart.
fn folded(name: &str) -> String {
    let normal: String = name.nfc().collect();
    CaseMapper::new().fold_string(&normal).nfc().collect()
}

/// Whether Windows can hold a name.
pub(super) fn fits_windows(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_lowercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|rest| {
            let mut digits = rest.chars();
            matches!((digits.next(), digits.next()), (Some('1'..='9'), None))
        })
    };
    let device = DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt");
    // Control characters no system shows; the other forbidden ones would reach the navigation.
    let odd = |c: char| c.is_control() || is_forbidden(c) || r#"<>:"\|?*"#.contains(c);
    !device && !name.contains(odd) && !name.ends_with(['.', ' ']) && name.len() <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::fits_windows;

    #[test]
    fn names_that_windows_cannot_hold() {
        for bad in ["con.md", "AUX", "com1.txt", "a.", "a ", "a:b", "a?b", "LPT9.md"] {
            assert!(!fits_windows(bad), "{bad}");
        }
        for good in ["console.md", "com0.md", "com10.md", "コン.md", ".well-known"] {
            assert!(fits_windows(good), "{good}");
        }
        assert!(!fits_windows(&"漢".repeat(90)));
    }
}
