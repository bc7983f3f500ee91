/**
 * Pictures of the main kinds of page, for a person to look at: `node shots.mjs [FOLDER [PAGE…]]`.
 * Both languages, wide and narrow, light and dark; FOLDER is tests/shots by default, which git ignores.
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
  writing: "guide/writing/",
  templates: "guide/templates/",
};
const WIDTHS = { wide: { width: 1280, height: 900 }, narrow: { width: 360, height: 760 } };

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
} finally {
  await site.stop();
}
