/**
 * Marks what was searched for on the page that was found: `?q=` in the address. Nothing of the page changes; where the
 * browser has no highlights of that kind, nothing is marked.
 */
import { findWords, foldWords } from "../fold.js";

/** Text that stands together is looked at together, whatever is emphasised or linked in it. */
const BLOCK = "p, li, dt, dd, td, th, pre, summary, caption, figcaption, legend, label, h1, h2, h3, h4, h5, h6, div, section";
/** What is no text of the page: readings would part the words that they stand over. */
const SKIPPED = "rt, rp, button, select, textarea, script, style, [aria-hidden='true']";

/** The texts below an element: for each its nodes, in order. */
function* texts(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let block;
  let nodes = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(SKIPPED)) continue;
    const own = node.parentElement.closest(BLOCK);
    if (own !== block) {
      yield nodes;
      [block, nodes] = [own, []];
    }
    nodes.push(node);
  }
  yield nodes;
}

/** A range from a place in a text to another. */
function rangeIn(nodes, start, end) {
  const range = new Range();
  let at = 0;
  for (const node of nodes) {
    const to = at + node.length;
    if (start >= at && start < to) range.setStart(node, start - at);
    if (end > at && end <= to) range.setEnd(node, end - at);
    at = to;
  }
  return range;
}

/** Marks the words of a query in the title and the text. */
export function mark(query) {
  const words = foldWords(query.replace(/["“”]/g, " ")).filter((word) => !/^[a-z]$/.test(word));
  const found = new Highlight();
  for (const element of document.querySelectorAll("#page-title, article")) {
    for (const nodes of texts(element)) {
      const text = nodes.map(({ data }) => data).join("");
      for (const [start, end] of findWords(text, words)) found.add(rangeIn(nodes, start, end));
    }
  }
  CSS.highlights.set("search", found);
}
