/**
 * From what was typed to what is looked for. A query is cut as the index was: the rules stand in
 * src/search/tokens.rs, and tests/fold/pieces.json holds both to them.
 */
import { fold } from "../fold.js";

/** Scripts without spaces between words, and Hangul. */
const RUN =
  "(?=[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3ffff}])";
const LETTER = "[\\p{Alphabetic}\\p{N}\\p{M}]";
const PIECE = RegExp(`(${RUN}${LETTER})+|(${RUN.replace("=", "!")}${LETTER})+`, "gu");
const BORDER = /\p{Lowercase}(?=\p{Uppercase})|\p{Uppercase}(?=\p{Uppercase}\p{Lowercase})/gu;

/** Words of the index are no longer. */
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

const word = (text) => phrase([{ text, position: 0 }], true);

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
    if (whole(cut)) marks.push(whole(cut));
    if (whole(cut) && !cuts[1] && open) ways.push([word(whole(cut))]);
    // Where the script changes, the text may have a space.
    if (cut.some(({ run }) => run !== cut[0].run)) marks.push(...cut.map(({ text }) => text).filter((text) => text[1]));
  }
  return [{ ways, marks, word: open && !words[1] && /^\p{L}+$/u.test(words[0]) && marks[0] }];
}

/** The clause of a word with others in its place. */
export const replaced = (words) => ({ ways: words.map((each) => [word(each)]), marks: words });

/**
 * Reads a query.
 * @param {string} query words with white space between them, phrases in quotation marks
 * @param {Record<string, string[]>} synonyms by folded word what else it stands for
 * @returns {{ways: {terms: object[], width: number}[][], marks: string[], word: string | false}[]}
 *   clauses that a page has to fulfil, each in one of its ways: all of the phrases of that way.
 *   `marks` are folded words for `findWords`; `word` is one that could be mistyped.
 */
export function parse(query, synonyms) {
  return [...query.normalize("NFKC").matchAll(/["“”]([^"“”]+)["“”]?|[^"“”]+/gu)].flatMap(([plain, quoted]) => {
    if (quoted) return clause([quoted], [], false);
    const clauses = [];
    for (let words = plain.split(/\p{White_Space}+/u).filter(Boolean), count; words.length; words = words.slice(count)) {
      // The longest beginning that the glossary knows.
      const known = () => fold(words.slice(0, count).join(" "));
      for (count = words.length; count > 1 && !Object.hasOwn(synonyms, known()); ) count--;
      const others = Object.hasOwn(synonyms, known()) ? synonyms[known()] : [];
      clauses.push(...clause(words.slice(0, count), others, true));
    }
    return clauses;
  });
}
