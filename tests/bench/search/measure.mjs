/** Asks an engine queries in a browser, and watches what that costs. */
import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { host } from "./server.mjs";
import { holding, judge } from "./truth.mjs";

const run = promisify(execFile);

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** An empty page in a language in a context of its own, with `openEngine` in it. */
async function stand(browser, origin, engine, lang) {
  const tab = await (await browser.newContext()).newPage();
  await tab.goto(`${origin}/-/${lang}`);
  await tab.evaluate(`globalThis.openEngine = ${engine.open}`);
  return tab;
}

/** The address of the page that a result leads to, as it is written in `truth`. */
const page = (href, origin, lang) => decodeURIComponent(new URL(href, `${origin}/${lang}/`).pathname);

/**
 * Asks every query for all of its results, then once more for the time it takes where everything has arrived.
 * Gives each query with its truth and its judgement.
 */
export async function quality(browser, engine, folder, lang, pages, queries) {
  const site = await host(folder);
  const tab = await stand(browser, site.origin, engine, lang);
  try {
    await tab.evaluate(async (told) => void (globalThis.engine = await openEngine(told)), engine.addresses(folder, lang));
    const answers = [];
    for (const { kind, query, of } of queries) {
      const { hrefs, time } = await tab.evaluate(async (text) => {
        const all = await globalThis.engine.all(text);
        await globalThis.engine.count(text);
        const start = performance.now();
        await globalThis.engine.count(text);
        return { hrefs: all, time: performance.now() - start };
      }, query);
      const found = [...new Set(hrefs.map((href) => page(href, site.origin, lang)))];
      const truth = holding(pages, of);
      answers.push({ lang, kind, query, of, time, found, truth, ...judge(found, truth) });
    }
    return answers;
  } finally {
    await tab.context().close();
    await site.close();
  }
}

/** One query in a browser that knows nothing yet. */
async function once(browser, site, engine, folder, lang, text) {
  const tab = await stand(browser, site.origin, engine, lang);
  site.reset();
  const { first, time } = await tab.evaluate(
    async ({ told, query }) => {
      const start = performance.now();
      const href = await (await openEngine(told)).first(query);
      return { first: href, time: performance.now() - start };
    },
    { told: engine.addresses(folder, lang), query: text },
  );
  const sent = [...site.sent];
  await tab.context().close();
  return { first, time, requests: sent.length, bytes: sent.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/**
 * Asks each query in a fresh browser context: bytes, requests and time until its first result stands there. `folders` are
 * pairs of an engine and what it serves; they take turns, so that what else the machine does falls on all of them.
 */
export async function cold(browser, folders, lang, queries) {
  const stands = [];
  const costs = [];
  try {
    for (const [engine, folder] of folders) stands.push({ engine, folder, site: await host(folder) });
    for (const { kind, query } of queries) {
      for (const { engine, folder, site } of stands) {
        costs.push({ engine: engine.name, lang, kind, query, ...(await once(browser, site, engine, folder, lang, query)) });
      }
    }
    return costs;
  } finally {
    for (const { site } of stands) await site.close();
  }
}

/** Runs a command under GNU time: seconds of CPU, and MiB of memory at the most. */
export async function cost([file, ...options], log) {
  const time = process.platform === "darwin" ? "gtime" : "/usr/bin/time";
  await run(time, ["-q", "-o", log, "-f", "%U %S %M", file, ...options], { maxBuffer: 1 << 26 });
  const [user, system, memory] = (await readFile(log, "utf8")).trim().split(" ").map(Number);
  return { cpu: user + system, memory: memory / 1024 };
}

/** The machine, in words that name no machine. */
export const machine = () => `${availableParallelism()} cores, Node ${process.versions.node}`;

/** Where `cost` may write. */
export const logIn = (folder) => join(folder, "time.log");
