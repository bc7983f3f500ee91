/** Search on sites that this one is not: below a path, in three languages, with fallbacks, and with hostile text. */
import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { after, before, describe, test } from "node:test";
import { build, start, through } from "./site.mjs";

const LANGUAGES = [["en", "English"], ["ja", "日本語"], ["de", "Deutsch"]];
const config = (base, languages) => `schema = 1
base_url = "https://example.org${base}"
source = "en"
default = "en"
${languages.map(([code, name]) => `\n[[language]]\ncode = "${code}"\nname = "${name}"\nfallback = "page"\n`).join("")}`;

describe("below a path, in three languages", () => {
  const BASE = "/docs/v1/";
  let folder;
  let site;
  before(async () => {
    folder = await build({
      "content/site.toml": config(BASE, LANGUAGES),
      "content/de/ui.ftl": await readFile(new URL("../../templates/theme/ui/en.ftl", import.meta.url), "utf8"),
      "content/en/index.md": "---\ntitle: Handbook\n---\n\nA disc is a shared word.\n",
      "content/ja/index.md": "---\ntitle: 手引き\n---\n\nディスクの説明です。disc\n",
      "content/de/index.md": "---\ntitle: Handbuch\n---\n\nEine disc.\n",
      "content/en/discs/index.md": "---\ntitle: Discs\n---\n\n## Where to keep them {#keep}\n\nKeep every disc in a **sa**fe place.\n",
      "content/en/discs/50% #1.md": "---\ntitle: An odd name\n---\n\nA disc with an oddity.\n",
      "content/en/hidden.md": "---\ntitle: Hidden\nsearch: false\n---\n\nA disc that is not found.\n",
      "content/en/draft.md": "---\ntitle: Draft\nstatus: draft\n---\n\nA disc that is not published.\n",
    });
    site = await start(folder, BASE);
  });
  after(async () => {
    await site?.stop();
    if (folder) await rm(dirname(folder), { recursive: true });
  });

  test("the dialog, what it opens, and the way to the other languages", async () => {
    const page = await site.page();
    const missing = [];
    page.on("response", (response) => response.status() >= 400 && missing.push(response.url()));
    await page.goto(`${BASE}en/`);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("disc");
    const elsewhere = () => page.waitForFunction(() => document.querySelectorAll(".search-elsewhere:not([hidden])").length === 2);
    await elsewhere();
    // Pages that stand in for translations are counted in their own language alone.
    const counts = await page.$$eval(".search-dialog .search-elsewhere:not([hidden])", (all) => all.map((link) => [link.hreflang, link.textContent, link.pathname + link.search]));
    assert.deepEqual(counts, [["ja", "In 日本語: 1", `${BASE}ja/search/?q=disc`], ["de", "In Deutsch: 1", `${BASE}de/search/?q=disc`]]);
    const pages = await page.$$eval(".search-dialog a.page", (all) => all.map(({ href }) => new URL(href).pathname));
    assert.deepEqual(pages.toSorted(), [`${BASE}en/`, `${BASE}en/discs/`, `${BASE}en/discs/50%25%20%231/`]);
    for (const path of pages) {
      const response = await page.request.get(path);
      assert.ok(response.ok(), path);
    }
    await page.locator('.search-dialog a.section[href*="#keep"]').click();
    await page.waitForURL((url) => url.pathname === `${BASE}en/discs/` && url.search === "?q=disc" && url.hash === "#keep");
    await page.waitForFunction(() => CSS.highlights.get("search")?.size === 2);
    await page.goto(`${BASE}de/search/?q=disc`);
    await page.waitForSelector("main .hit");
    assert.equal(await page.locator("main .hit").count(), 1);
    await elsewhere();
    assert.deepEqual(missing, []);
    await page.context().close();
  });

  test("the list of all pages has those that stand in for translations, as the menu has", async () => {
    const page = await site.page({ javaScriptEnabled: false });
    await page.goto(`${BASE}de/search/`);
    const listed = await page.$$eval(".search-pages a", (all) => all.map((link) => link.getAttribute("href")));
    assert.deepEqual(listed.toSorted(), ["", "discs/", "discs/50%25%20%231/", "hidden/"].map((path) => `${BASE}de/${path}`));
    await page.context().close();
  });
});

/** The payloads of tests/hostile, read out of the Rust, and every way to hang a handler on an element. */
async function payloads() {
  const rust = await readFile(new URL("../hostile/payloads.rs", import.meta.url), "utf8");
  const literals = [...rust.matchAll(/^ {4}"((?:[^"\\]|\\.)*)",$/gmu)].map(([, text]) =>
    text.replace(/\\(?:u\{([0-9a-f]+)\}|(.))/gu, (_, code, char) => (code ? String.fromCodePoint(parseInt(code, 16)) : { n: "\n", t: "\t", r: "\r", 0: "\0" }[char] ?? char)),
  );
  const handlers = ["onload", "onerror", "onclick", "onfocus", "ontoggle", "onbeforetoggle", "onanimationstart", "onpointerover"];
  const made = ["img src=x", "svg", "details open", "input autofocus", "iframe src=javascript:alert(1)", "mark", "a href=javascript:alert(1)", "body"];
  return [...literals, ...made.flatMap((element) => handlers.map((handler) => `"><${element} ${handler}=alert(1)>`))];
}

describe("hostile text", () => {
  let all;
  let folder;
  let site;
  before(async () => {
    all = await payloads();
    const files = {
      "content/site.toml": config("/", LANGUAGES.slice(0, 1)),
      "content/en/index.md": "---\ntitle: Front\n---\n\nText.\n",
    };
    for (const [number, payload] of all.entries()) {
      // What no page may hold is tried as a query alone.
      const text = payload.replace(/[\p{C}\u2028\u2029]/gu, "");
      const plain = text.replace(/[!-/:-@[-`{-~]/g, "\\$&");
      const name = text.replace(/[\\/?"<>:*|]|^[.\s]+|[.\s]+$/g, "").slice(0, 40).trim().replace(/\.+$/, "");
      files[`content/en/p${number} ${name}x.md`] = `---\ntitle: ${JSON.stringify(`hostile ${text}`)}\n---\n\nhostile ${plain}\n\n## hostile ${plain}\n\nhostile ${plain} and more\n`;
    }
    folder = await build(files);
    site = await start(folder);
  });
  after(async () => {
    await site?.stop();
    if (folder) await rm(dirname(folder), { recursive: true });
  });

  /** Notes in each page what must not happen. */
  const WATCH = () => {
    window.faults = [];
    addEventListener("securitypolicyviolation", (event) => window.faults.push(`${event.violatedDirective} ${event.sample}`));
    for (const name of ["alert", "confirm", "prompt"]) window[name] = () => window.faults.push(name);
  };

  /** In the page: what stands among results beside the elements that we make. */
  const STRANGE = () => {
    const ours = ["A", "SPAN", "MARK", "LI", "OL", "DIV", "P", "SECTION", "H2", "BUTTON"];
    const elements = [...document.querySelectorAll(".search-results, .search-results *")];
    const strange = elements.filter((element) => !ours.includes(element.nodeName) || element.getAttributeNames().some((name) => name.startsWith("on") || name === "style"));
    const away = [...document.querySelectorAll(".search-results a")].filter((link) => link.origin !== location.origin || !link.pathname.startsWith("/en/"));
    return [...strange, ...away].map((element) => element.outerHTML.slice(0, 100)).concat(window.faults);
  };

  const watched = async (page, dialogs) => {
    page.on("dialog", (dialog) => (dialogs.push(dialog.message()), dialog.dismiss()));
    return page;
  };

  test("in titles, headings, texts and file names it stands in the results as text", async () => {
    assert.ok(all.length >= 200, `${all.length} payloads`);
    const dialogs = [];
    const page = await watched(await site.page(), dialogs);
    await page.addInitScript(WATCH);
    for (const [address, within] of [["/en/", ".search-dialog"], ["/en/search/", "main"]]) {
      await page.goto(address);
      await page.keyboard.press("Control+k");
      await page.locator(`${within} input[type="search"]`).fill("hostile");
      await page.waitForSelector(`${within} .hit`);
      const more = page.locator(`${within} .search-more`);
      for (let shown = 10; shown < all.length; shown += 10) {
        await more.click();
        await page.waitForFunction(([within, shown]) => document.querySelectorAll(`${within} .hit`).length > shown, [within, shown]);
      }
      assert.equal(await page.locator(`${within} .hit`).count(), all.length);
      assert.deepEqual(await page.evaluate(STRANGE), []);
      const shown = await page.locator(`${within} .search-hits`).first().textContent();
      for (const wanted of ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;script&gt;", "javascript:alert(1)", "{{ 7 * 7 }}"]) assert.ok(shown.includes(wanted), wanted);
      for (const href of await page.$$eval(`${within} a.page`, (links) => links.map(({ href }) => href))) {
        if ((await page.request.get(href)).ok()) continue;
        assert.fail(`no page at ${href}`);
      }
    }
    assert.deepEqual(dialogs, []);
    await page.context().close();
  });

  test("as a query, and on the page that was found, it is text", async () => {
    const dialogs = [];
    const faults = [];
    const seen = new Set();
    let visited = 0;
    // A box drops the ends of lines, and a query has no space around it; the same one twice changes nothing.
    const tries = [...new Set(all.map((payload) => payload.toWellFormed().replace(/[\r\n]/g, "").trim()))].map((query, number) => ({ query, number }));
    await through(site, tries, {}, async (page, { query, number }) => {
      const first = !seen.has(page);
      if (first) await watched(page, dialogs);
      seen.add(page);
      // Some by the address, and of some the page that is found: what comes of a query there is the same for all.
      const whole = first || number % 4 === 0;
      if (whole) await page.goto(`/en/search/?q=${encodeURIComponent(query)}`);
      else {
        await page.evaluate(() => document.querySelector("main .search-hits").append(Object.assign(document.createElement("li"), { className: "old" })));
        await page.fill("main input", query);
      }
      await page.waitForFunction(() => !document.querySelector("main .old") && document.querySelector("main .hit, .search-advice:not([hidden]), .search-results[hidden]"));
      faults.push(...(await page.evaluate(STRANGE)).map((fault) => `${number}: ${fault}`));
      const href = await page.evaluate(() => document.querySelector("main a.page")?.href);
      if (!href || !whole) return;
      await page.goto(href);
      await page.waitForFunction(() => CSS.highlights.has("search"));
      visited++;
      const made = await page.evaluate(() => [...window.faults, ...[...document.querySelectorAll("article :is(script, img, svg, iframe, mark, style, form)")].map(({ outerHTML }) => outerHTML)]);
      faults.push(...made.map((fault) => `${number}, its page: ${fault}`));
      await page.goto("/en/search/");
    }, WATCH);
    assert.ok(visited > 20, `${visited} pages visited`);
    assert.deepEqual(faults, []);
    assert.deepEqual(dialogs, []);
  });
});
