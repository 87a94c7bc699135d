import type { Model } from "@cadencia/core/model";
import type { Rights } from "@cadencia/core/rights";
import type { Transaction } from "../../../platform/workspace/index.ts";
import { ofReadable } from "../runs-view.repo.ts";

/** What is wanted of the run log; null does not narrow. */
export interface LogFilter {
  readonly automation: string | null;
  readonly record: string | null;
  readonly status: string | null;
  readonly reason: string | null;
}

/** One line, with its place in the table that it comes from. */
export interface LogRow {
  readonly place: string;
  readonly begun: string;
  readonly automation: string;
  readonly version: number;
  readonly record: string | null;
  readonly run: string | null;
  readonly step: string | null;
  readonly at: string;
  readonly due: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly detail: string | null;
}

interface Part {
  readonly filter: LogFilter;
  /** Lines older than this place; null from the newest. */
  readonly before: string | null;
  readonly limit: number;
  /** Whose records the lines may be of. */
  readonly rights: Rights;
  /** The whole model of the workspace. */
  readonly model: Model;
}

type Row = LogRow & { readonly [column: string]: unknown };

/** The parameters of a part, and the condition by which its reader may see a line. */
const partOf = (
  tx: Transaction,
  { filter, before, limit, rights, model }: Part,
  alias: string,
): { readonly values: unknown[]; readonly readable: string } => {
  const values: unknown[] = [filter.automation, filter.record, filter.status, filter.reason, before, limit];
  const add = (value: string | readonly string[], type: string): string => `$${values.push(value)}::${type}`;
  return { values, readable: ofReadable(tx, { rights, model, alias }, add) };
};

const KEY = "split_part(a.key, '~', 1) AS automation";

/** Runs: that they started and are under way, or how they ended. Ids rise with time. */
export const readRunLines = (tx: Transaction, part: Part): Promise<LogRow[]> => {
  const { values, readable } = partOf(tx, part, "r");
  return tx.query<Row>(
    `SELECT r.id AS place, r.started_at AS begun, ${KEY}, r.version, r.record, r.id AS run, NULL AS step,
            coalesce(r.ended_at, r.started_at) AS at, NULL AS due,
            CASE r.status WHEN 'active' THEN 'started' ELSE r.status END AS status, r.reason, r.detail
       FROM ${tx.s}.run r JOIN ${tx.s}.automation a ON a.id = r.automation
      WHERE ($1::uuid IS NULL OR r.automation = $1) AND ($2::uuid IS NULL OR r.record = $2)
        AND ($3::text IS NULL OR CASE r.status WHEN 'active' THEN 'started' ELSE r.status END = $3)
        AND ($4::text IS NULL OR r.reason = $4) AND ($5::uuid IS NULL OR r.id < $5)${readable}
      ORDER BY r.id DESC LIMIT $6`,
    values,
  );
};

/** Steps that were reached. What is being handed over waits, as people see it. */
export const readStepLines = (tx: Transaction, part: Part): Promise<LogRow[]> => {
  const { values, readable } = partOf(tx, part, "r");
  return tx.query<Row>(
    `SELECT s.id AS place, s.created_at AS begun, ${KEY}, s.version, r.record, s.run, s.step,
            coalesce(s.finished_at, s.created_at) AS at, s.due_at AS due,
            CASE s.status WHEN 'sending' THEN 'waiting' ELSE s.status END AS status, s.reason, s.detail
       FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run JOIN ${tx.s}.automation a ON a.id = s.automation
      WHERE ($1::uuid IS NULL OR s.automation = $1) AND ($2::uuid IS NULL OR r.record = $2)
        AND ($3::text IS NULL OR CASE s.status WHEN 'sending' THEN 'waiting' ELSE s.status END = $3)
        AND ($4::text IS NULL OR s.reason = $4) AND ($5::uuid IS NULL OR s.id < $5)${readable}
      ORDER BY s.id DESC LIMIT $6`,
    values,
  );
};

/** What started nothing and is kept, and when steps were put off. */
export const readKeptLines = (tx: Transaction, part: Part): Promise<LogRow[]> => {
  const { values, readable } = partOf(tx, part, "l");
  return tx.query<Row>(
    `SELECT l.seq::text AS place, l.at AS begun, split_part(l.key, '~', 1) AS automation, l.version, l.record, l.run, l.step, l.at, l.due_at AS due,
            l.status, l.reason, l.detail
       FROM (SELECT k.*, o.object, o.key FROM ${tx.s}.run_log k JOIN ${tx.s}.automation o ON o.id = k.automation) l
      WHERE ($1::uuid IS NULL OR l.automation = $1) AND ($2::uuid IS NULL OR l.record = $2)
        AND ($3::text IS NULL OR l.status = $3) AND ($4::text IS NULL OR l.reason = $4)
        AND ($5::bigint IS NULL OR l.seq < $5)${readable}
      ORDER BY l.seq DESC LIMIT $6`,
    values,
  );
};
