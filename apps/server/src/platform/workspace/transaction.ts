import type pg from "pg";
import { Pipe } from "./pipe.ts";
import type { Workspace } from "./workspace.ts";

/** One database transaction of one workspace. `now` is read once, so that all it writes bears one instant. */
export interface Transaction {
  readonly workspace: Workspace;
  /** The workspace's quoted schema. */
  readonly s: string;
  readonly now: Temporal.Instant;
  /** Differs in a demo whose clock was moved: sessions, limits and leases go by this one. */
  readonly realNow: Temporal.Instant;
  /**
   * It assumes what nearly always holds, that the configuration is the one last seen and that no matching fails,
   * and asks for less. Where that was wrong, or anything else fails, all of it is done again without assumptions.
   */
  readonly isEager: boolean;
  /** By how much the clock went ahead when it was begun, in milliseconds (`followClock`). */
  readonly clockAhead: number;
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Runs the statement and says how many rows it touched. */
  execute(text: string, values?: readonly unknown[]): Promise<number>;
  /**
   * Sends a statement whose answer nobody needs: it goes out with the next one that is waited for, at the latest
   * with the commit. Its error comes out there.
   */
  send(text: string, values?: readonly unknown[]): void;
  /** As `send`, but its answer is wanted: it comes with the next statement that is waited for, or after `push`. */
  ask<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  push(): void;
  /** Runs several statements at once, without parameters. */
  script(text: string): Promise<void>;
  /** Runs after the commit; not at all when the transaction fails. */
  afterCommit(action: () => void): void;
}

/** Serialization failure, deadlock, lock timeout, a clock that was moved meanwhile: the whole transaction may simply be tried again. */
const RETRYABLE = new Set(["40001", "40P01", "55P03", "clock_moved"]);
const MOST_ATTEMPTS = 8;

export const inTransaction = async <Result>(
  workspace: Workspace,
  work: (transaction: Transaction) => Promise<Result>,
  { eager = false }: { readonly eager?: boolean } = {},
): Promise<Result> => {
  if (workspace.within !== undefined) return partOfTrial(workspace, workspace.within, work);
  for (let attempt = eager ? 0 : 1; ; attempt += 1) {
    const isEager = attempt === 0;
    try {
      return await attemptOnce(workspace, { work, isEager });
    } catch (error) {
      if (isEager) continue;
      if (attempt >= MOST_ATTEMPTS || !isRetryable(error)) throw error;
    }
  }
};

/** The clock of the workspace was moved meanwhile: what was begun by the old one is begun anew. */
class ClockMoved extends Error {
  readonly code = "clock_moved";
}

/** Takes over by how much the clock goes ahead now; a transaction that was begun by another is tried again. */
export const followClock = ({ workspace, clockAhead }: Transaction, milliseconds: number): void => {
  workspace.ahead.follow(milliseconds);
  // A trial has a clock of its own.
  if (clockAhead !== milliseconds && workspace.within === undefined) throw new ClockMoved();
};

const isRetryable = (error: unknown): boolean =>
  error instanceof Error && "code" in error && RETRYABLE.has(String(error.code));

const attemptOnce = async <Result>(
  workspace: Workspace,
  { work, isEager }: { work: (transaction: Transaction) => Promise<Result>; isEager: boolean },
): Promise<Result> => {
  const client = await workspace.pool.connect();
  const pipe = new Pipe(client, workspace.statements);
  const actions: (() => void)[] = [];
  let broken = true;
  let result: Result;
  try {
    pipe.begin();
    result = await work({ ...createTransaction(workspace, pipe, actions), isEager });
    await pipe.commit();
    broken = false;
  } catch (error) {
    // A connection that cannot even roll back is thrown away by release(true).
    broken = await pipe.script("ROLLBACK").then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.release(broken);
  }
  // What fails here fails after the commit, and must not make it look undone.
  for (const action of actions) action();
  return result;
};

/** A trial's transaction is a savepoint of the one that is rolled back: what fails in it is undone, nothing commits. */
const partOfTrial = async <Result>(
  workspace: Workspace,
  pipe: Pipe,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> => {
  pipe.send("SAVEPOINT part");
  try {
    const result = await work(createTransaction(workspace, pipe, []));
    await pipe.run("RELEASE SAVEPOINT part");
    return result;
  } catch (error) {
    await pipe.run("ROLLBACK TO SAVEPOINT part");
    await pipe.run("RELEASE SAVEPOINT part");
    throw error;
  }
};

/** A single statement is a transaction of its own: BEGIN and COMMIT around it would triple what an idle worker asks. */
export const inOneStatement = async <Result>(
  workspace: Workspace,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> => {
  if (workspace.within !== undefined) return partOfTrial(workspace, workspace.within, work);
  const client = await workspace.pool.connect();
  let broken = true;
  try {
    const result = await work(createTransaction(workspace, new Pipe(client, workspace.statements), []));
    broken = false;
    return result;
  } finally {
    client.release(broken);
  }
};

const createTransaction = (workspace: Workspace, pipe: Pipe, actions: (() => void)[]): Transaction => ({
  workspace,
  s: workspace.schema,
  now: workspace.clock.now(),
  realNow: workspace.realClock.now(),
  isEager: false,
  clockAhead: workspace.ahead.milliseconds,
  query: async <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) =>
    (await pipe.run(text, values)).rows as Row[],
  execute: async (text, values) => (await pipe.run(text, values)).rowCount ?? 0,
  send: (text, values) => pipe.send(text, values),
  ask: <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => {
    const answer = pipe.ask(text, values).then(({ rows }) => rows as Row[]);
    // Its error also comes out at the next statement, and there it is heard.
    answer.catch(() => undefined);
    return answer;
  },
  push: () => pipe.push(),
  script: async (text) => void (await pipe.script(text)),
  afterCommit: (action) => void actions.push(action),
});

/** How many savepoints deep a transaction stands. */
const depths = new WeakMap<Transaction, number>();

/**
 * Work inside a transaction that may fail without taking the transaction with it. Each depth has a name of its own,
 * and what was gone back to is released: the server keeps a savepoint it rolled back to, and an outer one of the
 * same name would be hidden behind it.
 */
export const underSavepoint = async <Result>(
  transaction: Transaction,
  work: () => Promise<Result>,
): Promise<{ ok: true; result: Result } | { ok: false; error: unknown }> => {
  const depth = (depths.get(transaction) ?? 0) + 1;
  const name = `attempt_${depth}`;
  depths.set(transaction, depth);
  transaction.send(`SAVEPOINT ${name}`);
  try {
    const result = await work();
    await transaction.execute(`RELEASE SAVEPOINT ${name}`);
    return { ok: true, result };
  } catch (error) {
    if (isRetryable(error)) throw error;
    await transaction.execute(`ROLLBACK TO SAVEPOINT ${name}`);
    await transaction.execute(`RELEASE SAVEPOINT ${name}`);
    return { ok: false, error };
  } finally {
    depths.set(transaction, depth - 1);
  }
};
