/** Every page without JavaScript: nothing is missing but what needs it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addresses, isAlias, LANGUAGES, source, start, through } from "./site.mjs";

const pages = [];
for (const address of await addresses()) if (!isAlias(await source(address))) pages.push(address);

let site;
before(async () => (site = await start()));
after(() => site.stop());

/** The words of the text, with what is folded, and without what comes by script. */
const WORDS = () => {
  const main = document.querySelector("main").cloneNode(true);
  for (const element of main.querySelectorAll("[hidden]:not(.tab-panel), .copy, .forms-tools, .forms-count, .sheet-tools, .typed, .contents, thead")) element.remove();
  return main.textContent.replace(/\s+/g, "");
};

test(`the text is the same with and without JavaScript (${pages.length} pages)`, async () => {
  const words = new Map();
  for (const javaScriptEnabled of [true, false]) {
    await through(site, pages, { javaScriptEnabled }, async (page, address) => {
      // Without scripts, nothing comes after the page is there.
      await page.goto(address, { waitUntil: javaScriptEnabled ? "networkidle" : "load" });
      // Asked through the debugger, which needs no scripts of the page.
      const text = await page.evaluate(WORDS);
      if (javaScriptEnabled) words.set(address, text);
      else if (words.get(address) !== text) assert.fail(`${address} differs`);
    });
  }
  assert.equal(words.size, pages.length);
});

test(`everything of the text can be seen, or opened (${pages.length} pages)`, async () => {
  const faults = [];
  await through(site, pages, { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } }, async (page, address) => {
    await page.goto(address);
    const hidden = await page.evaluate(() => {
      // As a reader would.
      for (const details of document.querySelectorAll("main details")) details.open = true;
      const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
      const unseen = [];
      while (texts.nextNode()) {
        const { parentElement, data } = texts.currentNode;
        const comesByScript = ".forms-tools, .forms-none, .search-results, .sheet-tools, .link-notes, .sheet [hidden], option, rp, .typed";
        if (data.trim() && !parentElement.closest(comesByScript) && !parentElement.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) unseen.push(data.trim().slice(0, 60));
      }
      return unseen;
    });
    for (const text of hidden) faults.push(`${address}: ${text}`);
  });
  assert.deepEqual(faults, []);
});

test(`nobody is told to turn JavaScript on (${pages.length} pages)`, async () => {
  for (const address of pages) assert.doesNotMatch(await source(address), /<noscript|(?:enable|turn on|requires?) JavaScript|JavaScriptを有効/i, address);
});

for (const lang of LANGUAGES) {
  test(`${lang}: the menu, the other language, the contents, the form index`, async () => {
    const page = await site.page({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
    await page.goto(`/${lang}/downgrade-rights/`);
    assert.ok((await page.locator(".sidebar a:visible").count()) >= 9);
    assert.ok((await page.locator(".contents a:visible").count()) >= 5);
    await page.locator(".contents a").last().click();
    assert.match(new URL(page.url()).hash, /^#./);
    const other = LANGUAGES.find((code) => code !== lang);
    await page.locator(`.languages a[hreflang="${other}"]`).click();
    await page.waitForURL(`**/${other}/downgrade-rights/`);

    await page.goto(`/${lang}/forms/`);
    const rows = page.locator(".forms tbody tr");
    assert.ok((await rows.count()) >= 20);
    assert.equal(await rows.locator("visible=true").count(), await rows.count());
    assert.ok(!(await page.locator(".forms-tools").isVisible()));
    await page.context().close();
  });
}

for (const lang of LANGUAGES) {
  test(`${lang}: where scripts would run but do not arrive, every tab still leads to its panel`, async () => {
    const page = await site.page();
    await page.route("**/*.js", (route) => route.abort());
    await page.goto(`/${lang}/`);
    assert.ok(await page.evaluate(() => matchMedia("(scripting: enabled)").matches));
    const panels = page.locator(".tab-panel");
    const count = await panels.count();
    assert.ok(count >= 2);
    assert.ok(await panels.first().isVisible());
    for (let at = count - 1; at >= 0; at--) {
      await page.locator(".tab-list a").nth(at).click();
      for (let each = 0; each < count; each++) assert.equal(await panels.nth(each).isVisible(), each === at);
    }
    await page.context().close();
  });
}
