/** Every page, held to what a careful theme promises: it moves nothing, cuts nothing off, and weighs little. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { addresses, get, isAlias, source, start, through } from "./site.mjs";

const texts = new Map();
for (const address of await addresses()) texts.set(address, await source(address));
const pages = [...texts.keys()].filter((address) => !isAlias(texts.get(address)));

let site;
before(async () => (site = await start()));
after(() => site.stop());

/** What moves on the page by itself, from the first paint on. */
const WATCH = () => {
  window.moved = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) window.moved.push(`${value.toFixed(4)} ${sources.map(({ node }) => node?.className ?? node?.nodeName)}`);
  }).observe({ type: "layout-shift", buffered: true });
};

for (const [name, viewport] of [["360 px", { width: 360, height: 780 }], ["1280 px", { width: 1280, height: 900 }]]) {
  test(`nothing moves while a page is loaded (${pages.length} pages, ${name})`, async () => {
    const faults = [];
    await through(site, pages, { viewport }, async (page, address) => {
      await page.goto(address);
      await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
      for (const moved of await page.evaluate(() => window.moved)) faults.push(`${address}: ${moved}`);
    }, WATCH);
    assert.deepEqual(faults, []);
  });
}

/** Whether the page is wider than its window. */
const sticksOut = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth && `${scrollWidth} px wide in ${clientWidth}`;
});

test(`no page scrolls sideways: at 320 px, with text twice as large, from right to left (${pages.length} pages)`, async () => {
  const faults = [];
  await through(site, pages, { viewport: { width: 320, height: 640 } }, async (page, address) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(address);
    const look = async (how) => {
      const fault = await sticksOut(page);
      if (fault) faults.push(`${address} ${how}: ${fault}`);
    };
    await look("at 320 px");
    await page.evaluate(() => (document.documentElement.dir = "rtl"));
    await look("from right to left");
    await page.evaluate(() => (document.documentElement.dir = "ltr"));
    await page.setViewportSize({ width: 640, height: 640 });
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    await look("with text twice as large");
  });
  assert.deepEqual(faults, []);
});

test("from right to left the page is mirrored: the menu stands on the right, the text beside it", async () => {
  const page = await site.page({ viewport: { width: 1280, height: 900 } });
  await page.goto("/ja/downgrade-rights/");
  const places = () => page.evaluate(() => [".sidebar", "article", ".contents"].map((part) => document.querySelector(part).getBoundingClientRect().x));
  const [menu, text, contents] = await places();
  assert.ok(menu < text && text < contents);
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  const mirrored = await places();
  assert.ok(mirrored[0] > mirrored[1] && mirrored[1] > mirrored[2]);
  await page.context().close();
});

test(`what can be pressed is at least 24 px large, or has its room (${pages.length} pages)`, async () => {
  const faults = [];
  await through(site, pages, { viewport: { width: 360, height: 780 } }, async (page, address) => {
    await page.goto(address);
    // WCAG 2.5.8: a link in a sentence is as large as its words; others may be small with 24 px between their middles.
    const small = await page.evaluate(() => {
      const controls = [...document.querySelectorAll("a[href], button, summary, select, input, textarea")].filter((control) => control.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }));
      const boxes = controls.map((control) => control.getBoundingClientRect());
      const inSentence = (control) => control.matches("p a, li p a, td a, dd a, .prose li > a, sup a, .footnotes a, caption a, figcaption a, .legal a");
      return controls.flatMap((control, at) => {
        const { x, y, width, height } = boxes[at];
        if (!width || (width >= 24 && height >= 24) || inSentence(control) || control.matches(".skip, label *")) return [];
        const middle = [x + width / 2, y + height / 2];
        const near = boxes.some((box, other) => {
          if (other === at || !box.width) return false;
          const dx = Math.max(box.x - middle[0], 0, middle[0] - box.right);
          const dy = Math.max(box.y - middle[1], 0, middle[1] - box.bottom);
          return Math.hypot(dx, dy) < 12;
        });
        return near ? [`${control.outerHTML.slice(0, 90)} ${width.toFixed(0)}×${height.toFixed(0)}`] : [];
      });
    });
    for (const control of small) faults.push(`${address}: ${control}`);
  });
  assert.deepEqual(faults, []);
});

const weigh = (bytes) => gzipSync(bytes, { level: 6 }).length;

test("a page weighs little: 12 kB of HTML, 10 kB of style, 6 kB of the theme's script, compressed", async (context) => {
  const loaded = (html, pattern) => [...html.matchAll(pattern)].map((match) => match[1]);
  const most = { html: [0], style: [0], script: [0] };
  for (const address of pages) {
    const html = texts.get(address);
    const weights = {
      html: weigh(html),
      style: (await Promise.all(loaded(html, /<link rel="stylesheet" href="([^"]+)"/g).map(get))).reduce((sum, file) => sum + weigh(file), 0),
      // Sheets and the form index bring a script of their own besides.
      script: (await Promise.all(loaded(html, /<script [^>]*?src="([^"]+\/(?:early|theme)\.js)"/g).map(get))).reduce((sum, file) => sum + weigh(file), 0),
    };
    for (const [kind, bytes] of Object.entries(weights)) if (bytes > most[kind][0]) most[kind] = [bytes, address];
  }
  for (const [kind, [bytes, address]] of Object.entries(most)) context.diagnostic(`most ${kind}: ${bytes} bytes, ${address}`);
  assert.ok(most.html[0] <= 12_000 && most.style[0] <= 10_000 && most.script[0] <= 6_000, JSON.stringify(most));
});
