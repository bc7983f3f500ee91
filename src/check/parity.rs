//! A translation has what its source has, and nothing else: blocks, code, links, images, numbers.

use std::collections::BTreeSet;
use std::ops::Range;

use super::addresses::Addresses;
use super::code_lines::{first_difference, is_worded};
use super::numbers::numbers_apart;
use super::pairs::Beside;
use crate::align::{ThingKind, Unit, UnitKind};
use crate::site::{Site, heading_ids};
use crate::text::{Code, Diagnostic, Inputs, Span};

/// Stands for what is not there.
const NOTHING: &str = "–";

/// So much of a text is shown.
const SHOWN: usize = 30;

/// Finds where a translation is built otherwise than its source.
pub(super) fn check_parity(
    inputs: &Inputs,
    site: &Site<'_>,
    beside: &Beside<'_>,
) -> Vec<Diagnostic> {
    let mut check = Parity { inputs, beside, ids: None, site, findings: Vec::new() };
    for (ones, others) in &beside.apart {
        check.structure(ones.clone(), others.clone());
    }
    let addresses = Addresses::new(site, beside);
    for (one, other) in &beside.pairs {
        check.pair(&beside.before[*one], &beside.after[*other], &addresses);
    }
    check.findings
}

struct Parity<'a, 'b> {
    inputs: &'a Inputs,
    site: &'a Site<'b>,
    beside: &'a Beside<'b>,
    /// The ids of the headings of the source, once they are asked for.
    ids: Option<Vec<(Span, String)>>,
    findings: Vec<Diagnostic>,
}

impl Parity<'_, '_> {
    /// The first place where two parts are not built alike.
    fn structure(&mut self, ones: Range<usize>, others: Range<usize>) {
        let (left, right) = (&self.beside.before[ones], &self.beside.after[others.clone()]);
        let is_alike =
            |(one, other): &(&Unit, &Unit)| one.kind == other.kind && one.within == other.within;
        let same = left.iter().zip(right).take_while(is_alike).count();
        let there = left.get(same).map(|unit| self.shown(unit, true));
        let here = right.get(same).map(|unit| self.shown(unit, false));
        // Where nothing stands, the place is behind what stands before it.
        let place = (others.start + same).min(self.beside.after.len().saturating_sub(1));
        let place = if here.is_none() { place.min(others.end.saturating_sub(1)) } else { place };
        let span = self.beside.after.get(place).map(|unit| unit.span);
        let related = left.get(same).or(left.last()).map(|unit| unit.span);
        self.tell(Code::ParityStructure, span, related, there, here);
    }

    fn pair(&mut self, one: &Unit, other: &Unit, addresses: &Addresses<'_>) {
        if let UnitKind::Heading(_) = one.kind {
            self.heading_id(one, other);
        }
        // Most units have the same things, written alike.
        if one.fixed != other.fixed {
            match one.kind {
                UnitKind::Code => self.code(one, other, addresses),
                _ => self.things(one, other, addresses),
            }
        }
        let (there, here) = (placeholders(&one.words), placeholders(&other.words));
        self.sets(Code::ParityInline, (one, other), &there, &here);
        let (there, here) = numbers_apart(one, other);
        self.lists((one, other), Code::ParityNumber, &there, &here);
    }

    fn things(&mut self, one: &Unit, other: &Unit, addresses: &Addresses<'_>) {
        let pair = (one, other);
        let (there, here) = (inline(one, addresses), inline(other, addresses));
        let (there, here) = without_words(there.difference(&here), here.difference(&there));
        self.lists(pair, Code::ParityInline, &there, &here);
        for (code, kind) in
            [(Code::ParityLink, ThingKind::Link), (Code::ParityImage, ThingKind::Image)]
        {
            let (there, here) = addresses.apart(one, other, kind);
            self.lists(pair, code, &there, &here);
        }
        let count =
            |unit: &Unit| BTreeSet::from([unit.things(ThingKind::Footnote).count().to_string()]);
        self.sets(Code::ParityFootnote, pair, &count(one), &count(other));
        if one.kind == UnitKind::Directive {
            use ThingKind::{Class, Directive, Id, Setting};
            for kind in [Directive, Id, Class, Setting] {
                self.sets(Code::ParityDirective, pair, &set(one, kind), &set(other, kind));
            }
        }
        let cells = |unit| set(unit, ThingKind::Cells);
        self.sets(Code::ParityCells, pair, &cells(one), &cells(other));
    }

    /// An id that is not written is that of the source.
    fn heading_id(&mut self, one: &Unit, other: &Unit) {
        let Some(here) = other.things(ThingKind::Id).next() else { return };
        if one.things(ThingKind::Id).next() == Some(here) {
            return;
        }
        let (content, source) = (self.site.content, self.beside.source);
        let ids = self.ids.get_or_insert_with(|| heading_ids(content, source));
        let there = ids.iter().find(|(span, _)| span.start == one.span.start);
        let there = there.map(|(_, id)| id.clone()).filter(|there| there != here);
        if let Some(there) = there {
            let (there, here) = (format!("#{there}"), format!("#{here}"));
            self.tell(Code::ParityId, Some(other.span), Some(one.span), Some(there), Some(here));
        }
    }

    fn code(&mut self, one: &Unit, other: &Unit, addresses: &Addresses<'_>) {
        let info = |unit| set(unit, ThingKind::CodeInfo);
        self.sets(Code::ParityCode, (one, other), &info(one), &info(other));
        let text = |unit| Unit::things(unit, ThingKind::CodeText).next().unwrap_or_default();
        let neutral = |line: &str| addresses.without_codes(line);
        if let Some((there, here)) = first_difference(text(one), text(other), neutral) {
            self.lists((one, other), Code::ParityCode, &there, &here);
        }
    }

    /// Tells what only one of two sets has.
    fn sets(
        &mut self,
        code: Code,
        pair: (&Unit, &Unit),
        there: &BTreeSet<String>,
        here: &BTreeSet<String>,
    ) {
        let only =
            |one: &BTreeSet<String>, other| one.difference(other).cloned().collect::<Vec<_>>();
        self.lists(pair, code, &only(there, here), &only(here, there));
    }

    fn lists(
        &mut self,
        (one, other): (&Unit, &Unit),
        code: Code,
        there: &[String],
        here: &[String],
    ) {
        let list = |values: &[String]| {
            (!values.is_empty()).then(|| {
                let values: Vec<String> = values.iter().map(|value| short(value)).collect();
                values.join(", ")
            })
        };
        if !there.is_empty() || !here.is_empty() {
            self.tell(code, Some(other.span), Some(one.span), list(there), list(here));
        }
    }

    fn tell(
        &mut self,
        code: Code,
        place: Option<Span>,
        related: Option<Span>,
        there: Option<String>,
        here: Option<String>,
    ) {
        let there = there.unwrap_or_else(|| NOTHING.to_owned());
        let here = here.unwrap_or_else(|| NOTHING.to_owned());
        let arguments = [("there", there.as_str()), ("here", here.as_str())];
        let finding = Diagnostic::new(code, &self.beside.translation.file, place, arguments);
        self.findings.push(finding.related(&self.beside.source.file, related));
    }

    /// The beginning of a unit as it is written, behind the marks of what it stands in.
    fn shown(&self, unit: &Unit, is_source: bool) -> String {
        let page = if is_source { self.beside.source } else { self.beside.translation };
        let bytes = self.inputs.files.get(&page.file).map(|file| &*file.bytes).unwrap_or_default();
        let bytes = bytes.get(unit.span.start..unit.span.end).unwrap_or_default();
        let marks: String = unit.within.split_terminator('>').map(mark).collect();
        let text = String::from_utf8_lossy(bytes);
        short(&(marks + text.lines().next().unwrap_or_default()))
    }
}

/// How a block around others is written.
fn mark(name: &str) -> String {
    match name {
        "ul" => "- ".to_owned(),
        "ol" => "1. ".to_owned(),
        "quote" => "> ".to_owned(),
        "footnote" => "[^]: ".to_owned(),
        name => format!(":::{name} "),
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

fn set(unit: &Unit, kind: ThingKind) -> BTreeSet<String> {
    unit.things(kind).map(str::to_owned).collect()
}

/// Code and HTML among words, and versions. One of two parts may as well be a number.
fn inline(unit: &Unit, addresses: &Addresses<'_>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for kind in [ThingKind::Code, ThingKind::Html] {
        found.extend(unit.things(kind).map(|code| addresses.without_codes(code)));
    }
    let versions =
        unit.things(ThingKind::Version).filter(|version| version.matches('.').count() > 1);
    found.extend(versions.map(str::to_owned));
    found
}

/// What only one side has, where no words in it may stand for each other: `日本語` for `Japanese`.
fn without_words<'a>(
    there: impl Iterator<Item = &'a String>,
    here: impl Iterator<Item = &'a String>,
) -> (Vec<String>, Vec<String>) {
    let (mut there, mut here): (Vec<String>, Vec<String>) =
        (there.cloned().collect(), here.cloned().collect());
    let worded = |list: &[String]| list.iter().position(|code| is_worded(code));
    while !there.is_empty() && !here.is_empty() {
        match (worded(&there), worded(&here)) {
            (None, None) => break,
            (one, other) => {
                there.remove(one.unwrap_or_default());
                here.remove(other.unwrap_or_default());
            }
        }
    }
    (there, here)
}

/// `{name}` and `%s`: what a program puts something else in the place of.
fn placeholders(words: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = words;
    while let Some(at) = rest.find(['{', '%']) {
        let (mark, after) = (rest.as_bytes()[at], &rest[at + 1..]);
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || "_-.$".contains(c);
        let length = after.find(|c| !is_of_name(c)).unwrap_or(after.len());
        let is_closed = length > 0 && after[length..].starts_with('}');
        if mark == b'{' && is_closed {
            found.insert(format!("{{{}}}", &after[..length]));
        } else if mark == b'%' && ["s", "d"].contains(&&after[..length]) {
            found.insert(format!("%{}", &after[..length]));
        }
        rest = after;
    }
    found
}
