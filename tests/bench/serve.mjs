#!/usr/bin/env node
/**
 * serve.mjs [--pages 1000] [--edits 50] [--seed N] [--without-hugo | --whole] [--each]: the time from saving a page to its new
 * bytes over HTTP, for `taiyaku serve` and `hugo server` on the same pages (`corpus.py`, so many in each of two languages), as
 * Markdown; then that of edits of a base template and of a style. `--whole` starts Hugo with `--disableFastRender`: by default it
 * renders only what was looked at lately. `--each` tells every edit on standard error.
 *
 * Both servers run at once, and edits alternate between them, who is first drawn anew for each pair: whatever else the machine
 * does falls on both alike, which blocks of edits would not ensure on a shared one. Neither takes from the other, because
 * an edit comes only when the last one has been seen, and then a pause in which a server comes to rest: ours makes its
 * search index 250 ms after a change, Hugo (which makes none) may still be at other pages, and a
 * template leaves more to do than a page. The pause has a random part, so that no server's ticking falls in step with the edits.
 *
 * TAIYAKU names another program than the one in `target/release`; PEERS a folder for Hugo, which is installed if it is
 * missing. Nothing leaves the machine but that; what is made lies in a temporary folder that goes away. Absolute times
 * do not carry over to another machine: compare in one run.
 */
import { parseArgs } from "node:util";
import { alternate } from "./serve/edits.mjs";
import { dice, machine, median, milliseconds, percentile, table } from "./serve/figures.mjs";
import { start } from "./serve/servers.mjs";
import { hugo, site, taiyaku, workshop } from "./serve/sites.mjs";

const { values: options } = parseArgs({
  options: {
    pages: { type: "string", default: "1000" },
    edits: { type: "string", default: "50" },
    seed: { type: "string", default: "20261125" },
    "without-hugo": { type: "boolean", default: false },
    whole: { type: "boolean", default: false },
    each: { type: "boolean", default: false },
  },
});

/** Each kind of edit: how it is called, how many, ms at rest before each (Hugo is long at a whole site), and what is aimed at. */
const KINDS = [
  { kind: "body", name: "a page", count: Number(options.edits), rest: options.whole ? 4000 : 1200, goal: "40 ms, 80 ms" },
  { kind: "template", name: "the base template", count: 10, rest: 3000, goal: "250 ms" },
  { kind: "style", name: "a style", count: 10, rest: 3000, goal: "–" },
];

const percent = (share) => `${Math.round(share * 100)} %`;

const progress = (text) => process.stderr.write(`${text}\n`);

/** One line for an edit. */
function each(what, { time, write, gaps, missing, busy, others }) {
  const polls = `${gaps.length} polls ${gaps.length ? median(gaps).toFixed(2) : "–"} ms apart, ${missing} not 200`;
  const loads = `${percent(busy)} of a core; others ${percent(others)}`;
  progress(`${what}: ${time.toFixed(1)} ms, write ${write.toFixed(2)} ms, ${polls}, ${loads}`);
}

const timesOf = (results) => results.map(({ time }) => time);

/** A row of the table: medians and 95th percentiles, and how many times faster ours is. */
function row({ name, goal, count }, measured) {
  const all = Object.values(measured).map(timesOf);
  const cells = all.map((times) => `${milliseconds(median(times))}, ${milliseconds(percentile(times, 0.95))}`);
  const [ours, theirs] = all.map(median);
  return [`${name}, ${count} edits`, goal, ...cells, ...(theirs ? [(theirs / ours).toFixed(1)] : [])];
}

/** How much else the machine did: times of a busy one say little. */
function others(results) {
  const loads = results.map((result) => result.others);
  return `${percent(median(loads))} of it at the median, ${percent(percentile(loads, 0.95))} at the 95th percentile`;
}

/** How far apart the polls were, and what they took of a core, over everything that was measured. */
function granularity(results) {
  const gaps = results.flatMap((result) => result.gaps);
  const busy = median(results.map((result) => result.busy));
  const apart = `${median(gaps).toFixed(1)} ms at the median, ${percentile(gaps, 0.95).toFixed(1)} ms at the 95th percentile`;
  return `${apart}; polling took ${percent(busy)} of a core`;
}

async function main() {
  const roll = dice(Number(options.seed));
  const programs = { taiyaku: taiyaku(), ...(options["without-hugo"] ? {} : { hugo: await hugo() }) };
  const work = await workshop();
  const all = [];
  try {
    for (const [name, program] of Object.entries(programs)) {
      all.push(await start(program, { ...(await site(name, work.folder, Number(options.pages))), whole: options.whole }));
      progress(`${name} serves`);
    }
    const [rows, polls] = [[], []];
    for (const kind of KINDS.filter(({ count }) => count)) {
      const measured = await alternate(kind, all, roll, options.each ? each : undefined);
      rows.push(row(kind, measured));
      polls.push(...Object.values(measured).flat());
    }
    const day = new Date().toISOString().slice(0, 10);
    console.log(`${day}; ${machine()}; ${options.pages} pages in each of two languages, seed ${options.seed}\n`);
    const head = all.map(({ name }) => `\`${name} ${name === "hugo" ? "server" : "serve"}\``);
    console.log(table(["from saved to served: median, 95th percentile", "goal", ...head, ...(all.length > 1 ? ["ratio of medians"] : [])], rows));
    console.log(`\nPolls ${granularity(polls)}. The 95th percentile of ten edits is the slowest one.`);
    console.log(`While both servers were at rest, others were using the machine: ${others(polls)}.`);
  } finally {
    for (const served of all) await served.stop();
    work.clear();
  }
}

await main();
