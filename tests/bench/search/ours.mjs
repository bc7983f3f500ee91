/** Our own search, as the built site has it. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { program } from "./corpus.mjs";
import { packedSize } from "./server.mjs";

export const name = "taiyaku";

/** Read later, or not by everybody: where nothing was found, on the page of search, on a page that was visited. */
const LATER = ["elsewhere.js", "few.js", "page.js", "marks.js"];

/** The modules of search that a reader's browser fetches for a first answer, by their addresses. */
function client(out) {
  const [hash] = readdirSync(join(out, "_t"));
  const modules = readdirSync(join(out, "_t", hash, "search")).filter((file) => !LATER.includes(file));
  return ["fold.js", ...modules.map((file) => `search/${file}`)].map((file) => `/_t/${hash}/${file}`);
}

/** Nothing to do: the build has made the index. Gives the folder to serve. */
export async function prepare({ out }) {
  return out;
}

/** What `open` is told in the page. */
export function addresses(folder, lang) {
  const modules = client(folder);
  return {
    engine: modules.find((address) => address.endsWith("/engine.js")),
    others: modules.filter((address) => !/\/(engine|fold)\.js$/.test(address)),
    index: `/${lang}/search/`,
  };
}

/** Runs in the page: opens the engine there, and asks for the interface as a reader's browser would. */
export async function open({ engine, others, index }) {
  const interfaces = Promise.all(others.map(async (address) => (await fetch(address)).arrayBuffer()));
  const { openIndex } = await import(engine);
  const opened = await openIndex(new URL(index, location.href));
  await interfaces;
  const last = async (query, options) => {
    let latest = { total: 0, looseTotal: 0, results: async () => [] };
    for await (const found of opened.search(query, options)) latest = found;
    return latest;
  };
  return {
    async first(query) {
      for await (const found of opened.search(query, {})) {
        const [result] = found.total ? await found.results(0, 1) : [];
        if (result) return result.href;
      }
      return null;
    },
    async count(query) {
      return (await last(query, {})).total;
    },
    async all(query) {
      const found = await last(query, { limit: Infinity });
      return (await found.results(0, found.total)).map(({ href }) => href);
    },
  };
}

const size = (path) => statSync(path).size;

/** Bytes of a language's index on the disk. */
export function indexSize(folder, lang) {
  const files = readdirSync(join(folder, lang, "search")).filter((file) => file === "index.json" || file.endsWith(".bin"));
  return files.reduce((sum, file) => sum + size(join(folder, lang, "search", file)), 0);
}

/** Bytes of the client, each file packed by itself. */
export function clientSize(folder) {
  return client(folder).reduce((sum, address) => sum + packedSize(join(folder, address)), 0);
}

/** The command that builds a site, and with it the index. */
export const command = (root, out) => [program(), "build", root, "--out", out];
