/** Search where something goes wrong or takes its time, and for readers who do not see it. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { LANGUAGES, start } from "./site.mjs";

const WORDS = { ja: ["ライセンス", "書き込み"], en: ["software", "burning"] };
const DIALOG = ".search-dialog";
const HITS = `${DIALOG} .search-hits >> nth=0 >> .hit`;

let site;
before(async () => (site = await start()));
after(() => site.stop());

async function openDialog(lang, prepare = () => {}) {
  const page = await site.page({ viewport: { width: 1280, height: 900 } });
  await prepare(page);
  await page.goto(`/${lang}/`);
  await page.keyboard.press("Control+k");
  await page.waitForSelector(`${DIALOG}[open]`);
  return page;
}

const status = (page) => page.locator(`${DIALOG} .search-status`);
const says = (page, key) => page.waitForFunction((key) => {
  const line = document.querySelector(".search-dialog .search-status");
  const [start, end] = line.dataset[key].split("{count}");
  return line.textContent.startsWith(start) && line.textContent.endsWith(end ?? start);
}, key);

/** A module in the place of the engine, that answers as a test wants. */
const engine = (search) => (page) => page.route("**/search/engine.js", (route) => route.fulfill({
  contentType: "text/javascript",
  body: `export const openIndex = async (folder) => ({ search: ${search} });
    const page = (number, title) => ({ href: \`p\${number}/\`, title: [[title, false]], crumbs: [], excerpt: [], sections: [] });
    const pages = (title) => async (from, to) => Array.from({ length: to - from }, (_, at) => page(from + at, title));`,
}));

for (const lang of LANGUAGES) {
  const [many, word] = WORDS[lang];
  const faults = {
    "is missing": (route) => route.fulfill({ status: 404, body: "" }),
    "is broken": (route) => route.fulfill({ contentType: "application/octet-stream", body: "no gzip" }),
    "does not arrive": (route) => route.abort(),
  };
  for (const [what, fault] of Object.entries(faults)) {
    test(`${lang}: where a file of the index ${what}, that is said, and a retry helps once it is there`, async () => {
      const pattern = `**/${lang}/search/*.bin`;
      let asked = 0;
      const page = await openDialog(lang, (page) => page.route(pattern, (route) => (asked++, fault(route))));
      await page.keyboard.type(many);
      await says(page, "failed");
      assert.equal(await page.locator(HITS).count(), 0);
      const retry = page.locator(`${DIALOG} .search-retry`);
      const before = asked;
      await retry.click();
      await retry.waitFor();
      await says(page, "failed");
      assert.ok(asked > before, "it was asked for again");
      await page.unroute(pattern);
      await retry.click();
      await says(page, "count");
      assert.ok((await page.locator(HITS).count()) > 1);
      assert.ok(!(await retry.isVisible()));
      await page.context().close();
    });
  }

  test(`${lang}: the same for the file that names the others, and typing on is a retry too`, async () => {
    const page = await openDialog(lang, (page) => page.route("**/search/index.json", (route) => route.abort()));
    await page.keyboard.type(many);
    await says(page, "failed");
    await page.unroute("**/search/index.json");
    await page.fill(`${DIALOG} input`, word);
    await says(page, "count");
    assert.ok(!(await page.locator(`${DIALOG} .search-retry`).isVisible()));
    await page.context().close();
  });

  test(`${lang}: where the dialog's script does not arrive, the form leads to the page of search`, async () => {
    const onPage = (page) => new URL(page.url()).pathname === `/${lang}/search/`;
    const page = await openDialog(lang, (page) => page.route("**/search/box.js", (route) => (onPage(page) ? route.continue() : route.abort())));
    await page.keyboard.type(word);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === `/${lang}/search/` && url.searchParams.get("q") === word);
    await page.waitForSelector("main .hit");
    await page.context().close();
  });

  test(`${lang}: keys that are pressed before the script is there are not lost`, async () => {
    const page = await openDialog(lang, (page) => page.route("**/search/box.js", async (route) => {
      await new Promise((later) => setTimeout(later, 500));
      await route.continue();
    }));
    await page.keyboard.type(word);
    await says(page, "count");
    assert.equal(await page.inputValue(`${DIALOG} input`), word);
    await page.context().close();
  });
}

test("on the page of search the list of all pages does not flash up before the results, and comes where no script does", async () => {
  const page = await site.page();
  let deliver;
  await page.route("**/search/page.js", (route) => (deliver = () => route.continue()));
  await page.goto("/en/search/?q=burning", { waitUntil: "commit" });
  await page.waitForSelector(".search-pages a", { state: "attached" });
  assert.ok(!(await page.locator(".search-pages a").first().isVisible()));
  await page.waitForSelector(".search-pages a:visible");
  deliver();
  await page.waitForSelector("main .hit");
  assert.ok(!(await page.locator(".search-pages").isVisible()));
  await page.goto("/en/search/", { waitUntil: "commit" });
  await page.waitForSelector(".search-pages a:visible", { timeout: 2000 });
  await page.context().close();
});

test("an answer that comes late never stands in the place of a newer one", async () => {
  const search = `async function* (query) {
    await new Promise((later) => setTimeout(later, query === "first" ? 900 : 10));
    yield { total: 1, complete: true, looseTotal: 0, results: async () => [page(0, query)] };
  }`;
  const page = await openDialog("en", engine(search));
  const field = page.locator(`${DIALOG} input`);
  await field.fill("first");
  await page.waitForTimeout(300);
  await field.fill("second");
  await page.waitForSelector(HITS);
  assert.equal(await page.locator(HITS).textContent(), "second");
  await page.waitForTimeout(1200);
  assert.equal(await page.locator(HITS).textContent(), "second");
  // Back to nothing while an answer is on its way.
  await field.fill("first");
  await page.waitForTimeout(300);
  await field.fill("");
  await page.waitForTimeout(1200);
  assert.equal(await page.locator(HITS).count(), 0);
  assert.ok(!(await page.locator(`${DIALOG} .search-results`).isVisible()));
  await page.context().close();
});

test("an answer that grows keeps the choice; one that is not complete says so, and everything can be searched", async () => {
  const search = `async function* (query, { limit }) {
    const answer = (total, complete) => ({ total, complete, looseTotal: 0, results: async (from, to) => (await pages("page")(from, Math.min(to, total))) });
    yield answer(3, false);
    await new Promise((later) => setTimeout(later, 600));
    yield limit === Infinity ? answer(25, true) : answer(12, false);
  }`;
  const page = await openDialog("en", engine(search));
  await page.locator(`${DIALOG} input`).fill("page");
  await page.waitForSelector(HITS);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const chosen = page.locator(`${DIALOG} [aria-selected="true"]`);
  const href = await chosen.getAttribute("href");
  await says(page, "least");
  assert.match(await status(page).textContent(), /\b12\b/);
  assert.equal(await page.locator(HITS).count(), 10);
  assert.equal(await chosen.getAttribute("href"), href);
  assert.equal(await chosen.getAttribute("id"), await page.locator(`${DIALOG} input`).getAttribute("aria-activedescendant"));
  await page.locator(`${DIALOG} .search-all`).click();
  await page.waitForFunction(() => /\b25$/.test(document.querySelector(".search-dialog .search-status").textContent));
  assert.ok(!(await page.locator(`${DIALOG} .search-all`).isVisible()));
  for (const shown of [20, 25]) {
    await page.locator(`${DIALOG} .search-more`).click();
    await page.waitForFunction((shown) => document.querySelectorAll(".search-dialog .hit").length === shown, shown);
  }
  assert.ok(!(await page.locator(`${DIALOG} .search-more`).isVisible()));
  const ids = await page.locator(`${DIALOG} [role="option"]`).evaluateAll((all) => all.map(({ id }) => id));
  assert.equal(new Set(ids).size, 25);
  await page.context().close();
});

test("pages that match in part stand under a heading of their own and are not counted", async () => {
  const search = `async function* () {
    yield { total: 1, complete: true, looseTotal: 2, results: async () => [page(0, "whole")], loose: async () => [page(1, "part"), page(2, "part")] };
  }`;
  for (const [address, within] of [["/en/", DIALOG], ["/en/search/", "main"]]) {
    const page = await site.page({ viewport: { width: 1280, height: 900 } });
    await engine(search)(page);
    await page.goto(address);
    await page.keyboard.press("Control+k");
    await page.locator(`${within} input[type="search"]`).fill("x");
    await page.waitForSelector(`${within} .search-partial .hit`);
    assert.deepEqual(await page.locator(`${within} .search-partial .hit`).allTextContents(), ["part", "part"]);
    assert.ok(await page.locator(`${within} .search-partial-title`).isVisible());
    await page.waitForFunction((within) => /\b1\b/.test(document.querySelector(`${within} .search-status`).textContent), within);
    await page.context().close();
  }
});

test("a browser without highlights shows the page that was found all the same", async () => {
  const page = await site.page();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error));
  await page.addInitScript(() => {
    delete CSS.highlights;
    Object.defineProperty(CSS, "highlights", { value: undefined });
  });
  await page.goto("/en/iso-burning/?q=burning", { waitUntil: "networkidle" });
  assert.deepEqual(errors, []);
  assert.ok(await page.locator("article").isVisible());
  await page.context().close();
});

test("a match is marked across emphasis, links and places for a line to end, but not across paragraphs, and readings stay out of it", async () => {
  const page = await site.page();
  await page.route("**/ja/glossary/**", async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    const own = `<p>ボリューム<em>ライ</em>セン<wbr>ス</p><p>ボリューム</p><p>ライセンス</p><p><ruby>対<rt>たい</rt>訳<rt>やく</rt></ruby></p>`;
    await route.fulfill({ response, body: html.replace(/(<article[^>]*>)[^]*<\/article>/, `$1${own}</article>`) });
  });
  const marked = async (query) => {
    await page.goto(`/ja/glossary/?q=${encodeURIComponent(query)}`);
    await page.waitForFunction(() => CSS.highlights.has("search"));
    return page.evaluate(() => [...CSS.highlights.get("search")].map((range) => range.toString()));
  };
  assert.deepEqual(await marked("ボリューム ライセンス"), ["ボリュームライセンス", "ボリューム", "ライセンス"]);
  assert.deepEqual(await marked("ﾎﾞﾘｭｰﾑﾗｲｾﾝｽ"), ["ボリュームライセンス"]);
  assert.deepEqual(await marked('"対訳"'), ["対たい訳"], "the range spans the reading, which is not looked at");
  await page.context().close();
});

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LOOKS = { light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, "forced colours": { forcedColors: "active" } };
const WIDTHS = { "1280 px": { width: 1280, height: 900 }, "360 px": { width: 360, height: 780 } };

for (const lang of LANGUAGES) {
  test(`${lang}: axe finds no barrier in the dialog or on the page, with results and without`, async () => {
    const faults = [];
    for (const [look, options] of Object.entries(LOOKS)) {
      for (const [width, viewport] of Object.entries(WIDTHS)) {
        const page = await site.page({ viewport, bypassCSP: true, ...options });
        const inspect = async (what) => {
          await page.evaluate(axe);
          const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }), TAGS);
          for (const { id, nodes } of violations) for (const { target, failureSummary } of nodes) faults.push(`${what}, ${look}, ${width}: ${id} ${target} ${failureSummary}`);
        };
        await page.goto(`/${lang}/`);
        await page.keyboard.press("Control+k");
        await inspect("the dialog, empty");
        for (const [query, key] of [[WORDS[lang][0], "count"], ["zzqqxx", "none"]]) {
          await page.fill(`${DIALOG} input`, query);
          await says(page, key);
          await page.keyboard.press("ArrowDown");
          await inspect(`the dialog, ${key}`);
        }
        await page.goto(`/${lang}/search/?q=${encodeURIComponent(WORDS[lang][0])}`);
        await page.waitForSelector("main .hit");
        await inspect("the page, with results");
        await page.context().close();
      }
    }
    assert.deepEqual(faults, []);
  });
}
