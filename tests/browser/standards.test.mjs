/** What the standards say of the pages: valid HTML, and no barrier that axe can find. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { HtmlValidate } from "html-validate";
import { addresses, isAlias, LANGUAGES, source, start } from "./site.mjs";

const all = await addresses();
const texts = new Map(await Promise.all(all.map(async (address) => [address, await source(address)])));

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // A sheet is printed, not sent: its form has no submit button on purpose.
    "wcag/h32": "off",
    // Search engines cut a long title; a reader does not mind.
    "long-title": "off",
    // How the source is laid out is no matter of validity.
    "no-trailing-whitespace": "off",
    // Headings of Japanese pages may have Japanese ids.
    "valid-id": ["error", { relaxed: true }],
  },
});

test(`valid HTML on ${all.length} pages`, async () => {
  const faults = [];
  for (const [address, html] of texts) {
    const report = await validator.validateString(html, address);
    for (const { messages } of report.results) {
      for (const { line, column, ruleId, message } of messages) faults.push(`${address}:${line}:${column} ${ruleId}: ${message}`);
    }
  }
  assert.deepEqual(faults, []);
});

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** One page of each kind in a language. */
function kinds(lang) {
  const first = (pattern) => all.find((address) => address.startsWith(`/${lang}/`) && !isAlias(texts.get(address)) && pattern.test(texts.get(address)));
  return [...new Set([
    `/${lang}/`,
    `/${lang}/404.html`,
    first(/<form class="sheet/),
    first(/class="forms[ "]/),
    first(/class="glossary[ "]/),
    first(/class="steps[ "]/),
    first(/<details class="details/),
    first(/class="table-scroll"/),
    first(/<div class="code"/),
    all.find((address) => address === `/${lang}/search/`),
  ])].filter((address) => texts.has(address));
}

describe("axe", () => {
  let site;
  before(async () => (site = await start()));
  after(() => site.stop());

  for (const [name, options] of [
    ["light, wide", { colorScheme: "light", viewport: { width: 1280, height: 900 } }],
    ["dark, narrow", { colorScheme: "dark", viewport: { width: 360, height: 780 } }],
  ]) {
    for (const address of ["/", ...LANGUAGES.flatMap(kinds)]) {
      test(`${address} ${name}`, async () => {
        const page = await site.page({ ...options, bypassCSP: true });
        await page.goto(address);
        await page.evaluate(axe);
        const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values } }), TAGS);
        const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
        await page.context().close();
        assert.deepEqual(faults, []);
      });
    }
  }
});
