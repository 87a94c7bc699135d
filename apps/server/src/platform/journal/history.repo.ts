import type { Transaction } from "../workspace/index.ts";
import { CHANGE_KINDS, type Change } from "./journal.repo.ts";

/** A save of the past. */
export interface PastSave extends Change {
  readonly at: string;
}

/**
 * Writes saves that were made before, each with the instant of its own, in the order given. What the journal holds
 * already moves behind them, so that its numbers still rise with time: only for a workspace in which nobody has worked
 * yet, and alone.
 */
export const writeHistory = async (tx: Transaction, saves: readonly PastSave[]): Promise<void> => {
  const [before] = await tx.query<{ last: number | null }>(`SELECT max(seq) AS last FROM ${tx.s}.change`);
  for (let start = 0; start < saves.length; start += CHUNK) insert(tx, saves.slice(start, start + CHUNK));
  await tx.execute(
    `UPDATE ${tx.s}.change c SET seq = moved.seq
       FROM (SELECT seq AS old, nextval('${tx.s}.journal_seq') AS seq
               FROM (SELECT seq FROM ${tx.s}.change WHERE seq <= $1 ORDER BY seq) standing) moved
      WHERE c.seq = moved.old`,
    [before?.last ?? 0],
  );
  tx.afterCommit(tx.workspace.onChange);
};

const CHUNK = 2000;

const insert = (tx: Transaction, saves: readonly PastSave[]): void =>
  tx.send(
    `INSERT INTO ${tx.s}.change (at, record, object, kind, actor, before, after, moved)
       SELECT v.at, v.record, v.object, v.kind, v.actor, v.before::jsonb, v.after::jsonb,
              nullif(v.moved, '{}')::uuid[]
         FROM unnest($1::timestamptz[], $2::uuid[], $3::text[], $4::"char"[], $5::uuid[], $6::text[], $7::text[],
                     $8::text[])
           WITH ORDINALITY AS v(at, record, object, kind, actor, before, after, moved, place)
        ORDER BY v.place`,
    [
      saves.map(({ at }) => at),
      saves.map(({ record }) => record),
      saves.map(({ object }) => object),
      saves.map(({ kind }) => CHANGE_KINDS[kind]),
      saves.map(({ actor }) => actor),
      saves.map(({ before }) => (before === null ? null : JSON.stringify(before))),
      saves.map(({ after }) => (after === null ? null : JSON.stringify(after))),
      saves.map(({ moved }) => `{${moved.join(",")}}`),
    ],
  );
