/**
 * Keeps a tab of the preview current, and draws what is wrong over it. The server tells the same few facts after every
 * build; this compares them with what the tab shows. Text nodes and elements, never markup.
 */
const host = document.querySelector("taiyaku-preview");
const tree = host.shadowRoot;
const part = (selector) => tree.querySelector(selector);
const [overlay, findings, lost] = [".overlay", ".findings", ".lost"].map(part);
const { page, scripts } = host.dataset;
const DOORS = "/_taiyaku/";
const KEPT = `taiyaku-preview ${location.pathname}`;
const HIDDEN = "taiyaku-preview hidden";

/* What a reload keeps */

const tabs = () => [...document.querySelectorAll('[role="tab"]')];
const details = () => [...document.querySelectorAll("details")];

function reload() {
  const chosen = tabs().filter((tab) => tab.ariaSelected === "true").map(({ id }) => id);
  const open = details().map((each) => each.open);
  sessionStorage.setItem(KEPT, JSON.stringify({ at: [scrollX, scrollY], open, chosen }));
  location.reload();
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  if (!kept) return;
  const address = location.href;
  tabs().filter(({ id, ariaSelected }) => kept.chosen.includes(id) && ariaSelected !== "true").forEach((tab) => tab.click());
  history.replaceState(history.state, "", address);
  details().forEach((each, at) => (each.open = kept.open[at] ?? each.open));
  scrollTo({ left: kept.at[0], top: kept.at[1], behavior: "instant" });
}

/** Styles of another address, each in the place of the one before as soon as it is there. */
function restyle(theme) {
  for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
    const address = new URL(link.href);
    if (!address.pathname.startsWith(host.dataset.theme)) continue;
    address.pathname = theme + address.pathname.slice(host.dataset.theme.length);
    const next = link.cloneNode();
    next.href = address;
    next.addEventListener("load", () => link.remove());
    next.addEventListener("error", reload);
    link.after(next);
  }
  host.dataset.theme = theme;
}

/* What is wrong */

function make(name, className, ...children) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

const place = ({ file, at }) => [file, ...(at ?? [])].filter(Boolean).join(":");

function card(finding) {
  const where = overlay.dataset.open && finding.file ? make("button", "place", place(finding)) : make("span", "place", place(finding));
  if (where.localName === "button") {
    where.type = "button";
    where.title = overlay.dataset.open;
    where.addEventListener("click", () => open(finding.file, ...(finding.at ?? [1, 1])));
  }
  const lines = finding.lines.map(({ number, before, marked, after }) =>
    make("span", "line", make("span", "number", `${number} `), before, make("mark", "", marked), `${after}\n`),
  );
  return make(
    "li",
    finding.error ? "error" : "warning",
    make("p", "message", finding.message),
    where,
    ...(lines[0] ? [make("pre", "", ...lines)] : []),
    ...finding.help.map((help) => make("p", "help", help)),
  );
}

let shown = "";

/** Draws findings; those that were closed by the author stay closed until others come. */
function draw(report) {
  const now = JSON.stringify(report);
  if (now === shown) return;
  shown = now;
  part(".head strong").textContent = report.summary;
  part("ol").replaceChildren(...report.cards.map(card));
  findings.textContent = report.summary;
  findings.className = `findings ${report.errors ? "errors" : "warnings"}`;
  findings.hidden = !report.summary;
  overlay.hidden = !report.errors;
}

/* The server */

let token;

/** Asks for something that only a page of the preview may ask for. */
export async function open(file, line, column) {
  token ??= await (await fetch(`${DOORS}token`)).text();
  await fetch(`${DOORS}open/${token}?${encodeURIComponent(`${line}:${column}:${file}`)}`, { method: "POST" });
}

function hear({ data }) {
  const facts = JSON.parse(data);
  draw(facts.report);
  // A page of the preview's own has neither scripts nor styles of the theme.
  if (facts.page !== page || (scripts && facts.scripts !== scripts)) reload();
  else if (host.dataset.theme && facts.theme !== host.dataset.theme) restyle(facts.theme);
}

const LONGEST = 4000;
let wait = 250;
let wake = () => {};

/** Listens until the server is gone, then tries again: soon, less and less often, and when the tab is looked at. */
async function listen() {
  for (;;) {
    try {
      // Another server has another one.
      token = await (await fetch(`${DOORS}token`)).text();
      const socket = new WebSocket(`${location.origin.replace("http", "ws")}${DOORS}live/${token}?${encodeURIComponent(location.pathname)}`);
      socket.addEventListener("message", hear);
      await new Promise((resolve, reject) => {
        socket.addEventListener("open", () => {
          lost.hidden = true;
          wait = 250;
        });
        socket.addEventListener("close", resolve);
        socket.addEventListener("error", reject);
        addEventListener("pagehide", () => socket.close(), { once: true });
      });
    } catch {}
    lost.hidden = false;
    await new Promise((resolve) => {
      wake = resolve;
      setTimeout(resolve, wait);
    });
    wait = Math.min(wait * 2, LONGEST);
  }
}

document.addEventListener("visibilitychange", () => document.hidden || wake());
addEventListener("pageshow", ({ persisted }) => persisted && wake());
tree.addEventListener("click", ({ target }) => {
  const { file } = target.closest("[data-file]")?.dataset ?? {};
  if (file) open(file, 1, 1);
});
findings.addEventListener("click", () => (overlay.hidden = !overlay.hidden));
part(".close").addEventListener("click", () => (overlay.hidden = true));
part(".hide").addEventListener("click", () => {
  sessionStorage.setItem(HIDDEN, "yes");
  part(".bar").hidden = true;
});
addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && !overlay.hidden) overlay.hidden = true;
});

part(".bar").hidden = !!sessionStorage.getItem(HIDDEN);
restore();
listen();
