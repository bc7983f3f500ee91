/**
 * Pages and books on paper: what comes out of the printer, as text.
 *
 * TAIYAKU_BOOK  a site built with `--print`
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { addresses, isAlias, LANGUAGES, source, start } from "./site.mjs";

const run = promisify(execFile);
const BOOK = process.env.TAIYAKU_BOOK;
const squeeze = (text) => text.normalize("NFKC").replace(/[\s\u2060\u200b]+/g, "");

/** Parts of the frame that are of no use on paper. */
const CHROME = ".skip, .languages, .scheme, .sidebar > details > summary, .contents summary, .breadcrumbs, .pager .soft, .footer-links, .hash, .also, .copy, .tab-back, .letters";
/** What must not stand alone at the foot of a page. */
const TITLES = "main :is(h1, h2, h3, h4, summary, .tab-title, .notice-title, .card-title, .code-title, .link-notes-title)";

const kinds = {
  "": "the front page, with tabs",
  "downgrade-rights/": "tables and notices",
  "iso-burning/": "code and steps",
  "imaging-verification/": "questions that open",
  "glossary/": "the glossary",
  "forms/": "the form index",
  "guide/writing/": "every part of the text",
};

let site;
let folder;
before(async () => {
  site = await start();
  folder = await mkdtemp(join(tmpdir(), "taiyaku-print-"));
});
after(async () => {
  await site.stop();
  await rm(folder, { recursive: true });
});

/** The pages that come out of the printer, as text. */
async function print(page) {
  const file = join(folder, "page.pdf");
  await writeFile(file, await page.pdf({ preferCSSPageSize: true }));
  const { stdout: info } = await run("pdfinfo", [file]);
  const { stdout: text } = await run("pdftotext", ["-layout", file, "-"], { maxBuffer: 2 ** 26 });
  const pages = text.split("\f").slice(0, -1);
  assert.equal(pages.length, Number(/^Pages:\s+(\d+)/m.exec(info)[1]));
  assert.match(info, /^Page size:.*A4/m);
  return pages;
}

/** How many pages the text would fill without gaps. */
async function height(page) {
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 658, height: 987 });
  return page.evaluate(() => document.body.scrollHeight / 987);
}

/** The lines of a page without its number. */
const lines = (page) => page.split("\n").map(squeeze).filter((line) => line && !/^\d+\/\d+$/.test(line));

for (const lang of LANGUAGES) {
  for (const [kind, what] of Object.entries(kinds)) {
    for (const javaScriptEnabled of [true, false]) {
      test(`/${lang}/${kind}: ${what}${javaScriptEnabled ? "" : ", without JavaScript"}`, async () => {
        const page = await site.page({ javaScriptEnabled, colorScheme: "dark" });
        await page.goto(`/${lang}/${kind}`, { waitUntil: "networkidle" });
        const pages = await print(page);
        const paper = squeeze(pages.join("\n"));
        // Text has no gaps, paper has: what stays together leaves at most a third of a page free.
        const full = await height(page);
        assert.ok(pages.length >= Math.floor(full) && pages.length <= Math.ceil(1.5 * full), `${pages.length} pages for ${full} full ones`);
        for (const [at, one] of pages.entries()) assert.ok(squeeze(one).endsWith(`${at + 1}/${pages.length}`), `no number on page ${at + 1}`);

        const hidden = await page.$$eval(".tab-panel p, .tab-panel li, .details-body p, .details-body li, .details > summary", (all) => all.filter((element) => !element.matches(".tab-back, .tab-back *, :has(a[data-note], ul, ol, ruby)")).map((element) => element.textContent));
        if (["", "imaging-verification/", "guide/writing/"].includes(kind)) assert.ok(hidden.length > 2, "nothing here is folded");
        // A line of a table or a list may stand between two lines of a text; its beginning is whole.
        for (const text of hidden) assert.ok(paper.includes(squeeze(text).slice(0, 20)), `not on paper: ${text}`);

        const chrome = await page.$$eval(CHROME, (all) => all.map((element) => element.textContent.trim()).filter(Boolean));
        const article = squeeze(await page.$eval("main", (main) => [main.querySelector(".page-head h1"), main.querySelector("article")].map((part) => part.textContent).join(" ")));
        const told = chrome.map(squeeze).filter((text) => text.length > 3 && !article.includes(text));
        for (const text of told) assert.ok(!paper.includes(text), `on paper: ${text}`);

        const titles = new Set((await page.$$eval(TITLES, (all) => all.map((element) => element.textContent))).map(squeeze));
        for (const one of pages) assert.ok(!titles.has(lines(one).at(-1)), `alone at the foot of a page: ${lines(one).at(-1)}`);
        await page.context().close();
      });
    }
  }
}

test("the numbers behind links are those of the list, and both are on paper only", async () => {
  const page = await site.page();
  let count = 0;
  for (const address of await addresses()) {
    if (isAlias(await source(address))) continue;
    await page.goto(address, { waitUntil: "load" });
    const { links, list, shown } = await page.evaluate(() => ({
      links: [...document.querySelectorAll("a[data-note]")].map((link) => [link.dataset.note, link.getAttribute("href")]),
      list: [...document.querySelectorAll(".link-notes li")].map((item, at) => [String(at + 1), item.textContent]),
      shown: [...document.querySelectorAll(".link-notes")].some((part) => part.checkVisibility()) || [...document.querySelectorAll("a[data-note]")].some((link) => getComputedStyle(link, "::after").content !== "none"),
    }));
    assert.equal(shown, false, address);
    const distinct = [...new Map(links)].sort(([a], [b]) => a - b);
    assert.deepEqual(distinct, list, address);
    count += links.length;
  }
  assert.ok(count > 20, `${count} links with numbers`);
  await page.goto(`/${LANGUAGES[0]}/forms/`);
  const paper = squeeze((await print(page)).join("\n"));
  for (const [at, href] of (await page.locator(".link-notes li").allTextContents()).entries()) assert.ok(paper.includes(`[${at + 1}]${squeeze(href)}`), href);
  await page.context().close();
});

test("paper is light whatever the reader chose, and nothing is cut at its edge", async () => {
  const page = await site.page({ colorScheme: "dark", viewport: { width: 658, height: 987 } });
  await page.addInitScript(() => localStorage.setItem("scheme", "dark"));
  await page.emulateMedia({ media: "print" });
  for (const lang of LANGUAGES) {
    for (const kind of Object.keys(kinds)) {
      await page.goto(`/${lang}/${kind}`);
      const { paper, wide, view } = await page.evaluate(() => ({
        paper: getComputedStyle(document.documentElement).backgroundColor,
        wide: document.documentElement.scrollWidth,
        view: document.documentElement.clientWidth,
      }));
      assert.equal(paper, "rgb(255, 255, 255)", `${lang}/${kind}`);
      // The ground behind code may reach over the edge of the text by its padding.
      assert.ok(wide <= view + 4, `${lang}/${kind}: ${wide} px wide in ${view}`);
    }
  }
  await page.context().close();
});

/** The book of a language, opened from its files. */
async function open(lang) {
  assert.ok(BOOK, "TAIYAKU_BOOK names no folder");
  const page = await site.page({ colorScheme: "dark" });
  // The books of a site built with --print, at the addresses of the site that the other tests read.
  await page.route(/\/(?:_t|ja|en)\//, async (route) => {
    const path = new URL(route.request().url()).pathname;
    const body = await readFile(join(BOOK, path.endsWith("/") ? `${path}index.html` : path)).catch(() => null);
    const type = { css: "text/css", js: "text/javascript", svg: "image/svg+xml" }[path.split(".").at(-1)];
    await (body ? route.fulfill({ body, contentType: type ?? "text/html; charset=utf-8" }) : route.continue());
  });
  await page.goto(`/${lang}/print/`, { waitUntil: "networkidle" });
  return page;
}

for (const lang of LANGUAGES) {
  test(`the book in ${lang}: its contents name the page of every chapter, and every page of the language is one`, async () => {
    const page = await open(lang);
    const pages = (await print(page)).map(lines);
    const chapters = await page.$$eval(".book-contents a", (all) => all.map((link) => [link.textContent, Number(link.dataset.page)]));
    for (const [title, at] of chapters) {
      assert.equal(pages[at - 1]?.[0], squeeze(title), `page ${at}`);
      assert.ok(pages.slice(1, chapters[0][1] - 1).flat().includes(`${squeeze(title)}${at}`), `${title} is not in the contents`);
    }
    const written = [];
    for (const address of await addresses()) {
      const html = await source(address);
      const own = new RegExp(`^/${lang}/`).test(address) && !/<meta name="robots" content="noindex">/.test(html) && !isAlias(html);
      if (own) written.push(/<meta property="og:title" content="([^"]*)">/.exec(html)[1]);
    }
    assert.deepEqual(chapters.map(([title]) => title).sort(), written.sort());
    assert.ok(squeeze(await page.locator(".book-title").textContent()).startsWith(pages[0][0]));
    await page.emulateMedia({ media: "print" });
    assert.ok((await page.locator(".sheet-tools button").count()) > 0);
    assert.equal(await page.locator(".sheet-tools, .sheet-tools button").filter({ visible: true }).count(), 0);
    // Parts that come out shorter than they were measured keep their pages, which are empty then.
    const empty = pages.filter((one) => one.length === 0).length;
    assert.ok(empty <= pages.length / 20, `${empty} of ${pages.length} pages are empty`);
    await page.context().close();
  });
}

test("the contents of a book lead to its chapters without JavaScript, too", async () => {
  for (const lang of LANGUAGES) {
    const html = await readFile(join(BOOK, lang, "print", "index.html"), "utf8");
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
    assert.equal(new Set(ids).size, ids.length);
    const contents = /<nav class="book-contents"[\s\S]*?<\/nav>/.exec(html)[0];
    const links = [...contents.matchAll(/href="#([^"]*)"/g)].map((match) => match[1]);
    assert.ok(links.length > 10 && links.every((id) => ids.includes(id)));
  }
});

test("without --print there is no book", async () => {
  assert.deepEqual((await addresses()).filter((address) => address.endsWith("/print/")), []);
});
