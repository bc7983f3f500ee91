/** What this site has none of: a language from right to left, three languages, a page that has moved. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build, start } from "./site.mjs";

const ARABIC = `---
title: دليل الأقراص
aliases: [قديم]
---

هذه صفحة تشرح كتابة الملفات على الأقراص. راجع [المقطع](#code) قبل البدء.

## التنبيهات {#notices}

:::warning[تنبيه]
لا تغلق النافذة قبل انتهاء الكتابة.
:::

:::details[متى يمكن إخراج القرص؟]{#when}
بعد ظهور رسالة الانتهاء.
:::

## الأوامر {#code}

\`\`\`powershell title="check.ps1"
Get-FileHash -Path 'C:\\ISO\\a-rather-long-name-of-a-file-that-does-not-fit-on-a-phone.iso' -Algorithm SHA256
\`\`\`

::::tabs{label="النظام"}
:::tab[Windows]
خطوات Windows مع الأمر \`Get-FileHash\`.
:::
:::tab[macOS]
خطوات macOS.
:::
::::

:::steps
1. اختر الملف.
2. تحقق من القيمة.
:::

## الجداول {#tables}

| الاسم | القيمة | العدد | الحالة | الملاحظات | التاريخ |
| --- | --- | ---: | --- | --- | --- |
| قرص قابل للتسجيل | averyveryverylongwordwithoutanyspaces | 12 | قيد الاستخدام | محفوظ في الخزانة | 2026-11-22 |

> اقتباس قصير.

::::sheet[السجل]
:::fields[البيانات]
::field[الاسم]{name="name"}
::field[التاريخ]{name="date" type="date" width="short"}
:::
::grid[الأجهزة]{name="computers" columns="الطراز|العدد|الموقع|الملاحظات" rows="2" numbered}
::::

### مقطع فرعي {#below}

نهاية الصفحة.
`;

const FILES = {
  "content/site.toml": `schema = 1
base_url = "https://example.org/"
source = "en"
default = "en"
${[["en", "English"], ["ja", "日本語"], ["ar", "العربية"]].map(([code, name]) => `\n[[language]]\ncode = "${code}"\nname = "${name}"\nfallback = "page"\n`).join("")}`,
  // Arabic has no words in the theme yet; those of English do for what is looked at here.
  "content/ar/ui.ftl": await readFile(new URL("../../templates/theme/ui/en.ftl", import.meta.url), "utf8"),
  "content/en/index.md": "---\ntitle: Handbook\n---\n\nText.\n",
  "content/ja/index.md": "---\ntitle: 手引き\n---\n\n本文です。\n",
  "content/ar/index.md": "---\ntitle: دليل\n---\n\nنص.\n",
  "content/en/discs/index.md": "---\ntitle: Discs\naliases: [old]\n---\n\n## Code {#code}\n\nText.\n",
  "content/ar/discs/index.md": ARABIC,
  "content/en/discs/store.md": "---\ntitle: Where to store discs\n---\n\nText that is not translated.\n",
};

const PAGES = ["/ar/", "/ar/discs/", "/ar/discs/store/", "/ar/404.html", "/ar/search/"];

let folder;
let site;
before(async () => {
  folder = await build(FILES);
  site = await start(folder);
});
after(async () => {
  await site?.stop();
  if (folder) await rm(dirname(folder), { recursive: true });
});

/** In the page: what reaches out of the window, and out of nothing that scrolls by itself. */
const OUTSIDE = () =>
  [...document.querySelectorAll("body *")]
    .filter((element) => element.checkVisibility() && !element.closest("pre, .table-scroll, .visually-hidden, .skip"))
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (left < -0.5 || right > document.documentElement.clientWidth + 0.5);
    })
    .map((element) => `${element.localName}.${element.className}`);

for (const width of [320, 1280]) {
  test(`nothing of an Arabic page reaches out of ${width} px`, async () => {
    const page = await site.page({ viewport: { width, height: 800 } });
    const faults = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
    for (const address of PAGES) {
      await page.goto(address, { waitUntil: "load" });
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), "rtl");
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      for (const outside of await page.evaluate(OUTSIDE)) faults.push(`${address}: ${outside}`);
      if (scrollWidth > clientWidth) faults.push(`${address}: ${scrollWidth} px wide`);
    }
    await page.context().close();
    assert.deepEqual(faults, []);
  });
}

test("an Arabic page is mirrored, and its code is not", async () => {
  const page = await site.page({ viewport: { width: 1280, height: 900 } });
  await page.goto("/ar/discs/");
  const seen = await page.evaluate(() => {
    document.querySelector(".details").open = true;
    const box = (selector) => document.querySelector(selector).getBoundingClientRect();
    // How far the words are from the edges of what is around them.
    const room = (outer, inner) => [box(inner).left - box(outer).left, box(outer).right - box(inner).right];
    return {
      parts: [".contents", "article", ".sidebar"].map((part) => box(part).left),
      notice: room(".notice", ".notice > p:last-child"),
      answer: room(".details", ".details-body > p"),
      code: ["pre", "pre code", "p code, .tab-panel code"].map((code) => getComputedStyle(document.querySelector(code)).direction),
      start: getComputedStyle(document.querySelector("pre")).textAlign,
    };
  });
  assert.deepEqual(seen.parts, seen.parts.toSorted((a, b) => a - b), "contents, text and menu from left to right");
  assert.ok(seen.notice[1] > seen.notice[0], `the rules of a notice have their room on the right: ${seen.notice}`);
  assert.ok(seen.answer[1] > seen.answer[0], `an answer is indented on the right: ${seen.answer}`);
  assert.deepEqual(seen.code, ["ltr", "ltr", "ltr"]);
  assert.equal(seen.start, "left");
  // The arrow to the left leads onward.
  const tabs = page.getByRole("tab");
  await tabs.first().focus();
  await page.keyboard.press("ArrowLeft");
  assert.equal(await tabs.nth(1).getAttribute("aria-selected"), "true");
  await page.context().close();
});

test("each of three languages leads to the two others, and says what is not translated", async () => {
  const page = await site.page({ javaScriptEnabled: false });
  for (const lang of ["en", "ja", "ar"]) {
    await page.goto(`/${lang}/discs/store/`);
    const links = await page.locator("header .languages a").evaluateAll((all) => all.map((link) => [link.lang, link.dir, link.pathname, link.getAttribute("aria-current")]));
    const expected = [["en", "ltr"], ["ja", "ltr"], ["ar", "rtl"]].map(([code, dir]) => [code, dir, `/${code}/discs/store/`, code === lang ? "true" : null]);
    assert.deepEqual(links, expected);
    assert.equal(await page.locator("header .untranslated").count(), 2);
    assert.equal(await page.locator("article").getAttribute("dir"), "ltr");
  }
  await page.context().close();
});

test("a page that has moved takes the section along, and says where it is without JavaScript", async () => {
  for (const [from, to] of [["/en/old/", "/en/discs/"], ["/ar/قديم/", "/ar/discs/"]]) {
    const page = await site.page();
    await page.goto(`${encodeURI(from)}?q=ja#code`);
    await page.waitForURL((url) => url.pathname === to);
    assert.deepEqual([new URL(page.url()).search, new URL(page.url()).hash], ["?q=ja", "#code"]);
    await page.context().close();
    const html = await readFile(join(folder, from, "index.html"), "utf8");
    assert.match(html, new RegExp(`<meta http-equiv="refresh" content="0; url=${to}">`));
    assert.match(html, new RegExp(`<a id="target" href="${to}">`));
  }
});
