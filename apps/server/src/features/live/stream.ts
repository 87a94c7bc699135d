import type { ServerResponse } from "node:http";

/** What one event of the stream is called. */
export type LiveEvent = "ready" | "records" | "automations" | "configuration" | "reload";

/** A client that reads slower than this is told to read everything anew, once it reads again. */
const MOST_WAITING = 256 * 1024;

/** One client's stream of events (`text/event-stream`). What it holds back is bounded. */
export class Stream {
  readonly #response: ServerResponse;
  #lags = false;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.on("drain", () => {
      if (!this.#lags) return;
      this.#lags = false;
      this.send("reload", {}, null);
    });
  }

  /** `id` is where the client goes on after it lost the connection; null leaves it where it was. */
  send(event: LiveEvent, data: object, id: number | null): void {
    if (this.#lags || this.#response.writableEnded || this.#response.destroyed) return;
    if (this.#response.writableLength > MOST_WAITING) {
      this.#lags = true;
      return;
    }
    const place = id === null ? "" : `id: ${id}\n`;
    this.#response.write(`${place}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Keeps proxies and the client from taking the silence for the end. */
  beat(): void {
    if (!this.#lags && !this.#response.writableEnded) this.#response.write(": beat\n\n");
  }

  end(): void {
    this.#response.end();
    // A client that does not read would keep the connection, and the server from closing.
    if (this.#lags) this.#response.destroy();
  }

  onEnd(work: () => void): void {
    this.#response.on("close", work);
  }
}
