/**
 * What a page does beyond being read. Everything here is a help: without it the page is complete.
 * No word of the interface stands in this file; they come from attributes that the templates write.
 */

/** The element that the address names, if any. */
function target() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null; // not a name that could be decoded
  }
}

/* Details and tabs open for an address */

/** Opens whatever hides `element`, and goes there if something had to be opened. */
function reveal(element) {
  let opened = false;
  for (let at = element; at; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement && !at.open) opened = at.open = true;
    if (at.matches('[role="tabpanel"]') && at.hidden) {
      select(tabOf(at), false);
      opened = true;
    }
  }
  if (opened) element.scrollIntoView();
}

function revealTarget() {
  const element = target();
  if (element) reveal(element);
}

/* Tabs: links and sections in the page; a tab list once this runs */

const tabOf = (panel) => document.getElementById(panel.getAttribute("aria-labelledby"));
const panelOf = (tab) => document.getElementById(tab.getAttribute("aria-controls"));
const tabsBeside = (tab) => [...tab.closest('[role="tablist"]').querySelectorAll('[role="tab"]')];

/** Shows the panel of `tab` and hides the others; `keep` puts its name into the address. */
function select(tab, keep) {
  for (const each of tabsBeside(tab)) {
    const chosen = each === tab;
    each.setAttribute("aria-selected", String(chosen));
    each.tabIndex = chosen ? 0 : -1;
    if (chosen) panelOf(each).removeAttribute("hidden");
    else panelOf(each).setAttribute("hidden", "until-found");
  }
  if (keep) history.replaceState(history.state, "", tab.hash);
}

/** The tab that a key leads to from `tab`, if it is one of the keys of a tab list. */
function tabForKey(tab, key) {
  const tabs = tabsBeside(tab);
  const forward = getComputedStyle(tab).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key] * (forward === "ArrowRight" ? 1 : -1);
  if (key === "Home") return tabs[0];
  if (key === "End") return tabs.at(-1);
  if (key === " ") return tab;
  return step ? tabs.at((tabs.indexOf(tab) + step) % tabs.length) : null;
}

function makeTabs(box) {
  const list = box.querySelector(".tab-list");
  const links = [...list.querySelectorAll("a")];
  if (!links.length) return;
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", list.dataset.label);
  for (const link of links) {
    const panel = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    link.parentElement.setAttribute("role", "presentation");
    link.setAttribute("role", "tab");
    link.id ||= `${panel.id}-tab`;
    link.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", link.id);
    panel.addEventListener("beforematch", () => select(link, false));
  }
  list.addEventListener("click", (event) => {
    const tab = event.target.closest('[role="tab"]');
    if (!tab || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    select(tab, true);
  });
  list.addEventListener("keydown", (event) => {
    const tab = event.target.closest('[role="tab"]');
    if (!tab || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const next = tabForKey(tab, event.key);
    if (!next) return;
    event.preventDefault();
    select(next, true);
    next.focus();
  });
  box.classList.add("live");
  select(links[0], false);
}

/* Print: what is folded is unfolded for the paper, and folded again after */

function unfoldForPrint() {
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("main details:not([open], [data-spread])")];
    for (const details of unfolded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of unfolded) details.open = false;
    unfolded = [];
  });
}

/** The menu and the contents list are open where the style spreads them out, so that all agents agree on it. */
function openWhereSpread(details) {
  let before = null;
  const follow = () => {
    const spread = getComputedStyle(details).getPropertyValue("--spread").trim() === "1";
    if (spread === before) return;
    before = details.open = spread;
    details.querySelector("summary").tabIndex = spread ? -1 : 0; // a heading there, and no control
  };
  addEventListener("resize", follow);
  follow();
}

/* What the reader chose stays: early.js takes it up again before the next page is painted */

/** Keeps a value, or forgets it where it is empty. */
function keep(area, key, value) {
  try {
    if (value) window[area].setItem(key, value);
    else window[area].removeItem(key);
  } catch {
    // The browser keeps nothing for this page: the choice holds as long as the page does.
  }
}

/** The colours of the page, and of the browser around it. */
function paint(scheme) {
  if (scheme) document.documentElement.dataset.scheme = scheme;
  else delete document.documentElement.dataset.scheme;
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
    const own = (meta.dataset.scheme ??= meta.media.includes("dark") ? "dark" : "light");
    meta.media = scheme ? (scheme === own ? "all" : "not all") : `(prefers-color-scheme: ${own})`;
  }
}

function chooseScheme(select) {
  select.value = document.documentElement.dataset.scheme ?? "";
  paint(select.value);
  select.addEventListener("change", () => {
    keep("localStorage", "scheme", select.value);
    paint(select.value);
  });
  // Another tab of the same site.
  addEventListener("storage", ({ key, newValue }) => {
    if (key === "scheme") paint((select.value = newValue ?? ""));
  });
}

/** The sections that are open and the place in the menu stay as they are on the next page. */
function keepMenu(menu) {
  menu.addEventListener("click", (event) => {
    const summary = event.target.closest("[data-section] > summary");
    if (!summary) return;
    // The one that was clicked opens or closes when this is over.
    const opens = (section) => section.open !== (section === summary.parentElement);
    const opened = [...menu.querySelectorAll("[data-section]")].filter(opens);
    keep("sessionStorage", "sections", opened.map((section) => section.dataset.section).join(" "));
  });
  const list = menu.querySelector("details");
  const current = menu.querySelector("[aria-current]");
  try {
    list.scrollTop = Number(sessionStorage.getItem("menu"));
  } catch {
    // The menu begins at its top.
  }
  if (current && getComputedStyle(list).overflowY === "auto") {
    const { top, bottom } = current.getBoundingClientRect();
    const frame = list.getBoundingClientRect();
    if (top < frame.top || bottom > frame.bottom) list.scrollTop += top - frame.top - frame.height / 3;
  }
  addEventListener("pagehide", () => keep("sessionStorage", "menu", String(list.scrollTop)));
}

/* Sections: the one being read is marked in the contents list and kept when the language changes */

const SECTIONS = "article :is(h2, h3, h4, details, section)[id]";

/**
 * The section being read: the one of the address while it is in view, else the last one passed. At the top of the
 * page, where one comes to change the language, it is the one of the address again.
 */
function currentSection() {
  const named = target()?.closest("article") ? target() : null;
  if (named) {
    const { top, bottom } = named.getBoundingClientRect();
    if (scrollY === 0 || (bottom > 0 && top < innerHeight)) return named;
  }
  let current = null;
  for (const section of document.querySelectorAll(SECTIONS)) {
    if (!section.checkVisibility()) continue;
    if (section.getBoundingClientRect().top > innerHeight / 3) break;
    current = section;
  }
  return scrollY > 0 ? current : null;
}

/** The other languages open the same page at the same section, with the same query. */
function keepPlace(nav) {
  const update = (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    const section = currentSection();
    link.search = location.search;
    link.hash = section ? section.id : "";
  };
  for (const kind of ["pointerdown", "focusin", "click"]) nav.addEventListener(kind, update);
}

function markContents(list) {
  const links = new Map();
  for (const link of list.querySelectorAll("a")) links.set(decodeURIComponent(link.hash.slice(1)), link);
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  let marked = null;
  const mark = () => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
    const link = links.get(passed.at(-1)?.id);
    if (link === marked) return;
    marked?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    marked = link;
  };
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
  for (const heading of headings) observer.observe(heading);
}

/* Code can be copied where the browser lets us */

function addCopy(box) {
  const code = box.querySelector("pre");
  if (!code || !navigator.clipboard) return;
  const { copy, copied } = document.body.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = copy;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent.replace(/\n$/, ""));
    button.textContent = copied;
    setTimeout(() => (button.textContent = copy), 2000);
  });
  code.before(button);
}

/* Search: nothing of it is fetched before somebody turns to it */

/** Whether the keys that open search were pressed: Ctrl K, on a Mac ⌘ K. While an input method converts, no key is ours. */
function opensSearch(event) {
  if (event.isComposing || event.keyCode === 229 || event.shiftKey || event.altKey) return false;
  return (event.metaKey || (event.ctrlKey && !MAC)) && event.key.toLowerCase() === "k";
}

const MAC = /Mac|iP/.test(navigator.platform);

/** The form in the header opens the dialog and takes along what was typed; box.js makes it more than a form. */
function offerSearch(form) {
  const dialog = document.querySelector(".search-dialog");
  if (!dialog) return;
  const field = dialog.querySelector("input");
  const box = form.querySelector("input");
  const keys = form.querySelector("kbd");
  // Where it does not arrive, both stay forms that lead to the page of search.
  const load = () => import("./search/box.js").catch(() => ({ look() {} }));
  const open = (event) => {
    event.preventDefault();
    if (!dialog.open) dialog.showModal();
    field.focus();
    if (box.value) [field.value, box.value] = [box.value, ""];
    else field.select();
    load().then(({ look }) => look());
  };
  if (MAC) keys.textContent = keys.dataset.mac;
  box.addEventListener("focus", load);
  box.addEventListener("input", (event) => event.isComposing || open(event));
  box.addEventListener("compositionend", open);
  for (const control of [box, form.querySelector("button")]) control.addEventListener("click", open);
  document.addEventListener("keydown", (event) => opensSearch(event) && open(event));
}

/** On the page of search the keys lead to its box. */
function leadToBox(box) {
  document.addEventListener("keydown", (event) => {
    if (!opensSearch(event)) return;
    event.preventDefault();
    box.select();
  });
}

/** A page that was searched for shows where the words are. */
function markSearched() {
  const query = new URLSearchParams(location.search).get("q");
  if (!query || !CSS.highlights || document.querySelector(".forms, .search-page")) return;
  import("./search/marks.js").then(({ mark }) => mark(query), () => {});
}

document.querySelectorAll(".tabs").forEach(makeTabs);
document.querySelectorAll("details[data-spread]").forEach(openWhereSpread);
document.querySelectorAll(".languages, .page-meta .also").forEach(keepPlace);
document.querySelectorAll(".contents").forEach(markContents);
document.querySelectorAll(".scheme select").forEach(chooseScheme);
document.querySelectorAll(".sidebar").forEach(keepMenu);
document.querySelectorAll(".code").forEach(addCopy);
document.querySelectorAll(".site-header .search-form").forEach(offerSearch);
document.querySelectorAll(".search-page input").forEach(leadToBox);
markSearched();
unfoldForPrint();
addEventListener("hashchange", revealTarget);
document.addEventListener("click", (event) => {
  // A link to where we are already changes no address, but what it names may have been closed since.
  const link = event.target.closest?.('a[href*="#"]:not([role="tab"])');
  if (link && link.href === location.href) revealTarget();
});
revealTarget();
