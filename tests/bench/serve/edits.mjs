/**
 * Edits of a site that is being served, and the time from each until it is seen over HTTP.
 *
 * The clock starts right before the write and stops when an answer is there in full that has the new marker in it. So what
 * is measured includes the last poll: on average half of a pause and one answer. `gaps` has how far apart the polls were.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { load, shuffled } from "./figures.mjs";

/** Between two polls, in ms. Less would take a server's core from it where there are two, more would be measured. */
const PAUSE = 1;
/** After so long an edit is not seen any more, in ms. */
const PATIENCE = 60_000;
/** What JetBrains' editors write beside a file before they rename it over; Hugo knows it by name, and looks away. */
const BESIDE = "___jb_tmp___";
/** Every third edit is saved like that. */
const ATOMIC = 3;

/** Writes a file as editors do: in place, or beside it and then over it. */
function save(file, text, atomic) {
  if (!atomic) return writeFileSync(file, text);
  writeFileSync(file + BESIDE, text);
  renameSync(file + BESIDE, file);
}

/** Ways to see an edit, from the address of a page: as a browser does, a style is asked for where the page says it is. */
const SEEN = {
  body: (asker, path) => asker.ask(path),
  template: (asker, path) => asker.ask(path),
  style: (asker, path) => asker.styleOf(path),
};

/** One edit of a kind: what it changes, and the page that shows it. */
function edit(kind, served, page, number) {
  const [file, change] = kind === "body" ? [page.file, served.body] : served[kind];
  return { kind, served, file: join(served.root, file), change, path: page.path, number };
}

/** The text of a file before any edit, so that edits do not add up. */
const originals = new Map();

function original(file) {
  if (!originals.has(file)) originals.set(file, readFileSync(file, "utf8"));
  return originals.get(file);
}

/** Makes an edit, and measures until it is seen. */
async function measure({ kind, served, file, change, path, number }) {
  const marker = `edit-${kind}-${number}-seen`;
  const before = original(file);
  const text = change(before, marker);
  if (!text.includes(marker)) throw new Error(`${served.name}: no place for a marker in ${file}`);
  const look = () => SEEN[kind](served.asker, path);
  // The connection is open, and the page one that was looked at.
  const { status } = await look();
  if (status !== 200) throw new Error(`${served.name}: ${path} is answered with ${status}`);
  const [gaps, start] = [[], performance.now()];
  const work = process.cpuUsage();
  let missing = 0;
  save(file, text, number % ATOMIC === 0);
  const written = performance.now();
  for (let asked = written; asked - start < PATIENCE; ) {
    const answer = await look();
    const now = performance.now();
    if (answer.body.includes(marker)) {
      const { user, system } = process.cpuUsage(work);
      return { time: now - start, write: written - start, gaps, missing, busy: (user + system) / 1000 / (now - start) };
    }
    if (answer.status !== 200) missing++;
    await pause(PAUSE);
    const next = performance.now();
    gaps.push(next - asked);
    asked = next;
  }
  throw new Error(`${served.name}: an edit of ${file} was not seen after ${PATIENCE} ms\n${served.said()}`);
}

/** At the most so many ms are added to a rest: as long as Hugo's watcher collects events before it looks at them. */
const MORE = 500;

/** So many ms before an edit the machine is watched. Both servers are at rest by then, so it is others that are busy. */
const WATCHED = 200;

/**
 * Makes edits of one kind to all sites in turns, each after a rest of some ms since the last one was seen. Gives, for each
 * site by its name, what was measured; `tell` hears it at once.
 */
export async function alternate({ kind, count, rest }, all, roll, tell = () => {}) {
  // Every edit shows on another page, one language after the other, and the same pages are taken of each site.
  const order = all[0].pages[0].map((_, index) => index);
  const [first, second] = all[0].pages.map(() => shuffled(order, roll));
  const measured = Object.fromEntries(all.map(({ name }) => [name, []]));
  for (let number = 1; number <= count; number++) {
    const [lang, chosen] = number % 2 ? [0, first] : [1, second];
    const index = chosen[(number >> 1) % chosen.length];
    for (const served of shuffled(all, roll)) {
      await pause(rest + roll() * MORE - WATCHED);
      const loaded = load();
      await pause(WATCHED);
      const others = loaded();
      const result = { others, ...(await measure(edit(kind, served, served.pages[lang][index], number))) };
      measured[served.name].push(result);
      tell(`${kind} ${number}, ${served.name}`, result);
    }
  }
  return measured;
}
