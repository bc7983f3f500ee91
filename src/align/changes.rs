//! From one version of a page to the next: what became of each unit.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::unit::{Thing, Unit, UnitKind};

/// Two units are versions of one if so much of their pairs of letters is the same (Dice's
/// coefficient): below it, what both have is mostly how the language is written.
const NEAR: f64 = 0.45;

/// What became of a unit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Change {
    /// Nothing.
    Same,
    /// Only what is the same in every language is another: a URL, code, an id.
    Mechanical,
    /// Its words are others.
    Changed,
    /// It stands elsewhere.
    Moved,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

impl Change {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Mechanical => "mechanical",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

/// A unit on its way from one version to the next, by its places in both.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    /// What became of it.
    pub change: Change,
    /// Where it was; `None` if it is new.
    pub before: Option<usize>,
    /// Where it is; `None` if it is gone.
    pub now: Option<usize>,
}

/// Compares two versions. The steps are in the order of `now`; what is gone stands where it was.
pub fn changes(before: &[Unit], now: &[Unit]) -> Vec<Step> {
    let mut pairing =
        Pairing { before, now, old: vec![None; before.len()], new: vec![None; now.len()] };
    let ids =
        |units: &[Unit]| -> Vec<_> { units.iter().map(|unit| (unit.text, unit.rest)).collect() };
    let mut regions = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &ids(before), &ids(now)) {
        let (old, new) = (op.old_range(), op.new_range());
        if op.tag() == DiffTag::Equal {
            for (old, new) in old.zip(new) {
                pairing.pair(old, new, Change::Same);
            }
        } else {
            regions.push((old, new));
        }
    }
    for (old, new) in &regions {
        pairing.by_words(old.clone(), new.clone());
    }
    pairing.moves();
    for (old, new) in regions {
        pairing.by_likeness(&old, &new);
        pairing.alone(old, new);
    }
    pairing.steps()
}

struct Pairing<'a> {
    before: &'a [Unit],
    now: &'a [Unit],
    old: Vec<Option<usize>>,
    new: Vec<Option<(usize, Change)>>,
}

impl Pairing<'_> {
    fn pair(&mut self, old: usize, new: usize, change: Change) {
        self.old[old] = Some(new);
        self.new[new] = Some((old, change));
    }

    /// The same words at the same place: something between or in them is another.
    fn by_words(&mut self, old: Range<usize>, new: Range<usize>) {
        let texts = |units: &[Unit]| -> Vec<_> { units.iter().map(|unit| unit.text).collect() };
        let (before, now) = (texts(&self.before[old.clone()]), texts(&self.now[new.clone()]));
        for op in capture_diff_slices(Algorithm::Myers, &before, &now) {
            if op.tag() == DiffTag::Equal {
                for (at, to) in op.old_range().zip(op.new_range()) {
                    let (at, to) = (old.start + at, new.start + to);
                    let is_same = self.before[at].rest == self.now[to].rest;
                    self.pair(at, to, if is_same { Change::Same } else { Change::Mechanical });
                }
            }
        }
    }

    /// The same words elsewhere. Blocks of code without a title have none, and are told by their code.
    fn moves(&mut self) {
        let mut places: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (place, unit) in self.before.iter().enumerate().rev() {
            if self.old[place].is_none() {
                places.entry((unit.text, told(unit))).or_default().push(place);
            }
        }
        for (place, unit) in self.now.iter().enumerate() {
            if self.new[place].is_none()
                && let Some(old) = places.get_mut(&(unit.text, told(unit))).and_then(Vec::pop)
            {
                self.pair(old, place, Change::Moved);
            }
        }
    }

    /// Among what is left of a region, the pairs in order whose likeness is greatest in all.
    fn by_likeness(&mut self, old: &Range<usize>, new: &Range<usize>) {
        let olds: Vec<usize> = old.clone().filter(|at| self.old[*at].is_none()).collect();
        let news: Vec<usize> = new.clone().filter(|at| self.new[*at].is_none()).collect();
        let like: Vec<Vec<f64>> = olds
            .iter()
            .map(|old| news.iter().map(|new| like(&self.before[*old], &self.now[*new])).collect())
            .collect();
        let mut best = vec![vec![0.0_f64; news.len() + 1]; olds.len() + 1];
        for at in (0..olds.len()).rev() {
            for to in (0..news.len()).rev() {
                let paired = like[at][to] + best[at + 1][to + 1];
                let skipped = best[at + 1][to].max(best[at][to + 1]);
                best[at][to] = if like[at][to] > 0.0 { paired.max(skipped) } else { skipped };
            }
        }
        let (mut at, mut to) = (0, 0);
        while at < olds.len() && to < news.len() {
            let paired =
                like[at][to] > 0.0 && best[at][to] > best[at + 1][to].max(best[at][to + 1]);
            if paired {
                self.pair(olds[at], news[to], self.changed(olds[at], news[to]));
                (at, to) = (at + 1, to + 1);
            } else if best[at + 1][to] >= best[at][to + 1] {
                at += 1;
            } else {
                to += 1;
            }
        }
    }

    /// One unit in the place of one other of its kind is that one, written anew.
    fn alone(&mut self, old: Range<usize>, new: Range<usize>) {
        let olds: Vec<usize> = old.filter(|at| self.old[*at].is_none()).collect();
        let news: Vec<usize> = new.filter(|at| self.new[*at].is_none()).collect();
        if let ([old], [new]) = (&olds[..], &news[..])
            && self.before[*old].kind == self.now[*new].kind
        {
            self.pair(*old, *new, self.changed(*old, *new));
        }
    }

    fn changed(&self, old: usize, new: usize) -> Change {
        let is_same = self.before[old].text == self.now[new].text;
        if is_same { Change::Mechanical } else { Change::Changed }
    }

    fn steps(self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut gone: BTreeSet<usize> =
            (0..self.before.len()).filter(|at| self.old[*at].is_none()).collect();
        let removed = |at| Step { change: Change::Removed, before: Some(at), now: None };
        for (place, partner) in self.new.iter().enumerate() {
            match partner {
                Some((old, change)) => {
                    // What was removed stands before the first unit that came after it.
                    if *change != Change::Moved {
                        let rest = gone.split_off(old);
                        steps.extend(std::mem::replace(&mut gone, rest).into_iter().map(removed));
                    }
                    steps.push(Step { change: *change, before: Some(*old), now: Some(place) });
                }
                None => steps.push(Step { change: Change::Added, before: None, now: Some(place) }),
            }
        }
        steps.extend(gone.into_iter().map(removed));
        steps
    }
}

/// What a unit without words is told from others by.
fn told(unit: &Unit) -> Option<&[Thing]> {
    (!unit.has_words()).then_some(&unit.fixed)
}

/// How alike two units are, from `NEAR` to 1; nothing where they are not of a kind or not alike.
fn like(one: &Unit, other: &Unit) -> f64 {
    match (one.kind, other.kind) {
        (one, other) if one == other => {}
        (UnitKind::Heading(_), UnitKind::Heading(_))
        | (UnitKind::Paragraph, UnitKind::Item)
        | (UnitKind::Item, UnitKind::Paragraph) => {}
        _ => return 0.0,
    }
    if matches!(one.kind, UnitKind::Title | UnitKind::Description) || one.text == other.text {
        return 1.0;
    }
    let likeness = dice(&one.words, &other.words);
    if likeness >= NEAR { likeness } else { 0.0 }
}

/// Twice the pairs of letters that both have, by all pairs of both.
fn dice(one: &str, other: &str) -> f64 {
    let pairs = |text: &str| {
        let letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut pairs: BTreeMap<[char; 2], usize> = BTreeMap::new();
        for pair in letters.windows(2) {
            *pairs.entry([pair[0], pair[1]]).or_default() += 1;
        }
        (pairs, letters.len().saturating_sub(1))
    };
    let ((one, many), (other, more)) = (pairs(one), pairs(other));
    let both: usize = one
        .iter()
        .map(|(pair, count)| (*count).min(other.get(pair).copied().unwrap_or_default()))
        .sum();
    let (both, all) = (u32::try_from(2 * both), u32::try_from((many + more).max(1)));
    f64::from(both.unwrap_or_default()) / f64::from(all.unwrap_or(u32::MAX))
}
