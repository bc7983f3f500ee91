/** Tabs, details, the menu, and the way from one language to the other. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addresses, isAlias, LANGUAGES, source, start } from "./site.mjs";

const texts = new Map();
for (const address of await addresses()) texts.set(address, await source(address));
const having = (lang, pattern) => [...texts.keys()].filter((address) => address.startsWith(`/${lang}/`) && !isAlias(texts.get(address)) && pattern.test(texts.get(address)));

let site;
before(async () => (site = await start()));
after(() => site.stop());

async function withPage(options, use) {
  const page = await site.page(options);
  try {
    await use(page);
  } finally {
    await page.context().close();
  }
}

for (const lang of LANGUAGES) {
  const [tabbed] = having(lang, /<div class="tabs/);

  test(`${lang}: without JavaScript every panel is there with its title`, () =>
    withPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(tabbed);
      const panels = await page.locator(".tab-panel").all();
      assert.ok(panels.length >= 2);
      for (const panel of panels) {
        assert.ok(await panel.isVisible());
        assert.ok(await panel.locator(".tab-title").isVisible());
        assert.equal(await page.locator(`.tab-list a[href="#${await panel.getAttribute("id")}"]`).count(), 1);
      }
    }));

  test(`${lang}: tabs by mouse, keyboard and address`, () =>
    withPage({}, async (page) => {
      await page.goto(tabbed);
      const tabs = page.locator(".tabs").first().getByRole("tab");
      const panels = page.locator(".tabs").first().locator(".tab-panel");
      const chosen = async () => {
        const states = await tabs.evaluateAll((all) => all.map((tab) => [tab.getAttribute("aria-selected"), tab.tabIndex]));
        const visible = await panels.evaluateAll((all) => all.map((panel) => panel.checkVisibility({ contentVisibilityAuto: true }) && !panel.hidden));
        const at = states.findIndex(([selected]) => selected === "true");
        states.forEach(([selected, index], each) => assert.deepEqual([selected, index], each === at ? ["true", 0] : ["false", -1]));
        visible.forEach((is, each) => assert.equal(is, each === at));
        return at;
      };
      const last = (await tabs.count()) - 1;
      assert.equal(await page.locator('[role="tablist"]').first().getAttribute("aria-label").then(Boolean), true);
      assert.equal(await chosen(), 0);
      await tabs.nth(1).click();
      assert.equal(await chosen(), 1);
      assert.equal(new URL(page.url()).hash, `#${await panels.nth(1).getAttribute("id")}`);
      await page.keyboard.press("Home");
      assert.equal(await chosen(), 0);
      await page.keyboard.press("ArrowLeft");
      assert.equal(await chosen(), last);
      await page.keyboard.press("ArrowRight");
      assert.equal(await chosen(), 0);
      await page.keyboard.press("End");
      assert.equal(await chosen(), last);
      assert.equal(await tabs.nth(last).evaluate((tab) => tab === document.activeElement), true);

      const id = await panels.nth(1).getAttribute("id");
      await page.goto("about:blank");
      await page.goto(`${tabbed}#${id}`);
      assert.equal(await chosen(), 1);
      await page.evaluate((first) => (location.hash = first), await panels.nth(0).getAttribute("id"));
      await page.waitForFunction(() => document.querySelector('[role="tab"]').getAttribute("aria-selected") === "true");
      assert.equal(await chosen(), 0);

      await page.emulateMedia({ media: "print" });
      for (const panel of await panels.all()) assert.ok(await panel.locator("> *").nth(1).isVisible());
      for (const title of await panels.locator(".tab-title").all()) assert.ok(await title.isVisible());
    }));

  test(`${lang}: a question opens for its own address, and on paper`, () =>
    withPage({}, async (page) => {
      const [address] = having(lang, /<details class="details[^>]*\sid="/);
      const details = page.locator("details.details[id]").last();
      await page.goto(address);
      assert.equal(await details.getAttribute("open"), null);
      const id = await details.getAttribute("id");
      await page.goto("about:blank");
      await page.goto(`${address}#${id}`);
      assert.notEqual(await details.getAttribute("open"), null);
      assert.ok(await details.isVisible());
      await page.goto(address.replace(/$/, "?again"));
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      assert.equal(await page.locator("main details.details:not([open])").count(), 0);
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      assert.equal(await details.getAttribute("open"), null);
    }));

  test(`${lang}: the menu opens without JavaScript where it has no room`, () =>
    withPage({ javaScriptEnabled: false, viewport: { width: 360, height: 780 } }, async (page) => {
      await page.goto(tabbed);
      const link = page.locator(".sidebar a").first();
      assert.ok(!(await link.isVisible()));
      await page.locator(".sidebar > details > summary").click();
      assert.ok(await link.isVisible());
      await page.setViewportSize({ width: 1280, height: 900 });
      assert.ok(await link.isVisible());
      assert.ok(!(await page.locator(".sidebar > details > summary").isVisible()));
    }));

  test(`${lang}: the switcher keeps the page, the section and the query`, () =>
    withPage({ viewport: { width: 1280, height: 800 } }, async (page) => {
      const other = LANGUAGES.find((code) => code !== lang);
      const switcher = page.locator(`header .languages a[hreflang="${other}"]`);
      for (const address of having(lang, /<h2 id="[^"]+"[^]*<h2 id="[^"]+"/).slice(0, 4)) {
        const ids = [...texts.get(address).matchAll(/<h2 id="([^"]+)"/g)].map((match) => match[1]);
        const there = address.replace(`/${lang}/`, `/${other}/`);
        if (!texts.has(there)) continue;
        assert.equal(await page.goto(address).then(() => switcher.getAttribute("href")), there);
        await page.goto(`${address}?q=1#${ids[1]}`);
        await switcher.click();
        await page.waitForURL((url) => url.pathname === there);
        assert.equal(new URL(page.url()).hash, `#${ids[1]}`, address);
        assert.equal(new URL(page.url()).search, "?q=1", address);
        // The same without an address that says it: the section that the reader has come to.
        await page.goto(address);
        await page.locator(`[id="${ids[1]}"]`).evaluate((heading) => scrollBy({ top: heading.getBoundingClientRect().top - 100, behavior: "instant" }));
        const moved = await page.evaluate(() => scrollY > 0);
        await switcher.click();
        await page.waitForURL((url) => url.pathname === there);
        if (moved) assert.notEqual(new URL(page.url()).hash, "", address);
      }
    }));

  test(`${lang}: the switcher is complete without JavaScript, and marks what is not translated`, () =>
    withPage({ javaScriptEnabled: false }, async (page) => {
      for (const address of having(lang, /class="languages"/)) {
        await page.goto(address);
        const links = await page.locator("header .languages a").evaluateAll((all) => all.map((link) => [link.lang, link.pathname, link.getAttribute("aria-current")]));
        assert.deepEqual(links.map(([code]) => code), LANGUAGES);
        assert.deepEqual(links.filter(([, , current]) => current).map(([code]) => code), [lang]);
        const marked = await page.locator("header .languages li:has(.untranslated) a").evaluateAll((all) => all.map((link) => link.lang));
        const missing = links.filter(([code, path]) => texts.has(path) && (/<article [^>]*lang="([^"]+)"/.exec(texts.get(path))?.[1] ?? code) !== code);
        assert.deepEqual(marked, missing.map(([code]) => code), address);
      }
    }));
}
