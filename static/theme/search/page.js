/** The page of search: what is asked stands in the address. */
import { attach, pause } from "./box.js";

const page = document.querySelector(".search-page");
const box = page.querySelector("input");
const written = pause(300);

const search = attach(box, page.querySelector(".search-results"), (query) => {
  written(() => {
    const address = new URL(location);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  });
});

page.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  search(box.value.trim());
});
box.value = new URLSearchParams(location.search).get("q") ?? box.value;
search(box.value.trim());
// The results are shown from here on, or the list of all pages again.
delete document.documentElement.dataset.asked;
