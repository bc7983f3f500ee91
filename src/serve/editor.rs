//! Opening a file in the author's editor, at a place.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

/// How an editor is started: words, in which `{file}`, `{line}` and `{column}` are replaced.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Editor {
    program: String,
    words: Vec<String>,
}

/// How well-known editors are told a place, by the name of their program.
const KNOWN: &[(&[&str], &[&str])] = &[
    (&["code", "code-insiders", "codium", "cursor", "windsurf"], &["-g", "{file}:{line}:{column}"]),
    (&["subl", "zed", "hx"], &["{file}:{line}:{column}"]),
    (&["idea", "webstorm", "rustrover"], &["--line", "{line}", "--column", "{column}", "{file}"]),
    (&["emacsclient"], &["-n", "+{line}:{column}", "{file}"]),
    (&["gvim", "mvim"], &["+{line}", "{file}"]),
    (&["gedit", "kate"], &["+{line}", "{file}"]),
    (&["notepad++"], &["-n{line}", "-c{column}", "{file}"]),
    (&["hidemaru"], &["/j{line},{column}", "{file}"]),
    (&["sakura"], &["-Y={line}", "-X={column}", "{file}"]),
];

impl Editor {
    /// Reads a command. Double quotation marks keep words together; nothing else is special, so
    /// that paths of Windows can be written as they are. `None` if there is no word in it.
    pub fn parse(command: &str) -> Option<Self> {
        let mut words = split(command).into_iter();
        let program = words.next()?;
        let mut words: Vec<String> = words.collect();
        if !words.iter().any(|word| word.contains("{file}")) {
            let base = program.rsplit(['/', '\\']).next().unwrap_or(&program).to_lowercase();
            let base =
                [".exe", ".cmd"].iter().find_map(|end| base.strip_suffix(end)).unwrap_or(&base);
            let known = KNOWN.iter().find(|(names, _)| names.contains(&base));
            let place = known.map_or(&["{file}"][..], |(_, place)| place);
            words.extend(place.iter().map(|word| (*word).to_owned()));
        }
        Some(Self { program, words })
    }

    /// The arguments for a place.
    fn arguments(&self, file: &Path, line: usize, column: usize) -> Vec<String> {
        let file = file.display().to_string();
        let fill = |word: &String| {
            // The file last: its name may hold braces.
            let word = word.replace("{line}", &line.to_string());
            word.replace("{column}", &column.to_string()).replace("{file}", &file)
        };
        self.words.iter().map(fill).collect()
    }

    /// Starts the editor, and does not wait for it.
    pub(super) fn open(&self, file: &Path, line: usize, column: usize) -> io::Result<()> {
        let mut command = Command::new(&self.program);
        command.args(self.arguments(file, line, column));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut editor = command.spawn()?;
        // Somebody has to hear that it ended.
        thread::spawn(move || editor.wait());
        Ok(())
    }
}

fn split(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            c if c.is_whitespace() && !quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn started(command: &str) -> Option<Vec<String>> {
        let editor = Editor::parse(command)?;
        let arguments = editor.arguments(Path::new("/site/a b.md"), 3, 7);
        Some(std::iter::once(editor.program).chain(arguments).collect())
    }

    #[test]
    fn a_known_editor_is_told_the_place() {
        let started = |command| started(command).unwrap_or_default();
        assert_eq!(started("code"), ["code", "-g", "/site/a b.md:3:7"]);
        assert_eq!(
            started(r#""C:\Program Files\sakura\sakura.exe""#),
            [r"C:\Program Files\sakura\sakura.exe", "-Y=3", "-X=7", "/site/a b.md"]
        );
        assert_eq!(started("own --wait"), ["own", "--wait", "/site/a b.md"]);
        assert_eq!(started("own -l{line} \"{file}\""), ["own", "-l3", "/site/a b.md"]);
    }

    #[test]
    fn no_word_is_no_command() {
        assert_eq!(started("  "), None);
    }
}
