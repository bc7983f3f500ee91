/** A small site in a folder of its own, and the program that shows it while it is written. */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { program } from "./site.mjs";

const theme = (path) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
const long = "\n\nA paragraph that makes the page longer than the window.".repeat(60);

/** Japanese and English; one page has no translation, one is a draft, one is long. */
export const SITE = {
  "content/site.toml": `schema = 1
source = "ja"
[[language]]
code = "ja"
name = "日本語"
[[language]]
code = "en"
name = "English"
`,
  "content/ja/index.md": "---\ntitle: フロント\n---\n\n本文です。\n",
  "content/en/index.md": "---\ntitle: Front\n---\n\nText.\n",
  "content/ja/alone.md": "---\ntitle: ひとり\n---\n\n原文です。\n",
  "content/ja/draft.md": "---\ntitle: したがき\n---\n\n原文です。\n",
  "content/en/draft.md": "---\ntitle: Unfinished\nstatus: draft\n---\n\nNot yet.\n",
  "content/ja/long.md": "---\ntitle: ながい\n---\n\n文です。\n",
  "content/en/long.md": `---
title: Long
---

![Dot](/dot.svg)

:::details[Question]{#question}
Answer.
:::

::::tabs

:::tab[One]{#one}
First.
:::

:::tab[Two]{#two}
Second.
:::

::::
${long}
`,
  "static/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>',
};

/** Starts a preview of these files, for an author of a language. `stop` ends it and removes the folder. */
export async function preview(files = SITE, options = [], lang = "en") {
  const root = await mkdtemp(join(tmpdir(), "taiyaku-serve-"));
  const write = async (path, text) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) await write(path, text);
  let child;
  const site = {
    root,
    write,
    remove: (path) => rm(join(root, path)),
    read: (path) => readFile(join(root, path), "utf8"),
    theme,
    async begin(port = 0, more = options) {
      child = spawn(program(), ["serve", root, "--ui-lang", lang, "--port", port, ...more], { stdio: ["ignore", "ignore", "pipe"] });
      let said = "";
      site.origin = await new Promise((found, fail) => {
        child.on("exit", () => fail(new Error(`ended: ${said}`)));
        child.stderr.on("data", (data) => {
          said += data;
          const [, origin] = /(http:\/\/127\.0\.0\.1:\d+)\//.exec(said) ?? [];
          if (origin) found(origin);
        });
      });
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((ended) => child.once("exit", ended));
      child.kill();
      await gone;
    },
    async stop() {
      await site.end();
      await rm(root, { recursive: true });
    },
  };
  await site.begin();
  return site;
}
