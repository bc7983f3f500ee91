/**
 * From what was typed to what is looked for. A query is cut as the index was; the rules stand in
 * src/search/tokens.rs, and tests/fold/pieces.json holds both to them.
 */
import { fold, foldWords } from "../fold.js";

/** Scripts without spaces between words, and Hangul. */
const UNSPACED =
  "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3ffff}]";
const LETTER = "[\\p{Alphabetic}\\p{N}\\p{M}]";
const PIECE = new RegExp(`((?=${UNSPACED})${LETTER})+|((?!${UNSPACED})${LETTER})+`, "gu");
const BORDER = /\p{Lowercase}(?=\p{Uppercase})|\p{Uppercase}(?=\p{Uppercase}\p{Lowercase})/gu;
const JOINT = /^[.\-_'\ue000]$/;

/** Words of the index have no more bytes. */
const LONGEST = 64;

/**
 * Cuts a line.
 * @returns {{text: string, run: boolean, position: number, joined: boolean}[]} pieces in their order
 */
export function pieces(line) {
  const folded = fold(line.replace(BORDER, "$&\ue000"));
  const found = [];
  let position = 0;
  let end = 0;
  for (const { 0: text, 1: run, index } of folded.matchAll(PIECE)) {
    const before = found.at(-1);
    const between = folded.slice(end, index);
    const joined = Boolean(before && !before.run && !run && JOINT.test(between));
    if (before && !joined && between.trim()) position += 1;
    found.push({ text, run: Boolean(run), position, joined });
    position += run ? [...text].length : 1;
    end = index + text.length;
  }
  return found;
}

/** A text as the bytes of its UTF-8, each as one character: so the index sorts its terms. */
export function bytes(text) {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

const term = (text, at, prefix) => ({ term: bytes(text).slice(0, LONGEST), text, at, prefix });

/**
 * The terms that must stand at their distances for the pieces to stand there. Every second pair of
 * a run is enough, since positions are exact.
 */
function phrase(cut, open) {
  const terms = [];
  for (const { text, run, position } of cut) {
    const letters = [...text];
    if (!run) terms.push(term(text, position, false));
    else if (letters.length === 1) terms.push(term(text, position, true));
    for (let at = 0; run && at + 1 < letters.length; at += 2) {
      terms.push(term(letters[at] + letters[at + 1], position + at, false));
      if (at + 3 === letters.length) at -= 1;
    }
  }
  const { text, run, position } = cut.at(-1);
  // The last word may still go on; one letter begins too many.
  if (open && !run && text.length > 1) terms.at(-1).prefix = true;
  return { terms, width: position + (run ? [...text].length : 1) };
}

/** The parts of a word written as one (SHA-256), if it has parts and letters, else nothing. */
function whole(cut) {
  const text = cut.map(({ text }) => text).join("");
  return cut.length > 1 && cut.slice(1).every(({ joined }) => joined) && /\p{L}/u.test(text) ? text : "";
}

const one = (text) => phrase([{ text, run: false, position: 0 }], true);

/** What a word may stand for: itself, and its parts written as one. */
function spellings(word, open) {
  const cut = pieces(word);
  if (!cut.length) return [];
  return [[phrase(cut, open)], ...(whole(cut) ? [[one(whole(cut))]] : [])];
}

/** Every word of a text has to be there. */
function together(text, open) {
  return foldWords(text).flatMap((word) => spellings(word, open)[0] ?? []);
}

/**
 * Reads a query.
 * @param {string} query words with white space between them, phrases in quotation marks
 * @param {Record<string, string[]>} synonyms by folded word what else it stands for
 * @returns {{ways: {terms: object[], width: number}[][], marks: string[], word: string | null}[]} clauses
 *   that a page has to fulfil, each in one of its ways: all of the phrases of that way. `marks` are
 *   folded words for `findWords`; `word` is one that could be mistyped.
 */
export function parse(query, synonyms = {}) {
  const clauses = [];
  for (const [, quoted, plain] of query.normalize("NFKC").matchAll(/["“”]([^"“”]+)["“”]?|([^"“”]+)/gu)) {
    if (quoted) {
      clauses.push({ ways: spellings(quoted, false).slice(0, 1), marks: [fold(quoted)], word: null });
      continue;
    }
    const words = plain.split(/\p{White_Space}+/u).filter(Boolean);
    for (let at = 0; at < words.length; ) {
      const [count, others] = longest(words.slice(at), synonyms);
      const given = words.slice(at, at + count);
      at += count;
      const ways = count > 1 ? [given.flatMap((word) => spellings(word, true)[0] ?? [])] : spellings(given[0], true);
      const single = count === 1 && /^\p{L}+$/u.test(given[0]) ? fold(given[0]) : null;
      const marks = given.flatMap(marksOf).concat(others.map(fold));
      clauses.push({ ways: ways.concat(others.map((other) => together(other, false))), marks, word: single });
    }
  }
  return clauses.map(({ ways, ...rest }) => ({ ways: ways.filter((way) => way.length), ...rest })).filter(({ ways }) => ways.length);
}

/** The longest beginning of `words` that the glossary knows. */
function longest(words, synonyms) {
  for (let count = Math.min(words.length, 6); count > 0; count--) {
    const key = fold(words.slice(0, count).join(" "));
    if (Object.hasOwn(synonyms, key)) return [count, synonyms[key]];
  }
  return [1, []];
}

/** A word and its parts written as one; where its script changes also its pieces, since a text may have a space there. */
function marksOf(word) {
  const cut = pieces(word);
  const mixed = cut.some(({ run }) => run) && cut.some(({ run }) => !run);
  const others = mixed ? cut.map(({ text }) => text).filter((text) => text.length > 1) : [whole(cut)];
  return [fold(word), ...others].filter(Boolean);
}

/** The clause of a word with others in its place. */
export function replaced(words) {
  return { ways: words.map((word) => [one(word)]), marks: words, word: null };
}
