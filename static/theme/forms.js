/**
 * The form index, live: a box that filters at each key, marks what it found, and columns that sort.
 * What is shown is kept in the address (`?q=` and `&sort=`), so that a link can say "the Japanese ones".
 * The table works on its own; everything that needs this script is hidden until it runs.
 */
import { findWords, fold, foldWords } from "./fold.js";

/** Rows that are marked at once; the rest follow in the pauses, so that a long list still types fluently. */
const AT_ONCE = 40;

/** Reads a row of the table once. */
function readRow(element) {
  const { fold: text, rank, size, date } = element.dataset;
  const language = element.querySelector("td.language");
  return {
    element,
    text: text ?? fold(element.textContent),
    keys: { title: Number(rank), size: Number(size ?? -1), date: date ?? "", language: language.lang },
    // Text that can carry a mark, kept as it was.
    texts: [...element.querySelectorAll(".title a, .file-name, td.language, td.kind")].map((node) => ({
      node,
      original: node.textContent,
    })),
    marked: "",
  };
}

/** Writes `text` into `node` with each of `ranges` inside a <mark>. */
function writeMarked(node, text, ranges) {
  const parts = [];
  let at = 0;
  for (const [start, end] of ranges) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    parts.push(text.slice(at, start), mark);
    at = end;
  }
  node.replaceChildren(...parts, text.slice(at));
}

function markRow(row, words) {
  const wanted = words.join(" ");
  if (row.marked === wanted) return;
  row.marked = wanted;
  for (const { node, original } of row.texts) writeMarked(node, original, findWords(original, words));
}

/** Makes one index live. */
function enliven(index) {
  const box = index.querySelector('input[type="search"]');
  const count = index.querySelector(".forms-count");
  const none = index.querySelector(".forms-none");
  const table = index.querySelector("table");
  const body = table.tBodies[0];
  const heads = [...table.querySelectorAll("th[data-sort]")];
  const chips = [...index.querySelectorAll(".chip")];
  const order = chips.map((chip) => chip.dataset.lang);
  let rows = [...body.rows].map(readRow);
  let sort = "title";
  let marking = 0;
  let writing = 0;

  function filter() {
    const words = foldWords(box.value);
    const left = [];
    for (const row of rows) {
      const fits = words.every((word) => row.text.includes(word));
      if (row.element.hidden === fits) row.element.hidden = !fits;
      if (fits) left.push(row);
    }
    table.hidden = left.length === 0;
    none.hidden = left.length > 0;
    say(index.dataset.count.replace("{shown}", left.length).replace("{total}", rows.length));
    for (const chip of chips) chip.setAttribute("aria-pressed", String(isPressed(chip, words)));
    clearTimeout(marking);
    markFrom(left, words, 0);
  }

  function markFrom(left, words, start) {
    for (const row of left.slice(start, start + AT_ONCE)) markRow(row, words);
    if (start + AT_ONCE < left.length) marking = setTimeout(markFrom, 0, left, words, start + AT_ONCE);
  }

  function say(text) {
    if (count.textContent !== text) count.textContent = text;
  }

  /** A chip is one more way to type a word: it is on while the box has its words. */
  const isPressed = (chip, words) => chipWords(chip).every((word) => words.includes(word));

  const chipWords = (chip) => foldWords(chip.dataset.word);

  /** Puts the chip's word into the box, or takes it out; a row has one language, so other chips go out. */
  function press(chip) {
    const pressed = chip.getAttribute("aria-pressed") === "true";
    const names = new Set(chips.flatMap(chipWords));
    const others = box.value.split(/\s+/u).filter((word) => word && !names.has(fold(word)));
    box.value = [...(pressed ? [] : [chip.dataset.word]), ...others].join(" ");
    changed();
  }

  function arrange() {
    const [, down, key] = /^(-?)(\w+)$/.exec(sort);
    const sign = down ? -1 : 1;
    const value = (row) => (key === "language" ? order.indexOf(row.keys.language) : row.keys[key]);
    rows = rows.toSorted((a, b) => {
      const [x, y] = [value(a), value(b)];
      return (x < y ? -sign : x > y ? sign : 0) || a.keys.title - b.keys.title;
    });
    body.append(...rows.map((row) => row.element));
    for (const head of heads) {
      if (head.dataset.sort === key) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }

  /** The address follows a moment later: browsers refuse too many changes of it. */
  function keepInAddress() {
    clearTimeout(writing);
    writing = setTimeout(() => {
      const address = new URL(location.href);
      const wanted = { q: box.value.trim(), sort: sort === "title" ? "" : sort };
      for (const [key, value] of Object.entries(wanted)) {
        if (value) address.searchParams.set(key, value);
        else address.searchParams.delete(key);
      }
      if (address.href !== location.href) history.replaceState(history.state, "", address);
    }, 150);
  }

  function changed() {
    filter();
    keepInAddress();
  }

  function readAddress() {
    const wanted = new URLSearchParams(location.search);
    box.value = wanted.get("q") ?? "";
    const key = wanted.get("sort") ?? "";
    if (heads.some((head) => key === head.dataset.sort || key === `-${head.dataset.sort}`)) sort = key;
    arrange();
    filter();
  }

  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      sort = sort === head.dataset.sort ? `-${sort}` : head.dataset.sort;
      arrange();
      keepInAddress();
    });
  }
  for (const chip of chips) chip.addEventListener("click", () => press(chip));
  none.querySelector("button").addEventListener("click", () => {
    box.value = "";
    changed();
    box.focus();
  });
  // While an input method converts, the text is not the reader's yet (ｎ of にほｎ would empty the list).
  box.addEventListener("input", (event) => event.isComposing || changed());
  box.addEventListener("compositionend", changed);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || event.keyCode === 229 || !box.value) return;
    event.preventDefault();
    box.value = "";
    changed();
  });
  addEventListener("popstate", readAddress);

  index.querySelector(".forms-tools").hidden = false;
  index.classList.add("live");
  readAddress();
}

document.querySelectorAll(".forms").forEach(enliven);
