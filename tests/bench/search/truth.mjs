/**
 * What is on the pages, and which pages hold a query: the truth that engines are measured by.
 *
 * A page is its title and its article as a reader sees them, cut at the ends of blocks, folded. Neither right nor wrong is
 * a page (an engine may find it or not)
 *  - by what it holds but does not show: its description, alternative texts, readings, labels for screen readers, what
 *    only paper shows;
 *  - by what is not its own: lists of other pages, and the words of the interface (buttons, what stands on every sheet);
 *  - by what the glossary calls the same.
 */
import { fold } from "../../../static/theme/fold.js";

const CJK = "\\u3001-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const SCRIPTS_MEET = new RegExp(`(?<=[${CJK}]) (?=[^${CJK}])|(?<=[^${CJK}]) (?=[${CJK}])`, "gu");

/** Folds a text; a space where two scripts meet is dropped, since the change itself is a boundary. */
export const folded = (text) => fold(text).replace(SCRIPTS_MEET, "");

/** Runs in the browser: cuts pages into blocks. `unseen` is what stands in a page but is not shown. */
function cut(htmls) {
  const BLOCK = new Set(
    ("ADDRESS ARTICLE ASIDE BLOCKQUOTE BUTTON CAPTION DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HR " +
      "INPUT LABEL LEGEND LI NAV OL OPTION P PRE SECTION SELECT SUMMARY TABLE TBODY TD TEXTAREA TFOOT TH THEAD TR UL").split(" "),
  );
  const UNSEEN =
    "[hidden], [role=status], .visually-hidden, .link-notes, rt, [aria-hidden=true], .footnote-ref, .footnote-back, " +
    ".children, .news, .notice-title .word, .what, .forms thead, button, .sheet-tools, .sheet-privacy, .sheet-mark, .sign-label, .tab-back, .letters";
  const NOTHING = "script, style, template, noscript, rp";
  const ATTRIBUTES = ["alt", "title", "aria-label", "placeholder", "data-fold", "data-label"];
  return htmls.map((html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const shown = [];
    const unseen = [];
    let heading = 0;
    const walk = (node, blocks, kind) => {
      if (node.nodeType === 3) blocks.at(-1).text += node.data;
      if (node.nodeType !== 1 || node.matches(NOTHING)) return;
      for (const name of ATTRIBUTES) if (node.hasAttribute(name)) unseen.push({ text: node.getAttribute(name) });
      if (blocks === shown && node.matches(UNSEEN)) {
        unseen.push({ text: "" });
        for (const child of node.childNodes) walk(child, unseen, kind);
        unseen.push({ text: "" });
        return;
      }
      if (node.tagName === "BR") blocks.at(-1).text += " ";
      const block = BLOCK.has(node.tagName);
      const inside = /^H[1-6]$/.test(node.tagName) ? "heading" : node.tagName === "PRE" ? "code" : kind;
      if (block) blocks.push({ text: "", kind: inside });
      for (const child of node.childNodes) walk(child, blocks, inside);
      if (block) blocks.push({ text: "", kind });
    };
    for (const root of page.querySelectorAll("main h1, main article")) {
      shown.push({ text: "", kind: "text" });
      walk(root, shown, "text");
    }
    for (const also of page.querySelectorAll(".page-head .lead, .page-head .label")) unseen.push({ text: also.textContent });
    const description = page.querySelector("meta[name=description]");
    if (description) unseen.push({ text: description.content });
    const full = (blocks) => blocks.filter((block) => block.text.trim());
    const names = (term) => [...term.querySelectorAll(".use, dd.soft span[lang]")].flatMap((name) => name.textContent.split(" / "));
    const same = [...page.querySelectorAll(".glossary .term")].map(names);
    return { shown: full(shown), unseen: full(unseen).map((block) => block.text), same };
  });
}

/** Reads pages (of `pagesOf`) in a browser. Each becomes `{ lang, address, blocks, text, seen, all, same }`. */
export async function read(browser, pages) {
  const tab = await (await browser.newContext()).newPage();
  const truth = [];
  for (let at = 0; at < pages.length; at += 50) {
    const some = pages.slice(at, at + 50);
    const cuts = await tab.evaluate(cut, some.map(({ html }) => html));
    for (const [index, { shown, unseen, same }] of cuts.entries()) {
      const { lang, address } = some[index];
      const text = shown.map((block) => block.text.replace(/\s+/g, " ").trim()).join("\n");
      truth.push(foldedWhenAsked({ lang, address, blocks: shown, text, same }, unseen));
    }
  }
  await tab.context().close();
  return truth;
}

/** Adds `seen` and `all`, folded once somebody asks: no match crosses a line's end in them, for a folded text has none. */
function foldedWhenAsked(page, unseen) {
  const lines = (texts) => texts.map(folded).join("\n");
  let seen;
  let all;
  return Object.defineProperties(page, {
    seen: { get: () => (seen ??= lines(page.blocks.map(({ text }) => text))) },
    all: { get: () => (all ??= `${page.seen}\n${lines(unseen)}`) },
  });
}

/** The words of a query, folded: what stands in quotation marks is one. */
export function words(query) {
  const parts = query.match(/"[^"]*"|“[^”]*”|[^\s"“”]+/gu) ?? [];
  return parts.map((part) => folded(part.replace(/["“”]/g, ""))).filter(Boolean);
}

/** What a query may also mean: with one term of the glossary in it called by each of its other names. */
function meanings(pages, query) {
  const plain = words(query).join(" ");
  const others = [];
  for (const names of pages.flatMap(({ same }) => same)) {
    const known = names.map((name) => words(name).join(" "));
    for (const name of known) {
      if (!` ${plain} `.includes(` ${name} `) && plain !== name.replaceAll(" ", "")) continue;
      for (const other of known) others.push(plain.replace(plain.includes(name) ? name : plain, other).split(" "));
    }
  }
  return others;
}

/** The pages that hold every word of a query, and those that are neither right nor wrong. */
export function holding(pages, query) {
  const wanted = words(query);
  const also = [wanted, ...meanings(pages, query)];
  const right = new Set();
  const either = new Set();
  for (const { address, seen, all } of pages) {
    if (wanted.every((word) => seen.includes(word))) right.add(address);
    else if (also.some((meant) => meant.every((word) => all.includes(word)))) either.add(address);
  }
  return { right, either };
}

/** Whether a folded text stands anywhere, shown or not. */
export const anywhere = (pages, text) => pages.some(({ all }) => all.includes(folded(text)));

/** How well a list of addresses, best first, answers a query with this truth. */
export function judge(found, { right, either }) {
  const judged = found.filter((address) => !either.has(address));
  const hits = judged.filter((address) => right.has(address));
  const share = (part, whole) => (whole ? part / whole : null);
  const recall = share(hits.length, right.size);
  const precision = right.size ? share(hits.length, judged.length) : null;
  const top = judged.slice(0, 5);
  const atFive = right.size ? (share(top.filter((address) => right.has(address)).length, top.length) ?? 0) : null;
  const good = right.size ? recall >= 0.9 && precision >= 0.9 && right.has(judged[0]) : found.length === 0;
  return {
    recall,
    precision,
    atFive,
    good,
    missing: [...right].filter((address) => !judged.includes(address)),
    wrong: judged.filter((address) => !right.has(address)),
  };
}
