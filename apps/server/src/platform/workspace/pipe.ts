import { Query, type PoolClient, type QueryResult } from "pg";
import type { Statements } from "./workspace.ts";

/**
 * A connection during one transaction. A statement that nobody waits for goes out together with the next one that
 * somebody does: a write to the socket costs 64 µs here, a statement's own work on the server some 40, and a save
 * is seven statements but needs only three answers.
 */
export class Pipe {
  readonly #client: PoolClient;
  readonly #statements: Statements;
  #failure: Error | null = null;
  #held = false;

  constructor(client: PoolClient, statements: Statements) {
    this.#client = client;
    this.#statements = statements;
  }

  /** Sends a statement with the next one. Its error comes out there: the server refuses all that follows it. */
  send(text: string, values: readonly unknown[] = []): void {
    this.#hold();
    this.#submit({ text, values, name: this.#statements.nameOf(text) }, (error) => {
      if (error !== undefined) this.#failure ??= error;
    });
  }

  /** As `send`, for a statement whose answer is wanted once it is there; nobody has to wait for it. */
  ask(text: string, values: readonly unknown[] = []): Promise<QueryResult> {
    this.#hold();
    return new Promise<QueryResult>((resolve, reject) => {
      this.#submit({ text, values, name: this.#statements.nameOf(text) }, (error, result) => {
        if (error === undefined) return resolve(result);
        this.#failure ??= error;
        reject(error);
      });
    });
  }

  /** Lets out what waits for the next statement. */
  push(): void {
    this.#letGo();
  }

  /** Sends a statement and waits for it, and so for all that was sent before. */
  run(text: string, values: readonly unknown[] = []): Promise<QueryResult> {
    return this.#answer({ text, values, name: this.#statements.nameOf(text) });
  }

  /** Several statements at once, without parameters and not prepared. */
  script(text: string): Promise<QueryResult> {
    return this.#answer({ text, values: [], name: undefined });
  }

  begin(): void {
    this.#hold();
    this.#submit({ text: "BEGIN", values: [], name: undefined }, (error) => {
      if (error !== undefined) this.#failure ??= error;
    });
  }

  /** After a failed statement COMMIT answers without an error and rolls back: the failure is what counts. */
  async commit(): Promise<void> {
    const { command } = await this.script("COMMIT");
    if (this.#failure !== null) throw this.#failure;
    if (command !== "COMMIT") throw new Error(`the server answered COMMIT with ${command}`);
  }

  async #answer(statement: Statement): Promise<QueryResult> {
    try {
      const result = await new Promise<QueryResult>((resolve, reject) => {
        this.#hold();
        this.#submit(statement, (error, answer) => {
          if (error === undefined) return resolve(answer);
          // Noted as it arrives: of statements sent together the next one's refusal comes before anybody hears this.
          this.#failure ??= error;
          reject(error);
        });
        // What else is asked before anybody waits goes out in the same write.
        queueMicrotask(() => this.#letGo());
      });
      // What succeeds after a failure went back to a savepoint before it.
      if (statement.text.startsWith("ROLLBACK")) this.#failure = null;
      return result;
    } catch (error) {
      const cause = this.#failure ?? (error as Error);
      // From here on the stack leads to who asked, not to the socket.
      Error.captureStackTrace(cause);
      throw cause;
    }
  }

  /** A query made from text: the driver copies a configuration object property by property, 6 µs each time. */
  #submit({ text, values, name }: Statement, done: Done): void {
    const query = new Query(text, values as unknown[], (error, result) => done(error ?? undefined, result));
    this.#client.query(name === undefined ? query : Object.assign(query, { name }));
  }

  #hold(): void {
    if (!this.#held) this.#client.connection.stream.cork();
    this.#held = true;
  }

  #letGo(): void {
    if (this.#held) this.#client.connection.stream.uncork();
    this.#held = false;
  }
}

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name: string | undefined;
}

type Done = (error: Error | undefined, result: QueryResult) => void;
