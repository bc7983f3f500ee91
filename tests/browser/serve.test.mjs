/** The preview in a browser: what is saved is there, what is wrong is drawn, and nobody else is answered. */
import assert from "node:assert/strict";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { SITE, preview } from "./preview.mjs";
import { browse } from "./site.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const BROKEN = "---\ntitle: フロント\norder: [\n---\n\n本文です。\n";

let browser;
let site;
before(async () => {
  browser = await browse();
  site = await preview();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

/** Opens pages of a preview in tabs of one window, each listening and marked, so that a reload shows. */
async function tabs(from, paths, options = {}) {
  const context = await browser.newContext({ baseURL: from.origin, ...options });
  const errors = [];
  const pages = await Promise.all(
    paths.map(async (path) => {
      const page = await context.newPage();
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      const socket = page.waitForEvent("websocket").then((opened) => opened.waitForEvent("framereceived"));
      await page.goto(path);
      await socket;
      await page.evaluate(() => (window.mark = true));
      return page;
    }),
  );
  return { context, pages, errors };
}

const part = (page, selector) => page.locator(`taiyaku-preview ${selector}`);
const isMarked = (page) => page.evaluate(() => window.mark === true);

describe("what is saved", () => {
  after(() => Promise.all(Object.entries(SITE).map(([path, text]) => site.write(path, text))));

  test("is in every one of twelve tabs, and in no other", async () => {
    const { context, pages, errors } = await tabs(site, [...Array(12).fill("/ja/"), "/en/long/"]);
    await site.write("content/ja/index.md", "---\ntitle: フロント\n---\n\n新しい文です。\n");
    await Promise.all(pages.slice(0, 12).map((page) => page.getByText("新しい文です。").waitFor()));
    assert.ok(await isMarked(pages[12]), "another page is left alone");
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("keeps the place, open details and the chosen tab", async () => {
    const { context, pages: [page] } = await tabs(site, ["/en/long/"]);
    await page.locator("details#question").evaluate((details) => (details.open = true));
    await page.getByRole("tab", { name: "Two" }).click();
    await page.evaluate(() => scrollTo(0, 700));
    await site.write("content/en/long.md", SITE["content/en/long.md"].replace("Answer.", "Another answer."));
    await page.getByText("Another answer.").waitFor({ state: "attached" });
    await page.waitForFunction(() => Math.abs(scrollY - 700) < 2);
    assert.ok(!(await isMarked(page)), "it was loaded again");
    assert.ok(await page.locator("details#question").evaluate((details) => details.open));
    assert.equal(await page.getByRole("tab", { name: "Two" }).getAttribute("aria-selected"), "true");
    await context.close();
  });

  test("styles change in place, as often as they do; search still finds its modules", async () => {
    const { context, pages: [page], errors } = await tabs(site, ["/en/long/"]);
    const css = await site.theme("static/theme/theme.css");
    for (const colour of ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]) {
      await site.write("static/theme/theme.css", `${css}\nh1 { color: ${colour}; }\n`);
      await page.waitForFunction((colour) => getComputedStyle(document.querySelector("h1")).color === colour, colour);
      assert.equal(await page.locator('link[rel="stylesheet"][href*="theme.css"]').count(), 1);
    }
    assert.ok(await isMarked(page), "it was not loaded again");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("unfinished");
    await page.locator(".search-dialog a.page").first().waitFor();
    await site.remove("static/theme/theme.css");
    await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color !== "rgb(4, 5, 6)");
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("a script of the theme, and an image at the same address, load the page again", async () => {
    const { context, pages: [page] } = await tabs(site, ["/en/long/"]);
    const script = await site.theme("static/theme/theme.js");
    await site.write("static/theme/theme.js", `${script}\ndocument.body.dataset.own = "yes";\n`);
    await page.locator('body[data-own="yes"]').waitFor();
    await site.remove("static/theme/theme.js");
    await page.locator("body:not([data-own])").waitFor();
    await site.write("static/dot.svg", SITE["static/dot.svg"].replaceAll('"8"', '"16"'));
    await page.waitForFunction(() => document.querySelector("article img").naturalWidth === 16);
    await context.close();
  });

  test("a page that was not there comes, and one at no address of the site waits quietly", async () => {
    const { context, pages: [page, other] } = await tabs(site, ["/ja/new/", "/%ff"]);
    await site.write("content/ja/new.md", "---\ntitle: あたらしい\n---\n\n来ました。\n");
    await page.getByText("来ました。").waitFor();
    assert.ok(await isMarked(other), "nothing changed there");
    await site.remove("content/ja/new.md");
    await page.getByText("来ました。").waitFor({ state: "detached" });
    await context.close();
  });
});

describe("what is wrong", () => {
  after(() => site.write("content/ja/index.md", SITE["content/ja/index.md"]));

  test("is drawn over the last good page until it is mended", async () => {
    const { context, pages: [page], errors } = await tabs(site, ["/ja/"]);
    const overlay = part(page, ".overlay");
    await site.write("content/ja/index.md", BROKEN);
    await overlay.waitFor();
    const text = await overlay.innerText();
    assert.match(text, /1 error/);
    assert.match(text, /content\/ja\/index\.md:\d+:\d+/);
    assert.match(text, /not valid YAML/);
    assert.match(text, /Put values with/, "what to do");
    assert.match(await part(page, ".overlay pre").innerText(), /\d+ /, "the line and its number");
    await page.getByText("本文です。").waitFor();
    assert.ok(await isMarked(page), "the page below is the one that was there");
    await page.reload();
    await overlay.waitFor();
    await page.keyboard.press("Escape");
    await overlay.waitFor({ state: "hidden" });
    await part(page, ".findings").click();
    await overlay.waitFor();
    await part(page, ".close").click();
    await overlay.waitFor({ state: "hidden" });
    await part(page, ".findings").click();
    await site.write("content/ja/index.md", SITE["content/ja/index.md"]);
    await overlay.waitFor({ state: "hidden" });
    await part(page, ".findings").waitFor({ state: "hidden" });
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("is text, whatever it says", async () => {
    const { context, pages: [page] } = await tabs(site, ["/ja/"]);
    await site.write("content/ja/index.md", "---\ntitle: フロント\n---\n\n[a](<img src=x onerror=alert(1)>)\n\n<script>alert(1)</script>\n\n[b](nowhere.md)\n");
    await part(page, ".overlay").waitFor();
    const dialogs = [];
    page.on("dialog", (dialog) => dialogs.push(dialog.message()) && dialog.dismiss());
    assert.equal(await part(page, ".overlay :is(img, script)").count(), 0);
    assert.match(await part(page, ".overlay").innerText(), /<script>alert\(1\)<\/script>/);
    await site.write("content/ja/index.md", SITE["content/ja/index.md"]);
    await part(page, ".overlay").waitFor({ state: "hidden" });
    assert.deepEqual(dialogs, []);
    await context.close();
  });

  test("a warning is a number in the bar", async () => {
    const { context, pages: [page] } = await tabs(site, ["/ja/"]);
    await site.write("content/ja/index.md", "---\ntitle: フロント\n---\n\n```nonsense\nx\n```\n");
    await part(page, ".findings").waitFor();
    assert.equal(await part(page, ".findings").innerText(), "1 warning");
    assert.ok(await part(page, ".overlay").isHidden());
    await context.close();
  });

  test("a site that cannot be made at first, in Japanese, becomes one when it is mended", async () => {
    const own = await preview({ ...SITE, "content/ja/index.md": BROKEN }, [], "ja");
    const { context, pages: [page] } = await tabs(own, ["/ja/"]);
    await part(page, ".overlay").waitFor();
    assert.match(await page.locator("body").innerText(), /表示できるサイトがまだありません/);
    assert.match(await part(page, ".overlay").innerText(), /エラー[\s\S]*content\/ja\/index\.md:\d+:\d+[\s\S]*引用符/);
    await own.write("content/ja/index.md", SITE["content/ja/index.md"]);
    await page.getByText("本文です。").waitFor();
    await context.close();
    await own.stop();
  });
});

describe("the bar", () => {
  test("names the file, and how the page stands in each language", async () => {
    const { context, pages: [alone, draft] } = await tabs(site, ["/ja/alone/", "/en/draft/"]);
    assert.equal(await part(alone, ".file").innerText(), "content/ja/alone.md");
    assert.deepEqual(await part(alone, "li").allInnerTexts(), ["日本語", "English not translated"]);
    assert.equal(await part(alone, 'a[hreflang="en"]').getAttribute("href"), "/en/alone/");
    assert.equal(await part(alone, 'a[aria-current="page"]').innerText(), "日本語");
    assert.deepEqual(await part(draft, "li").allInnerTexts(), ["日本語", "English draft"]);
    await draft.locator(".badge").waitFor();
    await context.close();
  });

  test("is quiet: not on paper, over no text, gone when it is told to go", async () => {
    const { context, pages: [page] } = await tabs(site, ["/en/long/"], { viewport: { width: 320, height: 600 }, colorScheme: "dark" });
    const bar = part(page, ".bar");
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const [foot, top] = [await page.locator("footer").boundingBox(), await bar.boundingBox()];
    assert.ok(foot.y + foot.height <= top.y + 1, "the end of the page is above it");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scroll");
    await page.emulateMedia({ media: "print" });
    assert.ok(await bar.isHidden());
    await page.emulateMedia({ media: "screen" });
    await part(page, ".hide").click();
    await bar.waitFor({ state: "hidden" });
    await page.reload();
    await bar.waitFor({ state: "hidden" });
    await context.close();
  });

  test("has nothing that axe finds, with and without findings", async () => {
    for (const colorScheme of ["light", "dark"]) {
      const { context, pages: [page] } = await tabs(site, ["/ja/"], { colorScheme, bypassCSP: true });
      await site.write("content/ja/index.md", BROKEN);
      await part(page, ".overlay").waitFor();
      await page.addScriptTag({ path: AXE });
      const found = await page.evaluate(() => axe.run("taiyaku-preview"));
      assert.deepEqual(found.violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]), []);
      await site.write("content/ja/index.md", SITE["content/ja/index.md"]);
      await part(page, ".overlay").waitFor({ state: "hidden" });
      await context.close();
    }
  });
});

test("one click opens the editor at the place, and only what the preview speaks of", async () => {
  const own = await preview();
  const [editor, log] = ["editor.sh", "opened.txt"].map((name) => join(own.root, name));
  await writeFile(editor, `#!/bin/sh\nprintf '%s|' "$@" >> "${log}"\n`);
  await chmod(editor, 0o755);
  await own.end();
  await own.begin(0, ["--editor", `"${editor}" {line} {column} {file}`]);
  const { context, pages: [page] } = await tabs(own, ["/ja/"]);
  const opened = async (pattern) => {
    for (let tries = 0; tries < 200; tries++) {
      if (pattern.test(await readFile(log, "utf8").catch(() => ""))) return;
      await new Promise((soon) => setTimeout(soon, 50));
    }
    assert.match(await readFile(log, "utf8").catch(() => ""), pattern);
  };
  await part(page, "button.file").click();
  await opened(/^1\|1\|.*content\/ja\/index\.md\|$/);
  await own.write("content/ja/alone.md", BROKEN);
  await part(page, ".overlay button.place").first().click();
  await opened(/\|[2-4]\|\d+\|.*content\/ja\/alone\.md\|$/);
  const other = await page.evaluate(async () => {
    const token = await (await fetch("/_taiyaku/token")).text();
    const ask = (file) => fetch(`/_taiyaku/open/${token}?${encodeURIComponent(`1:1:${file}`)}`, { method: "POST" });
    return [(await ask("editor.sh")).status, (await ask("../../etc/passwd")).status];
  });
  assert.deepEqual(other, [404, 404]);
  await context.close();
  await own.stop();
});

test("a tab says that the preview has ended, and is current when it is back", async () => {
  const own = await preview();
  const { context, pages: [page] } = await tabs(own, ["/ja/"]);
  const { port } = new URL(own.origin);
  await own.end();
  await part(page, ".lost").waitFor();
  await own.write("content/ja/index.md", "---\ntitle: フロント\n---\n\n戻りました。\n");
  await own.begin(port);
  await page.getByText("戻りました。").waitFor();
  await part(page, ".lost").waitFor({ state: "hidden" });
  await context.close();
  await own.stop();
});

describe("a hostile page", () => {
  /** What it can get hold of: bytes of answers, a picture, an open socket. */
  const steal = async ({ target, token }) => {
    const got = [];
    const note = (what) => (value) => got.push(`${what} ${value}`);
    for (const mode of ["cors", "no-cors"]) {
      for (const path of ["/ja/", "/_taiyaku/token", "/_taiyaku/preview.js"]) {
        await fetch(target + path, { mode }).then(async (answer) => (await answer.text()) && note(path)(mode), () => {});
      }
    }
    await fetch(`${target}/_taiyaku/open/${token}?1:1:content/ja/index.md`, { method: "POST", mode: "no-cors" }).catch(() => {});
    const loads = (element, address) =>
      new Promise((done) => {
        element.onload = () => done(element.localName !== "iframe" && note(element.localName)(address));
        element.onerror = done;
        element.src = address;
        document.body.append(element);
        setTimeout(done, 3000);
      });
    await loads(document.createElement("img"), `${target}/dot.svg`);
    await loads(document.createElement("script"), `${target}/_taiyaku/preview.js`);
    const frame = document.createElement("iframe");
    await loads(frame, `${target}/ja/`);
    await new Promise((done) => {
      const socket = new WebSocket(`${target.replace("http", "ws")}/_taiyaku/live/${token}?%2Fja%2F`);
      socket.onmessage = () => done(note("socket")("message"));
      socket.onerror = socket.onclose = done;
    });
    return got;
  };

  test("on another port, or under a name that leads here, reads nothing", async () => {
    const hostile = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>x</title><body>"));
    await new Promise((listening) => hostile.listen(0, "127.0.0.1", listening));
    const { port } = new URL(site.origin);
    const own = await browse(["--host-resolver-rules=MAP evil.example 127.0.0.1"]);
    try {
      const token = await (await fetch(`${site.origin}/_taiyaku/token`)).text();
      const page = await own.newPage();
      for (const from of [`http://127.0.0.1:${hostile.address().port}/`, `http://evil.example:${hostile.address().port}/`]) {
        for (const target of [site.origin, `http://localhost:${port}`, `http://evil.example:${port}`]) {
          await page.goto(from);
          assert.deepEqual(await page.evaluate(steal, { target, token }), [], `${target} from ${from}`);
        }
      }
      const rebound = await page.goto(`http://evil.example:${port}/ja/`);
      assert.equal(rebound.status(), 403);
      assert.ok(!(await rebound.text()).includes("本文"));
    } finally {
      await own.close();
      hostile.close();
    }
  });

  test("and a picture that is a program runs nothing", async () => {
    const script = '<script>document.documentElement.id = "ran"</script>';
    await site.write("static/evil.svg", `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`);
    const page = await browser.newPage();
    let answer;
    do answer = await page.goto(`${site.origin}/evil.svg`);
    while (answer.status() === 404);
    assert.match(answer.headers()["content-security-policy"], /sandbox/);
    assert.equal(await page.evaluate(() => document.documentElement.id), "");
    await page.close();
  });
});
