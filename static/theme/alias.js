/** A page that has moved: goes on with the section and the query that the address had, before the refresh would. */
const { href } = document.getElementById("target");
const next = new URL(href);
next.search ||= location.search;
next.hash ||= location.hash;
location.replace(next);
