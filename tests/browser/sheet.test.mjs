/** The printable sheets: filled in on the screen, printed on A4, and never sent anywhere. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { addresses, LANGUAGES, source, start } from "./site.mjs";

const run = promisify(execFile);
const TEXTS = 'form.sheet :is(input:not([type="checkbox"], [type="radio"], [type="date"], [type="number"]), textarea)';

const sheets = [];
// The guide shows one among other things; what is made to be printed lies under forms/.
for (const address of await addresses()) {
  if (address.includes("/forms/") && /<form class="sheet/.test(await source(address))) sheets.push(address);
}

let site;
let folder;
before(async () => {
  site = await start();
  folder = await mkdtemp(join(tmpdir(), "taiyaku-sheet-"));
});
after(async () => {
  await site.stop();
  await rm(folder, { recursive: true });
});

/** What comes out of the printer. */
async function print(page) {
  const file = join(folder, "sheet.pdf");
  await writeFile(file, await page.pdf({ preferCSSPageSize: true }));
  const { stdout: info } = await run("pdfinfo", [file]);
  const { stdout: text } = await run("pdftotext", [file, "-"]);
  return { pages: Number(/^Pages:\s+(\d+)/m.exec(info)[1]), size: /^Page size:\s+(.+)$/m.exec(info)[1], text: text.replace(/\s+/g, "") };
}

/** Writes something of its own into every field, and tells what was written. */
async function fillIn(page) {
  const typed = [];
  for (const [at, field] of (await page.locator(TEXTS).all()).entries()) {
    const value = (await field.getAttribute("type")) === "email" ? `m${at}q@example.jp` : `記入${at}q`;
    await field.fill(value);
    typed.push(value);
  }
  for (const [at, field] of (await page.locator('form.sheet input[type="number"]').all()).entries()) {
    await field.fill(String(770 + at));
    typed.push(String(770 + at));
  }
  for (const field of await page.locator('form.sheet input[type="date"]').all()) await field.fill("2026-11-22");
  for (const field of await page.locator("form.sheet select").all()) await field.selectOption({ index: 1 });
  for (const field of await page.locator('form.sheet input[type="checkbox"]').all()) await field.check();
  return typed;
}

test("there are sheets in every language", () => {
  for (const lang of LANGUAGES) assert.ok(sheets.some((address) => address.startsWith(`/${lang}/`)), lang);
});

for (const address of sheets) {
  describe(address, () => {
    let page;
    const requests = [];
    before(async () => {
      page = await site.page({ colorScheme: "dark" });
      page.on("request", (request) => requests.push(request.url()));
      await page.goto(address, { waitUntil: "networkidle" });
      await page.waitForSelector("form.sheet.live");
    });
    after(() => page.context().close());

    test("empty, it prints on one or two A4 pages", async () => {
      const { pages, size } = await print(page);
      assert.ok(pages <= 2, `${pages} pages`);
      assert.match(size, /A4/);
    });

    test("filled in, it prints on one or two A4 pages with what was typed", async () => {
      requests.length = 0;
      const typed = await fillIn(page);
      const { pages, size, text } = await print(page);
      assert.ok(pages <= 2, `${pages} pages`);
      assert.match(size, /A4/);
      for (const value of typed) assert.ok(text.includes(value), `${value} is not on paper`);
      if (await page.locator('form.sheet input[type="date"]').count()) assert.match(text, address.startsWith("/ja/") ? /2026年11月22日/ : /November22,2026/);
      const word = (await page.locator(".sheet-mark").textContent()).replace(/\s+/g, "");
      assert.equal(text.split(word).length - 1 >= pages, true, "the mark stands on every page");
      assert.ok(!text.includes("mm/dd/yyyy"));
    });

    test("nothing that was typed left the page or was stored", async () => {
      await page.locator(TEXTS).first().press("Enter");
      assert.deepEqual(requests, []);
      assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, address);
      const stored = await page.evaluate(async () => [
        localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, JSON.stringify(history.state),
      ]);
      assert.deepEqual(stored, [0, 0, "", 0, "null"]);
      for (const field of await page.locator(TEXTS).all()) assert.equal(await field.getAttribute("autocomplete"), "off");
    });

    test("the buttons print, clear, and give back", async () => {
      await page.evaluate(() => (window.print = () => (window.printed = true)));
      await page.locator('[data-do="print"]').click();
      assert.equal(await page.evaluate(() => window.printed), true);
      const field = page.locator(TEXTS).first();
      const value = await field.inputValue();
      assert.notEqual(value, "");
      await page.locator('[data-do="clear"]').click();
      assert.equal(await field.inputValue(), "");
      await page.locator('[data-do="undo"]').click();
      assert.equal(await field.inputValue(), value);
      await page.locator('[data-do="clear"]').click();
    });
  });
}

test("without JavaScript a sheet can be filled in, and Enter sends nothing", async () => {
  const page = await site.page({ javaScriptEnabled: false });
  const requests = [];
  await page.goto(sheets[0], { waitUntil: "networkidle" });
  page.on("request", (request) => requests.push(request.url()));
  assert.ok(!(await page.locator(".sheet-tools").isVisible()));
  const field = page.locator(TEXTS).first();
  await field.fill("そのまま");
  await field.press("Enter");
  await page.waitForTimeout(200);
  assert.deepEqual(requests, []);
  assert.equal(await field.inputValue(), "そのまま");
  await page.context().close();
});
