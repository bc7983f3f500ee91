/** Pagefind on the same pages, at its best: told what the text of a page is, and with its rules for each language. */
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { pagesOf } from "./corpus.mjs";
import { packedSize } from "./server.mjs";

const PACKAGES = fileURLToPath(new URL("node_modules", import.meta.url));
const SYSTEM = process.platform === "win32" ? "windows" : process.platform;
const ENDING = process.platform === "win32" ? ".exe" : "";

export const name = `Pagefind ${JSON.parse(readFileSync(join(PACKAGES, "pagefind", "package.json"))).version}`;

/** The program itself, with no Node in front of it to wait for. */
const program = () => join(PACKAGES, "@pagefind", `${SYSTEM}-${process.arch}`, "bin", `pagefind_extended${ENDING}`);

export const command = (folder) => [program(), "--site", folder, "--silent"];

/** Copies the pages, marks title and article as the text, as truth takes them, and gives the folder. */
export async function copy(site, folder) {
  for (const { address, path } of await pagesOf(site)) {
    const html = await readFile(path, "utf8");
    const marked = html.replace("<h1 ", "<h1 data-pagefind-body ").replace("<article ", "<article data-pagefind-body ");
    await mkdir(join(folder, address), { recursive: true });
    await writeFile(join(folder, address, "index.html"), marked);
  }
  return folder;
}

/** Copies and indexes the pages; gives the folder to serve. */
export async function prepare(site) {
  const folder = await copy(site, `${site.out}-pagefind`);
  const [file, ...options] = command(folder);
  await promisify(execFile)(file, options, { maxBuffer: 1 << 26 });
  return folder;
}

/** What `open` is told in the page. */
export const addresses = () => ({ engine: "/pagefind/pagefind.js" });

/** Runs in the page, which says its language. Its interface is not counted, ours is. */
export async function open({ engine }) {
  const pagefind = await import(engine);
  await pagefind.init();
  return {
    async first(query) {
      const { results } = await pagefind.search(query);
      return results.length ? (await results[0].data()).url : null;
    },
    async count(query) {
      return (await pagefind.search(query)).results.length;
    },
    async all(query) {
      const { results } = await pagefind.search(query);
      return (await Promise.all(results.map((result) => result.data()))).map(({ url }) => url);
    },
  };
}

function files(folder) {
  const inside = readdirSync(join(folder, "pagefind"), { recursive: true, withFileTypes: true });
  return inside.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Bytes of a language's index on the disk: what has the language in front of its name. */
export function indexSize(folder, lang) {
  const own = files(folder).filter((path) => /\.pf_\w+$/.test(path) && new RegExp(`(^|[/\\\\.])${lang}_[^/\\\\]*$`).test(path));
  return own.reduce((sum, path) => sum + statSync(path).size, 0);
}

/** Bytes of the client without any interface: its module, its worker and the larger of its engines. */
export function clientSize(folder) {
  const engines = files(folder).filter((path) => /wasm\.\w+\.pagefind$/.test(path)).map((path) => statSync(path).size);
  const modules = ["pagefind.js", "pagefind-worker.js"].map((file) => packedSize(join(folder, "pagefind", file)));
  return Math.max(...engines) + modules[0] + modules[1];
}
