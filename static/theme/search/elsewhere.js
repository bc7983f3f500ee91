/** What the other languages of a site have for a query. Read only when the reader's own language has answered. */
import { indexAt } from "./box.js";

/** Tells how many pages the language of each link has. */
export async function elsewhere(links, query, signal) {
  for (const link of links) {
    let found;
    for await (found of (await indexAt(new URL(link.dataset.root, location).href)).search(query));
    if (signal.aborted) return;
    link.textContent = link.dataset[found.complete ? "count" : "least"].replace("{count}", found.total);
    link.search = new URLSearchParams({ q: query });
    link.hidden = !found.total;
  }
}
