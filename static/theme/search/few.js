/** What else a reader may have meant. Read only where few pages are found, or none. */
import { pagesOf, sorted, word } from "./engine.js";

/** Pages that have at least half of the terms, but are no results. */
export function partly(terms, results) {
  const counts = new Map();
  for (const page of terms.flatMap((term) => [...pagesOf(term)])) counts.set(page, (counts.get(page) ?? 0) + 1);
  return sorted([...counts].filter(([page, count]) => !results.has(page) && count > 1 && count * 2 >= terms.length)).slice(0, 5);
}

/** Clauses with words of the index in the place of those that are nowhere. */
export function mend(clauses, matches, words) {
  return clauses.map((clause, at) => {
    const others = clause.word && !matches[at].size ? near(clause.word, words) : [];
    return others[0] ? { ways: others.map((other) => [word(other)]), marks: others } : clause;
  });
}

/** Words with one fault less, else with another ending, else with two faults less. */
function near(word, words) {
  const mended = (faults) => words.filter((known) => word.length >= 4 * faults && within(word, known, faults)).slice(0, 5);
  const endings = [1, 2, 3].map((count) => word.slice(0, -count));
  const beginnings = endings.filter((beginning) => beginning.length > 3 && words.some((known) => known.startsWith(beginning)));
  return [mended(1), beginnings.slice(0, 1), mended(2)].find(([first]) => first) ?? [];
}

/** Whether so many letters are wrong, missing, too many or changed with their neighbour. */
function within(a, b, faults) {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > faults || !faults) return false;
  if (a[0] === b[0]) return within(a.slice(1), b.slice(1), faults);
  const ways = [[1, 1], [0, 1], [1, 0], ...(a[0] === b[1] && a[1] === b[0] ? [[2, 2]] : [])];
  return ways.some(([x, y]) => within(a.slice(x), b.slice(y), faults - 1));
}
