import type pg from "pg";
import type { Random } from "../../../apps/server/src/platform/clock/index.ts";

/** How many statements a connection goes on for at most, once it is going to break. */
const MOST_STATEMENTS = 40;

/**
 * Connections that break: at a statement drawn by chance, with all that was sent in the transaction, or just behind
 * a COMMIT, of which the worker then does not know whether it went through. To the database that is a worker's death.
 */
export class Trouble {
  readonly #random: Random;
  #statements = Infinity;
  #unheard = false;
  #strikes = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** How often a connection broke so far. */
  get strikes(): number {
    return this.#strikes;
  }

  /** Perhaps a connection breaks within the next statements. */
  brew(): void {
    const drawn = this.#random.nextUint32();
    const comes = drawn % 3 === 0 && this.#statements === Infinity;
    if (!comes) return;
    this.#statements = 1 + (Math.floor(drawn / 8) % MOST_STATEMENTS);
    this.#unheard = Math.floor(drawn / 3) % 4 === 0;
  }

  calm(): void {
    this.#statements = Infinity;
  }

  /** The same connections, of which some break. */
  trouble(pool: pg.Pool): pg.Pool {
    const connect = async (): Promise<pg.PoolClient> => this.#watch(await pool.connect());
    return new Proxy(pool, {
      get: (target, name) => (name === "connect" ? connect : (Reflect.get(target, name) as unknown)),
    });
  }

  #watch(client: pg.PoolClient): pg.PoolClient {
    const send = client.query.bind(client) as (query: Sent) => unknown;
    const release = client.release.bind(client);
    const query = (sent: Sent): unknown => {
      const commits = sent.text === "COMMIT";
      this.#statements -= 1;
      if (this.#statements > 0) return send(sent);
      if (this.#unheard && !commits) return send(sent);
      this.#statements = Infinity;
      this.#strikes += 1;
      if (!this.#unheard) {
        client.connection.stream.destroy();
        return send(sent);
      }
      const { callback } = sent;
      sent.callback = (error) => {
        client.connection.stream.destroy();
        callback(error ?? new Error("the connection broke behind the COMMIT"));
      };
      return send(sent);
    };
    const letGo = (broken?: boolean): void => {
      // The one of its class comes forth again.
      Reflect.deleteProperty(client, "query");
      release(broken);
    };
    return Object.assign(client, { query, release: letGo });
  }
}

interface Sent {
  readonly text: string;
  callback: (error: Error | null, result?: unknown) => void;
}
