/** What a result shows of its page: the words around what was found. */
import { findIn, foldWithMap } from "../fold.js";

/** A text is shown in so many columns; a kanji or kana takes two. */
const COLUMNS = 150;
const WIDE = /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/;

const folded = new Map();

/** A text is folded once: a page that one query shows, the next one often shows again. */
function find(text, words) {
  if (!folded.has(text)) folded.set(text, foldWithMap(text));
  return findIn(folded.get(text), words);
}

/** Cuts a text into what is marked and what is not. */
function marked(text, ranges, from = 0, to = text.length) {
  const parts = [];
  let at = from;
  for (const [start, end] of ranges.filter(([start]) => start >= from && start < to)) {
    parts.push([text.slice(at, start), false], [text.slice(start, end), true]);
    at = end;
  }
  parts.push([text.slice(at, Math.max(at, to)), false]);
  if (from > 0) parts.unshift(["… ", false]);
  if (to < text.length) parts.push([" …", false]);
  return parts.filter(([part]) => part).map(([part, mark]) => [part.replace(/\n/g, " "), mark]);
}

/** The part of a text around the most that was found. */
function excerpt(text, ranges) {
  const near = text.slice(ranges[0]?.[0] ?? 0).slice(0, 40);
  const width = WIDE.test(near) ? COLUMNS / 2 : COLUMNS;
  const within = (start) => ranges.filter(([at, end]) => at >= start && end <= start + width).length;
  let best = ranges[0]?.[0] ?? 0;
  for (const [start] of ranges) if (within(start) > within(best)) best = start;
  // From the beginning of the sentence or word, if that is near.
  const before = text.slice(Math.max(0, best - width / 3), best);
  const starts = [...before.matchAll(/[。！？\n]|[.!?] /gu)].at(-1) ?? [...before.matchAll(/\s/gu)].at(0);
  const from = best < width / 3 ? 0 : best - before.length + (starts ? starts.index + starts[0].length : 0);
  let to = Math.min(text.length, from + width);
  if (to < text.length && !WIDE.test(text.slice(to - 5, to))) to = Math.max(text.lastIndexOf(" ", to), best + 1);
  return marked(text, ranges, from, to);
}

/**
 * What a result shows.
 * @param {{address: string, title: string, above: string[], sections: string[][]}} page
 * @param {string[]} words folded
 */
export function describe({ address, title, above, sections }, words) {
  const looked = sections.map(([tail, heading, text, unseen], number) => {
    const inHeading = find(heading, words);
    const inText = find(text, words);
    const score = inHeading.length * 4 + inText.length + find(unseen, words).length;
    return { tail, heading, text, inHeading, inText, score, number };
  });
  const [lead] = looked;
  const shown = looked.slice(1).filter(({ score }) => score);
  shown.sort((a, b) => b.score - a.score || a.number - b.number);
  return {
    href: address,
    title: marked(title, find(title, words)),
    crumbs: above,
    excerpt: excerpt(lead.text, lead.inText),
    sections: shown.slice(0, 3).map(({ tail, heading, text, inHeading, inText }) => ({
      href: address + tail,
      title: marked(heading, inHeading),
      excerpt: excerpt(text, inText),
    })),
  };
}
