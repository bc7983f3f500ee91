/**
 * The page on which each chapter begins, for the contents of the book. CSS has `target-counter()` for this, which
 * Chromium 156 does not know. So before the book is printed its parts are laid out with the styles of paper in columns
 * of the size of a page: a part gets as many pages as it fills columns. Without script the contents have no numbers.
 */
const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule instanceof CSSMediaRule);
const media = rules.map((rule) => [rule.media, rule.media.mediaText]).filter(([, text]) => /^(?:print|screen)\b/.test(text));
const contents = document.querySelector(".book-contents");
const parts = [contents, ...document.querySelectorAll(".chapter")];

/** How many pages each part fills. */
function measure() {
  for (const [list, text] of media) list.mediaText = text === "print" ? "all" : "not all";
  for (const part of parts) part.style.minBlockSize = "";
  document.body.classList.add("measured");
  // What sticks out of a column is no column.
  const pages = parts.map((part) => Math.max(1, Math.round(part.scrollWidth / part.clientWidth)));
  document.body.classList.remove("measured");
  for (const [list, text] of media) list.mediaText = text;
  return pages;
}

addEventListener("beforeprint", () => {
  const begins = new Map();
  let page = 2; // the cover stands before the contents
  for (const [at, pages] of measure().entries()) {
    begins.set(`#${parts[at].querySelector("h1, h2").id}`, page);
    page += pages;
    // Reaches into the last of its pages.
    parts[at].style.minBlockSize = `${(pages - 1) * 261 + 10}mm`;
  }
  for (const link of contents.querySelectorAll("a")) link.dataset.page = begins.get(link.getAttribute("href"));
});

addEventListener("afterprint", () => {
  for (const part of parts) part.style.minBlockSize = "";
});
