import type { Filter } from "@cadencia/core/filter";
import { planByValues, type Transaction } from "../../platform/workspace/index.ts";
import { quoted, tableName } from "../objects/index.ts";
import type { SaveUnit } from "../records/index.ts";
import { StatementValues } from "./entering/statement-values.ts";

/** A version that runs are pinned to. */
interface Pinned {
  readonly id: string;
  readonly version: number;
  readonly object: string;
}

/** The versions that an automation has runs under way on. */
export const readVersionsOfActiveRuns = async (tx: Transaction, automation: string): Promise<number[]> => {
  const rows = await tx.query<{ version: number }>(
    `SELECT DISTINCT version FROM ${tx.s}.run WHERE automation = $1 AND status = 'active' ORDER BY version`,
    [automation],
  );
  return rows.map((row) => row.version);
};

/** Runs under way on a version whose record does not satisfy a filter. */
export const runsOutside = async (unit: SaveUnit, pinned: Pinned, filter: Filter): Promise<string[]> => {
  const { values, ofVersion, holds } = ask(unit, pinned, filter);
  const rows = await unit.tx.query<{ id: string }>(
    `SELECT r.id FROM ${unit.tx.s}.run r WHERE ${ofVersion} AND NOT ${holds}`,
    values.list,
  );
  return rows.map((row) => row.id);
};

/** Runs under way on a version whose record satisfies its goal now and did not when the pause began. */
export const runsThatReached = async (unit: SaveUnit, pinned: Pinned, goal: Filter): Promise<string[]> => {
  const { values, ofVersion, holds } = ask(unit, pinned, goal);
  const rows = await unit.tx.query<{ id: string }>(
    `SELECT r.id FROM ${unit.tx.s}.run r WHERE ${ofVersion} AND NOT r.goal_stood AND ${holds}`,
    values.list,
  );
  return rows.map((row) => row.id);
};

/** Notes, as a pause begins, for which runs on a version the goal holds already. */
export const noteStandingGoals = async (unit: SaveUnit, pinned: Pinned, goal: Filter): Promise<void> => {
  const { values, ofVersion, holds } = ask(unit, pinned, goal);
  await unit.tx.execute(
    `UPDATE ${unit.tx.s}.run r SET goal_stood = NOT r.goal_stood WHERE ${ofVersion} AND r.goal_stood <> ${holds}`,
    values.list,
  );
};

/** These runs were given another goal, of which nothing was noted. */
export const forgetStandingGoals = (tx: Transaction, runs: readonly string[]): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.run SET goal_stood = false WHERE id = ANY($1::uuid[]) AND goal_stood`, [runs]);

/** A step that was reached, and of whose messages some rest while its automation is off. */
export interface RestingStep {
  readonly id: string;
  readonly base: string;
  readonly due: string | null;
}

/** The next of them, in the order of their ids. */
export const readRestingSteps = (
  tx: Transaction,
  automation: string,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<RestingStep[]> =>
  tx.query<RestingStep & { [column: string]: unknown }>(
    `SELECT s.id, s.base_at AS base, s.due_at AS due
       FROM (SELECT DISTINCT d.step FROM ${tx.s}.delivery d
              WHERE d.automation = $1 AND d.state = 'queued' AND d.run_at IS NULL
                    AND ($2::uuid IS NULL OR d.step > $2)
              ORDER BY d.step LIMIT $3) resting
       JOIN ${tx.s}.run_step s ON s.id = resting.step
      ORDER BY s.id`,
    [automation, after, limit],
  );

export const moveRestingSteps = (
  tx: Transaction,
  steps: readonly {
    readonly id: string;
    readonly base: Temporal.Instant;
    readonly due: Temporal.Instant | null;
  }[],
): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.run_step s SET base_at = v.base, due_at = v.due
       FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS v(id, base, due)
      WHERE s.id = v.id AND s.status = 'sending'`,
    [
      steps.map(({ id }) => id),
      steps.map(({ base }) => base.toString()),
      steps.map(({ due }) => due?.toString() ?? null),
    ],
  );

const ask = (unit: SaveUnit, { id, version, object }: Pinned, filter: Filter) => {
  const values = new StatementValues(unit);
  const condition = values.filter(filter);
  planByValues(unit.tx);
  return {
    values,
    ofVersion: `r.automation = ${values.add(id, "uuid")} AND r.version = ${values.add(version, "int")}
                AND r.status = 'active' AND r.record IS NOT NULL`,
    holds: `EXISTS (SELECT 1 FROM ${unit.tx.s}.${quoted(tableName(object))} t
                     WHERE t.id = r.record AND t.deleted_at IS NULL AND ${condition})`,
  };
};
