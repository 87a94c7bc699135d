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

/** What happens beside a record without being a save of it: it triggers nothing and is no edit. */
export const FILE_KINDS = { file_added: "f", file_removed: "x" } as const;

export type JournalKind = ChangeKind | keyof typeof FILE_KINDS;

const KIND_OF: ReadonlyMap<string, JournalKind> = new Map(
  Object.entries({ ...CHANGE_KINDS, ...FILE_KINDS }).map(([kind, letter]) => [letter, kind as JournalKind]),
);

export const journalKind = (letter: string): JournalKind => KIND_OF.get(letter) ?? "updated";

/** Of the journal under an alias, the saves alone. */
export const isSave = (alias: string): string => `${alias}.kind NOT IN ('f', 'x')`;

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

const SAVED_AS: ReadonlyMap<string, ChangeKind> = new Map(
  Object.entries(CHANGE_KINDS).map(([kind, letter]) => [letter, kind as ChangeKind]),
);

/** A file that was added to a record or removed from it. */
export interface FileEntry {
  readonly object: string;
  readonly record: string;
  readonly kind: keyof typeof FILE_KINDS;
  readonly actor: string | null;
  readonly file: { readonly id: string; readonly name: string; readonly size: number };
}

/** No field is called so: keys of fields have no colon. */
export const FILE_KEY = ":file";

/** Like a save it is told to who listens; call it last in a transaction too. */
export const appendFileEntry = (tx: Transaction, { object, record, kind, actor, file }: FileEntry): void => {
  tx.afterCommit(tx.workspace.onChange);
  const told = JSON.stringify({ [FILE_KEY]: file });
  const isThere = kind === "file_added";
  tx.send(
    `INSERT INTO ${tx.s}.change (at, record, object, kind, actor, before, after)
     VALUES ($1, $2, $3, $4::"char", $5, $6::jsonb, $7::jsonb)`,
    [
      tx.now.toString(),
      record,
      object,
      FILE_KINDS[kind],
      actor,
      isThere ? null : told,
      isThere ? told : null,
    ],
  );
};

/** A record's saves, oldest first. */
export const readChanges = async (tx: Transaction, record: string): Promise<StoredChange[]> => {
  const rows = await tx.query<Omit<StoredChange, "kind"> & { kind: string }>(
    `SELECT seq, at, object, record, kind, actor, step, before, after
       FROM ${tx.s}.change c WHERE record = $1 AND ${isSave("c")} ORDER BY seq`,
    [record],
  );
  return rows.map((row) => ({ ...row, kind: SAVED_AS.get(row.kind) ?? "updated" }));
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
    `SELECT kind, after FROM ${tx.s}.change c WHERE record = $1 AND seq <= $2 AND ${isSave("c")} ORDER BY seq`,
    [record, seq],
  );
  const last = rows.at(-1);
  if (last === undefined || last.kind === "d") return null;
  return Object.assign({}, ...rows.map((row) => row.after ?? {})) as Record<string, unknown>;
};
