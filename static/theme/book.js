/**
 * The page on which each chapter begins, for the contents of the book. CSS has `target-counter()` for this, which
 * Chromium 156 does not know. So before the book is printed its parts are laid out with the styles of paper in columns
 * of the size of a page: a part has as many pages as it fills columns. Without script the contents have no numbers.
 */
const styles = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
const paper = styles.filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText === "print");
const contents = document.querySelector(".book-contents");
const chapters = document.querySelectorAll(".chapter");

addEventListener("beforeprint", () => {
  for (const rule of paper) rule.media.mediaText = "all";
  document.body.classList.add("measured");
  // Half a column is no page: what sticks out of one is not cut.
  const pages = (part) => Math.max(1, Math.round(part.scrollWidth / part.clientWidth));
  let page = 2 + pages(contents); // the cover stands before the contents
  const begins = new Map();
  for (const chapter of chapters) {
    begins.set(`#${chapter.querySelector("h1").id}`, page);
    page += pages(chapter);
  }
  document.body.classList.remove("measured");
  for (const rule of paper) rule.media.mediaText = "print";
  for (const link of contents.querySelectorAll("a")) link.dataset.page = begins.get(link.getAttribute("href"));
});
