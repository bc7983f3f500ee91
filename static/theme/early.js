/**
 * Runs before the page is painted, so that nothing flashes or moves: the colours that the reader chose, and the
 * sections of the menu that the reader opened, which theme.js keeps, and whether something was asked.
 */
(() => {
  const stored = (area, key) => {
    try {
      return window[area].getItem(key);
    } catch {
      return null; // the browser keeps nothing for this page
    }
  };
  const scheme = stored("localStorage", "scheme");
  if (scheme) document.documentElement.dataset.scheme = scheme;

  // On the page of search: results are on their way, and the list of all pages need not be seen before.
  if (new URLSearchParams(location.search).get("q")) document.documentElement.dataset.asked = "";

  const opened = stored("sessionStorage", "sections")?.split(" ");
  if (!opened) return;
  // The menu is changed while it is read in, before it is shown.
  const watch = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) if (opened.includes(node.dataset?.section)) node.open = true;
    }
  });
  watch.observe(document, { childList: true, subtree: true });
  addEventListener("DOMContentLoaded", () => watch.disconnect());
})();
