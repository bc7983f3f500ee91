//! Second thoughts on units that were paired by their places. Two that stand in another order in the
//! translation, or one that became two beside it, look alike in kind and place; their names, numbers
//! and addresses then say otherwise. Where they do, the units are told together.

use std::collections::BTreeSet;
use std::ops::Range;

use super::sides::{Row, by_place};
use super::unit::{ThingKind, Unit, UnitKind};

/// How much more two units must have in common with each other's partners than with their own, the two
/// together from 0 to 2. With translators' freedoms taken on our own pages (`tests/labels.rs`), second thoughts
/// leave 0.3 % of all units paired wrongly, where places alone pair 0.7 % so; half or twice of this
/// changes little.
const CLEARLY: f64 = 0.5;

/// Puts a source and its translation side by side, in the order of both.
pub fn sides(source: &[Unit], translation: &[Unit]) -> Vec<Row> {
    let rows = beside_strays(by_place(source, translation), source, translation);
    let marks = |units: &[Unit]| -> Vec<BTreeSet<String>> { units.iter().map(marks).collect() };
    let (left, right) = (marks(source), marks(translation));
    let mut done: Vec<Row> = Vec::new();
    let mut run: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match row {
            Row::Pair(one, other) if !is_head(&source[one]) => run.push((one, other)),
            row => {
                settle(&mut run, &left, &right, &mut done);
                done.push(row);
            }
        }
    }
    settle(&mut run, &left, &right, &mut done);
    done
}

/// For each unit of a source the one that is certain to translate it.
pub fn partners(source: &[Unit], translation: &[Unit]) -> Vec<Option<usize>> {
    let mut partners = vec![None; source.len()];
    for row in sides(source, translation) {
        if let Row::Pair(place, other) = row {
            partners[place] = Some(other);
        }
    }
    partners
}

/// The pairs of one section: those that cross are one row.
fn settle(
    run: &mut Vec<(usize, usize)>,
    left: &[BTreeSet<String>],
    right: &[BTreeSet<String>],
    done: &mut Vec<Row>,
) {
    let pairs = std::mem::take(run);
    let mut at = 0;
    while at < pairs.len() {
        let end =
            (at + 1..pairs.len()).rev().find(|to| is_crossed(pairs[at], pairs[*to], left, right));
        match end {
            Some(to) => {
                let (first, last) = (pairs[at], pairs[to]);
                done.push(Row::Section(first.0..last.0 + 1, first.1..last.1 + 1));
                at = to + 1;
            }
            None => {
                done.push(Row::Pair(pairs[at].0, pairs[at].1));
                at += 1;
            }
        }
    }
}

fn is_crossed(
    one: (usize, usize),
    other: (usize, usize),
    left: &[BTreeSet<String>],
    right: &[BTreeSet<String>],
) -> bool {
    // How much more a unit has in common with the other's partner than with its own.
    let drawn = |at: usize, own: usize, to: usize| {
        share(&left[at], &right[to]) - share(&left[at], &right[own])
    };
    let (here, there) = (drawn(one.0, one.1, other.1), drawn(other.0, other.1, one.1));
    here > 0.0 && there > 0.0 && here + there > CLEARLY
}

/// How much of the smaller set the larger one has.
fn share(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let both = few.iter().filter(|mark| many.contains(*mark)).count();
    let count = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    count(both) / count(few.len().max(1))
}

/// What a unit and its translation are likely to have in common: what is the same in every language,
/// and names and numbers in Latin letters.
fn marks(unit: &Unit) -> BTreeSet<String> {
    let words = unit.words.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|word| word.len() > 1 || word.chars().all(|c| c.is_ascii_digit()));
    let words = words.filter(|word| !word.is_empty()).map(str::to_ascii_lowercase);
    // How many cells a row has tells it from no other.
    let things = unit.fixed.iter().filter(|thing| thing.kind != ThingKind::Cells);
    words.chain(things.map(|thing| thing.value.clone())).collect()
}

fn is_head(unit: &Unit) -> bool {
    matches!(unit.kind, UnitKind::Title | UnitKind::Description | UnitKind::Heading(_))
}

/// A unit that nothing stands for, beside a pair of its kind, may be a part of it.
fn beside_strays(rows: Vec<Row>, source: &[Unit], translation: &[Unit]) -> Vec<Row> {
    let is_part = |stray: &Row, one: usize, other: usize| match stray {
        Row::Section(left, right) if left.is_empty() => {
            translation[right.clone()].iter().any(|unit| unit.kind == translation[other].kind)
        }
        Row::Section(left, right) if right.is_empty() => {
            source[left.clone()].iter().any(|unit| unit.kind == source[one].kind)
        }
        _ => false,
    };
    let mut done: Vec<Row> = Vec::new();
    let mut rows = rows.into_iter().peekable();
    while let Some(row) = rows.next() {
        let Row::Pair(one, other) = row else {
            done.push(row);
            continue;
        };
        let mut whole: (Range<usize>, Range<usize>) = (one..one + 1, other..other + 1);
        let is_own = !is_head(&source[one]);
        if is_own
            && let Some(Row::Section(left, right)) = done.pop_if(|last| is_part(last, one, other))
        {
            whole = (left.start.min(one)..whole.0.end, right.start.min(other)..whole.1.end);
        }
        if is_own
            && let Some(Row::Section(left, right)) = rows.next_if(|next| is_part(next, one, other))
        {
            whole = (whole.0.start..left.end.max(one + 1), whole.1.start..right.end.max(other + 1));
        }
        let is_alone = whole == (one..one + 1, other..other + 1);
        done.push(if is_alone { row } else { Row::Section(whole.0, whole.1) });
    }
    done
}
