/** The search of one language: reads of its index what a query needs, and no more. */
import { describe } from "./excerpt.js";
import { openFolder } from "./files.js";
import { parse } from "./query.js";

/** What a word counts for in a title, in a heading, elsewhere, … */
const WEIGHTS = [8, 4, 1];
/** … and how often: a list of many small sections is not more about it than a page with it in its title. */
const MOST = [1, 1, 4];
/** Up to so many files are read before there is an answer. Of more, first one for each term. */
const AT_ONCE = 6;
/** So many are read at most, unless somebody asks for more. */
const ENOUGH = 48;

/** Opens the index in a folder. */
export async function openIndex(folder) {
  const files = openFolder(folder);
  const index = await files.json("index.json");
  if (index.schema !== 1) throw Error("an index for another version of this page");
  return { search: (query, { limit = ENOUGH, signal } = {}) => search({ ...files, ...index, limit, signal }, query) };
}

/** Yields what is found, better and better. */
async function* search(index, query) {
  const clauses = parse(query, index.synonyms ? await index.json(index.synonyms) : {});
  let found;
  for await (found of steps(index, clauses)) yield found;
  if (found.total || !found.complete || !index.words) return;
  const { mend } = await import("./mend.js");
  yield* steps(index, mend(clauses, found.matches, await index.json(index.words)));
}

/** Reads the files of all terms, each of which has some, and ranks after each step. */
async function* steps(index, clauses) {
  const terms = new Map();
  for (const term of clauses.flatMap(({ ways }) => ways.flat().flatMap(({ terms }) => terms))) {
    const key = term.term + term.prefix;
    if (!terms.has(key)) terms.set(key, { ...term, names: await names(index, term), tiers: WEIGHTS.map(() => new Map()) });
    term.tiers = terms.get(key).tiers;
  }
  const all = [...terms.values()];
  const most = Math.max(0, ...all.map(({ names }) => names.length));
  const count = (depth) => new Set(all.flatMap(({ names }) => names.slice(0, depth))).size;
  for (let done = 0, depth = count(most) > AT_ONCE ? 1 : most; ; depth *= 2) {
    await Promise.all(
      all.flatMap((term) => term.names.slice(done, depth).map(async (name) => collect(await index.shard(name), term))),
    );
    index.signal?.throwIfAborted();
    done = depth;
    yield rank(index, clauses, done >= most);
    if (done >= most || count(done) >= index.limit) return;
  }
}

/** The entries of a sorted directory in which a term may stand, or all that begin with it. */
function span(entries, { term, prefix }) {
  const end = prefix ? `${term}\uffff` : term;
  const from = entries.findLastIndex(([first, tier, page]) => first < term || (first === term && !tier && !page));
  return entries.slice(Math.max(from, 0), entries.findLastIndex(([first]) => first <= end) + 1);
}

/** The names of the shards in which a term may stand. */
async function names(index, term) {
  const parts = await Promise.all(span(index.terms, term).map((entry) => index.json(entry[3])));
  return span(parts.flat(), term).map((entry) => entry[3]);
}

/** Adds the positions of a term in a shard, by tier and page. */
function collect(lists, { term, prefix, tiers }) {
  for (const list of lists) {
    if (prefix ? !list.term.startsWith(term) : list.term !== term) continue;
    const pages = tiers[list.tier];
    list.each((page, positions) => pages.set(page, positions.concat(pages.get(page) ?? [])));
  }
}

/** All pages of a term. */
const pagesOf = ({ tiers }) => new Set(tiers.flatMap((pages) => [...pages.keys()]));

/** Where a phrase begins on a page, by tier. */
function starts({ terms }, page) {
  return WEIGHTS.map((_, tier) => {
    const [first, ...others] = terms.map(({ at, tiers }) => tiers[tier].get(page)?.map((position) => position - at) ?? []);
    return others.reduce((left, there) => left.filter((start) => there.includes(start)), first);
  });
}

/** The pages that fulfil a clause: what that weighs, and where they do. */
function match({ ways }) {
  const found = new Map();
  for (const way of ways) {
    const [rarest, ...others] = way.flatMap(({ terms }) => terms.map(pagesOf)).toSorted((a, b) => a.size - b.size);
    for (const page of rarest) {
      if (!others.every((pages) => pages.has(page))) continue;
      const each = way.map((phrase) => starts(phrase, page));
      const weights = each.map((tiers) => tiers.reduce((sum, { length }, tier) => sum + Math.min(length, MOST[tier]) * WEIGHTS[tier], 0));
      const weight = Math.min(...weights);
      if (weight > (found.get(page)?.weight ?? 0)) found.set(page, { weight, starts: each[0].flat(), width: way[0].width });
    }
  }
  return found;
}

/** Ranks the pages that fulfil every clause. */
function rank(index, clauses, complete) {
  const matches = clauses.map(match);
  const scores = new Map();
  for (const page of matches[0]?.keys() ?? []) {
    if (!matches.every((pages) => pages.has(page))) continue;
    let score = 0;
    matches.forEach((pages, at) => {
      const { weight, starts, width } = pages.get(page);
      // Words that follow each other there as they do in the query count double.
      const follows = matches[at + 1]?.get(page).starts.some((start) => starts.includes(start - width));
      score += Math.log(1 + index.pages / pages.size) * (weight / (weight + 1.2) + (follows ?? 0));
    });
    scores.set(page, score);
  }
  const terms = clauses.flatMap(({ ways }) => ways[0].flatMap(({ terms }) => terms));
  const ranked = sorted(scores);
  const loose = ranked[2] || !complete ? [] : sorted(partly(terms, scores)).slice(0, 10);
  const show = (pages, words) => (from, to) => Promise.all(pages.slice(from, to).map((page) => result(index, page, words)));
  return {
    total: ranked.length,
    complete,
    results: show(ranked, clauses.flatMap(({ marks }) => marks)),
    looseTotal: loose.length,
    loose: show(loose, terms.map(({ term }) => term)),
    matches,
  };
}

const sorted = (scores) => [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([page]) => page);

/** Pages that have at least half of the terms, but are no results. */
function partly(terms, results) {
  const counts = new Map();
  for (const page of terms.flatMap((term) => [...pagesOf(term)])) counts.set(page, (counts.get(page) ?? 0) + 1);
  return [...counts].filter(([page, count]) => !results.has(page) && count > 1 && count * 2 >= terms.length);
}

async function result(index, page, words) {
  const at = (entries) => entries.findLast(([first]) => first <= page);
  const [first, name] = at(await index.json(at(index.texts)[1]));
  return describe((await index.json(name))[page - first], words);
}
