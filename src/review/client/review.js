/** Keys and buttons of the pages on which translations are looked over, and their place across reloads. */
const rows = [...document.querySelectorAll(".row")];
const changes = rows.filter((row) => "stale" in row.dataset);
const KEPT = `taiyaku-review ${location.pathname}`;

/** The row that was gone to last: a click on a button takes the focus away from it. */
let last;

/** Where a reader is: at the row with the focus or the one gone to last, if it can be seen, else before the first that can. */
function here() {
  const isSeen = (row) => row && row.getBoundingClientRect().bottom > 0 && row.getBoundingClientRect().top < innerHeight;
  const row = document.activeElement?.closest(".row") ?? last;
  return isSeen(row) ? rows.indexOf(row) : rows.findIndex(isSeen) - 0.5;
}

/** The open row after or before where a reader is; the first one after the last, and the other way round. */
function step(way) {
  if (!changes.length) return;
  const at = here();
  const beyond = (row) => (rows.indexOf(row) - at) * way > 0;
  const row = way > 0 ? (changes.find(beyond) ?? changes[0]) : (changes.findLast(beyond) ?? changes.at(-1));
  last = row;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "center" });
}

const bar = document.querySelector(".steps");
if (bar) bar.hidden = false;
for (const button of document.querySelectorAll("[data-step]")) {
  button.addEventListener("click", () => step(Number(button.dataset.step)));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) return;
  const way = { n: 1, p: -1 }[event.key];
  if (way) step(way);
});

/* A page that is loaded again shows the same row at the same height, whatever was added above it. */

addEventListener("pagehide", () => {
  const focused = rows.find((row) => row === document.activeElement);
  const row = focused ?? rows.find((row) => row.getBoundingClientRect().bottom > 0);
  if (!row || !scrollY) return;
  const kept = { id: row.id, top: row.getBoundingClientRect().top, focused: row === focused };
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
});

addEventListener("pageshow", () => {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  const row = kept && document.getElementById(kept.id);
  // Whoever comes by a link to a row wants to see that one.
  const isNew = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  if (!row || (isNew && location.hash)) return;
  if (kept.focused) row.focus({ preventScroll: true });
  scrollBy({ top: row.getBoundingClientRect().top - kept.top, behavior: "instant" });
});
