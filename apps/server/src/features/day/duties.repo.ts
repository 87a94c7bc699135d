import type { Transaction } from "../../platform/workspace/index.ts";
import { quoted, tableName } from "../objects/index.ts";

export interface DutyRow {
  readonly object: "activity" | "task";
  readonly id: string;
  readonly version: number;
  readonly type: string | null;
  readonly title: string | null;
  readonly note: string | null;
  readonly due: string;
  readonly recordObject: string | null;
  readonly record: string | null;
}

export interface DutyRange {
  readonly owner: string;
  /** Null: from the first on. */
  readonly from: Temporal.Instant | null;
  /** Not any more. Null: without end. */
  readonly to: Temporal.Instant | null;
  readonly limit: number;
}

const OPEN = `t.owner = $1 AND t.done IS NOT TRUE AND t.deleted_at IS NULL AND t.due IS NOT NULL AND NOT t.archived
  AND ($2::timestamptz IS NULL OR t.due >= $2) AND ($3::timestamptz IS NULL OR t.due < $3)`;

/** In the order of falling due; the index of each holds nothing but what is open. */
export const readDuties = (tx: Transaction, range: DutyRange): Promise<DutyRow[]> => {
  const part = (object: string, title: string, more = ""): string =>
    `(SELECT '${object}' AS object, t.id, t.version, t.type, t.${title} AS title, t.note, t.due,
             t.record__object AS "recordObject", t.record
        FROM ${tx.s}.${quoted(tableName(object))} t WHERE ${OPEN}${more} ORDER BY t.due, t.id LIMIT $4)`;
  return tx.query<DutyRow & { [column: string]: unknown }>(
    `SELECT * FROM (${part("activity", "summary")} UNION ALL ${part("task", "title", TO_DO)}) d
      ORDER BY due, id LIMIT $4`,
    [range.owner, range.from?.toString() ?? null, range.to?.toString() ?? null, range.limit],
  );
};

const TO_DO = " AND t.state IS DISTINCT FROM 'cancelled' AND t.state IS DISTINCT FROM 'done'";

export const countDuties = async (tx: Transaction, range: Omit<DutyRange, "limit">): Promise<number> => {
  const part = (object: string, more = ""): string =>
    `(SELECT count(*) FROM ${tx.s}.${quoted(tableName(object))} t WHERE ${OPEN}${more})`;
  const [row] = await tx.query<{ count: number }>(
    `SELECT (${part("activity")} + ${part("task", TO_DO)})::int AS count`,
    [range.owner, range.from?.toString() ?? null, range.to?.toString() ?? null],
  );
  return row?.count ?? 0;
};

export interface Planner {
  readonly id: string;
  readonly automation: string;
  readonly name: string;
  readonly object: string;
  readonly run: string;
}

/** The automations that made these records, by the journal. */
export const readPlanners = (tx: Transaction, ids: readonly string[]): Promise<Planner[]> =>
  tx.query<Planner & { [column: string]: unknown }>(
    `SELECT c.record AS id, split_part(a.key, '~', 1) AS automation, a.name, a.object, s.run
       FROM ${tx.s}.change c JOIN ${tx.s}.run_step s ON s.id = c.step JOIN ${tx.s}.automation a ON a.id = s.automation
      WHERE c.record = ANY($1::uuid[]) AND c.kind = 'c'`,
    [ids],
  );
