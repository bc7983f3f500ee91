/**
 * A host on the loopback that counts what it sends, and the browser that asks it.
 *
 * It packs what a careful host packs (text and modules), once and as small as gzip can; what is packed already goes out
 * as it is. What is counted are the bodies: headers depend on the host. `/-/LANG` is an empty page in a language, so
 * that an engine stands alone in it.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

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

/** So that the clock in a page ticks in microseconds. */
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

export const pack = (bytes) => gzipSync(bytes, { level: 9 });

/** Bytes that gzip makes of a file: of the program, because Node's own packs differently from processor to processor. */
export const packedSize = (path) => execFileSync("gzip", ["-9nc", path]).length;

function file(folder, address) {
  const path = join(folder, normalize(decodeURIComponent(address)));
  if (!path.startsWith(folder + sep) || !existsSync(path)) return null;
  if (!statSync(path).isDirectory()) return path;
  return existsSync(join(path, "index.html")) ? join(path, "index.html") : null;
}

function answer(folder, address) {
  const empty = /^\/-\/([\w-]+)$/.exec(address);
  if (empty) return { type: TYPES[".html"], body: Buffer.from(`<!DOCTYPE html><html lang="${empty[1]}"><title>-</title></html>`), free: true };
  const path = file(folder, address);
  if (!path) return { status: 404, type: "text/plain", body: Buffer.alloc(0) };
  const type = TYPES[extname(path)];
  const bytes = readFileSync(path);
  return { type: type ?? "application/octet-stream", body: type ? pack(bytes) : bytes, packed: !!type };
}

/** Serves a folder until `close`. `sent` are the addresses and bytes since the last `reset`. */
export async function host(folder) {
  const ready = new Map();
  let sent = [];
  const server = createServer((request, response) => {
    const address = new URL(request.url, "http://site/").pathname;
    if (!ready.has(address)) ready.set(address, answer(folder, address));
    const { status = 200, type, body, packed, free } = ready.get(address);
    if (!free) sent.push({ address, bytes: body.length });
    response.writeHead(status, {
      "content-type": type,
      "content-length": body.length,
      "cache-control": "max-age=3600",
      "cross-origin-resource-policy": "same-origin",
      ...(packed && { "content-encoding": "gzip" }),
      ...ISOLATED,
    });
    response.end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    get sent() {
      return sent;
    },
    reset: () => void (sent = []),
    close: () => new Promise((closed) => (server.close(closed), server.closeAllConnections())),
  };
}

/** Opens the browser. */
export function browse() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    ignoreDefaultArgs: ["--enable-unsafe-swiftshader"],
    args: FLAGS,
  });
}
