import type { Transaction } from "../workspace/index.ts";

export const CHANGE_KINDS = {
  created: "c",
  updated: "u",
  archived: "a",
  unarchived: "n",
  deleted: "d",
  restored: "r",
  merged: "m",
} as const;

export type ChangeKind = keyof typeof CHANGE_KINDS;

/** One save as the journal keeps it: only the fields that changed, as they were and as they became. */
export interface Change {
  readonly object: string;
  readonly record: string;
  readonly kind: ChangeKind;
  /** The user who saved; null for the system and for automations. */
  readonly actor: string | null;
  /** The step of a run that saved. */
  readonly step: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  /** A bulk import that asked for no automations. */
  readonly quiet: boolean;
  /** What relations pointed at before, where they point elsewhere now. */
  readonly moved: readonly string[];
}

/**
 * Appends to the journal. Call it last in a transaction, when every lock is held: the numbers drawn here are
 * then in the order in which saves that met each other took effect.
 */
export const appendChanges = (tx: Transaction, changes: readonly Change[]): void => {
  if (changes.length === 0) return;
  tx.afterCommit(tx.workspace.onChange);
  const rare = changes.some(({ quiet, moved }) => quiet || moved.length > 0);
  tx.send(
    `INSERT INTO ${tx.s}.change (at, record, object, kind, actor, step, before, after${rare ? ", quiet, moved" : ""})
       SELECT $1, v.record, v.object, v.kind, v.actor, v.step, v.before::jsonb, v.after::jsonb
              ${rare ? ", nullif(v.quiet, false), nullif(v.moved, '{}')::uuid[]" : ""}
         FROM unnest($2::uuid[], $3::text[], $4::"char"[], $5::uuid[], $6::uuid[], $7::text[], $8::text[]
                     ${rare ? ", $9::boolean[], $10::text[]" : ""})
           AS v(record, object, kind, actor, step, before, after${rare ? ", quiet, moved" : ""})`,
    [
      tx.now.toString(),
      changes.map((change) => change.record),
      changes.map((change) => change.object),
      changes.map((change) => CHANGE_KINDS[change.kind]),
      changes.map((change) => change.actor),
      changes.map((change) => change.step),
      changes.map((change) => (change.before === null ? null : JSON.stringify(change.before))),
      changes.map((change) => (change.after === null ? null : JSON.stringify(change.after))),
      ...(rare
        ? [changes.map(({ quiet }) => quiet), changes.map(({ moved }) => `{${moved.join(",")}}`)]
        : []),
    ],
  );
};

export interface StoredChange extends Omit<Change, "quiet" | "moved"> {
  readonly seq: number;
  readonly at: string;
}

const KIND_OF: ReadonlyMap<string, ChangeKind> = new Map(
  Object.entries(CHANGE_KINDS).map(([kind, letter]) => [letter, kind as ChangeKind]),
);

/** A record's changes, oldest first. */
export const readChanges = async (tx: Transaction, record: string): Promise<StoredChange[]> => {
  const rows = await tx.query<Omit<StoredChange, "kind"> & { kind: string }>(
    `SELECT seq, at, object, record, kind, actor, step, before, after
       FROM ${tx.s}.change WHERE record = $1 ORDER BY seq`,
    [record],
  );
  return rows.map((row) => ({ ...row, kind: KIND_OF.get(row.kind) ?? "updated" }));
};

/**
 * The fields of records as of a moment: what is now, with every later change undone. Null: the record did not
 * exist yet, or was deleted then.
 */
export const readAsOf = async (
  tx: Transaction,
  record: string,
  seq: number,
): Promise<Readonly<Record<string, unknown>> | null> => {
  const rows = await tx.query<{ kind: string; after: Record<string, unknown> | null }>(
    `SELECT kind, after FROM ${tx.s}.change WHERE record = $1 AND seq <= $2 ORDER BY seq`,
    [record, seq],
  );
  const last = rows.at(-1);
  if (last === undefined || last.kind === "d") return null;
  return Object.assign({}, ...rows.map((row) => row.after ?? {})) as Record<string, unknown>;
};
