/**
 * The built site, served on the loopback, and a browser to read it with.
 *
 * TAIYAKU_PUBLIC  the folder to serve (by default the `public/` of this repository)
 * CHROMIUM        the browser (by default Debian's)
 * TAIYAKU         the program, for sites that a test builds itself (by default the newest in `target/`)
 */
import { execFile } from "node:child_process";
import { createReadStream, existsSync, statSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, extname, join, normalize, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

export const PUBLIC = resolve(process.env.TAIYAKU_PUBLIC ?? fileURLToPath(new URL("../../public", import.meta.url)));
export const LANGUAGES = ["ja", "en"];

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
};

/** What a careful host sends: nothing runs and nothing is styled but what lies in files of the site's own. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A script of the theme as a module of ours: `static/` is no package and need not become one for a test. */
export async function importTheme(name) {
  const folder = await mkdtemp(join(tmpdir(), "taiyaku-theme-"));
  await cp(fileURLToPath(new URL("../../static/theme", import.meta.url)), folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{"type":"module"}');
  return import(pathToFileURL(join(folder, name)));
}

/** The file for an address in a folder, or null; never one outside of it. */
function fileFor(address, folder = PUBLIC) {
  const path = normalize(decodeURIComponent(new URL(address, "http://site/").pathname));
  const file = join(folder, path);
  if (file !== folder && !file.startsWith(folder + sep)) return null;
  if (!existsSync(file)) return null;
  if (!statSync(file).isDirectory()) return file;
  const index = join(file, "index.html");
  return path.endsWith("/") && existsSync(index) ? index : null;
}

/** Serves a built site below the path `base` until `close` is called. */
export async function serve(folder = PUBLIC, base = "/") {
  if (!existsSync(join(folder, "index.html"))) throw new Error(`no site in ${folder}: build it first, or set TAIYAKU_PUBLIC`);
  const server = createServer((request, response) => {
    const file = request.url.startsWith(base) ? fileFor(request.url.slice(base.length - 1), folder) : null;
    const shown = file ?? join(folder, "404.html");
    response.writeHead(file ? 200 : 404, {
      "content-type": TYPES[extname(shown)] ?? "application/octet-stream",
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
    });
    if (existsSync(shown)) createReadStream(shown).pipe(response);
    else response.end();
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((closed) => server.close(closed)) };
}

/** Opens the browser; `flags` are more of its own. */
export function browse(flags = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    ignoreDefaultArgs: ["--enable-unsafe-swiftshader"],
    args: [...FLAGS, ...flags],
  });
}

/** Serves a site and opens the browser; `stop` ends both. */
export async function start(folder = PUBLIC, base = "/") {
  const site = await serve(folder, base);
  const browser = await browse();
  return {
    browser,
    origin: site.origin,
    /** A fresh page in a fresh context. */
    async page(options = {}) {
      const context = await browser.newContext({ baseURL: site.origin, locale: "en-US", ...options });
      return context.newPage();
    },
    async stop() {
      await browser.close();
      await site.close();
    },
  };
}

/** The addresses of all pages, sorted; files whose name begins with a dot are not published. */
export async function addresses() {
  const found = [];
  for (const entry of await readdir(PUBLIC, { recursive: true, withFileTypes: true })) {
    const path = relative(PUBLIC, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/");
    if (!entry.isFile() || !path.endsWith(".html") || path.split("/").some((part) => part.startsWith("."))) continue;
    found.push("/" + path.replace(/(^|\/)index\.html$/, "$1"));
  }
  return found.sort();
}

/** The bytes of a page as text. */
export function source(address) {
  return readFile(join(PUBLIC, address.endsWith("/") ? `${address}index.html` : address), "utf8");
}

/** The bytes of a file of the site, by its address. */
export const get = (address) => readFile(fileFor(address));

/**
 * Opens pages in tabs side by side, as many as there are processors, and does the same with each. `before` is a script
 * that runs in each page before its own.
 */
export async function through(site, all, options, use, before) {
  const left = [...all];
  const tab = async () => {
    const page = await site.page(options);
    if (before) await page.addInitScript(before);
    for (let address = left.shift(); address; address = left.shift()) await use(page, address);
    await page.context().close();
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), left.length) }, tab));
}

/** A page that only sends the reader on. */
export const isAlias = (html) => /<meta http-equiv="refresh"/i.test(html);

/** Builds a site of these files, by their paths, in a folder of its own; gives the folder of the output, inside of it. */
export async function build(files) {
  const root = await mkdtemp(join(tmpdir(), "taiyaku-"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await promisify(execFile)(program(), ["build", root, "--out", join(root, "public")]);
  return join(root, "public");
}

/** The program. */
export function program() {
  if (process.env.TAIYAKU) return resolve(process.env.TAIYAKU);
  const name = process.platform === "win32" ? "taiyaku.exe" : "taiyaku";
  const built = ["release", "debug"].map((kind) => fileURLToPath(new URL(`../../target/${kind}/${name}`, import.meta.url))).filter(existsSync);
  if (!built.length) throw new Error("no program in target/: build it first, or set TAIYAKU");
  return built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}
