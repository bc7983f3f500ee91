/** What the standards say of the pages: valid HTML, and no barrier that axe can find. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { HtmlValidate } from "html-validate";
import { addresses, isAlias, LANGUAGES, source, start, through } from "./site.mjs";

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

/** The faults that axe finds on pages in one view. A page without script is one whose own scripts are kept away. */
async function axeFaults(site, wanted, { scripts = true, ...view }) {
  const faults = [];
  const block = async (page) => scripts || page.route("**/_t/**/*.js", (route) => route.abort());
  const seen = new Set();
  await through(site, wanted, { ...view, bypassCSP: true }, async (page, address) => {
    if (!seen.has(page)) await block(page);
    seen.add(page);
    await page.goto(address);
    await page.evaluate(axe);
    const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }), TAGS);
    for (const { id, nodes } of violations) {
      for (const { target, failureSummary } of nodes) faults.push(`${address} ${id}: ${target.join(" ")}: ${failureSummary}`);
    }
  });
  return faults;
}

describe("axe", () => {
  let site;
  before(async () => (site = await start()));
  after(() => site.stop());

  const pages = all.filter((address) => !isAlias(texts.get(address)));
  const wide = { viewport: { width: 1280, height: 900 } };
  const narrow = { viewport: { width: 360, height: 780 } };

  const looks = { light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, "forced colours": { forcedColors: "active" }, "no script": { scripts: false } };
  const some = ["/", ...LANGUAGES.flatMap(kinds)];
  // In these two, every page; in the others one of each kind.
  const everywhere = new Set(["light, 1280 px", "dark, 360 px"]);
  for (const [look, view] of Object.entries(looks)) {
    for (const [width, size] of [["1280 px", wide], ["360 px", narrow]]) {
      const name = `${look}, ${width}`;
      const [which, wanted] = everywhere.has(name) ? ["every page", pages] : ["each kind of page", some];
      test(`${which}, ${name} (${wanted.length} pages)`, async () => assert.deepEqual(await axeFaults(site, wanted, { ...view, ...size }), []));
    }
  }
});

/** The elements of an XML file by name, with their text and attributes; throws where it is not well-formed. */
async function elements(page, path) {
  return page.evaluate(
    ([text]) => {
      const parsed = new DOMParser().parseFromString(text, "application/xml");
      const fault = parsed.querySelector("parsererror");
      if (fault) throw new Error(fault.textContent);
      return [...parsed.querySelectorAll("*")].map((element) => ({
        name: element.nodeName,
        within: element.parentElement?.nodeName,
        text: element.textContent,
        attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
      }));
    },
    [await source(path)],
  );
}

describe("files for machines", () => {
  let site;
  let page;
  before(async () => {
    site = await start();
    page = await site.page({ bypassCSP: true });
    await page.goto("about:blank");
  });
  after(() => site.stop());

  for (const lang of LANGUAGES) {
    test(`/${lang}/feed.xml is an Atom feed with absolute addresses and dates`, async () => {
      const found = await elements(page, `/${lang}/feed.xml`);
      const named = (name, within) => found.filter((element) => element.name === name && (!within || element.within === within));
      for (const name of ["id", "title", "updated"]) assert.equal(named(name, "feed").length, 1, name);
      const entries = named("entry");
      assert.ok(entries.length >= 1);
      for (const name of ["id", "title", "updated", "link"]) assert.equal(named(name, "entry").length, entries.length, name);
      for (const { text } of named("updated")) assert.ok(/^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)), text);
      for (const { attributes } of named("link")) assert.match(attributes.href, /^https:\/\//);
      assert.equal(new Set(named("id").map(({ text }) => text)).size, entries.length + 1);
      const feed = JSON.parse(await source(`/${lang}/feed.json`));
      assert.equal(feed.language, lang);
      assert.deepEqual(feed.items.map(({ id }) => id), named("id", "entry").map(({ text }) => text));
    });
  }

  test("/sitemap.xml names every page that is to be found, with its other languages", async () => {
    const found = await elements(page, "/sitemap.xml");
    const addresses = found.filter(({ name }) => name === "loc").map(({ text }) => new URL(text));
    // The chooser is the way to pages, and none itself.
    const canonical = [...texts].flatMap(([address, html]) => address === "/" || /name="robots"/.test(html) || isAlias(html) ? [] : [/<link rel="canonical" href="([^"]*)"/.exec(html)[1]]);
    assert.deepEqual(addresses.map(String).sort(), canonical.sort());
    for (const { text } of found.filter(({ name }) => name === "lastmod")) assert.match(text, /^\d{4}-\d\d-\d\d$/);
    const links = found.filter(({ name }) => name === "xhtml:link");
    assert.ok(links.length > addresses.length);
    const chooser = /<link rel="canonical" href="([^"]*)"/.exec(texts.get("/"))[1];
    for (const { attributes } of links) assert.ok([chooser, ...canonical].includes(attributes.href), attributes.href);
  });
});
