/** Servers of sites: started here, ended here, and nothing else is. */
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { once } from "node:events";
import { Asker } from "./asker.mjs";

/** A server has to say where it is by then. */
const START = 120_000;
/** After being asked, a server ends by itself within this time or is ended. */
const END = 3_000;
/** So much of what a server says is kept, to be told if it fails. */
const KEPT = 20_000;

const running = new Set();
// However this ends, no server stays.
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

/** A port that was free a moment ago. Hugo takes another one if it is not any more, and says which. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

/**
 * How each is started. Both serve from memory, which is what ours does and the faster of Hugo's two ways, and both put into
 * a page what reloads it. What else Hugo does by default stays: in its fast render mode it renders what was edited and looked at
 * lately, and another page when it is asked for. `whole` lets it render everything at once, as ours does.
 */
const COMMANDS = {
  taiyaku: (program, { root }) => [program, ["serve", root, "--port", "0", "--ui-lang", "en"]],
  hugo: async (program, { root, whole }) => {
    const where = ["--source", root, "--cacheDir", `${root}-cache`, "--bind", "127.0.0.1", "--port", String(await freePort())];
    return [program, ["server", ...where, "--renderToMemory", ...(whole ? ["--disableFastRender"] : [])]];
  },
};

/** Starts the server of a site, and gives it with a connection to it when it serves its pages. */
export async function start(program, site) {
  const [file, options] = await COMMANDS[site.name](program, site);
  const child = spawn(file, options, { stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  const said = { text: "" };
  const ended = new Promise((end) => {
    child.once("exit", (code, signal) => end(code ?? signal));
    child.once("error", end);
  }).finally(() => running.delete(child));
  try {
    const address = await addressOf(child, said, ended);
    const asker = new Asker(address);
    return {
      ...site,
      asker,
      said: () => said.text,
      async stop() {
        asker.close();
        await stop(child, ended);
      },
    };
  } catch (error) {
    await stop(child, ended);
    throw new Error(`${site.name} did not start: ${error.message}\n${said.text}`);
  }
}

/** The address that a server says when it is ready. */
function addressOf(child, said, ended) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("it says no address")), START);
    const hear = (piece) => {
      said.text = (said.text + piece).slice(-KEPT);
      const address = /https?:\/\/(?:127\.0\.0\.1|localhost):(\d+)(\/\S*)?/.exec(said.text);
      if (!address) return;
      clearTimeout(late);
      resolve(new URL(`http://127.0.0.1:${address[1]}${address[2] ?? "/"}`));
    };
    child.stdout.setEncoding("utf8").on("data", hear);
    child.stderr.setEncoding("utf8").on("data", hear);
    ended.then((how) => (clearTimeout(late), reject(new Error(`it ended: ${how}`))));
  });
}

async function stop(child, ended) {
  if (running.has(child)) child.kill("SIGTERM");
  const forced = setTimeout(() => child.kill("SIGKILL"), END);
  await ended;
  clearTimeout(forced);
}
