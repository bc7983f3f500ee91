//! A page with its links as they have to be once a page has moved: everything else byte for byte,
//! and proved by reading the result again.

use super::aliases::same_but_aliases;
use super::definitions::definitions;
use super::detour::{Detour, Form, Meaning, Mention, include_folder, link_meaning, mentions};
use super::spelling::{Hand, Journey, unescaped};
use super::texts::codes;
use crate::parse::{Dialect, Page, find_head, is_part, parse_page};
use crate::site::Content;
use crate::text::{Code, Diagnostic, Edit, FilePath, Outcome, Source, Span, link_kind, mend, nfc};

/// The page as it will be.
pub(super) struct Relinked {
    pub(super) page: Page,
    pub(super) bytes: Vec<u8>,
    /// Links that are others than before.
    pub(super) links: usize,
    /// The edits of the head could be made.
    pub(super) headed: bool,
    /// Links that the author has to write.
    pub(super) by_hand: Vec<Diagnostic>,
}

/// Who changes pages, and for what.
pub(super) struct Hands<'a> {
    pub(super) content: &'a Content,
    pub(super) detour: &'a Detour,
}

impl Hands<'_> {
    /// The page in its place `to`, with `head` edits in its head. Edits that would change anything
    /// else are left out, and the links that they were for are told.
    pub(super) fn relink(
        &self,
        page: &Page,
        source: &Source,
        to: &FilePath,
        head: &[Edit],
    ) -> Relinked {
        let edits = std::str::from_utf8(&source.bytes)
            .map(|text| self.edits(page, text, to))
            .unwrap_or_default();
        let before = parse_page(source, Dialect::TAIYAKU);
        for (links, head) in [(&edits[..], head), (&[], head), (&edits[..], &[]), (&[], &[])] {
            let each = links.iter().chain(head).map(std::slice::from_ref);
            let (bytes, made) = mend(&source.bytes, each);
            let after = parse_page(&Source::new(to.clone(), bytes.clone()), Dialect::TAIYAKU);
            let is_whole = made == links.len() + head.len();
            if let Some(by_hand) = self.rest(&before, &after, to).filter(|_| is_whole) {
                let (page, links) = (after.value, links.len());
                return Relinked { page, bytes, links, headed: !head.is_empty(), by_hand };
            }
        }
        let bytes = source.bytes.to_vec();
        Relinked { page: page.clone(), bytes, links: 0, headed: false, by_hand: Vec::new() }
    }

    /// What is left to do by hand, if nothing but links and aliases changed.
    fn rest(
        &self,
        before: &Outcome<Page>,
        after: &Outcome<Page>,
        to: &FilePath,
    ) -> Option<Vec<Diagnostic>> {
        let old = mentions(self.content, &before.value, &before.value.file);
        let new = mentions(self.content, &after.value, to);
        let same = old.len() == new.len()
            && codes(&before.diagnostics) == codes(&after.diagnostics)
            && same_but_aliases(&before.value.front, &after.value.front);
        if !same {
            return None;
        }
        let mut by_hand = Vec::new();
        for (old, new) in old.iter().zip(&new) {
            let wanted = self.detour.taken(self.content, &old.meaning);
            if new.meaning == wanted {
                by_hand.extend(dropped(to, old, new));
                continue;
            }
            if new.written.value != old.written.value {
                return None;
            }
            by_hand.extend(told(to, new, &wanted));
        }
        Some(by_hand)
    }

    /// The edits that give each link of a page its new target.
    fn edits(&self, page: &Page, text: &str, to: &FilePath) -> Vec<Edit> {
        let body = if is_part(page.file.as_str()) { 0 } else { body_of(text) };
        let written = mentions(self.content, page, &page.file).into_iter();
        let written = written.map(|mention| {
            let value = mention.written.value.clone();
            (mention.written.span, mention.form, value, mention.meaning)
        });
        let defined = definitions(text, body, &page.body).into_iter().filter_map(|span| {
            let value = unescaped(&text[span.start..span.end])?;
            let meaning = link_meaning(&page.file, &link_kind(&value))?;
            Some((span, Form::Link, value, meaning))
        });
        let mut edits: Vec<Edit> = written
            .chain(defined)
            .filter_map(|(span, form, value, meaning)| {
                // A link by reference has its target elsewhere.
                let raw = text.get(span.start..span.end)?;
                (unescaped(raw)? == value).then_some(())?;
                self.edit(page, text, to, (span, form, &meaning))
            })
            .collect();
        edits.sort();
        edits.dedup();
        edits
    }

    fn edit(
        &self,
        page: &Page,
        text: &str,
        to: &FilePath,
        (span, form, meaning): (Span, Form, &Meaning),
    ) -> Option<Edit> {
        let wanted = self.detour.taken(self.content, meaning);
        let (Meaning::Page(old, anchor), Meaning::Page(new, kept)) = (meaning, &wanted) else {
            return None;
        };
        let raw = &text[span.start..span.end];
        let around = (text[..span.start].chars().next_back(), text[span.end..].chars().next());
        let hand = Hand { raw, around, form };
        let from = match form {
            Form::Link => nfc(page.file.folder()),
            Form::Include => include_folder(self.content, &page.file, raw),
        };
        // A part's name that begins with `_` is read from the language's folder.
        let is_bare = |path: &str| form == Form::Include && path.starts_with('_');
        let from_root = is_bare(raw) && new.below(&from).is_some_and(is_bare);
        let new_from = if from_root { from.clone() } else { nfc(to.folder()) };
        if old == new && from == new_from {
            return None;
        }
        let journey = Journey { from: &from, to: old, new_from: &new_from, new_to: new };
        let mut path = hand.path(&journey)?;
        if is_bare(&path) && !from_root {
            path.insert_str(0, "./");
        }
        let rest = if anchor == kept { hand.split()?.1 } else { "" };
        let text = format!("{path}{rest}");
        (text != raw).then_some(Edit { span, text })
    }
}

fn body_of(text: &str) -> usize {
    let plain = text.trim_start_matches('\u{feff}');
    find_head(plain).map_or(0, |head| text.len() - plain.len() + head.body)
}

/// A link that the author has to write, and how.
fn told(file: &FilePath, mention: &Mention<'_>, wanted: &Meaning) -> Option<Diagnostic> {
    let Meaning::Page(path, anchor) = wanted else { return None };
    let anchor = anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
    let path = path.seen_from(&nfc(file.folder()));
    let meant = format!("{}{anchor}", mention.form.plain(&path));
    let arguments = [("target", mention.written.value.as_str()), ("meant", meant.as_str())];
    Some(Diagnostic::new(Code::LinkByHand, file, mention.written.span, arguments))
}

/// A link to a heading that now leads to the beginning of a page.
fn dropped(file: &FilePath, old: &Mention<'_>, new: &Mention<'_>) -> Option<Diagnostic> {
    let (Meaning::Page(_, Some(anchor)), Meaning::Page(_, None)) = (&old.meaning, &new.meaning)
    else {
        return None;
    };
    let arguments = [("anchor", anchor.as_str())];
    Some(Diagnostic::new(Code::AnchorDropped, file, new.written.span, arguments))
}
