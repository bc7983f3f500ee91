/**
 * Pictures of the main kinds of page, for a person to look at: `node shots.mjs [FOLDER [PAGE…]]`.
 * Both languages, wide and narrow, light and dark; `paper` is a page in the style of the printer, `rtl` one turned
 * around as for a language that is written from right to left. FOLDER is tests/shots by default, which git ignores.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LANGUAGES, start } from "./site.mjs";

const PAGES = {
  front: "",
  long: "downgrade-rights/",
  steps: "iso-burning/",
  details: "imaging-verification/",
  forms: "forms/",
  "forms-filtered": "forms/?q=Japanese",
  sheet: "forms/verification/",
  glossary: "glossary/",
  search: "search/",
  "search-results": "search/?q=ISO",
  writing: "guide/writing/",
  templates: "guide/templates/",
};
const WIDTHS = { wide: { width: 1280, height: 900 }, narrow: { width: 360, height: 760 } };
/** A4 within its margins, in CSS pixels. */
const PAPER = { width: 658, height: 987 };

const [folder = fileURLToPath(new URL("../shots", import.meta.url)), ...wanted] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const site = await start();
try {
  for (const [width, viewport] of Object.entries(WIDTHS)) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await site.page({ viewport, colorScheme });
      const shoot = async (name, address) => {
        if (wanted.length && !wanted.includes(name)) return;
        for (const language of address === null ? ["chooser"] : LANGUAGES) {
          await page.goto(address === null ? "/" : `/${language}/${address}`);
          await page.waitForLoadState("networkidle");
          const path = join(folder, `${name}-${language}-${width}-${colorScheme}.png`);
          await page.screenshot({ path, fullPage: true });
        }
      };
      await shoot("chooser", null);
      for (const [name, address] of Object.entries(PAGES)) await shoot(name, address);
      await page.context().close();
    }
  }
  for (const [name, viewport, media] of [["paper", PAPER, "print"], ["rtl", WIDTHS.wide, "screen"], ["rtl-narrow", WIDTHS.narrow, "screen"]]) {
    if (wanted.length && !wanted.includes(name)) continue;
    const page = await site.page({ viewport });
    await page.emulateMedia({ media });
    for (const language of LANGUAGES) {
      await page.goto(`/${language}/${PAGES.writing}`, { waitUntil: "networkidle" });
      // Images further down wait to be scrolled to.
      await page.$$eval("img", (all) => Promise.all(all.map((image) => ((image.loading = "eager"), image.decode()))));
      if (media === "screen") await page.$$eval("[dir]", (all) => all.forEach((element) => (element.dir = "rtl")));
      await page.screenshot({ path: join(folder, `${name}-${language}.png`), fullPage: true });
    }
    await page.context().close();
  }
} finally {
  await site.stop();
}
