/** What a result shows of its page: the words around what was found. */
import { findIn, foldWithMap } from "../fold.js";

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
  const wide = WIDE.test(text.slice(ranges[0]?.[0] ?? 0).slice(0, 40));
  const length = wide ? LETTERS / 2 : LETTERS;
  const within = ([from]) => ranges.filter(([start, end]) => start >= from && end <= from + length).length;
  const [best] = ranges.toSorted((a, b) => within(b) - within(a))[0] ?? [0];
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
export function describe({ address, title, above, sections }, words) {
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
