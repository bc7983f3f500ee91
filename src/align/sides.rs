//! Which unit is the translation of which. Where the two are built alike, one stands for one; where
//! they are not, what is the same in every language ties them together; and what even that leaves
//! open is told as a whole, and never guessed.

use std::collections::BTreeMap;
use std::ops::Range;

use super::unit::{Thing, Unit, UnitKind};

/// A line of the two texts side by side, by places in both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Row {
    /// A unit and its translation.
    Pair(usize, usize),
    /// Units that stand for each other in some way; one side may be empty.
    Section(Range<usize>, Range<usize>),
}

/// Puts a source and its translation side by side, in the order of both.
pub(super) fn by_place(source: &[Unit], translation: &[Unit]) -> Vec<Row> {
    let mut rows = Vec::new();
    if are_alike(source, translation) {
        rows.extend((0..source.len()).map(|place| Row::Pair(place, place)));
        return rows;
    }
    let (left, right) = (sections(source), sections(translation));
    let tied = tie(
        &left.iter().map(|range| label(source, range)).collect::<Vec<_>>(),
        &right.iter().map(|range| label(translation, range)).collect::<Vec<_>>(),
    );
    let mut from = (0, 0);
    let mut ends = tied;
    ends.push((left.len(), right.len()));
    for (at, to) in ends {
        // Sections that nothing ties stand for each other as a whole.
        let whole =
            (span(&left[from.0..at], source.len()), span(&right[from.1..to], translation.len()));
        push_section(whole.0, whole.1, &mut rows);
        if let (Some(left), Some(right)) = (left.get(at), right.get(to)) {
            section(source, translation, left.clone(), right.clone(), &mut rows);
        }
        from = (at + 1, to + 1);
    }
    rows
}

fn are_alike(source: &[Unit], translation: &[Unit]) -> bool {
    source.len() == translation.len()
        && source.iter().zip(translation).all(|(one, other)| is_alike(one, other))
}

fn is_alike(one: &Unit, other: &Unit) -> bool {
    one.kind == other.kind && one.within == other.within
}

/// The units under each heading, that heading first; those before the first heading are one too.
fn sections(units: &[Unit]) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let heads =
        units.iter().enumerate().filter(|(_, unit)| matches!(unit.kind, UnitKind::Heading(_)));
    starts.extend(heads.map(|(place, _)| place));
    starts.push(units.len());
    starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// What a section is known by in every language: its level, and the id where one is written.
fn label(units: &[Unit], range: &Range<usize>) -> (UnitKind, Vec<Thing>) {
    match units.get(range.start).filter(|unit| matches!(unit.kind, UnitKind::Heading(_))) {
        Some(head) => (head.kind, head.fixed.clone()),
        None => (UnitKind::Title, Vec::new()),
    }
}

/// Pairs of sections that are certain: all of them if there are as many of the same levels, else
/// those whose ids both sides have once, in order, and the one before all headings.
fn tie(left: &[(UnitKind, Vec<Thing>)], right: &[(UnitKind, Vec<Thing>)]) -> Vec<(usize, usize)> {
    let levels = |labels: &[(UnitKind, Vec<Thing>)]| -> Vec<UnitKind> {
        labels.iter().map(|(kind, _)| *kind).collect()
    };
    if levels(left) == levels(right) {
        return (0..left.len()).map(|place| (place, place)).collect();
    }
    let mut tied = vec![(0, 0)];
    tied.extend(in_order(&once(left, 1), &once(right, 1)));
    tied
}

/// What stands once, and where.
fn once(labels: &[(UnitKind, Vec<Thing>)], from: usize) -> Vec<((UnitKind, Vec<Thing>), usize)> {
    let mut counts: BTreeMap<&(UnitKind, Vec<Thing>), usize> = BTreeMap::new();
    for label in labels {
        *counts.entry(label).or_default() += 1;
    }
    let alone = |label: &(UnitKind, Vec<Thing>)| !label.1.is_empty() && counts[label] == 1;
    let places = labels.iter().enumerate().skip(from).filter(|(_, label)| alone(label));
    places.map(|(place, label)| (label.clone(), place)).collect()
}

/// The pairs of equal labels whose places rise on both sides.
fn in_order<T: Ord>(left: &[(T, usize)], right: &[(T, usize)]) -> Vec<(usize, usize)> {
    let places: BTreeMap<&T, usize> = right.iter().map(|(label, place)| (label, *place)).collect();
    let pairs: Vec<(usize, usize)> =
        left.iter().filter_map(|(label, place)| Some((*place, *places.get(label)?))).collect();
    // One that crosses others is moved, and ties nothing.
    let crossing = |one: &(usize, usize)| {
        pairs.iter().filter(|other| (one.0 < other.0) != (one.1 < other.1) && *other != one).count()
    };
    let mut rising: Vec<(usize, usize)> = Vec::new();
    for pair in &pairs {
        let fits = rising.last().is_none_or(|last| last.1 < pair.1);
        if fits && crossing(pair) <= pairs.len() / 2 {
            rising.push(*pair);
        }
    }
    rising
}

/// Two sections that stand for each other.
fn section(
    source: &[Unit],
    translation: &[Unit],
    left: Range<usize>,
    right: Range<usize>,
    rows: &mut Vec<Row>,
) {
    let labels = |units: &[Unit], range: &Range<usize>| -> Vec<(UnitKind, Vec<Thing>)> {
        units[range.clone()].iter().map(|unit| (unit.kind, unit.fixed.clone())).collect()
    };
    let alike = are_alike(&source[left.clone()], &translation[right.clone()]);
    let ties = if alike {
        Vec::new()
    } else {
        in_order(&once(&labels(source, &left), 0), &once(&labels(translation, &right), 0))
    };
    let mut from = (left.start, right.start);
    let mut ends: Vec<(usize, usize)> =
        ties.into_iter().map(|(at, to)| (left.start + at, right.start + to)).collect();
    ends.push((left.end, right.end));
    for (at, to) in ends {
        between(source, translation, from.0..at, from.1..to, rows);
        if at < left.end && to < right.end {
            rows.push(Row::Pair(at, to));
        }
        from = (at + 1, to + 1);
    }
}

/// What stands between two ties: unit by unit where it is built alike. Where it is not, the heading
/// above still is the heading.
fn between(
    source: &[Unit],
    translation: &[Unit],
    left: Range<usize>,
    right: Range<usize>,
    rows: &mut Vec<Row>,
) {
    if are_alike(&source[left.clone()], &translation[right.clone()]) {
        rows.extend(left.zip(right).map(|(at, to)| Row::Pair(at, to)));
        return;
    }
    let firsts = source[left.clone()].iter().zip(&translation[right.clone()]);
    let is_head = |unit: &Unit| {
        matches!(unit.kind, UnitKind::Title | UnitKind::Description | UnitKind::Heading(_))
    };
    let heads = firsts.take_while(|(one, other)| is_head(one) && is_alike(one, other)).count();
    rows.extend((0..heads).map(|more| Row::Pair(left.start + more, right.start + more)));
    let (left, right) = (left.start + heads..left.end, right.start + heads..right.end);
    // A description that only one side has is no reason to doubt the rest.
    let lone = |units: &[Unit], range: &Range<usize>| {
        let first = units[range.clone()].first();
        usize::from(first.is_some_and(|unit| unit.kind == UnitKind::Description))
    };
    let (more, others) = (lone(source, &left), lone(translation, &right));
    if more == others {
        push_section(left, right, rows);
        return;
    }
    push_section(left.start..left.start + more, right.start..right.start + others, rows);
    between(
        source,
        translation,
        left.start + more..left.end,
        right.start + others..right.end,
        rows,
    );
}

fn push_section(left: Range<usize>, right: Range<usize>, rows: &mut Vec<Row>) {
    if !left.is_empty() || !right.is_empty() {
        rows.push(Row::Section(left, right));
    }
}

fn span(ranges: &[Range<usize>], end: usize) -> Range<usize> {
    match (ranges.first(), ranges.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => end..end,
    }
}
