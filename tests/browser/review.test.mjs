/** The translator's whole way, on a copy of this site with a third language; and the views beside the source in a browser. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { preview } from "./preview.mjs";
import { browse, program } from "./site.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SOURCE = "content/ja/media-retirement.md";
const PAGE = "content/ko/media-retirement.md";
const COMPARE = "/_taiyaku/compare/ko/media-retirement/";

/** The texts of this site and its own files, without the theme, which the program has. */
async function files() {
  const found = {};
  for (const folder of ["content", "static"]) {
    for (const entry of await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      const path = relative(ROOT, join(entry.parentPath ?? entry.path, entry.name));
      if (entry.isFile() && !path.startsWith("static/theme/")) found[path] = await readFile(join(ROOT, path));
    }
  }
  return found;
}

let browser;
let site;
let log;
before(async () => {
  browser = await browse();
  site = await preview(await files());
  // The editor is a program that writes down what it was given.
  const editor = join(site.root, "editor.sh");
  log = join(site.root, "opened.txt");
  await writeFile(editor, `#!/bin/sh\nprintf '%s|' "$@" >> "${log}"\n`);
  await chmod(editor, 0o755);
  await site.end();
  await site.begin(0, ["--editor", `"${editor}" {line} {file}`]);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const run = async (...parts) => {
  const { stdout } = await promisify(execFile)(program(), [...parts, "--ui-lang", "en"], { cwd: site.root });
  return stdout;
};
const mend = async (path, old, now) => {
  const text = await site.read(path);
  assert.ok(text.includes(old), `${path}: ${old}`);
  await site.write(path, text.replace(old, now));
};

async function open(path, options = {}) {
  const context = await browser.newContext({ baseURL: site.origin, ...options });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  const socket = page.waitForEvent("websocket").then((opened) => opened.waitForEvent("framereceived"));
  await page.goto(path);
  await socket;
  return { context, page, errors };
}

describe("a third language", () => {
  test("is added, its page begun and translated", async () => {
    assert.match(await run("add-language", "ko"), /Added the language ko/);
    assert.match(await run("new", "media-retirement.md", "--lang", "ko"), /begins in content\/ko\/media-retirement\.md/);
    assert.match(await run("status", "--lang", "ko"), /media-retirement\.md {2}draft/);
    const draft = await site.read(PAGE);
    assert.match(draft, /status: draft/);
    const words = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー、。]+/gu;
    // Korean of a kind: every run of Japanese becomes a word, all that is the same in every language stays.
    const written = draft.replace("status: draft\n", "").replace(/^ *<!-- l10n:todo -->\n/gm, "").replace(words, "번역");
    await site.write(PAGE, written);
    assert.doesNotMatch(await run("status", "--lang", "ko"), /media-retirement/);
  });

  test("falls behind when the source changes, and everybody is told", async () => {
    await mend(SOURCE, "Microsoftは、物理メディアを減らすことで", "Microsoftは、物理メディアの数を減らすことで");
    await mend(SOURCE, "物理メディア版の提供が終わったのは、次のプログラムです。", "物理メディア版の提供が終わったのは、次の6つのプログラムです。");
    assert.match(await run("status", "--lang", "ko"), /media-retirement\.md {2}stale: 2 of 2\d/);
    const told = await run("stale", PAGE);
    assert.match(told, /Microsoftは、物理メディア\{\+の数\+\}を減らすこと/);
    assert.match(told, /content\/ko\/media-retirement\.md:\d+:1/);
    const { context, page } = await open("/ko/media-retirement/");
    const links = page.locator(".stale a, .notice a").filter({ hasText: /廃止の理由|対象となるプログラム/ });
    await links.first().waitFor();
    assert.deepEqual(
      (await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")))).sort(),
      ["/ja/media-retirement/#programs", "/ja/media-retirement/#reason"],
    );
    await context.close();
  });

  test("stands beside its source, with what has changed", async () => {
    const { context, page, errors } = await open(COMPARE);
    assert.equal(await page.locator(".row[data-stale]").count(), 2);
    const row = page.locator('.row[id="reason/p1"]');
    assert.equal(await row.locator("ins").innerText(), "の数");
    assert.ok(await row.locator("details").evaluate((details) => details.open));
    const [source, translation] = await row.locator(".cell > div").all();
    assert.deepEqual([await source.getAttribute("lang"), await translation.getAttribute("lang")], ["ja", "ko"]);
    assert.match(await translation.innerText(), /번역/);
    const focused = () => page.evaluate(() => document.activeElement.id);
    const visits = [];
    for (const key of ["n", "n", "n", "p"]) {
      await page.keyboard.press(key);
      visits.push(await focused());
    }
    assert.deepEqual(visits, ["programs/p1", "reason/p1", "programs/p1", "reason/p1"]);
    // The button has the focus when it is pressed; the way goes on from the row all the same.
    for (const [way, id] of [["Previous", "programs/p1"], ["Next", "reason/p1"], ["Next", "programs/p1"], ["Next", "reason/p1"]]) {
      await page.getByRole("button", { name: new RegExp(`${way} place`) }).click();
      assert.equal(await page.locator(".row:focus").getAttribute("id"), id);
    }
    await row.locator("button.place").nth(1).click();
    for (let tries = 0; tries < 200 && !(await readFile(log, "utf8").catch(() => "")); tries++) {
      await new Promise((soon) => setTimeout(soon, 50));
    }
    assert.match(await readFile(log, "utf8"), /^\d+\|.*content\/ko\/media-retirement\.md\|$/);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("the next place is counted from what is seen, and a link to a row wins over what was kept", async () => {
    const { context, page } = await open(COMPARE, { viewport: { width: 1000, height: 500 } });
    const focused = () => page.evaluate(() => document.activeElement.id);
    const seen = (id) => page.locator(`[id="${id}"]`).evaluate((row) => Math.round(row.getBoundingClientRect().top));
    // Behind the first place, nothing in focus: the next one is the second.
    await page.evaluate(() => document.getElementById("reason").scrollIntoView({ block: "start" }));
    await page.keyboard.press("n");
    assert.equal(await focused(), "reason/p1");
    await page.keyboard.press("p");
    assert.equal(await focused(), "programs/p1");
    // From a row where there is nothing to do as well.
    await page.locator('[id="reason"] .badge a').focus();
    await page.keyboard.press("n");
    assert.equal(await focused(), "reason/p1");
    assert.ok((await page.evaluate(() => scrollY)) > 200);
    await page.goto("/_taiyaku/");
    await page.goto(`${COMPARE}#title`);
    await page.waitForLoadState("load");
    const top = await seen("title");
    assert.ok(top >= 0 && top < 500, `${top}`);
    await context.close();
  });

  test("a reload keeps the row at its height, and the focus", async () => {
    const { context, page } = await open(COMPARE, { viewport: { width: 1000, height: 500 } });
    for (const key of ["n", "n"]) await page.keyboard.press(key);
    const top = () => page.locator('.row[id="reason/p1"]').evaluate((row) => Math.round(row.getBoundingClientRect().top));
    const before = await top();
    assert.ok((await page.evaluate(() => scrollY)) > 200);
    // A paragraph more above it moves everything below.
    await mend(SOURCE, "## 対象となるプログラム", "加えた段落です。\n\n## 対象となるプログラム");
    await page.getByText("加えた段落です。").first().waitFor({ state: "attached" });
    await page.waitForFunction(() => document.activeElement.id === "reason/p1");
    assert.ok(Math.abs((await top()) - before) <= 2, `${before} became ${await top()}`);
    await mend(SOURCE, "加えた段落です。\n\n", "");
    await page.getByText("加えた段落です。").first().waitFor({ state: "detached" });
    await context.close();
  });

  test("is up to date again once it is confirmed, and every view says so", async () => {
    const views = [await open(COMPARE), await open("/ko/media-retirement/"), await open("/_taiyaku/")];
    const [compare, reader, list] = views.map(({ page }) => page);
    await list.locator("tr.stale", { hasText: PAGE }).waitFor();
    await run("accept", `${PAGE}#reason`);
    await compare.waitForFunction(() => document.querySelectorAll(".row[data-stale]").length === 1);
    await run("accept", PAGE);
    await compare.waitForFunction(() => !document.querySelector(".row[data-stale]"));
    await compare.getByText("Nothing has changed since it was confirmed.").waitFor();
    await reader.locator('a[href="/ja/media-retirement/#reason"]').waitFor({ state: "detached" });
    await list.locator("tr.fresh", { hasText: PAGE }).waitFor();
    assert.doesNotMatch(await run("status", "--lang", "ko"), /media-retirement/);
    assert.equal(await site.read("content/ko/.source/media-retirement.md"), await site.read(SOURCE));
    await Promise.all(views.map(({ context }) => context.close()));
  });
});

describe("the views", () => {
  test("are reached from the bar, and lead to each other", async () => {
    const { context, page } = await open("/en/iso-burning/");
    await page.locator("taiyaku-preview").getByRole("link", { name: "side by side" }).click();
    await page.waitForURL("**/_taiyaku/compare/en/iso-burning/");
    await page.getByRole("link", { name: "Translations" }).first().click();
    await page.getByRole("link", { name: "content/en/guide/index.md" }).click();
    await page.waitForURL("**/_taiyaku/compare/en/guide/");
    assert.match(await page.locator("h1").innerText(), /Using the generator/);
    await context.close();
  });

  test("have nothing that axe finds, wide and narrow, light and dark", async () => {
    await mend("content/ja/iso-burning.md", "空のディスクを光学ドライブに入れます。", "空のディスクを、光学ドライブに入れます。");
    const first = await open("/_taiyaku/compare/en/iso-burning/");
    await first.page.locator(".row[data-stale]").waitFor();
    await first.context.close();
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [320, 1280]) {
        for (const path of ["/_taiyaku/", "/_taiyaku/compare/en/iso-burning/"]) {
          const { context, page } = await open(path, { colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
          await page.addScriptTag({ path: AXE });
          const found = await page.evaluate(() => axe.run("main"));
          assert.deepEqual(found.violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]), []);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} at ${width}`);
          await context.close();
        }
      }
    }
  });
});
