/**
 * Queries drawn at random from the pages, the same for the same seed. Each is `{ kind, query, of }`: `of` is the query
 * whose truth is meant, where a reader mistyped it.
 */
import { anywhere, folded } from "./truth.mjs";

/** Numbers from 0 to 1 (mulberry32), from a text for a seed. */
function random(text) {
  let state = 2166136261;
  for (const char of text) state = Math.imul(state ^ char.codePointAt(0), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A hand that draws: from lists, between numbers, pieces of texts. */
function hand(seed) {
  const next = random(seed);
  const between = (low, high) => low + Math.floor(next() * (high - low + 1));
  const one = (list) => list[between(0, list.length - 1)];
  const piece = (list, low, high) => {
    const length = between(low, Math.min(high, list.length));
    const start = between(0, list.length - length);
    return list.slice(start, start + length);
  };
  return { between, one, piece };
}

const RUN = /[ぁ-ゖァ-ヺー々〆一-鿿㐀-䶿]+/gu;
const RUN_IN = new RegExp(RUN.source, "u");
const KATAKANA = /[ァ-ヺー]{3,}/gu;
const SPACED = /[ァ-ヺー]{2,}(?: [ァ-ヺー]{2,})+/gu;
const LATIN = /(?<![\p{L}\p{N}])[A-Za-z]{3,}(?![\p{L}\p{N}])/gu;
/** A word of Latin text as it stands between spaces, without the marks round it. */
const WORD = /(?<![\p{L}\p{N}])[\p{Script=Latin}\p{N}](?:[\p{Script=Latin}\p{N}.'’_-]*[\p{Script=Latin}\p{N}])?(?![\p{L}\p{N}])/gu;

const all = (text, pattern) => text.match(pattern) ?? [];

const HALF = new Map();
for (let unit = 0xff66; unit <= 0xff9d; unit++) {
  for (const mark of ["", "ﾞ", "ﾟ"]) {
    const half = String.fromCharCode(unit) + mark;
    const whole = half.normalize("NFKC");
    if (whole.length === 1) HALF.set(whole, half);
  }
}
const halfWidth = (text) => [...text].map((char) => HALF.get(char) ?? char).join("");
const hiragana = (text) => text.replace(/[ァ-ヶ]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0x60));
const fullWidth = (text) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

/** A text that begins as words begin, or nothing: nobody asks for what follows a long vowel. */
const begun = (text) => (/^[ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]/.test(text) ? "" : text);

/** One letter dropped, put in or put in another's place. */
function mistype(word, { between, one }) {
  const at = between(1, word.length - 1);
  const letter = one([..."abcdefghijklmnopqrstuvwxyz"]);
  const rest = one([word.slice(at + 1), letter + word.slice(at), letter + word.slice(at + 1)]);
  return word.slice(0, at) + rest;
}

/** Whether two words differ by so many edits at most. */
function near(one, other, edits) {
  if (Math.abs(one.length - other.length) > edits) return false;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const below = [i];
    for (let j = 1; j <= other.length; j++) {
      below.push(Math.min(row[j] + 1, below[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)));
    }
    row = below;
  }
  return row.at(-1) <= edits;
}

/** A katakana word with a space in it, where a dictionary cuts it or, if it knows no cut, somewhere. */
function spaced(word, { between }) {
  const cuts = [...new Intl.Segmenter("ja", { granularity: "word" }).segment(word)].map(({ index }) => index);
  const dictionary = cuts.find((index) => index >= 2 && index <= word.length - 2);
  const at = dictionary ?? between(2, word.length - 2);
  return begun(word.slice(at)) && `${word.slice(0, at)} ${word.slice(at)}`;
}

/** Words of a text: what a dictionary takes for one, of two characters or more. */
function dictionaryWords(text, lang) {
  if (lang === "en") return all(text, WORD).filter((word) => /\p{L}{3}/u.test(word));
  const parts = new Intl.Segmenter(lang, { granularity: "word" }).segment(text);
  return [...parts].filter(({ segment, isWordLike }) => isWordLike && [...segment].length > 1 && !/^[\p{N}.]+$/u.test(segment)).map(({ segment }) => segment);
}

/** What the pages of a language hold, ready to draw from. */
function stock(pages, lang) {
  const prose = pages.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind !== "code").map(({ text }) => text.replace(/\s+/g, " ").trim()));
  const headings = pages.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === "heading").map(({ text }) => text));
  const vocabulary = new Set(pages.flatMap(({ all: text }) => all(text, /[\p{Script=Latin}\p{N}]+/gu)));
  return { pages, lang, prose, headings, vocabulary, runs: prose.flatMap((text) => all(text, RUN)) };
}

/** A word one edit away from one word of the pages and from no other. */
function typo({ prose, pages, vocabulary }, hands) {
  const word = hands.one(all(hands.one(prose), LATIN).filter(({ length }) => length >= 5));
  if (!word) return null;
  const wrong = mistype(word, hands);
  const meant = folded(word);
  const others = [...vocabulary].filter((other) => !other.includes(meant) && near(folded(wrong), other, wrong.length >= 8 ? 2 : 1));
  return anywhere(pages, wrong) || others.length ? null : { query: wrong, of: word };
}

/** A Latin word that is nowhere, nor near to one that is somewhere. */
function latinNowhere({ vocabulary, pages }, { between, one }) {
  const word = Array.from({ length: between(3, 5) }, () => one([..."bdfgklmnprstvz"]) + one([..."aeiou"])).join("");
  return anywhere(pages, word) || [...vocabulary].some((other) => near(word, other, 2)) ? null : word;
}

/** Two pieces that are on the pages, joined to a word that is not. */
function nowhere({ runs, pages }, { one, piece }) {
  const word = [...piece([...one(runs)], 1, 3), ...piece([...one(runs)], 2, 3)].join("");
  return !begun(word) || anywhere(pages, word) ? null : word;
}

const twoWords = ({ prose, pages, lang }, { one }, gap) => {
  const texts = one(pages).blocks.filter(({ kind }) => kind !== "code").map(({ text }) => text);
  const first = one(dictionaryWords(one(texts), lang));
  const second = one(dictionaryWords(one(texts), lang));
  return prose.length && first && second && first !== second ? first + gap + second : null;
};

/** Words in a row, exactly as they stand. */
function wordsInRow({ prose }, { one, piece }, low, high) {
  const row = one(all(one(prose), /[\p{Script=Latin}\p{N}.'’_-]+(?: [\p{Script=Latin}\p{N}.'’_-]+)*/gu));
  const inRow = row?.split(" ").map((word) => all(word, WORD)[0] === word && word);
  const some = inRow && inRow.length >= low ? piece(inRow, low, high) : [];
  return some.length && some.every(Boolean) ? some : null;
}

function englishWords(from, hands) {
  const some = wordsInRow(from, hands, 1, 3);
  const last = some?.pop();
  if (!last || last.length < 3) return null;
  return [...some, hands.between(0, 1) ? last.slice(0, hands.between(3, last.length)) : last].join(" ");
}

function japanesePhrase({ prose }, { one, piece }) {
  const text = one(prose);
  const parts = [...new Intl.Segmenter("ja", { granularity: "word" }).segment(text)].map(({ segment }) => segment);
  const phrase = piece(parts, Math.min(3, parts.length), 7).join("").trim();
  // A Latin word, a number or a file's name is not cut in two.
  const at = text.indexOf(phrase);
  const cut = /[\w.'-]$/.test(text.slice(0, at)) || /^[\w.'-]/.test(text.slice(at + phrase.length));
  return phrase.length < 4 || !RUN_IN.test(phrase) || cut || /["“”]/.test(phrase) ? null : `"${phrase}"`;
}

const KINDS = {
  ja: {
    heading: (from, hands) => hands.one(dictionaryWords(hands.one(from.headings), "ja")),
    substring: ({ runs }, { one, piece }) => begun(piece([...one(runs.filter(({ length }) => length > 1))], 2, 8).join("")),
    "half width": ({ prose }, { one }) => halfWidth(one(all(one(prose), KATAKANA)) ?? ""),
    hiragana: ({ prose }, { one }) => hiragana(one(all(one(prose), KATAKANA)) ?? ""),
    "full width": ({ prose }, { one }) => fullWidth(one(all(one(prose), LATIN)) ?? ""),
    "two words": (from, hands) => twoWords(from, hands, hands.one([" ", "　"])),
    "one character": ({ runs }, { one }) => one(all(one(runs), /[一-鿿]/gu)),
    "compound joined": ({ prose }, { one }) => (one(all(one(prose), SPACED)) ?? one(all(one(prose), /[ァ-ヺー]{6,}/gu)) ?? "").replaceAll(" ", ""),
    "compound spaced": ({ prose }, hands) => {
      const word = hands.one(all(hands.one(prose), /[ァ-ヺー]{6,}/gu));
      return hands.one(all(hands.one(prose), SPACED)) ?? (word && spaced(word, hands));
    },
    phrase: japanesePhrase,
    typo,
    nowhere: (from, hands) => (hands.between(0, 3) ? nowhere(from, hands) : latinNowhere(from, hands)),
  },
  en: {
    heading: (from, hands) => hands.one(dictionaryWords(hands.one(from.headings), "en")),
    words: englishWords,
    "full width": ({ prose }, { one }) => fullWidth(one(all(one(prose), LATIN)) ?? ""),
    "two words": (from, hands) => twoWords(from, hands, " "),
    phrase: (from, hands) => {
      const some = wordsInRow(from, hands, 2, 5);
      return some && `"${some.join(" ")}"`;
    },
    typo,
    nowhere: latinNowhere,
  },
};

/** Draws so many different queries of each kind. */
export function draw(pages, lang, seed, each) {
  const from = stock(pages, lang);
  const drawn = [];
  for (const [kind, make] of Object.entries(KINDS[lang])) {
    const hands = hand(`${seed} ${lang} ${kind}`);
    const had = new Set();
    for (let tries = 0; had.size < each && tries < each * 400; tries++) {
      const made = make(from, hands);
      const { query, of } = typeof made === "string" ? { query: made, of: made } : (made ?? {});
      if (!query || had.has(query)) continue;
      had.add(query);
      drawn.push({ kind, query, of });
    }
    if (!had.size) throw new Error(`no query of the kind "${kind}" can be drawn in ${lang}`);
  }
  return drawn;
}
