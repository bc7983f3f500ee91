/** What a reader chooses stays: the colours, the sections of the menu, the place in it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { LANGUAGES, start } from "./site.mjs";

const PAPER = { light: "rgb(252, 251, 248)", dark: "rgb(20, 23, 27)" };

let site;
before(async () => (site = await start()));
after(() => site.stop());

const paper = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

/** Notes on each page how the paper looks when it is first painted, and what moves. */
const WATCH = () => {
  window.seen = { moved: 0, paper: null };
  new PerformanceObserver((list) => {
    window.seen.paper ??= getComputedStyle(document.documentElement).backgroundColor;
    list.getEntries();
  }).observe({ type: "paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) window.seen.moved += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
};

for (const lang of LANGUAGES) {
  test(`${lang}: the colours that were chosen are there at the first paint, in every tab, until the device's are wanted again`, async () => {
    const page = await site.page({ colorScheme: "light" });
    await page.addInitScript(WATCH);
    await page.goto(`/${lang}/`);
    assert.equal(await paper(page), PAPER.light);
    const other = await page.context().newPage();
    await other.goto(`/${lang}/glossary/`);

    await page.locator(".scheme select").selectOption("dark");
    assert.equal(await paper(page), PAPER.dark);
    await other.waitForFunction(() => document.documentElement.dataset.scheme === "dark");
    assert.equal(await paper(other), PAPER.dark);
    assert.equal(await other.locator(".scheme select").inputValue(), "dark");

    await page.goto(`/${lang}/glossary/`);
    await page.waitForFunction(() => window.seen.paper);
    assert.deepEqual(await page.evaluate(() => window.seen), { moved: 0, paper: PAPER.dark });
    const themed = () => page.locator('meta[name="theme-color"]').evaluateAll((all) => all.filter((meta) => matchMedia(meta.media).matches).map((meta) => meta.content));
    assert.deepEqual(await themed(), ["#14171b"]);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), "light");
    await page.emulateMedia({ media: "screen" });

    await page.locator(".scheme select").selectOption("");
    assert.equal(await paper(page), PAPER.light);
    assert.deepEqual(await themed(), ["#fcfbf8"]);
    await page.emulateMedia({ colorScheme: "dark" });
    assert.equal(await paper(page), PAPER.dark);
    await page.context().close();
  });

  test(`${lang}: sections of the menu open, and are open on the next page before it is painted`, async () => {
    const page = await site.page({ viewport: { width: 1280, height: 900 } });
    await page.addInitScript(WATCH);
    await page.goto(`/${lang}/glossary/`);
    const section = page.locator(`.sidebar details[data-section="/${lang}/forms/"]`);
    const below = section.locator("a").first();
    assert.ok(!(await below.isVisible()));
    await section.locator("summary").click();
    assert.ok(await below.isVisible());
    const last = page.locator(".sidebar > details > ul > li > a").last();
    const next = await last.getAttribute("href");
    await last.click();
    await page.waitForURL(`**${next}`);
    assert.ok(await below.isVisible());
    assert.equal(await page.evaluate(() => window.seen.moved), 0);
    await section.locator("summary").click();
    await page.goto(`/${lang}/glossary/`);
    assert.ok(!(await below.isVisible()));
    // The section of the page itself is always open.
    await page.goto(`/${lang}/forms/verification/`);
    assert.ok(await page.locator(".sidebar [aria-current]").isVisible());
    await page.context().close();
  });

  test(`${lang}: without JavaScript the menu opens all the same, and no choice is offered that would do nothing`, async () => {
    const page = await site.page({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
    await page.goto(`/${lang}/glossary/`);
    assert.ok(!(await page.locator(".scheme").isVisible()));
    const section = page.locator(`.sidebar details[data-section="/${lang}/forms/"]`);
    await section.locator("summary").click();
    assert.ok(await section.locator("a").first().isVisible());
    await page.context().close();
  });
}

test("a menu longer than the window shows the page that one is on, and keeps its place", async () => {
  const page = await site.page({ viewport: { width: 1280, height: 420 } });
  await page.goto("/ja/guide/writing/");
  const list = page.locator(".sidebar > details");
  const visible = () =>
    page.locator(".sidebar [aria-current]").evaluate((current) => {
      const { top, bottom } = current.getBoundingClientRect();
      const frame = current.closest(".sidebar > details").getBoundingClientRect();
      return frame.top <= top && bottom <= frame.bottom;
    });
  assert.ok(await visible());
  await page.goto("/ja/");
  const most = await list.evaluate((element) => (element.scrollTop = element.scrollHeight) && element.scrollTop);
  assert.ok(most > 0);
  await page.locator('.sidebar a[href="/ja/contribute/"]').click();
  await page.waitForURL("**/contribute/");
  assert.ok(await visible());
  assert.ok((await list.evaluate((element) => element.scrollTop)) > 0);
  await page.context().close();
});
