/** A walk by keyboard alone: everything can be reached, seen and worked. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { LANGUAGES, start, through } from "./site.mjs";

/** One page of each kind. */
const KINDS = ["", "downgrade-rights/", "imaging-verification/", "iso-burning/", "forms/", "forms/coa-checklist/", "glossary/", "search/", "404.html"];

let site;
before(async () => (site = await start()));
after(() => site.stop());

/** What can be worked on the page, in its order, each with a number; a tab list is one stop. */
const COUNT = () => {
  const controls = [...document.querySelectorAll('a[href], button, summary, select, input, textarea, [tabindex="0"]')].filter(
    (control) => !control.disabled && control.tabIndex >= 0 && control.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true, opacityProperty: true }),
  );
  // Of buttons of one name only one is a stop.
  const radios = new Set();
  const stops = controls.filter((control) => control.type !== "radio" || (!radios.has(control.name) && radios.add(control.name)));
  stops.forEach((control, at) => (control.dataset.stop = at));
  return stops.length;
};

/** The stop that has the focus, how it shows that, and whether something lies over it. */
const FOCUSED = () => {
  const control = document.activeElement;
  const style = getComputedStyle(control);
  const { x, y, width, height } = control.getBoundingClientRect();
  const at = [Math.min(Math.max(x + width / 2, 1), innerWidth - 2), Math.min(Math.max(y + Math.min(height / 2, 12), 1), innerHeight - 2)];
  const top = document.elementFromPoint(...at);
  return {
    stop: control.dataset.stop === undefined ? null : Number(control.dataset.stop),
    name: control.outerHTML.slice(0, 80),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    inView: y < innerHeight && y + height > 0,
    covered: top && !control.contains(top) && !top.contains(control) && !control.labels?.[0]?.contains(top) && top.outerHTML.slice(0, 80),
  };
};

for (const lang of LANGUAGES) {
  for (const kind of KINDS) {
    test(`/${lang}/${kind}: Tab reaches every control in its order, and each shows that it has the focus`, async () => {
      const page = await site.page({ viewport: { width: 1280, height: 900 } });
      await page.goto(`/${lang}/${kind}`, { waitUntil: "networkidle" });
      const stops = await page.evaluate(COUNT);
      assert.ok(stops >= 5);
      const faults = [];
      for (let expected = 0; expected < stops; expected++) {
        await page.keyboard.press("Tab");
        const focused = await page.evaluate(FOCUSED);
        // A date is several stops inside one control.
        while (focused.stop === expected - 1) {
          await page.keyboard.press("Tab");
          Object.assign(focused, await page.evaluate(FOCUSED));
        }
        if (focused.stop !== expected) {
          faults.push(`stop ${expected} is ${focused.stop}: ${focused.name}`);
          break;
        }
        if (focused.outline < 2) faults.push(`no sign of the focus: ${focused.name}`);
        if (!focused.inView) faults.push(`out of view: ${focused.name}`);
        if (focused.covered) faults.push(`${focused.name} lies under ${focused.covered}`);
      }
      await page.context().close();
      assert.deepEqual(faults, []);
    });
  }

  // Going back is where a header that stays at the top would lie over what is reached.
  for (const viewport of [{ width: 1280, height: 900 }, { width: 360, height: 780 }]) {
    test(`${lang}: Shift+Tab goes back to the top at ${viewport.width} px, and what is reached is seen`, async () => {
      const faults = [];
      await through(site, KINDS.map((kind) => `/${lang}/${kind}`), { viewport }, async (page, address) => {
        await page.goto(address, { waitUntil: "networkidle" });
        const stops = await page.evaluate(COUNT);
        await page.locator(`[data-stop="${stops - 1}"]`).focus();
        let steps = 0;
        // A date has up to four stops.
        for (let focused; focused?.stop !== 0; steps++) {
          assert.ok(steps < 4 * stops, `${address} has no way back to its top`);
          await page.keyboard.press("Shift+Tab");
          focused = await page.evaluate(FOCUSED);
          if (!focused.inView) faults.push(`${address}: out of view: ${focused.name}`);
          if (focused.covered) faults.push(`${address}: ${focused.name} lies under ${focused.covered}`);
        }
        assert.ok(steps >= stops - 1, `${address}: ${steps} steps over ${stops} stops`);
      });
      assert.deepEqual(faults, []);
    });
  }

  test(`${lang}: the sign of the focus is seen, in light, dark and forced colours`, async () => {
    for (const look of [{ colorScheme: "light" }, { colorScheme: "dark" }, { forcedColors: "active" }]) {
      const page = await site.page({ viewport: { width: 1280, height: 900 }, ...look });
      await page.goto(`/${lang}/imaging-verification/`, { waitUntil: "networkidle" });
      for (const control of [".site-name", ".scheme select", ".sidebar a", ".prose summary", ".prose a"]) {
        const element = page.locator(control).first();
        await element.scrollIntoViewIfNeeded();
        const box = await element.boundingBox();
        const clip = { x: Math.max(box.x - 6, 0), y: Math.max(box.y - 6, 0), width: box.width + 12, height: box.height + 12 };
        const without = await page.screenshot({ clip });
        // As by keyboard: the focus comes from the control before it.
        await page.keyboard.press("Tab");
        await element.focus();
        assert.ok(!(await page.screenshot({ clip })).equals(without), `${control} ${JSON.stringify(look)}`);
        await page.evaluate(() => document.activeElement.blur());
      }
      await page.context().close();
    }
  });

  test(`${lang}: each kind of control is worked by its keys`, async () => {
    const page = await site.page({ viewport: { width: 1280, height: 900 } });
    const focus = (selector) => page.locator(selector).first().focus();
    await page.goto(`/${lang}/imaging-verification/`);
    await page.keyboard.press("Tab");
    assert.ok(await page.locator(".skip").isVisible());
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "page-main");

    const details = page.locator("details.details").first();
    await focus("details.details > summary");
    for (const [key, open] of [["Enter", true], ["Space", false]]) {
      await page.keyboard.press(key);
      assert.equal(await details.evaluate((element) => element.open), open);
    }
    const section = page.locator(".sidebar [data-section]").first();
    await focus(".sidebar [data-section] > summary");
    await page.keyboard.press("Enter");
    assert.equal(await section.evaluate((element) => element.open), true);
    await focus(".scheme select");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.documentElement.dataset.scheme), "light");
    await focus(`.languages a:not([aria-current])`);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => !url.pathname.startsWith(`/${lang}/`));

    await page.goto(`/${lang}/`);
    await focus('[role="tab"][aria-selected="true"]');
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.locator('[role="tab"]').nth(1).getAttribute("aria-selected"), "true");

    await page.goto(`/${lang}/forms/`);
    await page.waitForSelector(".forms.live");
    await focus(".forms .chip");
    await page.keyboard.press("Space");
    assert.equal(await page.locator(".forms .chip").first().getAttribute("aria-pressed"), "true");
    await focus('.forms th[data-sort="date"] button');
    await page.keyboard.press("Enter");
    assert.equal(await page.locator('.forms th[data-sort="date"]').getAttribute("aria-sort"), "ascending");

    await page.goto(`/${lang}/iso-burning/`);
    await page.evaluate(() => (navigator.clipboard.writeText = async (text) => (window.copied = text)));
    await focus(".copy");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => window.copied?.length > 5);
    await page.context().close();
  });
}
