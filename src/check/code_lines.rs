//! Code that is the same in both languages, but for words in it.

/// The first lines that differ, of the source and of the translation. A comment may be translated,
/// and so may what is written in other letters than those of programs: a title, a message. `neutral`
/// gives a line as it is in every language.
pub(super) fn first_difference(
    there: &str,
    here: &str,
    neutral: impl Fn(&str) -> String,
) -> Option<(Vec<String>, Vec<String>)> {
    if there == here {
        return None;
    }
    let (mut left, mut right) = (there.lines(), here.lines());
    loop {
        match (left.next(), right.next()) {
            (None, None) => return None,
            (Some(one), Some(other))
                if one == other || is_translated(one, other) || neutral(one) == neutral(other) => {}
            (one, other) => {
                let list = |line: Option<&str>| line.map(|line| line.trim().to_owned());
                return Some((list(one).into_iter().collect(), list(other).into_iter().collect()));
            }
        }
    }
}

/// Where comments begin, in the languages that most code is in.
const COMMENTS: [&str; 9] = ["#", "//", "--", ";", "/*", "<!--", "*", "REM ", "::"];

fn is_translated(one: &str, other: &str) -> bool {
    is_worded(one) || is_worded(other) || is_commented(one, other)
}

/// Whether there are letters in it that no program is written in.
pub(super) fn is_worded(text: &str) -> bool {
    text.chars().any(|c| !c.is_ascii() && c.is_alphabetic())
}

/// Whether both are the same as far as a comment begins.
fn is_commented(one: &str, other: &str) -> bool {
    let code = |line: &str, mark: &str| {
        let found = line.match_indices(mark).map(|(at, _)| at);
        let mut begins =
            found.filter(|at| line[..*at].chars().next_back().is_none_or(char::is_whitespace));
        begins.next().map(|at| line[..at].trim_end().to_owned())
    };
    COMMENTS
        .iter()
        .any(|mark| code(one, mark).is_some_and(|code_of| Some(code_of) == code(other, mark)))
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn words_in_code_may_be_translated() {
        for (there, here) in [
            ("a = 1 # 数\nb", "a = 1  # the number\nb"),
            ("// the file\n", "// le fichier\n"),
            ("title: 題\n", "title: Title\n"),
            ("<!-- one -->", "<!-- two -->"),
            ("a\n", "a"),
            ("LS", "ls"),
        ] {
            assert_eq!(first_difference(there, here, str::to_lowercase), None, "{there}");
        }
        for (there, here) in
            [("ls -l", "ls"), ("a # x", "b # x"), ("a\nb", "a"), ("a#b", "a#c"), ("", "# x")]
        {
            assert!(first_difference(there, here, str::to_lowercase).is_some(), "{there}");
        }
    }
}
