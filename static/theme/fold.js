/**
 * Folding: what makes ﾗｲｾﾝｽ, らいせんす and ライセンス one word, and Ｗｉｎｄｏｗｓ the same as windows.
 *
 * The same rules are written in Rust for the index; tests/fold/vectors.json holds both to them.
 * In this order:
 *
 *  1. NFKD, then every combining mark U+0300–036F dropped, then NFKC.
 *     (The voicing marks U+3099 and U+309A are not in that range, so か + ゛ comes back as が.)
 *  2. Lower case (Unicode's default mapping, no locale); final sigma U+03C2 becomes U+03C3; quotation marks
 *     U+201C and U+201D become U+0022, apostrophes U+2018 and U+2019 become U+0027: pages set them, nobody types them.
 *  3. Katakana to hiragana: U+30A1–30F6 (with ヴ ヵ ヶ) and the iteration marks U+30FD–30FE, each less 0x60.
 *  4. The long vowel and what is typed in its place. After step 1 the look-alikes are
 *         U+002D hyphen-minus (also from U+FE63, U+FF0D)    U+2014 em dash (also from U+FE58)
 *         U+007E tilde (also from U+FF5E)                   U+2015 horizontal bar
 *         U+2010 hyphen (also from U+2011)                  U+2212 minus sign
 *         U+2012 figure dash                                U+2500 box drawings light horizontal
 *         U+2013 en dash                                    U+301C wave dash
 *         U+30FC long vowel (also from U+FF70)
 *     Each of them becomes U+30FC where the character right before it is kana (U+3041–309F, U+30F7–30FA,
 *     U+30FC itself, U+31F0–31FF; judged after this step, so that ーー stays two), and U+002D elsewhere.
 *  5. A run of White_Space becomes one U+0020; none at either end; and none at all between two CJK characters:
 *     U+3001–30FF, U+31F0–31FF, U+3400–4DBF, U+4E00–9FFF, U+F900–FAFF, U+20000–3FFFF. (Not Hangul: Korean
 *     puts spaces between its words.)
 */

const COMBINING = /[\u0300-\u036f]/g;
const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/g;
const DASH = /[\u002d\u007e\u2010\u2012-\u2015\u2212\u2500\u301c\u30fc]/;
const KANA = /[\u3041-\u309f\u30f7-\u30fa\u30fc\u31f0-\u31ff]/;
const CJK = /[\u3001-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const WHITE = /\p{White_Space}/u;

/** The smallest pieces that normalise on their own: a character with its marks, or one syllable's jamo. */
const PIECE =
  /(?:[\uac00-\ud7a3]?[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\ud7b0-\ud7ff\uffa0-\uffdc]+|[^])[\p{M}\uff9e\uff9f]*/uy;

/** Most characters do not: whatever stands beside one of these, it is a piece alone. */
const ALONE = /^[\0-\u02ff\u3001-\u3029\u3030-\u3096\u30a1-\u30ff\u4e00-\u9fff]+$/;

const known = {};

/** Steps 1 to 3, for which a piece needs nothing of its neighbours. Kept: 0.2 µs a character instead of 0.9. */
const letters = (piece) =>
  (known[piece] ??= piece
    .normalize("NFKD")
    .replace(COMBINING, "")
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("\u03c2", "\u03c3")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60)));

/**
 * Folds `text` and remembers where everything came from.
 * @param {string} text
 * @returns {{text: string, map: [number, number][]}} the folded text and, for each of its UTF-16 units, the
 *   range of UTF-16 units of the original that it stands for.
 */
export function foldWithMap(text) {
  let folded = "";
  const map = [];
  let gap = null; // the range of a white space that has not been written yet
  let before = ""; // the character before, be it white or not
  let written = ""; // the last character that was written
  for (let at = 0; at < text.length; ) {
    PIECE.lastIndex = at;
    const piece = ALONE.test(text.slice(at, at + 2)) ? text[at] : PIECE.exec(text)[0];
    const range = [at, (at += piece.length)];
    for (let char of letters(piece)) {
      if (WHITE.test(char)) {
        gap = [(gap ?? range)[0], range[1]];
        before = " ";
        continue;
      }
      if (DASH.test(char)) char = KANA.test(before) ? "\u30fc" : "-";
      if (gap && written && !(CJK.test(written) && CJK.test(char))) {
        folded += " ";
        map.push(gap);
      }
      gap = null;
      folded += char;
      for (let unit = 0; unit < char.length; unit++) map.push(range);
      before = written = char;
    }
  }
  return { text: folded, map };
}

/**
 * Folds `text`.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  return foldWithMap(text).text;
}

/**
 * Cuts a query at its spaces and folds each word by itself, so that a space always separates.
 * @param {string} query
 * @returns {string[]} each word once
 */
export function foldWords(query) {
  return [...new Set(query.normalize("NFKC").split(/\p{White_Space}+/u).map(fold))].filter(Boolean);
}

/**
 * Finds folded words in a text as it stands.
 * @param {string} text
 * @param {string[]} words as `foldWords` gives them
 * @returns {[number, number][]} ranges of `text`, in order and apart from each other
 */
export function findWords(text, words) {
  return findIn(foldWithMap(text), words);
}

/** The same in a text that was folded before. */
export function findIn(folded, words) {
  const found = [];
  for (const word of words) {
    for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + word.length)) {
      found.push([folded.map[at][0], folded.map[at + word.length - 1][1]]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const apart = [];
  for (const [start, end] of found) {
    const last = apart.at(-1);
    if (start <= last?.[1]) last[1] = Math.max(last[1], end);
    else apart.push([start, end]);
  }
  return apart;
}
