/** Search as a reader meets it: the box, the dialog, the page, in both languages. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { LANGUAGES, start } from "./site.mjs";

/** A query with several pages, one page among them, a word of the other language, and a word that is nowhere. */
const QUERIES = {
  ja: { many: "ライセンス", page: "iso-burning/", word: "書き込み", nowhere: "珊瑚礁図鑑", keys: "らいせんす" },
  en: { many: "software", page: "iso-burning/", word: "burning", nowhere: "xylophone", keys: "SOFTWARE" },
};

const DIALOG = ".search-dialog";
const FIELD = `${DIALOG} input`;
const OPTIONS = `${DIALOG} [role="option"]`;

let site;
before(async () => (site = await start()));
after(() => site.stop());

/** Opens a page, and the dialog on it. */
async function openDialog(address, options) {
  const page = await site.page({ viewport: { width: 1280, height: 900 }, ...options });
  await page.goto(address);
  await page.keyboard.press("Control+k");
  await page.waitForSelector(`${DIALOG}[open]`);
  return page;
}

/** Types a query and waits until its count is told. */
async function ask(page, query, within = DIALOG) {
  await page.fill(`${within} input[type="search"]`, query);
  await told(page, within);
}

const told = (page, within = DIALOG) => page.waitForFunction((selector) => /\S/.test(document.querySelector(selector).textContent) && !document.querySelector(selector).textContent.endsWith("…"), `${within} .search-status`);
const status = (page, within = DIALOG) => page.locator(`${within} .search-status`).textContent();
const active = (page) => page.locator(FIELD).getAttribute("aria-activedescendant");
const closed = (page) => page.waitForFunction(() => !document.querySelector(".search-dialog").open);

for (const lang of LANGUAGES) {
  const { many, word, nowhere, page: target, keys } = QUERIES[lang];
  const other = LANGUAGES.find((code) => code !== lang);

  describe(`${lang}: the dialog`, () => {
    test("nothing of it is fetched before the box has the focus; then all that a query needs is", async () => {
      const page = await site.page({ viewport: { width: 1280, height: 900 } });
      const asked = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await page.goto(`/${lang}/`, { waitUntil: "networkidle" });
      assert.deepEqual(asked.filter((path) => path.includes("/search/")), []);
      await Promise.all([page.waitForResponse(`**/${lang}/search/index.json`), page.locator(".site-header input").focus()]);
      for (const name of ["box.js", "engine.js"]) assert.ok(asked.some((path) => path.endsWith(`/search/${name}`)), name);
      assert.ok(!(await page.locator(DIALOG).isVisible()), "a focus alone opens nothing");
      await page.context().close();
    });

    test("Ctrl-K opens it; type, walk, open; the page that was found marks the words", async () => {
      const page = await openDialog(`/${lang}/glossary/`);
      await page.keyboard.type(word);
      await told(page);
      const options = await page.locator(OPTIONS).count();
      assert.ok(options > 2);
      assert.equal(await active(page), null);
      const walked = [];
      for (const key of ["ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "Home", "End", "ArrowDown"]) {
        await page.keyboard.press(key);
        const id = await active(page);
        assert.equal(await page.locator(`${OPTIONS}[aria-selected="true"]`).getAttribute("id"), id);
        walked.push(await page.locator(OPTIONS).evaluateAll((all, id) => all.findIndex((option) => option.id === id), id));
      }
      assert.deepEqual(walked, [0, 1, 0, options - 1, 0, options - 1, 0]);
      assert.equal(await page.evaluate(() => document.activeElement.matches(".search-dialog input")), true);
      const at = await page.locator(OPTIONS).evaluateAll((all, path) => all.findIndex((option) => new URL(option.href).pathname.endsWith(path)), target);
      assert.ok(at >= 0, "the page about it is found");
      for (let down = 0; down < at; down++) await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.pathname === `/${lang}/${target}` && url.searchParams.get("q") === word);
      await page.waitForFunction(() => CSS.highlights.get("search")?.size > 2);
      const marked = await page.evaluate(() => [...CSS.highlights.get("search")].map((range) => [range.toString().toLowerCase(), range.startContainer.parentElement.closest("h1, article").localName]));
      assert.ok(marked.every(([text]) => text === word.toLowerCase()), JSON.stringify(marked));
      assert.deepEqual([...new Set(marked.map(([, where]) => where))], ["h1", "article"]);
      const text = () => page.locator("article").evaluate((article) => article.innerHTML);
      const marking = await text();
      await page.goto(`/${lang}/${target}`);
      assert.equal(await text(), marking, "the page itself stays as it is");
      await page.context().close();
    });

    test("Esc closes it and gives the focus back", async () => {
      const page = await openDialog(`/${lang}/`);
      await ask(page, many);
      await page.keyboard.press("Escape");
      await closed(page);
      await page.locator(".sidebar a").first().focus();
      await page.keyboard.press("Control+k");
      assert.equal(await page.inputValue(FIELD), many, "the query of last time is still there");
      await page.keyboard.press("Escape");
      await closed(page);
      assert.ok(await page.locator(".sidebar a").first().evaluate((link) => link === document.activeElement));
      await page.context().close();
    });

    test("what is typed into the header goes into the dialog, key for key", async () => {
      const page = await site.page({ viewport: { width: 1280, height: 900 } });
      await page.goto(`/${lang}/`);
      await page.locator(".site-header input").focus();
      await page.keyboard.type(word);
      await told(page);
      assert.equal(await page.inputValue(FIELD), word);
      assert.equal(await page.inputValue(".site-header input"), "");
      await page.locator(".search-close").click();
      await closed(page);
      await page.locator(".site-header input").click();
      await page.waitForSelector(`${DIALOG}[open]`);
      await page.context().close();
    });

    test("Ctrl-Enter opens a new tab and leaves the dialog as it is", async () => {
      const page = await openDialog(`/${lang}/`);
      await ask(page, word);
      await page.keyboard.press("ArrowDown");
      const href = await page.locator(`${OPTIONS}[aria-selected]`).getAttribute("href");
      const [tab] = await Promise.all([page.context().waitForEvent("page"), page.keyboard.press("Control+Enter")]);
      await tab.waitForURL(href);
      assert.ok(await page.locator(DIALOG).isVisible());
      assert.equal(new URL(page.url()).pathname, `/${lang}/`);
      await page.context().close();
    });

    test("Enter without a choice opens the page of search, and Back comes back", async () => {
      const page = await openDialog(`/${lang}/glossary/`);
      await ask(page, many);
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.pathname === `/${lang}/search/` && url.searchParams.get("q") === many);
      await told(page, "main");
      await page.locator("main .hit a").first().click();
      await page.waitForURL((url) => !url.pathname.endsWith("/search/") && url.searchParams.get("q") !== null);
      await page.goBack();
      await told(page, "main");
      assert.equal(await page.inputValue("main input"), many);
      assert.ok((await page.locator("main .hit").count()) > 1);
      await page.goBack();
      await page.waitForURL(`**/${lang}/glossary/`);
      await page.context().close();
    });

    test("a conversion in an input method neither searches nor opens anything", async () => {
      const page = await openDialog(`/${lang}/`);
      await ask(page, many);
      const before = await page.locator(`${DIALOG} .search-hits`).first().textContent();
      await page.keyboard.press("ArrowDown");
      const session = await page.context().newCDPSession(page);
      await page.evaluate(() => document.activeElement.setSelectionRange(0, 99));
      await session.send("Input.imeSetComposition", { text: "にほｎ", selectionStart: 3, selectionEnd: 3 });
      await page.waitForTimeout(300);
      assert.equal(await page.locator(`${DIALOG} .search-hits`).first().textContent(), before);
      // The keys of the conversion, as browsers report them: Enter commits, arrows and Esc go through the candidates.
      for (const key of ["Enter", "ArrowDown", "Escape", "Home"]) {
        for (const how of [{ isComposing: true }, { keyCode: 229 }]) {
          const prevented = await page.locator(FIELD).evaluate((field, init) => !field.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init })), { key, ...how });
          assert.ok(!prevented, `${key} ${JSON.stringify(how)} is the input method's`);
        }
      }
      assert.ok(await page.locator(DIALOG).isVisible());
      assert.equal(new URL(page.url()).pathname, `/${lang}/`);
      await session.send("Input.insertText", { text: word });
      await page.waitForFunction((word) => document.querySelector(".search-dialog .hit mark")?.textContent.toLowerCase() === word, word);
      assert.equal(await page.inputValue(FIELD), word);
      await page.context().close();
    });

    test("a conversion that begins in the header is left in peace, and its outcome goes into the dialog", async () => {
      const page = await site.page({ viewport: { width: 1280, height: 900 } });
      await page.goto(`/${lang}/`);
      await page.locator(".site-header input").focus();
      const session = await page.context().newCDPSession(page);
      await session.send("Input.imeSetComposition", { text: "にほｎ", selectionStart: 3, selectionEnd: 3 });
      await page.locator(".site-header input").dispatchEvent("keydown", { key: "k", ctrlKey: true, isComposing: true });
      assert.ok(!(await page.locator(DIALOG).isVisible()));
      await session.send("Input.insertText", { text: word });
      await told(page);
      assert.equal(await page.inputValue(FIELD), word);
      await page.context().close();
    });

    test("the count is told politely, after a pause, and says when there is nothing", async () => {
      const page = await openDialog(`/${lang}/`);
      assert.equal(await page.locator(`${DIALOG} [role="status"]`).count(), 1);
      await page.evaluate(() => {
        window.said = [];
        const line = document.querySelector(".search-dialog .search-status");
        new MutationObserver(() => window.said.push(line.textContent)).observe(line, { childList: true, characterData: true, subtree: true });
      });
      await page.keyboard.type(many, { delay: 30 });
      await told(page);
      const said = (await page.evaluate(() => window.said)).filter((text) => !text.endsWith("…"));
      const hits = page.locator(`${DIALOG} .search-hits`).first().locator(".hit");
      const more = page.locator(`${DIALOG} .search-more`);
      for (let shown = 10; await more.isVisible(); shown += 10) {
        assert.equal(await hits.count(), shown);
        await more.click();
        await page.waitForFunction((shown) => document.querySelectorAll(".search-dialog .hit").length > shown, shown);
      }
      const pages = await hits.count();
      assert.equal(said.length, 1, `once, not at each key: ${said}`);
      assert.match(said[0], new RegExp(`(^|\\D)${pages}(\\D|$)`));
      assert.equal(await page.getAttribute(FIELD, "aria-expanded"), "true");
      assert.ok(!(await page.locator(".search-advice").isVisible()));

      const found = said[0];
      await page.fill(FIELD, nowhere);
      await page.waitForFunction((found) => ![found, ""].includes(document.querySelector(".search-dialog .search-status").textContent), found);
      await page.waitForSelector(".search-advice:visible");
      assert.equal(await page.locator(OPTIONS).count(), 0);
      assert.equal(await page.getAttribute(FIELD, "aria-expanded"), "false");
      await page.fill(FIELD, "");
      await page.waitForSelector(`${DIALOG} .search-results`, { state: "hidden" });
      await page.context().close();
    });

    test("results are links with title, way, excerpt, at most three sections, and marks", async () => {
      const page = await openDialog(`/${lang}/`);
      await ask(page, keys);
      const hits = await page.$$eval(`${DIALOG} .hit`, (all) => all.map((hit) => ({ pages: hit.querySelectorAll("a.page").length, sections: hit.querySelectorAll("a.section").length, crumbs: hit.querySelector(".crumbs")?.textContent, marks: [...hit.querySelectorAll("mark")].map((mark) => mark.textContent) })));
      assert.ok(hits.length > 2 && hits.every(({ pages, sections }) => pages === 1 && sections <= 3));
      assert.ok(hits.some(({ crumbs }) => crumbs) && hits.some(({ sections }) => sections));
      const marks = new Set(hits.flatMap(({ marks }) => marks.map((mark) => mark.toLowerCase())));
      assert.deepEqual([...marks], [many], "what is marked is as it stands on the page");
      for (const link of await page.$$eval(OPTIONS, (all) => all.map(({ href }) => href))) {
        const url = new URL(link);
        assert.ok(url.pathname.startsWith(`/${lang}/`) && url.searchParams.get("q"), link);
        if (!url.pathname.endsWith("/forms/")) assert.equal(url.searchParams.get("q"), keys);
      }
      const section = page.locator(`${DIALOG} a.section[href*="#"]`).first();
      const id = decodeURIComponent(new URL(await section.evaluate(({ href }) => href)).hash.slice(1));
      await section.click();
      await page.waitForURL((url) => url.hash.length > 1);
      assert.ok(await page.evaluate((id) => document.getElementById(id) !== null, id));
      await page.context().close();
    });

    test("the other language says how many pages it has, once the own results stand there, and takes the query along", async () => {
      const page = await site.page({ viewport: { width: 1280, height: 900 } });
      const asked = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await page.goto(`/${lang}/`);
      await page.keyboard.press("Control+k");
      await ask(page, "ISO");
      const link = page.locator(`${DIALOG} .search-elsewhere[hreflang="${other}"]`);
      await link.waitFor();
      const own = asked.findLastIndex((path) => path.startsWith(`/${lang}/search/`));
      assert.ok(asked.indexOf(`/${other}/search/index.json`) > own, "the other index waits for the own results");
      const count = Number(/\d+/.exec(await link.textContent())[0]);
      assert.ok(count > 1);
      await link.click();
      await page.waitForURL((url) => url.pathname === `/${other}/search/` && url.searchParams.get("q") === "ISO");
      await told(page, "main");
      assert.match(await status(page, "main"), new RegExp(`(^|\\D)${count}(\\D|$)`));
      await page.context().close();
    });
  });

  describe(`${lang}: the page of search`, () => {
    test("?q= is a deep link, typing keeps it up to date, the other language gets it", async () => {
      const page = await site.page({ viewport: { width: 1280, height: 900 } });
      await page.goto(`/${lang}/search/?q=${encodeURIComponent(many)}`);
      await told(page, "main");
      assert.equal(await page.inputValue("main input"), many);
      assert.ok((await page.locator("main .hit").count()) > 1);
      assert.ok(!(await page.locator(".search-pages").isVisible()), "the contents give way");
      const entries = await page.evaluate(() => history.length);
      await page.fill("main input", word);
      await page.waitForURL((url) => url.searchParams.get("q") === word);
      assert.equal(await page.evaluate(() => history.length), entries);
      await page.keyboard.press("Enter");
      assert.equal(new URL(page.url()).searchParams.get("q"), word);
      await page.locator(`.languages a[hreflang="${other}"]`).click();
      await page.waitForURL((url) => url.pathname === `/${other}/search/` && url.searchParams.get("q") === word);
      await page.goBack();
      await page.fill("main input", nowhere);
      await page.waitForSelector("main .search-advice:visible");
      assert.ok(await page.locator(".search-pages").isVisible(), "where nothing is found they are a way on");
      await page.fill("main input", "");
      await page.waitForURL((url) => !url.searchParams.has("q"));
      assert.ok(await page.locator(".search-pages").isVisible());
      await page.keyboard.press("Tab");
      await page.keyboard.press("Control+k");
      assert.ok(await page.locator("main input").evaluate((box) => box === document.activeElement));
      await page.context().close();
    });

    test("without JavaScript the form leads here, and every page of the language is listed", async () => {
      const page = await site.page({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
      await page.goto(`/${lang}/glossary/`);
      await page.locator(".site-header input").fill(word);
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.pathname === `/${lang}/search/` && url.searchParams.get("q") === word);
      for (const hidden of [".search-results", ".site-header kbd", DIALOG]) assert.ok(!(await page.locator(hidden).first().isVisible()), hidden);
      const listed = await page.$$eval(".search-pages a", (all) => all.map((link) => link.pathname));
      const menu = await page.$$eval(".sidebar a", (all) => all.map((link) => link.pathname));
      assert.deepEqual([...new Set(listed)].sort(), [...new Set([`/${lang}/`, ...menu])].sort());
      assert.ok((await page.locator(".search-pages ul ul a").count()) > 3);
      for (const link of await page.locator(".search-pages a").all()) assert.ok(await link.isVisible());
      await page.setViewportSize({ width: 360, height: 780 });
      await page.goto(`/${lang}/glossary/`);
      await page.locator(".site-header .search-form button").click();
      await page.waitForURL((url) => url.pathname === `/${lang}/search/`);
      await page.context().close();
    });

    test("search engines do not list it, and no page of it is another's", async () => {
      const page = await site.page({ javaScriptEnabled: false });
      await page.goto(`/${lang}/search/`);
      assert.equal(await page.getAttribute('meta[name="robots"]', "content"), "noindex");
      assert.equal(await page.locator('link[rel="canonical"], link[hreflang]').count(), 0);
      await page.context().close();
    });
  });

  test(`${lang}: on the form index ?q= is its own, and a form that is found leads to its row`, async () => {
    const page = await openDialog(`/${lang}/`);
    await ask(page, "coa-checklist");
    const link = page.locator(`${DIALOG} a.section[href*="/forms/?q="]`).first();
    await link.click();
    await page.waitForSelector(".forms.live");
    assert.ok((await page.locator(".forms tbody tr:visible").count()) >= 1);
    assert.equal(await page.evaluate(() => CSS.highlights.has("search")), false);
    await page.context().close();
  });

  for (const viewport of [{ width: 320, height: 640 }, { width: 1280, height: 900 }]) {
    test(`${lang}: at ${viewport.width} px the dialog stays in the window, in either direction`, async () => {
      const page = await openDialog(`/${lang}/`, { viewport });
      await ask(page, many);
      for (const dir of ["ltr", "rtl"]) {
        await page.evaluate((dir) => (document.documentElement.dir = dir), dir);
        const { left, right, bottom, inner } = await page.locator(DIALOG).evaluate((dialog) => ({ ...dialog.getBoundingClientRect().toJSON(), inner: dialog.scrollWidth - dialog.clientWidth }));
        assert.ok(left >= 0 && right <= viewport.width && bottom <= viewport.height && inner <= 0, `${dir} ${left} ${right} ${bottom} ${inner}`);
      }
      await page.keyboard.press("End");
      await page.keyboard.press("ArrowUp");
      const seen = await page.locator(`${OPTIONS}[aria-selected]`).evaluate((option) => {
        const [at, frame] = [option, option.closest(".search-results")].map((element) => element.getBoundingClientRect());
        return at.top >= frame.top - 1 && at.top < frame.bottom;
      });
      assert.ok(seen, "what is chosen is scrolled to");
      await page.context().close();
    });
  }
}

test("the hint of the keys stands at the end of the box, in either direction", async () => {
  const page = await site.page({ viewport: { width: 1280, height: 900 } });
  await page.goto("/en/");
  for (const dir of ["ltr", "rtl"]) {
    await page.evaluate((dir) => (document.documentElement.dir = dir), dir);
    const [box, keys, button] = await page.evaluate(() => ["input", "kbd", "button"].map((part) => document.querySelector(`.site-header .search-form ${part}`).getBoundingClientRect().toJSON()));
    const [first, last] = dir === "ltr" ? [button, keys] : [keys, button];
    assert.ok(box.left <= first.left && first.right < last.left && last.right <= box.right, `${dir} ${JSON.stringify([box, keys, button])}`);
  }
  await page.context().close();
});

test("the header stays one line on a wide window, and nothing of search is printed", async () => {
  const page = await site.page({ viewport: { width: 1000, height: 900 } });
  for (const lang of LANGUAGES) {
    for (const width of [1280, 1000, 800]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`/${lang}/forms/verification/`);
      const { height } = await page.locator(".site-header").boundingBox();
      assert.ok(height <= 58, `${lang} at ${width} px: ${height} px high`);
    }
    await page.emulateMedia({ media: "print" });
    for (const part of await page.locator(".search-form, .search-dialog").all()) assert.ok(!(await part.isVisible()));
    await page.emulateMedia({ media: "screen" });
  }
  await page.context().close();
});
