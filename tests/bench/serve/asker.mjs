/** A connection to a server that is kept open, and asked again and again. */
import { Agent, get } from "node:http";

/** An answer has to be there by then. */
const PATIENCE = 30_000;

export class Asker {
  #base;
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(base) {
    this.#base = base;
  }

  /** The status and the body of an address below the site's own, with what a browser would be given. */
  ask(address) {
    return new Promise((resolve, reject) => {
      const request = get(new URL(address, this.#base), { agent: this.#agent, timeout: PATIENCE }, (response) => {
        const pieces = [];
        response.on("data", (piece) => pieces.push(piece));
        // A server that rewrites what it is sending breaks off: no answer yet, as little as one that is not the page.
        response.on("error", () => resolve({ status: 0, body: Buffer.alloc(0) }));
        response.on("end", () => resolve({ status: response.statusCode, body: Buffer.concat(pieces) }));
      });
      request.on("timeout", () => request.destroy(new Error("no answer")));
      // A server may close a connection while nothing is asked; so the first request may have to be made twice.
      request.on("error", (error) => (request.reusedSocket ? this.ask(address).then(resolve, reject) : reject(error)));
    });
  }

  /** The page, and the style that it asks for. */
  async styleOf(page) {
    const { body } = await this.ask(page);
    const link = /<link rel="stylesheet" href="([^"]+)"/.exec(body.toString("utf8"));
    if (!link) return { status: 404, body };
    return this.ask(link[1]);
  }

  close() {
    this.#agent.destroy();
  }
}
