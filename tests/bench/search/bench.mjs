#!/usr/bin/env node
/**
 * bench.mjs [--pages 200] [--seed N] [--each 10] [--quick] [--without-pagefind]: how well search finds and what it costs,
 * beside its budgets and beside Pagefind on the same pages, queries and browser, as Markdown.
 *
 * The pages are those of `../corpus.py`, so many in each of two languages, and the site of this repository. Queries are
 * drawn from them by the seed; 1 is the seed for tuning, so judge on others. Above 1000 pages only costs are measured.
 * Queries that went wrong are told on standard error. Everything stays on this machine, in a folder that goes away.
 */
import { parseArgs } from "node:util";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { LANGUAGES, build, characters, fastProgram, made, pagesOf, sites, unsearched, workshop } from "./corpus.mjs";
import { cold, cost, logIn, machine, median, quality } from "./measure.mjs";
import * as ours from "./ours.mjs";
import { draw } from "./queries.mjs";
import { failures, kinds, rightOf, table } from "./report.mjs";
import { rows } from "./rows.mjs";
import { browse, pack } from "./server.mjs";
import { read } from "./truth.mjs";

const { values: options } = parseArgs({
  options: {
    pages: { type: "string", default: "200" },
    seed: { type: "string", default: "20261125" },
    each: { type: "string", default: "10" },
    quick: { type: "boolean", default: false },
    "without-pagefind": { type: "boolean", default: false },
  },
});
const PAGES = Number(options.pages);
const EACH = options.quick ? 3 : Number(options.each);
const ONLY_COSTS = PAGES > 1000;
/** So many pages of a language are enough to draw queries from. */
const STOCK = 1000;

const progress = (text) => process.stderr.write(`${text}\n`);

/** Some of each kind, since every one of them takes a browser context. */
function some(queries, each) {
  const seen = {};
  return queries.filter(({ kind }) => (seen[kind] = (seen[kind] ?? 0) + 1) <= each);
}

/** Asks all engines in one language of one site. */
async function ask(browser, engines, site, lang, pages) {
  const queries = draw(pages.slice(0, STOCK), lang, `${options.seed} ${site.name}`, EACH);
  const answers = [];
  for (const engine of ONLY_COSTS ? [] : engines) {
    const given = await quality(browser, engine, site.folders.get(engine), lang, pages, queries);
    answers.push(...given.map((answer) => ({ ...answer, engine: engine.name, site: site.name })));
    progress(`${engine.name}, ${site.name}, ${lang}: ${rightOf(given)} of ${given.length} right`);
    if (engine === ours) failures(given, pages).forEach((line) => progress(`  ${line}`));
  }
  const chosen = some(queries, Math.ceil(EACH / (site.name === "own" ? 5 : 2)));
  const costs = await cold(browser, [...site.folders], lang, chosen);
  const dearest = costs.filter(({ engine }) => engine === ours.name).sort((a, b) => b.bytes - a.bytes).slice(0, 3);
  for (const { kind, query, bytes, requests } of dearest) {
    progress(`  most bytes, ${site.name}, ${lang} ${kind}: ${query}; ${bytes} bytes, ${requests} requests`);
  }
  return { answers, costs: costs.map((entry) => ({ ...entry, site: site.name })) };
}

/** The index beside the text that it is made from. */
function sizes(engines, site, lang, pages) {
  const apart = pages.reduce((sum, { text }) => sum + pack(text).length, 0);
  const together = pack(pages.map(({ text }) => text).join("\n")).length;
  return engines.map((engine) => {
    const bytes = engine.indexSize(site.folders.get(engine), lang);
    return { engine: engine.name, site: site.name, lang, bytes, apart: bytes / apart, together: bytes / together };
  });
}

/**
 * CPU for the index: what it adds to our build, and the whole of Pagefind's run. Measured on 1,000 pages, half of them in
 * each language, and scaled to pages of 2,000 characters.
 */
async function cpu(work, pagefind) {
  const log = logIn(work);
  const out = join(work, "cpu-public");
  const root = await made(join(work, "cpu"), 500);
  const plain = await unsearched(root, join(work, "cpu-plain"));
  const timed = async (site) => {
    await rm(out, { recursive: true, force: true });
    return (await cost(ours.command(site, out), log)).cpu;
  };
  const [searched, unindexed, beside] = [[], [], []];
  for (let run = 0; run < (options.quick ? 3 : 9); run++) {
    unindexed.push(await timed(plain));
    searched.push(await timed(root));
  }
  const scale = 2_000_000 / (await characters(root));
  const results = { [ours.name]: scale * (median(searched) - median(unindexed)) };
  if (pagefind) {
    const folder = await pagefind.copy({ root, out }, join(work, "cpu-pagefind"));
    for (let run = 0; run < (options.quick ? 1 : 3); run++) {
      await rm(join(folder, "pagefind"), { recursive: true, force: true });
      beside.push((await cost(pagefind.command(folder), log)).cpu);
    }
    results[pagefind.name] = scale * median(beside);
  }
  return results;
}

/** Memory of a whole build of the made pages; `without` is that of ours where no page is to be found. */
async function memory(work, engines, site) {
  const out = join(work, "memory-public");
  const results = {};
  for (const engine of engines) {
    const whole = engine === ours ? [site.root, out] : [site.folders.get(engine)];
    results[engine.name] = (await cost(engine.command(...whole), logIn(work))).memory;
  }
  const plain = await unsearched(site.root, join(work, "memory-plain"));
  await rm(out, { recursive: true, force: true });
  return { ...results, without: (await cost(ours.command(plain, out), logIn(work))).memory };
}

async function main() {
  await fastProgram();
  const pagefind = options["without-pagefind"] ? null : await import("./pagefind.mjs");
  const engines = pagefind ? [ours, pagefind] : [ours];
  const names = engines.map(({ name }) => name);
  const work = await workshop();
  const browser = await browse();
  try {
    const results = { answers: [], costs: [], index: [], clients: {} };
    let pages = 0;
    const all = await sites(work.folder, PAGES);
    for (const site of all) {
      site.folders = new Map();
      for (const engine of engines) site.folders.set(engine, await engine.prepare(site));
      const truth = await read(browser, await pagesOf(site));
      pages += truth.length;
      for (const lang of LANGUAGES) {
        const mine = truth.filter((page) => page.lang === lang);
        const { answers, costs } = await ask(browser, engines, site, lang, mine);
        results.answers.push(...answers);
        results.costs.push(...costs);
        results.index.push(...sizes(engines, site, lang, mine));
      }
    }
    for (const engine of engines) results.clients[engine.name] = engine.clientSize(all[0].folders.get(engine));
    results.memories = await memory(work.folder, engines, all[0]);
    results.cpus = await cpu(work.folder, pagefind);
    const day = new Date().toISOString().slice(0, 10);
    console.log(`${day}; Chromium ${browser.version()}, ${machine()}; ${pages} pages, seed ${options.seed}\n`);
    console.log(table(["", "budget", ...names], rows(names, results, PAGES)));
    if (ONLY_COSTS) return;
    console.log("\nRecall / precision / P@5 by kind of query, and how many queries are right: recall and precision of .9");
    console.log("and a first result that holds the query; of a word that is nowhere, no result.\n");
    console.log(table(["", ...names], kinds(results.answers, names)));
  } finally {
    await browser.close();
    await work.clear();
  }
}

await main();
