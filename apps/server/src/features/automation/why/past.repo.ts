import type { ObjectType } from "@cadencia/core/model";
import type { Transaction } from "../../../platform/workspace/index.ts";
import { quoted, tableName } from "../../objects/index.ts";

/** A change as it is undone. */
export interface PastChange {
  readonly seq: number;
  readonly at: string;
  readonly record: string;
  readonly kind: string;
  readonly step: string | null;
  readonly before: Record<string, unknown> | null;
}

/** Changes of records after a number of the journal, the newest first. */
export const readChangesSince = (
  tx: Transaction,
  records: readonly string[],
  since: number,
): Promise<PastChange[]> =>
  tx.query<PastChange & { [column: string]: unknown }>(
    `SELECT seq, at, record, kind, step, before FROM ${tx.s}.change
      WHERE record = ANY($1::uuid[]) AND seq > $2 ORDER BY seq DESC`,
    [records, since],
  );

/** So many of the journal's last numbers are looked through for children that belonged to another parent before. */
const FORMER_CHILDREN_WITHIN = 50_000;

/**
 * The records that point at one of these by one of the fields: now, deleted ones too, or until a save among the
 * journal's last 50,000. Which records pointed here longer ago no index knows.
 */
export const readChildIds = async (
  tx: Transaction,
  { object, fields, limit }: { object: ObjectType; fields: readonly string[]; limit: number },
  parents: readonly string[],
): Promise<string[]> => {
  const either = fields.map((field) => `t.${quoted(field)} = ANY($1::uuid[])`).join(" OR ");
  const rows = await tx.query<{ id: string }>(
    `(SELECT t.id FROM ${tx.s}.${quoted(tableName(object.key))} t WHERE ${either} ORDER BY t.id DESC LIMIT $4)
     UNION
     SELECT c.record FROM ${tx.s}.change c
      WHERE c.seq > (SELECT last_value FROM ${tx.s}.journal_seq) - ${FORMER_CHILDREN_WITHIN}
        AND c.object = $2 AND c.kind = 'u' AND c.before ?| $3::text[]
        AND EXISTS (SELECT 1 FROM unnest($3::text[]) f WHERE c.before->>f = ANY($1::text[]))`,
    [parents, object.key, fields, limit],
  );
  return rows.map((row) => row.id);
};

/** What a field of records pointed at in the course of time. */
export const readFormerTargets = async (
  tx: Transaction,
  field: string,
  records: readonly string[],
): Promise<string[]> => {
  const rows = await tx.query<{ value: unknown }>(
    `SELECT DISTINCT c.before->$2 AS value FROM ${tx.s}.change c
      WHERE c.record = ANY($1::uuid[]) AND c.kind = 'u' AND c.before ? $2`,
    [records, field],
  );
  return rows.flatMap(({ value }) =>
    Array.isArray(value) ? (value as string[]) : typeof value === "string" ? [value] : [],
  );
};
