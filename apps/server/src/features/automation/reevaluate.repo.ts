import type { ChangeKind } from "../../platform/journal/index.ts";
import type { Transaction } from "../../platform/workspace/index.ts";
import type { Origin, StoredRecord } from "../records/index.ts";

export interface RelatedTask {
  readonly automation: string;
  readonly version: number;
  readonly purpose: string;
  readonly ids: readonly string[];
  readonly origin: Origin;
}

export interface SavesTask {
  readonly saves: readonly {
    readonly object: string;
    readonly kind: ChangeKind;
    readonly before: StoredRecord | null;
    readonly after: StoredRecord;
    readonly changed: readonly string[];
    readonly origin: Origin;
  }[];
}

export type Task =
  | { readonly id: string; readonly kind: "related"; readonly task: RelatedTask }
  | { readonly id: string; readonly kind: "saves"; readonly task: SavesTask };

/** A task whose turn it is, and how often it has failed. */
export type DueTask = Task & { readonly attempt: number };

export const insertTask = (tx: Transaction, { id, kind, task }: Task): Promise<number> =>
  tx.execute(`INSERT INTO ${tx.s}.reevaluation (id, kind, task, run_at) VALUES ($1, $2, $3, $4)`, [
    id,
    kind,
    JSON.stringify(task),
    tx.now.toString(),
  ]);

export const readDueTask = async (tx: Transaction): Promise<DueTask | null> => {
  const [row] = await tx.query<DueTask & { [column: string]: unknown }>(
    `SELECT id, kind, task, attempt FROM ${tx.s}.reevaluation WHERE run_at <= $1
      ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [tx.now.toString()],
  );
  return row ?? null;
};

export const keepTask = (tx: Transaction, id: string, task: RelatedTask): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.reevaluation SET task = $2 WHERE id = $1`, [id, JSON.stringify(task)]);

export const dropTask = (tx: Transaction, id: string): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.reevaluation WHERE id = $1`, [id]);

/** A job that failed waits, so that the others are not held up. */
export const delayTask = (
  tx: Transaction,
  id: string,
  { runAt, error }: { runAt: string; error: string },
): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.reevaluation SET attempt = attempt + 1, run_at = $2, error = $3 WHERE id = $1`, [
    id,
    runAt,
    error,
  ]);
