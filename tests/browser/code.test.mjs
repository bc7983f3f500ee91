/** Code blocks: the button that copies one comes late and moves nothing, and copies the code and no more. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { addresses, LANGUAGES, source, start } from "./site.mjs";

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };

let site;
let texts;
before(async () => {
  site = await start();
  texts = new Map(await Promise.all((await addresses()).map(async (address) => [address, await source(address)])));
});
after(() => site.stop());

/** The code of each block of a page as its HTML has it, without tags and without its last line end. */
const written = (address) =>
  [...texts.get(address).matchAll(/<div class="code">.*?<pre[^>]*>(.*?)<\/pre>/gs)].map(([, html]) =>
    html.replace(/<[^>]*>/g, "").replace(/&[^;]+;/g, (entity) => ENTITIES[entity] ?? entity).replace(/\n$/, ""),
  );

/** The page of a language with the most code that has no tabs: those do move what is below them. */
const page = (lang) =>
  [...texts.keys()]
    .filter((address) => address.startsWith(`/${lang}/`) && !texts.get(address).includes('class="tabs'))
    .sort((a, b) => written(b).length - written(a).length)[0];

/** In the page: where each block stands, and its code in it. */
const boxes = (page) =>
  page.$$eval(".code, .code pre, .code code", (all) =>
    all.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [element.className || element.localName, x, y + scrollY, width, height];
    }),
  );

/** In the page: the buttons that are not inside of their block, or that lie over words of it. */
const covering = () =>
  [...document.querySelectorAll(".code")].filter((block) => {
    const [outer, button] = [block, block.querySelector(".copy")].map((element) => element.getBoundingClientRect());
    const words = [...block.querySelectorAll(".code-title, code")].flatMap((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return [...range.getClientRects()];
    });
    // What a long line scrolls out of its block is not seen.
    const seen = words.filter((box) => box.width > 0 && box.left < outer.right);
    const over = seen.some((box) => box.left < button.right && box.right > button.left && box.top < button.bottom && box.bottom > button.top);
    const inside = button.left >= outer.left && button.right <= outer.right && button.top >= outer.top && button.bottom <= outer.bottom;
    return over || !inside || button.width === 0;
  }).length;

for (const lang of LANGUAGES) {
  describe(lang, () => {
    for (const width of [1280, 360]) {
      test(`the button has its room before it is there, at ${width} px`, async () => {
        const tab = await site.page({ viewport: { width, height: 800 } });
        try {
          let release;
          const held = new Promise((go) => (release = go));
          await tab.route("**/theme.js", async (route) => {
            await held;
            await route.continue();
          });
          await tab.addInitScript(() => {
            globalThis.shifts = [];
            new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries().map((entry) => entry.value))).observe({ type: "layout-shift", buffered: true });
          });
          await tab.goto(page(lang), { waitUntil: "commit" });
          await tab.waitForSelector("footer", { state: "attached" });
          // Shifts are only counted where they are seen.
          await tab.locator(".code").first().evaluate((block) => scrollTo({ top: block.getBoundingClientRect().top + scrollY - 200, behavior: "instant" }));
          await tab.evaluate(() => document.fonts.ready.then(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))));
          const count = written(page(lang)).length;
          assert.equal(await tab.locator(".code .copy").count(), 0);
          const before = await boxes(tab);
          assert.ok(before.length >= 3 * count && count > 0);
          await tab.evaluate(() => (globalThis.shifts.length = 0));
          release();
          await tab.waitForFunction((count) => document.querySelectorAll(".code .copy").length === count, count);
          await tab.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
          assert.deepEqual(await boxes(tab), before);
          assert.deepEqual(await tab.evaluate(() => globalThis.shifts), []);
          assert.equal(await tab.evaluate(covering), 0);
        } finally {
          await tab.context().close();
        }
      });
    }

    test("what is copied is the code, exactly", async () => {
      const tab = await site.page({ permissions: ["clipboard-read", "clipboard-write"] });
      try {
        await tab.goto(page(lang));
        const expected = written(page(lang));
        const buttons = tab.locator(".code .copy");
        assert.equal(await buttons.count(), expected.length);
        const { copy, copied } = await tab.evaluate(() => ({ ...document.body.dataset }));
        const before = await boxes(tab);
        for (const [at, code] of expected.entries()) {
          const button = buttons.nth(at);
          assert.equal(await button.textContent(), copy);
          await button.click();
          await tab.waitForFunction(([at, copied]) => document.querySelectorAll(".code .copy")[at].textContent === copied, [at, copied]);
          assert.equal(await tab.evaluate(() => navigator.clipboard.readText()), code);
        }
        assert.deepEqual(await boxes(tab), before, "the other word moves nothing either");
      } finally {
        await tab.context().close();
      }
    });
  });
}
