//! HTML comments: words for those who write, which reach no page.

use std::borrow::Cow;

/// What a comment says before a block that is still in the language of its source:
/// `<!-- l10n:todo -->`.
pub const TODO: &str = "l10n:todo";

/// The comment with `TODO`, as it is written into a draft.
pub const TODO_COMMENT: &str = "<!-- l10n:todo -->";

/// HTML without its comments. One that is not closed is none.
pub fn without_comments(html: &str) -> Cow<'_, str> {
    let Some(_) = next(html) else { return Cow::Borrowed(html) };
    let (mut kept, mut rest) = (String::new(), html);
    while let Some((before, _, after)) = next(rest) {
        kept.push_str(before);
        rest = after;
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// Whether HTML is nothing but comments.
pub fn is_comment(html: &str) -> bool {
    without_comments(html).trim().is_empty()
}

/// The words of each comment.
pub fn comments(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let (_, words, after) = next(rest)?;
        rest = after;
        Some(words)
    })
}

/// Whether a comment in it says that something is still to be translated; words may follow, such
/// as who does it.
pub fn is_draft_mark(html: &str) -> bool {
    comments(html).any(|words| words.split_whitespace().next() == Some(TODO))
}

/// What stands before the first comment, its words, and what follows it.
fn next(html: &str) -> Option<(&str, &str, &str)> {
    let (before, open) = html.split_once("<!--")?;
    // `<!-->` and `<!--->` are whole comments to every browser.
    if let Some(after) = open.strip_prefix('>').or_else(|| open.strip_prefix("->")) {
        return Some((before, "", after));
    }
    let (words, after) = open.split_once("-->")?;
    Some((before, words, after))
}

#[cfg(test)]
mod tests {
    use super::{TODO, TODO_COMMENT, is_comment, is_draft_mark, without_comments};

    #[test]
    fn comments_are_taken_out_and_nothing_else() {
        for (html, kept) in [
            ("<!-- a -->", ""),
            ("a<!-- b --><b>c</b><!----> d", "a<b>c</b> d"),
            ("<!--> a -->", " a -->"),
            ("<!---> a", " a"),
            ("<!-- a", "<!-- a"),
            ("<!-- <!-- a --> b", " b"),
        ] {
            assert_eq!(without_comments(html), kept, "{html}");
        }
        assert!(is_comment("<!-- a -->\n<!-- b -->\n") && !is_comment("<!-- a --> b"));
    }

    #[test]
    fn a_mark_is_the_first_word_of_a_comment() {
        assert!(is_draft_mark(TODO_COMMENT) && TODO_COMMENT.contains(TODO));
        assert!(is_draft_mark("<!-- x --><!--l10n:todo by Kim-->"));
        assert!(!is_draft_mark("<!-- no l10n:todo -->") && !is_draft_mark("<!-- l10n:todos -->"));
    }
}
