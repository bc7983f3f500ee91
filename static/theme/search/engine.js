/**
 * The search of one language: reads of its index what a query needs, and no more.
 */
import { describe } from "./excerpt.js";
import { collect, noPages, openFolder, sortable, spanOf } from "./files.js";
import { parse, replaced } from "./query.js";

/** What a word counts for in a title, in a heading, elsewhere, … */
const WEIGHTS = [8, 4, 1];
/** … and how often it counts: a list of many small sections is not more about it than a page with it in its title. */
const MOST = [1, 1, 4];
/** So many files are read at once without a first answer from some of them. */
const AT_ONCE = 6;
/** Words of so many letters may have one fault, and two. */
const FAULTS = [4, 8];

/** Opens the index in a folder. */
export async function openIndex(folder) {
  const files = openFolder(folder);
  const index = await files.json("index.json");
  if (index.schema !== 1) throw new Error("an index for another version of this page");
  return { search: (query, options) => search(files, index, query, options) };
}

/** Yields what is found, better and better. */
async function* search(files, index, query, { signal, limit = 2 ** 18 } = {}) {
  const synonyms = index.synonyms ? await files.json(index.synonyms) : {};
  const clauses = parse(query, synonyms);
  const end = files.read + limit;
  let last;
  for await (last of steps(files, index, clauses, end, signal)) if (last.total || !last.complete) yield last;
  if (last?.total || last?.complete === false) return;
  const mended = await mend(files, index, clauses, last?.matches ?? []);
  if (mended) for await (const found of steps(files, index, mended, end, signal)) if (found.total) yield (last = found);
  if (!last?.total) yield last ?? found(files, index, [], new Map(), true);
}

/** Reads the files of all terms, the first of each to begin with, and matches after each step. */
async function* steps(files, index, clauses, end, signal) {
  const terms = new Map();
  for (const { ways } of clauses) {
    for (const { terms: each } of ways.flat()) {
      for (const term of each) terms.set(term.term + term.prefix, term);
    }
  }
  const spans = new Map();
  await Promise.all([...terms].map(async ([key, term]) => spans.set(key, await span(files, index, term))));
  const all = new Set([...spans.values()].flat());
  const pages = new Map([...terms].map(([key]) => [key, noPages()]));
  const longest = Math.max(0, ...[...spans.values()].map(({ length }) => length));
  let done = 0;
  for (let depth = all.size <= AT_ONCE ? longest : 1; clauses.length; depth = Math.min(depth * 2, longest)) {
    await Promise.all(
      [...terms].map(async ([key, term]) => {
        const shards = await Promise.all(spans.get(key).slice(done, depth).map(files.shard));
        for (const shard of shards) collect(shard, term, pages.get(key));
      }),
    );
    signal?.throwIfAborted();
    done = depth;
    const complete = done >= longest;
    yield found(files, index, clauses, pages, complete);
    if (complete || files.read >= end) return;
  }
}

/** The names of the shards in which a term may stand. */
async function span(files, index, term) {
  index.sorted ??= sortable(index.terms);
  const parts = await Promise.all(spanOf(index.sorted, term).map(([, , , name]) => files.json(name)));
  return spanOf(sortable(parts.flat()), term).map(([, , , name]) => name);
}

/** Where a phrase begins on each page, by tier. */
function places({ terms }, pages) {
  const found = new Map();
  for (let tier = 0; tier < WEIGHTS.length; tier++) {
    const maps = terms.map(({ term, prefix }) => pages.get(term + prefix)[tier]);
    const rarest = maps.reduce((least, map) => (map.size < least.size ? map : least));
    for (const page of rarest.keys()) {
      if (!maps.every((map) => map.has(page))) continue;
      let starts = maps[0].get(page).map((position) => position - terms[0].at);
      for (let number = 1; number < terms.length && starts.length; number++) {
        const there = new Set(maps[number].get(page));
        starts = starts.filter((start) => there.has(start + terms[number].at));
      }
      if (!starts.length) continue;
      if (!found.has(page)) found.set(page, [[], [], []]);
      found.get(page)[tier] = starts;
    }
  }
  return found;
}

/** The pages that fulfil a clause, with how often they do, weighed, and where. */
function match({ ways }, pages) {
  const found = new Map();
  for (const way of ways) {
    const each = way.map((phrase) => places(phrase, pages));
    for (const page of each[0].keys()) {
      if (!each.every((phrase) => phrase.has(page))) continue;
      const tiers = each.map((phrase) => phrase.get(page));
      const weight = Math.max(...tiers.map((tier) => tier.reduce((sum, { length }, at) => sum + Math.min(length, MOST[at]) * WEIGHTS[at], 0)));
      const known = found.get(page);
      const starts = tiers[0].flat();
      if (!known || known.weight < weight) found.set(page, { weight, starts, width: way[0].width });
    }
  }
  return found;
}

/** Ranks the pages that fulfil every clause. */
function found(files, index, clauses, pages, complete) {
  const matches = clauses.map((clause) => match(clause, pages));
  const scores = new Map();
  const rarest = matches.length ? matches.reduce((least, map) => (map.size < least.size ? map : least)) : new Map();
  for (const page of rarest.keys()) {
    if (!matches.every((map) => map.has(page))) continue;
    let score = 0;
    matches.forEach((map, number) => {
      const { weight, starts, width } = map.get(page);
      const rare = Math.log(1 + index.pages / map.size);
      score += (rare * weight * 2.2) / (weight + 1.2);
      const next = matches[number + 1]?.get(page);
      // Words that follow each other there as they do in the query.
      if (next && starts.some((start) => next.starts.includes(start + width))) score += rare;
    });
    scores.set(page, score);
  }
  const ranked = sorted(scores);
  const loose = complete && ranked.length < 3 ? partly(clauses, pages, scores) : [];
  const marks = [...new Set(clauses.flatMap((clause) => clause.marks))];
  const parts = [...new Set(clauses.flatMap(({ ways }) => ways[0].flatMap(({ terms }) => terms.map(({ text }) => text))))];
  const show = (list, words) => (from, to) => Promise.all(list.slice(from, to).map((page) => text(files, index, page, words)));
  return {
    total: ranked.length,
    complete,
    looseTotal: loose.length,
    results: show(ranked, marks),
    loose: show(loose, parts),
    matches,
  };
}

const sorted = (scores) => [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([page]) => page);

/** Pages that have at least half of the terms, but are no results. */
function partly(clauses, pages, results) {
  const terms = clauses.flatMap(({ ways }) => ways[0].flatMap((phrase) => phrase.terms));
  const scores = new Map();
  for (const { term, prefix } of terms) {
    const tiers = pages.get(term + prefix);
    for (const page of new Set(tiers.flatMap((tier) => [...tier.keys()]))) scores.set(page, (scores.get(page) ?? 0) + 1);
  }
  for (const [page, count] of scores) if (results.has(page) || count < 2 || count * 2 < terms.length) scores.delete(page);
  return sorted(scores).slice(0, 10);
}

async function text(files, index, page, words) {
  const at = (entries) => entries.findLast(([first]) => first <= page);
  const [first, name] = at(await files.json(at(index.texts)[1]));
  return describe((await files.json(name))[page - first], words);
}

/** Clauses with other words for those that are nowhere, for what is near them. */
async function mend(files, index, clauses, matches) {
  const others = await Promise.all(
    clauses.map(async (clause, number) => {
      if (!clause.word || matches[number]?.size) return null;
      const words = index.words ? new TextDecoder().decode(await files.get(index.words, (plain) => plain)).split("\n") : [];
      return near(clause.word, words);
    }),
  );
  if (!others.some((words) => words?.length)) return null;
  return clauses.map((clause, number) => (others[number]?.length ? replaced(others[number]) : clause));
}

/** The words with one fault less, else those with another ending, else those with two faults less. */
function near(word, words) {
  const most = FAULTS.filter((letters) => word.length >= letters).length;
  const far = words.map((known) => [known, distance(word, known, most)]);
  const within = (faults) => far.filter(([, count]) => count === faults).map(([known]) => known).slice(0, 5);
  const ending = () => {
    for (let length = word.length - 1; length >= Math.max(FAULTS[0], word.length - 3); length--) {
      const beginning = word.slice(0, length);
      if (words.some((known) => known.startsWith(beginning))) return [beginning];
    }
    return [];
  };
  return [() => within(1), ending, () => within(2)].map((look) => look()).find((found) => found.length) ?? [];
}

/** How many letters are wrong, missing, too many or changed with their neighbour; more than `most` is not counted. */
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + !same);
      if (!same && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}
