//! How well units are paired on real pages: our own, against what somebody who reads both languages
//! saw (`labels/pairs.txt`), as they are and with the freedoms that translators take: sentences of two
//! paragraphs in one, one paragraph as two, something left out, added or put elsewhere.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it must be")]

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::Write;

use taiyaku::align::{Row, Unit, UnitKind, cut, sides};
use taiyaku::parse::{Dialect, parse_page};
use taiyaku::text::{FilePath, Source};

/// A page in one language, cut.
struct Page {
    text: String,
    units: Vec<Unit>,
}

impl Page {
    fn new(text: String) -> Self {
        let source = Source::new(FilePath::new("content/en/a.md"), text.as_bytes());
        let page = parse_page(&source, Dialect::TAIYAKU).value;
        Self { units: cut(&page, &source.bytes), text }
    }

    fn read(language: &str, name: &str) -> Self {
        let path = format!("{}/content/{language}/{name}", env!("CARGO_MANIFEST_DIR"));
        Self::new(fs::read_to_string(path).expect("a page"))
    }

    /// A unit as it is written, on one line.
    fn line(&self, place: usize) -> String {
        let span = self.units[place].span;
        self.text[span.start..span.end].split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The only unit that begins so.
    fn find(&self, opening: &str) -> Option<usize> {
        let mut found = (0..self.units.len()).filter(|at| self.line(*at).starts_with(opening));
        found.next().filter(|_| found.next().is_none())
    }
}

/// Which unit is the translation of which, by page.
fn labels() -> BTreeMap<String, Vec<(String, String)>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/labels/pairs.txt");
    let mut labels: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let mut page = String::new();
    for line in fs::read_to_string(path).expect("the labels").lines() {
        match (line.strip_prefix("## "), line.split_once('\t')) {
            (_, Some((source, translation))) => {
                let pair = (source.to_owned(), translation.to_owned());
                labels.entry(page.clone()).or_default().push(pair);
            }
            (Some(name), None) => name.clone_into(&mut page),
            (None, None) => {}
        }
    }
    labels
}

#[derive(Default)]
struct Figure {
    right: usize,
    section: usize,
    wrong: usize,
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.right + self.section + self.wrong;
        let share =
            |part: usize| format!("{part} ({}.{} %)", part * 100 / all, part * 1000 / all % 10);
        let Self { right, section, wrong } = self;
        write!(
            f,
            "{all} units: {} paired, {} told as a section, {} paired wrongly",
            share(*right),
            share(*section),
            share(*wrong)
        )
    }
}

/// Counts what became of each labelled unit. `truth` gives the place of its translation, or nothing
/// where no single unit translates it.
fn count(
    source: &Page,
    translation: &Page,
    truth: &BTreeMap<usize, Option<usize>>,
    figure: &mut Figure,
) {
    let mut paired: BTreeMap<usize, usize> = BTreeMap::new();
    for row in sides(&source.units, &translation.units) {
        if let Row::Pair(one, other) = row {
            paired.insert(one, other);
        }
    }
    for (place, meant) in truth {
        match (paired.get(place), meant) {
            (Some(found), Some(meant)) if found == meant => figure.right += 1,
            (Some(_), _) => figure.wrong += 1,
            (None, _) => figure.section += 1,
        }
    }
}

#[test]
fn units_of_our_own_pages_are_paired() {
    let mut figure = Figure::default();
    for (name, pairs) in labels() {
        let (source, translation) = (Page::read("ja", &name), Page::read("en", &name));
        // Who edits a page may change a label's words; most of them stay.
        let found = pairs
            .iter()
            .filter_map(|(one, other)| Some((source.find(one)?, Some(translation.find(other)?))));
        count(&source, &translation, &found.collect(), &mut figure);
    }
    tell(&format!("our own pages, {figure}"));
    assert!(figure.right >= 150, "too few labels are left: {figure}");
    assert_eq!((figure.section, figure.wrong), (0, 0), "{figure}");
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides.max(1)
    }
}

/// Takes a freedom with a translation; the text, if it can be taken at that place. Units whose words
/// are in another unit now, or in none, are no longer found by their line.
fn freedom(page: &Page, kind: usize, place: usize) -> Option<String> {
    let unit = |place: usize| {
        let unit = page.units.get(place)?;
        let is_free = unit.kind == UnitKind::Paragraph && unit.within.is_empty();
        is_free.then_some(unit.span)
    };
    let (this, text) = (unit(place)?, &page.text);
    let put = |start: usize, end: usize, middle: &str| {
        format!("{}{middle}{}", &text[..start], &text[end..])
    };
    match kind {
        // Two paragraphs in one.
        0 => Some(put(this.end, unit(place + 1)?.start, " ")),
        // One as two.
        1 => {
            let inside = &text[this.start..this.end];
            let at = this.start + inside.find(". ")? + 1;
            Some(put(at, at + 1, "\n\n"))
        }
        2 => Some(put(this.start, this.end, "")),
        3 => {
            Some(put(this.end, this.end, "\n\nA note of the translator, which the source has not."))
        }
        // The next one first.
        _ => {
            let next = unit(place + 1)?;
            let (one, other) = (&text[this.start..this.end], &text[next.start..next.end]);
            Some(put(this.start, next.end, &format!("{other}\n\n{one}")))
        }
    }
}

#[test]
fn where_translators_take_freedoms_nothing_is_guessed() {
    let (mut figure, mut dice) = (Figure::default(), Dice(1));
    for (name, pairs) in labels() {
        let (source, translation) = (Page::read("ja", &name), Page::read("en", &name));
        let truth: Vec<(usize, String)> = pairs
            .iter()
            .filter_map(|(one, other)| {
                Some((source.find(one)?, translation.line(translation.find(other)?)))
            })
            .collect();
        for round in 0..60 {
            let mut page = Page::new(translation.text.clone());
            let mut taken = 0;
            while taken < 1 + round % 3 {
                let (kind, place) = (dice.roll(5), dice.roll(page.units.len()));
                if let Some(text) = freedom(&page, kind, place) {
                    page = Page::new(text);
                    taken += 1;
                }
            }
            let line = |line: &String| (0..page.units.len()).find(|at| page.line(*at) == *line);
            let truth = truth.iter().map(|(place, meant)| (*place, line(meant))).collect();
            count(&source, &page, &truth, &mut figure);
        }
    }
    tell(&format!("with freedoms taken, {figure}"));
    let all = figure.right + figure.section + figure.wrong;
    assert!(figure.wrong * 1000 <= all * 4, "{figure}");
    assert!(figure.right * 100 >= all * 90, "{figure}");
}

/// Past the capture of the test harness: the figure is to be seen in every run.
fn tell(line: &str) {
    writeln!(std::io::stderr(), "alignment: {line}").expect("written");
}
