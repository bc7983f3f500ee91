/**
 * The sites to search: made pages (`../corpus.py`) and the site of this repository, built into a folder that goes away.
 */
import { execFile } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));
const GENERATOR = fileURLToPath(new URL("../corpus.py", import.meta.url));

export const LANGUAGES = ["ja", "en"];

/** The program: `TAIYAKU`, or the newest in `target/`. */
export function program() {
  if (process.env.TAIYAKU) return resolve(process.env.TAIYAKU);
  const name = process.platform === "win32" ? "taiyaku.exe" : "taiyaku";
  const built = ["release", "debug"].map((kind) => join(REPOSITORY, "target", kind, name)).filter(existsSync);
  if (!built.length) throw new Error("no program in target/: build it first, or set TAIYAKU");
  return built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

/** The program built for speed, since this measures speed. */
export async function fastProgram() {
  if (!process.env.TAIYAKU) {
    await run("cargo", ["build", "--release", "--quiet", "--manifest-path", join(REPOSITORY, "Cargo.toml")], { maxBuffer: 1 << 26 });
    process.env.TAIYAKU = join(REPOSITORY, "target", "release", "taiyaku");
  }
  return program();
}

/** A folder for everything that is made here, and the way to be rid of it. */
export async function workshop() {
  const folder = await mkdtemp(join(tmpdir(), "taiyaku-search-"));
  return { folder, clear: () => rm(folder, { recursive: true, force: true }) };
}

/** Writes the made pages, so many a language. */
export async function made(folder, pages) {
  await run("python3", [GENERATOR, "--tool", "taiyaku", "--pages", String(pages), "--langs", "en,ja", "--out", folder]);
  return folder;
}

/** The same site with every page kept out of search. */
export async function unsearched(root, folder) {
  await cp(join(root, "content"), join(folder, "content"), { recursive: true });
  if (existsSync(join(root, "static"))) await cp(join(root, "static"), join(folder, "static"), { recursive: true });
  for (const path of await filesIn(join(folder, "content"), ".md")) {
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace(/^---\n/, "---\nsearch: false\n"));
  }
  return folder;
}

/** How many characters the pages of a site have below their heads. */
export async function characters(root) {
  const texts = await Promise.all((await filesIn(join(root, "content"), ".md")).map((path) => readFile(path, "utf8")));
  return texts.reduce((sum, text) => sum + [...text.replace(/^---\n[^]*?\n---\n/, "")].length, 0);
}

/** Builds a site. */
export async function build(root, out) {
  await run(program(), ["build", root, "--out", out], { maxBuffer: 1 << 26 });
  return out;
}

/** Both sites, built: `{ name, root, out }`. */
export async function sites(work, pages) {
  const both = [
    { name: "made", root: await made(join(work, "made"), pages) },
    { name: "own", root: REPOSITORY },
  ];
  for (const site of both) site.out = await build(site.root, join(work, `${site.name}-public`));
  return both;
}

/** All files of a folder whose names end so, sorted; none whose name begins with a dot. */
export async function filesIn(folder, ending) {
  if (!existsSync(folder)) return [];
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => !relative(folder, path).split(sep).some((part) => part.startsWith(".")))
    .sort();
}

/** Addresses of the pages that say `search: false`, by the names of their files. */
async function keptOut(root) {
  const out = new Set();
  for (const path of await filesIn(join(root, "content"), ".md")) {
    const matter = /^---\n([^]*?)\n---/.exec(await readFile(path, "utf8"));
    if (!matter || !/^search: *false\b/m.test(matter[1])) continue;
    const address = relative(join(root, "content"), path).split(sep).join("/");
    out.add(`/${address.replace(/(^|\/)index\.md$/, "$1").replace(/\.md$/, "/")}`);
  }
  return out;
}

/** What search is meant to find: `{ lang, address, path, html }` for each page, the HTML without the frame round it. */
export async function pagesOf({ root, out }, languages = LANGUAGES) {
  const without = await keptOut(root);
  const pages = [];
  for (const lang of languages) {
    for (const path of await filesIn(join(out, lang), "index.html")) {
      const address = `/${relative(out, path).split(sep).join("/").replace(/index\.html$/, "")}`;
      if (without.has(address) || address === `/${lang}/search/`) continue;
      const html = await readFile(path, "utf8");
      const article = /<article\b[^>]*\blang="([^"]*)"/.exec(html);
      // What has no article sends the reader on or says that nothing is here; one in another language stands in for a
      // translation.
      const framed = html.slice(0, html.indexOf("</head>")) + html.slice(html.indexOf("<main"), html.indexOf("</main>"));
      if (article?.[1] === lang) pages.push({ lang, address, path, html: framed });
    }
  }
  return pages;
}
