/**
 * The box of search, in the dialog and on its page: asks the index and shows what it answers. Text nodes and elements,
 * never markup; the words stand in the templates.
 */
import { openIndex } from "./engine.js";

/** So many pages are shown at once. */
const SHOWN = 10;

const indexes = {};

/** The index below an address; one that could not be had is asked for again. */
export function indexAt(root) {
  indexes[root] ??= openIndex(new URL("search/", root));
  indexes[root].catch(() => delete indexes[root]);
  return indexes[root];
}

function make(name, className, ...children) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

const marked = (parts) => parts.map(([text, mark]) => (mark ? make("mark", "", text) : text));

/** Waits while somebody is typing; then nothing waits for the one before. */
export function pause(time) {
  let waiting;
  return (then) => {
    clearTimeout(waiting);
    waiting = setTimeout(then, time);
  };
}

/**
 * Ties a box to the place of its results.
 * @param {(query: string) => void} changed is told when something else is shown
 * @returns {(query: string) => void} what asks for a query as if it were typed
 */
export function attach(box, panel, changed) {
  const part = (name) => panel.querySelector(`.search-${name}`);
  const show = (name, is) => (part(name).hidden = !is);
  const root = new URL(panel.dataset.root, location).href;
  const [hits, partial] = panel.querySelectorAll(".search-hits");
  const others = panel.querySelectorAll(".search-elsewhere");
  const listbox = hits.localName === "div";
  const typed = pause(120);
  const told = pause(400);
  let stop = new AbortController();
  let query = "";
  let again;

  /** The status is told after a pause, so that it does not talk into the typing. */
  const say = (key, count) => told(() => (part("status").textContent = part("status").dataset[key].replace("{count}", count)));

  function link(className, { href, title, crumbs = [], excerpt }) {
    const address = new URL(`./${href}`, root);
    if (!address.searchParams.has("q")) address.searchParams.set("q", query);
    const texts = { title: marked(title), crumbs: [crumbs.join(" / ")], excerpt: marked(excerpt) };
    const filled = Object.entries(texts).filter(([, [text]]) => text);
    const element = make("a", className, ...filled.map(([name, text]) => make("span", name, ...text)));
    element.href = address;
    if (listbox) Object.assign(element, { role: "option", tabIndex: -1 });
    return element;
  }

  function hit(result) {
    const links = [link("page", result), ...result.sections.map((section) => link("section", section))];
    return make(listbox ? "div" : "li", "hit", ...links);
  }

  function shown() {
    panel.querySelectorAll("[role=option]").forEach((option, at) => (option.id = `page-search-${at}`));
    changed(query);
  }

  /** Does a step; where it fails, that is said, and the step can be done again. */
  async function attempt(step) {
    const { signal } = stop;
    again = step;
    show("retry", false);
    try {
      await step(signal);
    } catch {
      if (signal.aborted) return;
      say("failed");
      show("retry", true);
    }
  }

  async function ask(limit, signal) {
    say("busy");
    let found;
    for await (found of (await indexAt(root)).search(query, { limit })) {
      const results = await found.results(0, SHOWN);
      if (signal.aborted) return;
      hits.replaceChildren(...results.map(hit));
      further(found, SHOWN);
    }
    const { total, complete, looseTotal } = found;
    const loose = looseTotal ? await found.loose() : [];
    if (signal.aborted) return;
    partial.replaceChildren(...loose.map(hit));
    show("partial", looseTotal);
    show("advice", !total && complete);
    show("all", !complete);
    say(complete ? (total ? "count" : "none") : "least", total);
    shown();
    // A reader who has results does without, if that fails.
    if (others[0]) import("./elsewhere.js").then(({ elsewhere }) => elsewhere(others, query, signal)).catch(() => {});
  }

  function further(found, from) {
    show("more", found.total > from);
    part("more").onclick = () =>
      attempt(async (signal) => {
        const results = await found.results(from, from + SHOWN);
        if (signal.aborted) return;
        hits.append(...results.map(hit));
        further(found, from + SHOWN);
      });
    shown();
  }

  function start(limit) {
    stop.abort();
    stop = new AbortController();
    for (const link of others) link.hidden = true;
    panel.hidden = !query;
    if (query) return attempt((signal) => ask(limit, signal));
    hits.replaceChildren();
    partial.replaceChildren();
    shown();
  }

  function search(text) {
    if (text === query) return;
    query = text;
    start();
  }

  const read = () => typed(() => search(box.value.trim()));
  // While an input method converts, the text is not the reader's yet.
  box.addEventListener("input", (event) => event.isComposing || read());
  box.addEventListener("compositionend", read);
  // On its way while the reader thinks.
  indexAt(root);
  part("all").onclick = () => start(Infinity);
  part("retry").onclick = () => attempt(again);
  return search;
}

/** The dialog. The box keeps the focus; what the keys walk through is `active`. */
function walk(dialog) {
  const box = dialog.querySelector("input");
  const options = () => [...dialog.querySelectorAll("[role=option]")];
  let active;
  dialog.querySelector("#page-search-list").setAttribute("role", "listbox");

  function activate(option) {
    active?.removeAttribute("aria-selected");
    active = option;
    active?.setAttribute("aria-selected", "true");
    active?.scrollIntoView({ block: "nearest" });
    if (active) box.setAttribute("aria-activedescendant", active.id);
    else box.removeAttribute("aria-activedescendant");
  }

  const search = attach(box, dialog.querySelector(".search-results"), () => {
    const all = options();
    box.setAttribute("aria-expanded", all.length > 0);
    activate(all.find(({ href }) => href === active?.href));
  });

  box.addEventListener("keydown", (event) => {
    // Enter that commits what an input method converts is no Enter.
    if (event.isComposing || event.keyCode === 229 || event.shiftKey) return;
    const all = options();
    const at = all.indexOf(active);
    const next = { ArrowDown: all[at + 1] ?? all[0], ArrowUp: all.at(Math.max(at, 0) - 1), Home: active && all[0], End: active && all.at(-1) }[event.key];
    if (next) activate(next);
    else if (event.key === "Escape") dialog.close();
    else if (event.key !== "Enter" || !active) return;
    else if (event.ctrlKey || event.metaKey) window.open(active.href, "_blank", "noopener");
    else active.click();
    event.preventDefault();
  });

  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("a, .search-close")) dialog.close();
  });
  return () => search(box.value.trim());
}

const dialog = document.querySelector(".search-dialog");
/** Searches for what was typed before this was here, or elsewhere; the page of search has no dialog. */
export const look = dialog && walk(dialog);
