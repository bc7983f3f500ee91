//! Of the files that a publication deletes, those whose addresses readers know.

use std::collections::BTreeSet;

use crate::render::Output;

/// Leaves out what is replaced under another name whenever it changes (the theme's files, those of the
/// search), and compressed twins.
pub fn lost<'a>(deleted: &'a [String], output: &Output) -> Vec<&'a String> {
    let all: BTreeSet<&str> = deleted.iter().map(String::as_str).collect();
    let is_twin = |path: &str| {
        let of = path.strip_suffix(".gz").or_else(|| path.strip_suffix(".br"));
        of.is_some_and(|of| all.contains(of) || output.files.contains_key(of))
    };
    deleted.iter().filter(|path| !is_hashed(path) && !is_twin(path)).collect()
}

/// Whether the name says what is in the file.
fn is_hashed(path: &str) -> bool {
    let is_hash = |text: &str| text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let shard = path.rsplit_once("/search/").and_then(|(_, name)| name.strip_suffix(".bin"));
    path.starts_with("_t/") || shard.is_some_and(is_hash)
}

#[cfg(test)]
mod tests {
    use super::lost;
    use crate::render::{Emitted, Output};

    #[test]
    fn only_addresses_that_readers_know_are_lost() {
        let deleted = [
            "_t/0123456789abcdef/theme.css",
            "files/a.zip",
            "files/b.tar.gz",
            "ja/a/index.html",
            "ja/a/index.html.br",
            "ja/a/index.html.gz",
            "ja/b/index.html.gz",
            "ja/search/0123456789abcdef.bin",
            "ja/search/guide.bin",
        ]
        .map(str::to_owned);
        let mut output = Output::default();
        output.files.insert("ja/b/index.html".to_owned(), Emitted::new(Vec::new()));
        assert_eq!(
            lost(&deleted, &output),
            ["files/a.zip", "files/b.tar.gz", "ja/a/index.html", "ja/search/guide.bin"]
        );
    }
}
