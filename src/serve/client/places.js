/** Opens the editor at a place that a page of ours names. */
import { open } from "./preview.js";

for (const place of document.querySelectorAll("button.place")) {
  const { file, line, column } = place.dataset;
  place.addEventListener("click", () => open(file, line, column));
}
