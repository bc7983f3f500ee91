/** Every page of the site, as a browser meets it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addresses, isAlias, source, start } from "./site.mjs";

const all = await addresses();
const texts = new Map(await Promise.all(all.map(async (address) => [address, await source(address)])));
const pages = all.filter((address) => !isAlias(texts.get(address)));

let site;
before(async () => (site = await start()));
after(() => site.stop());

test(`no inline script, style or handler in ${all.length} pages`, () => {
  const forbidden = [/<script(?![^>]*\s(?:src="|type="application\/ld\+json"))[^>]*>/i, /<style[\s>]/i, /<[a-z][^>]*\sstyle\s*=/i, /<[a-z][^>]*\son[a-z]+\s*=/i, /\b(?:href|src|action)="\s*javascript:/i];
  for (const [address, html] of texts) {
    for (const pattern of forbidden) assert.doesNotMatch(html, pattern, address);
    assert.match(html, /<\/html>\s*$/, address);
  }
});

test("every page says its language, has a title and one h1", () => {
  for (const [address, html] of texts) {
    const lang = /^\/([a-z-]+)\//i.exec(address)?.[1];
    if (lang) assert.match(html, new RegExp(`<html lang="${lang}"`), address);
    assert.match(html, /<title>[^<]+<\/title>/, address);
    assert.equal(html.match(/<h1[\s>]/g)?.length, 1, address);
  }
});

test(`nothing fails, nothing is fetched from elsewhere, and nothing scrolls sideways at 320 px (${pages.length} pages)`, async () => {
  const page = await site.page({ viewport: { width: 320, height: 640 } });
  const faults = [];
  let address;
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(`${address}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`${address}: ${error.message}`));
  // A picture that the browser no longer wants because we went on is not a failure.
  page.on("requestfailed", (request) => request.failure().errorText === "net::ERR_ABORTED" || faults.push(`${address}: ${request.url()} failed`));
  page.on("request", (request) => request.url().startsWith(site.origin) || request.url().startsWith("data:") || faults.push(`${address}: asks ${request.url()}`));
  page.on("response", (response) => response.status() >= 400 && faults.push(`${address}: ${response.status()} ${response.url()}`));
  for (address of pages) {
    await page.goto(address, { waitUntil: "load" });
    const { wide, view } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, view: document.documentElement.clientWidth }));
    if (wide > view) faults.push(`${address}: ${wide} px wide in ${view}`);
  }
  await page.context().close();
  assert.deepEqual(faults, []);
});

test("every link inside the site leads somewhere, to its section too", async () => {
  const ids = new Map([...texts].map(([address, html]) => [address, new Set([...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]))]));
  const faults = [];
  const page = await site.page({ javaScriptEnabled: false });
  const asked = new Map();
  for (const [address, html] of texts) {
    for (const [, raw] of html.matchAll(/<a\s[^>]*?href="([^"]*)"/g)) {
      const url = new URL(raw.replaceAll("&amp;", "&"), site.origin + address);
      if (url.origin !== site.origin) continue;
      const path = decodeURIComponent(url.pathname);
      if (!ids.has(path)) {
        if (!asked.has(path)) asked.set(path, (await page.request.head(url.href)).status());
        if (asked.get(path) !== 200) faults.push(`${address}: ${raw} is ${asked.get(path)}`);
      } else if (url.hash && !ids.get(path).has(decodeURIComponent(url.hash.slice(1)))) {
        faults.push(`${address}: ${raw} has no such section`);
      }
    }
  }
  await page.context().close();
  assert.deepEqual([...new Set(faults)], []);
});

test("an image has its room before it is there", async () => {
  const shown = pages.filter((address) => /<img\s/.test(texts.get(address)));
  assert.ok(shown.length > 0);
  const page = await site.page();
  const boxes = () => page.$$eval("main, main *", (all) => all.map((element) => JSON.stringify(element.getBoundingClientRect())));
  for (const address of shown) {
    let release;
    const held = new Promise((go) => (release = go));
    const isImage = (url) => /\.(?:avif|bmp|gif|jpe?g|png|svg|webp)$/i.test(url.pathname);
    await page.route(isImage, (route) => held.then(() => route.continue()));
    await page.goto(address, { waitUntil: "domcontentloaded" });
    const there = () => page.$$eval("main img", (all) => all.filter((image) => image.naturalWidth > 0).length);
    const count = await page.$$eval("main img", (all) => all.map((image) => (image.loading = "eager")).length);
    const before = await boxes();
    assert.ok(count > 0 && (await there()) === 0, address);
    release();
    await page.waitForFunction(() => [...document.querySelectorAll("main img")].every((image) => image.complete && image.naturalWidth > 0));
    assert.deepEqual(await boxes(), before, address);
    await page.unrouteAll({ behavior: "wait" });
  }
  await page.context().close();
});
