//! The theme's scripts and styles as readers get them: without the comments and the indent, which
//! are a quarter of what would be sent.

use std::sync::Arc;

use super::theme::THEME;
use crate::text::Source;

/// The bytes of a file of the theme that are published. A file that the site has in the place of
/// one of ours keeps every byte: nobody knows how it is written.
pub fn published(source: &Source) -> Arc<[u8]> {
    let ours =
        THEME.iter().any(|(path, bytes)| *path == source.path.as_str() && **bytes == *source.bytes);
    match std::str::from_utf8(&source.bytes) {
        Ok(text) if ours && matches!(source.path.extension(), "js" | "css") => {
            lean(text).into_bytes().into()
        }
        _ => Arc::clone(&source.bytes),
    }
}

/// Leaves out comments that stand on lines of their own, empty lines, and white space around lines.
/// Right only where no comment shares a line with code and no text reaches over a line: so our files
/// are written, and a test holds them to it.
fn lean(text: &str) -> String {
    let mut lean = String::with_capacity(text.len());
    let mut lines = text.lines().map(str::trim);
    while let Some(line) = lines.next() {
        if line.starts_with("/*") {
            let mut last = line;
            while !last.ends_with("*/") {
                let Some(next) = lines.next() else { break };
                last = next;
            }
        } else if !line.is_empty() && !line.starts_with("//") {
            lean.push_str(line);
            lean.push('\n');
        }
    }
    lean
}

#[cfg(test)]
mod tests {
    use super::super::theme::THEME;
    use super::lean;

    #[test]
    fn comments_go_and_code_stays() {
        let text = "/** What it does. */\nconst a = \"/* kept */\"; // kept\n\n  /*\n   * Gone.\n   */\n  // gone\n  f(a);\n";
        assert_eq!(lean(text), "const a = \"/* kept */\"; // kept\nf(a);\n");
    }

    #[test]
    fn the_theme_is_written_so_that_this_is_right() {
        let ours = THEME.iter().filter(|(path, _)| path.ends_with(".js") || path.ends_with(".css"));
        let mut seen = 0;
        for (path, bytes) in ours {
            let text = std::str::from_utf8(bytes).expect("UTF-8");
            seen += 1;
            for (number, line) in text.lines().map(str::trim).enumerate() {
                let place = format!("{path}:{}", number + 1);
                let even = line.matches('`').count() % 2 == 0;
                assert!(even || line.starts_with('*'), "{place}: a text over several lines");
                assert!(!line.ends_with('\\'), "{place}: a text over several lines");
                let comment = line.starts_with("/*") || line.starts_with('*');
                let behind = line.split_once("*/").map_or("", |(_, behind)| behind);
                assert!(!comment || behind.is_empty(), "{place}: code behind a comment");
                let opens = line.rfind("/*").filter(|at| !line[*at..].contains("*/"));
                assert!(opens.unwrap_or(0) == 0, "{place}: a comment begins behind code");
            }
        }
        assert!(seen > 10);
    }
}
