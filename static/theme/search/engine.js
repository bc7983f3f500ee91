/**
 * The search of one language: reads of its index what a query needs, and no more. All of it is one file, in the order of
 * the way from a query to what is shown, because small files are packed worse than large ones.
 */
import { findIn, fold, foldWithMap } from "../fold.js";

/* The query. It is cut as the index was: the rules stand in src/search/tokens.rs, and tests/fold/pieces.json holds both to them */

/** Scripts without spaces between words, and Hangul. */
const RUN =
  "(?=[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3ffff}])";
const LETTER = "[\\p{Alphabetic}\\p{N}\\p{M}]";
const PIECE = RegExp(`(${RUN}${LETTER})+|(${RUN.replace("=", "!")}${LETTER})+`, "gu");
const BORDER = /\p{Lowercase}(?=\p{Uppercase})|\p{Uppercase}(?=\p{Uppercase}\p{Lowercase})/gu;

/** Words of the index are no longer. */
const LONGEST = 60;

/**
 * Cuts a line.
 * @returns {{text: string, run: boolean, position: number, joined: boolean}[]} pieces in their order
 */
export function pieces(line) {
  const folded = fold(line.replace(BORDER, "$&\ue000"));
  const found = [];
  let position = 0;
  let end = 0;
  for (const { 0: text, 1: letter, index } of folded.matchAll(PIECE)) {
    const run = !!letter;
    const before = found.at(-1);
    const between = folded.slice(end, index);
    const joined = !run && before?.run === false && /^[.\-_'\ue000]$/.test(between);
    if (before && !joined && between.trim()) position++;
    found.push({ text, run, position, joined });
    position += run ? [...text].length : 1;
    end = index + text.length;
  }
  return found;
}

/**
 * The terms that must stand at their distances for the pieces to stand there. Every second pair of a
 * run is enough, since positions are exact. An `open` word may still go on.
 */
function phrase(cut, open) {
  const terms = [];
  let width;
  for (const { text, run, position } of cut) {
    const letters = run ? [...text] : [text];
    const last = letters.length - 1;
    width = position + last + 1;
    const term = (text, at, prefix) => terms.push({ term: text, at: position + at, prefix });
    // A letter of a run alone begins pairs; a letter of a word begins too many.
    if (!last) term(text.slice(0, LONGEST), 0, run || (open && text.length > 1 && width === cut.at(-1).position + 1));
    for (let at = 0; at < last; at += 2) {
      term(letters[at] + letters[at + 1], at, false);
      if (at + 2 === last) at--;
    }
  }
  return { terms, width };
}

/** The phrase of one word that may still go on. */
export const word = (text) => phrase([{ text, position: 0 }], true);

/** The parts of a word that has letters written as one (SHA-256). */
function whole(cut) {
  const text = cut.map(({ text }) => text).join("");
  return cut.length > 1 && cut.slice(1).every(({ joined }) => joined) && /\p{L}/u.test(text) && text;
}

/** The clause of some words, or of all that others may stand for. */
function clause(words, others, open) {
  const cuts = words.map(pieces).filter(({ length }) => length);
  if (!cuts.length) return [];
  const ways = [cuts.map((cut) => phrase(cut, open)), ...others.map((other) => [phrase(pieces(other))])];
  const marks = [...words, ...others].map(fold);
  for (const cut of cuts) {
    const joined = whole(cut);
    if (joined) marks.push(joined);
    if (joined && !cuts[1] && open) ways.push([word(joined)]);
    // Where the script changes, the text may have a space.
    if (cut.some(({ run }) => run !== cut[0].run)) marks.push(...cut.map(({ text }) => text).filter((text) => text[1]));
  }
  return [{ ways, marks, word: open && !words[1] && /^\p{L}+$/u.test(words[0]) && marks[0] }];
}

/**
 * Reads a query.
 * @param {string} query words with white space between them, phrases in quotation marks
 * @param {Map<string, string[]>} synonyms by folded word what else it stands for
 * @returns {{ways: {terms: object[], width: number}[][], marks: string[], word: string | false}[]}
 *   clauses that a page has to fulfil, each in one of its ways: all of the phrases of that way.
 *   `marks` are folded words for `findWords`; `word` is one that could be mistyped.
 */
function parse(query, synonyms) {
  return [...query.normalize("NFKC").matchAll(/["“”]([^"“”]+)["“”]?|[^"“”]+/gu)].flatMap(([plain, quoted]) => {
    if (quoted) return clause([quoted], [], false);
    const clauses = [];
    for (let words = plain.split(/\p{White_Space}+/u).filter(Boolean), count; words.length; words = words.slice(count)) {
      // The longest beginning that the glossary knows.
      const known = () => fold(words.slice(0, count).join(" "));
      for (count = words.length; count > 1 && !synonyms.has(known()); ) count--;
      clauses.push(...clause(words.slice(0, count), synonyms.get(known()) ?? [], true));
    }
    return clauses;
  });
}

/* The files, read once each. What they hold is said in src/search/shards.rs, src/search/merge.rs and src/search/directory.rs */

/** Opens a folder of files; each is kept once it has been read, and asked for again if that failed. */
function openFolder(folder) {
  const kept = {};
  async function load(name, make) {
    const fixed = name.endsWith(".json");
    const response = await fetch(new URL(name, folder), { cache: fixed ? "no-cache" : "default" });
    if (!response.ok) throw Error(response.status);
    if (fixed) return response.json();
    const plain = new Response(response.body.pipeThrough(new DecompressionStream("gzip")));
    return make ? make(new Uint8Array(await plain.arrayBuffer())) : plain.json();
  }
  function get(name, make) {
    kept[name] ??= load(name, make);
    kept[name].catch(() => delete kept[name]);
    return kept[name];
  }
  return { json: (name) => get(name), shard: (name) => get(name, readShard) };
}

const decoder = new TextDecoder();

/** Reads numbers from a place in `data` on. */
function reader(data, at) {
  let bit = 0;
  const self = {
    at: () => at,
    text: (count) => decoder.decode(data.subarray(at, (at += count))),
    varint() {
      let number = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = data[at++];
        number |= (byte & 127) << shift;
        if (!(byte > 127)) return number;
      }
    },
    bits(count) {
      let number = 0;
      while (count--) {
        number = number * 2 + ((data[at] >> (7 - bit)) & 1);
        if (++bit > 7) [bit, at] = [0, at + 1];
      }
      return number;
    },
    rice(low) {
      let ones = 0;
      while (ones < 20 && self.bits(1)) ones++;
      return ones < 20 ? (ones << low) + self.bits(low) : self.bits(32);
    },
  };
  return self;
}

/** The lists of a shard, each with its term, its tier and what hands out its pages. */
function readShard(data) {
  const heads = reader(data, 0);
  const lists = [];
  let count = heads.varint();
  let behind = heads.varint() + heads.at();
  let term = "";
  while (count--) {
    term = term.slice(0, heads.varint()) + heads.text(heads.varint());
    const kind = heads.varint();
    const first = heads.varint();
    const last = heads.varint();
    const from = behind;
    const each = (take) => (kind > 3 ? eachPage(reader(data, from), first, kind >> 2, take) : take(first, [last]));
    lists.push({ term, tier: kind & 3, each });
    if (kind > 3) behind += last;
  }
  return lists;
}

/** Hands each page of a list and the positions there to `take`. */
function eachPage(bits, page, pages, take) {
  const far = bits.bits(4);
  const near = bits.bits(4);
  while (pages--) {
    const positions = [];
    let position = -1;
    for (let left = bits.rice(0); left >= 0; left--) positions.push((position += bits.rice(near) + 1));
    take(page, positions);
    if (pages) page += bits.rice(far) + 1;
  }
}

/* The search */

/** What a word counts for in a title, in a heading, elsewhere, … */
const WEIGHTS = [8, 4, 1];
/** … and how often: a list of many small sections is not more about it than a page with it in its title. */
const MOST = [1, 1, 4];
/** Up to so many files are read before there is an answer. */
const AT_ONCE = 6;
/** When so many are read nothing more is, unless somebody asks for it. */
const ENOUGH = 48;

/** Opens the index in a folder. */
export async function openIndex(folder) {
  const files = openFolder(folder);
  const index = await files.json("index.json");
  if (index.schema !== 1) throw Error("schema");
  return { search: (query, { limit = ENOUGH } = {}) => search({ ...files, ...index, limit }, query) };
}

/** Yields what is found, better and better. */
async function* search(index, query) {
  const clauses = parse(query, new Map(index.synonyms && (await index.json(index.synonyms))));
  let found;
  for await (found of steps(index, clauses)) yield found;
  if (found.total > 2 || !found.complete) return;
  const { mend, partly } = await import("./few.js");
  if (!found.total && index.words) {
    const mended = mend(clauses, found.matches, await index.json(index.words));
    for await (found of steps(index, mended)) yield found;
  }
  const { terms, scores, show } = found;
  const loose = partly(terms, scores);
  yield { ...found, looseTotal: loose.length, loose: show(loose, terms.map(({ term }) => term)) };
}

/** Reads the files of all terms, and ranks after each step; where there are many, those of the first pages come first. */
async function* steps(index, clauses) {
  const terms = {};
  for (const term of clauses.flatMap(({ ways }) => ways.flat().flatMap(({ terms }) => terms))) {
    const key = term.term + term.prefix;
    terms[key] ??= { ...term, files: await filesOf(index, term), tiers: WEIGHTS.map(() => new Map()) };
    term.tiers = terms[key].tiers;
  }
  const all = Object.values(terms);
  const left = () => all.flatMap(({ files }) => files).length;
  const most = left() - index.limit;
  for (let end = left() > AT_ONCE ? index.pages / 64 : Infinity; ; end *= 4) {
    await Promise.all(
      all.flatMap((term) => {
        const now = term.files.filter(([page]) => page < end);
        term.files = term.files.filter(([page]) => page >= end);
        return now.map(async ([, name]) => collect(await index.shard(name), term));
      }),
    );
    yield rank(index, clauses, !left());
    if (left() <= Math.max(0, most)) return;
  }
}

/** The entries of a sorted directory in which a term may stand, or all that begin with it. */
function span(entries, { term, prefix }) {
  const end = prefix ? `${term}\uffff` : term;
  const from = entries.findLastIndex(([first, tier, page]) => first < term || (first === term && !tier && !page));
  return entries.slice(Math.max(from, 0), entries.findLastIndex(([first]) => first <= end) + 1);
}

/** The shards in which a term may stand, each with the page it begins with; titles and headings come before all pages. */
async function filesOf(index, term) {
  const parts = await Promise.all(span(index.terms, term).map((entry) => index.json(entry[3])));
  return span(parts.flat(), term).map(([, tier, page, name], at) => [at && tier > 1 ? page : 0, name]);
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
export const pagesOf = ({ tiers }) => new Set(tiers.flatMap((pages) => [...pages.keys()]));

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
  const show = (pages, words) => (from, to) => Promise.all(pages.slice(from, to).map((page) => result(index, page, words)));
  return {
    total: ranked.length,
    complete,
    results: show(ranked, clauses.flatMap(({ marks }) => marks)),
    matches,
    terms,
    scores,
    show,
  };
}

/** The pages of scores, the best first. */
export const sorted = (scores) => [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([page]) => page);

async function result(index, page, words) {
  const at = (entries) => entries.findLast(([first]) => first <= page);
  const [first, name] = at(await index.json(at(index.texts)[1]));
  return describe((await index.json(name))[page - first], words);
}

/* What a result shows: the words around what was found */

/** A text is shown in so many letters, or half as many kanji and kana. */
const LETTERS = 150;
const WIDE = /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/;

const folded = new Map();

/** A text is folded once: a page that one query shows, the next one often shows again. */
function find(text, words) {
  if (!folded.has(text)) folded.set(text, foldWithMap(text));
  return findIn(folded.get(text), words);
}

/** A part of a text, cut into what is marked and what is not. */
function marked(text, ranges, from = 0, to = text.length) {
  const parts = [[from ? "… " : "", false]];
  for (const [start, end] of ranges) {
    if (start < from || start >= to) continue;
    parts.push([text.slice(from, start), false], [text.slice(start, end), true]);
    from = end;
  }
  parts.push([text.slice(from, to) + (to < text.length ? " …" : ""), false]);
  return parts.filter(([part]) => part);
}

/** The part of a text around the most that was found. */
function excerpt(text, ranges) {
  const wide = WIDE.test(text.slice(ranges[0]?.[0]).slice(0, 40));
  const length = wide ? LETTERS / 2 : LETTERS;
  const within = ([from]) => ranges.filter(([start, end]) => start >= from && end <= from + length).length;
  const [best = 0] = ranges.toSorted((a, b) => within(b) - within(a))[0] ?? [];
  // From the beginning of its sentence, if that is near, else of a word.
  const before = text.slice(0, best);
  const sentence = Math.max(...["。", "\n", ". "].map((end) => before.lastIndexOf(end) + end.length * before.includes(end)));
  const near = best - length / 3;
  const from = Math.max(0, sentence >= near ? sentence : wide ? near : before.indexOf(" ", near) + 1 || best);
  const to = from + length;
  return marked(text, ranges, from, wide || to > text.length ? to : Math.max(text.lastIndexOf(" ", to), best + 1));
}

/**
 * What a result shows.
 * @param {{address: string, title: string, above: string[], sections: string[][]}} page
 * @param {string[]} words folded
 */
function describe({ address, title, above, sections }, words) {
  const shown = sections.map(([tail, heading, text, unseen]) => {
    const [inHeading, inText] = [heading, text].map((each) => find(each, words));
    return {
      href: address + tail,
      title: marked(heading, inHeading),
      excerpt: excerpt(text, inText),
      score: inHeading.length * 4 + inText.length + find(unseen, words).length,
    };
  });
  const [lead, ...under] = shown;
  return {
    href: address,
    title: marked(title, find(title, words)),
    crumbs: above,
    excerpt: lead.excerpt,
    sections: under.filter(({ score }) => score).toSorted((a, b) => b.score - a.score).slice(0, 3),
  };
}
