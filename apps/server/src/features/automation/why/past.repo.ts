import type { ObjectType } from "@cadencia/core/model";
import { isSave } from "../../../platform/journal/index.ts";
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
    `SELECT seq, at, record, kind, step, before FROM ${tx.s}.change c
      WHERE record = ANY($1::uuid[]) AND seq > $2 AND ${isSave("c")} ORDER BY seq DESC`,
    [records, since],
  );

/** The records that point at one of these by one of the fields, deleted ones too, or once did. */
export const readChildIds = async (
  tx: Transaction,
  { object, fields, limit }: { object: ObjectType; fields: readonly string[]; limit: number },
  parents: readonly string[],
): Promise<string[]> => {
  const either = fields.map((field) => `t.${quoted(field)} = ANY($1::uuid[])`).join(" OR ");
  const rows = await tx.query<{ id: string }>(
    `(SELECT t.id FROM ${tx.s}.${quoted(tableName(object.key))} t WHERE ${either} ORDER BY t.id DESC LIMIT $3)
     UNION
     (SELECT c.record FROM ${tx.s}.change c
       WHERE c.moved && $1::uuid[] AND c.moved IS NOT NULL AND c.object = $2 LIMIT $3)`,
    [parents, object.key, limit],
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
