/** The dialog of search. The box keeps the focus; what the keys walk through is `active`. */
import { attach } from "./results.js";

const dialog = document.querySelector(".search-dialog");
const box = dialog.querySelector("input");
const options = () => [...dialog.querySelectorAll("[role=option]")];
let active;

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

/** Searches for what was typed before this was here, or elsewhere. */
export const look = () => search(box.value.trim());
