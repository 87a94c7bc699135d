import { isSave } from "../../../platform/journal/index.ts";
import type { Transaction } from "../../../platform/workspace/index.ts";

/** A save that may have triggered something. */
export interface Trigger {
  readonly seq: number;
  readonly at: string;
  readonly object: string;
  readonly record: string;
  /** A letter of the journal (`CHANGE_KINDS`). */
  readonly kind: string;
  readonly changed: readonly string[];
  readonly actor: string | null;
  readonly automation: string | null;
  readonly step: string | null;
  readonly quiet: boolean;
}

/** Which fields of a record bear on the automation; null: every save does. */
export interface Bearing {
  readonly record: string;
  readonly fields: readonly string[] | null;
}

/** So many saves of one record are looked through for those that touch one of the fields. */
const LOOKED_THROUGH = 1000;

/** The last saves between two numbers of the journal that bear on an automation, the newest first. */
export const readTriggers = (
  tx: Transaction,
  bearings: readonly Bearing[],
  { after, before, limit }: { after: number; before: number | null; limit: number },
): Promise<Trigger[]> =>
  tx.query<Trigger & { [column: string]: unknown }>(
    `SELECT c.seq, c.at, c.object, c.record, c.kind, c.actor, coalesce(c.quiet, false) AS quiet,
            split_part(a.key, '~', 1) AS automation, s.step,
            ARRAY(SELECT jsonb_object_keys(coalesce(c.before, '{}') || coalesce(c.after, '{}'))) AS changed
       FROM unnest($1::uuid[], $2::text[]) AS b(record, fields)
      CROSS JOIN LATERAL (
        SELECT l.* FROM (
          SELECT * FROM ${tx.s}.change h
           WHERE h.record = b.record AND ${isSave("h")} AND h.seq > $5 AND ($3::bigint IS NULL OR h.seq < $3)
           ORDER BY h.seq DESC LIMIT ${LOOKED_THROUGH}) l
         WHERE b.fields IS NULL OR l.kind <> 'u' OR l.before ?| string_to_array(b.fields, ',')
            OR l.after ?| string_to_array(b.fields, ',')
         ORDER BY l.seq DESC LIMIT $4) c
       LEFT JOIN ${tx.s}.run_step s ON s.id = c.step
       LEFT JOIN ${tx.s}.automation a ON a.id = s.automation
      ORDER BY c.seq DESC LIMIT $4`,
    [
      bearings.map(({ record }) => record),
      bearings.map(({ fields }) => fields?.join(",") ?? null),
      before,
      limit,
      after,
    ],
  );

/**
 * The last number of the journal before an instant; 0 where there is none. Looked for by halves: the index of instants
 * is coarse, and the numbers alone would be gone through from one end.
 */
export const seqBefore = async (tx: Transaction, at: string): Promise<number> => {
  const [row] = await tx.query<{ seq: number }>(
    `WITH RECURSIVE halves(low, high) AS (
       SELECT 0::bigint, coalesce((SELECT max(seq) FROM ${tx.s}.change), 0)::bigint
       UNION ALL
       SELECT CASE WHEN c.at < $1 THEN c.seq ELSE h.low END,
              CASE WHEN c.at < $1 THEN h.high ELSE (h.low + h.high) / 2 END
         FROM halves h CROSS JOIN LATERAL (
           SELECT seq, at FROM ${tx.s}.change WHERE seq > (h.low + h.high) / 2 ORDER BY seq LIMIT 1) c
        WHERE h.low < h.high)
     SELECT min(high) AS seq FROM halves`,
    [at],
  );
  return row?.seq ?? 0;
};

/** When the save with this number was made. */
export const instantOf = async (tx: Transaction, seq: number): Promise<string | null> => {
  const [row] = await tx.query<{ at: string }>(`SELECT at FROM ${tx.s}.change WHERE seq = $1`, [seq]);
  return row?.at ?? null;
};
