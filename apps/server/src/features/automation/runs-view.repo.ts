import type { Model } from "@cadencia/core/model";
import type { Rights } from "@cadencia/core/rights";
import { quoted, tableName } from "../objects/index.ts";
import { readableCondition, readsEvery } from "../rights/index.ts";
import type { Transaction } from "../../platform/workspace/index.ts";

export interface RunFilter {
  readonly automation: string | null;
  readonly record: string | null;
  readonly status: string | null;
  /** Runs older than this one; null from the newest. */
  readonly before: string | null;
  readonly limit: number;
  /** Whose records the runs may be of. */
  readonly rights: Rights;
  /** The whole model of the workspace. */
  readonly model: Model;
}

export interface ViewedRun {
  readonly id: string;
  readonly automation: string;
  readonly version: number;
  readonly object: string;
  readonly record: string | null;
  readonly status: "active" | "completed" | "exited";
  readonly reason: string | null;
  readonly detail: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

/** Runs with the keys of their automations, the newest first: ids rise with time. */
export const readRuns = (tx: Transaction, filter: RunFilter): Promise<ViewedRun[]> => {
  const params: unknown[] = [filter.automation, filter.record, filter.status, filter.before, filter.limit];
  const readable = ofReadable(
    tx,
    { ...filter, alias: "r" },
    (value, type) => `$${params.push(value)}::${type}`,
  );
  return tx.query<ViewedRun & { [column: string]: unknown }>(
    `SELECT r.id, split_part(a.key, '~', 1) AS automation, r.version, r.object, r.record, r.status, r.reason, r.detail,
            r.started_at AS "startedAt", r.ended_at AS "endedAt"
       FROM ${tx.s}.run r JOIN ${tx.s}.automation a ON a.id = r.automation
      WHERE ($1::uuid IS NULL OR r.automation = $1) AND ($2::uuid IS NULL OR r.record = $2)
        AND ($3::text IS NULL OR r.status = $3) AND ($4::uuid IS NULL OR r.id < $4)${readable}
      ORDER BY r.id DESC LIMIT $5`,
    params,
  );
};

/**
 * Rows (with an `object` and a `record` under the alias) of records that the reader may read, and of none. Says
 * nothing for who may read all.
 */
export const ofReadable = (
  tx: Transaction,
  { rights, model, alias }: Pick<RunFilter, "rights" | "model"> & { readonly alias: string },
  add: (value: string | readonly string[], type: string) => string,
): string => {
  const closed = [...model.objects.keys()].filter((object) => !readsEvery(rights, { model, object }));
  if (closed.length === 0) return "";
  const own = closed.flatMap((object) => {
    const scope = readableCondition(rights, { model, schema: tx.s, object, alias: "t", add });
    if (scope === null || scope === "FALSE") return [];
    const table = `${tx.s}.${quoted(tableName(object))}`;
    return [
      `${alias}.object = ${add(object, "text")} AND EXISTS (SELECT 1 FROM ${table} t WHERE t.id = ${alias}.record AND ${scope})`,
    ];
  });
  const open = `${alias}.record IS NULL OR ${alias}.object <> ALL(${add(closed, "text[]")})`;
  return ` AND (${[open, ...own].join(" OR ")})`;
};

export interface ViewedStep {
  readonly run: string;
  readonly step: string;
  readonly status: string;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly due: string | null;
  readonly at: string | null;
}

/** The steps that these runs reached, in that order. What is being handed over waits, as people see it. */
export const readStepsOf = (tx: Transaction, runs: readonly string[]): Promise<ViewedStep[]> =>
  tx.query<ViewedStep & { [column: string]: unknown }>(
    `SELECT run, step, CASE status WHEN 'sending' THEN 'waiting' ELSE status END AS status, reason, detail,
            due_at AS due, finished_at AS at
       FROM ${tx.s}.run_step WHERE run = ANY($1::uuid[]) ORDER BY id`,
    [runs],
  );
