import type { Model } from "@cadencia/core/model";
import type { Rights } from "@cadencia/core/rights";
import type { Transaction } from "../../../platform/workspace/index.ts";
import type { AutomationState } from "../automations.repo.ts";
import { ofReadable } from "../runs-view.repo.ts";

/** A run that somebody lays a hand on, with how its automation stands. */
export interface RunAtHand {
  readonly id: string;
  readonly automation: string;
  /** Key of the automation, a deleted one's too. */
  readonly key: string;
  readonly name: string;
  readonly state: AutomationState;
  /** The automation's newest version. */
  readonly newest: number;
  readonly version: number;
  readonly object: string;
  readonly record: string | null;
  readonly status: "active" | "completed" | "exited";
  readonly reason: string | null;
}

/** Null: there is none, or none that this person may know of. */
export const readRunAtHand = async (
  tx: Transaction,
  id: string,
  reader: { readonly rights: Rights; readonly model: Model },
): Promise<RunAtHand | null> => {
  const params: unknown[] = [id];
  const readable = ofReadable(
    tx,
    { ...reader, alias: "r" },
    (value, type) => `$${params.push(value)}::${type}`,
  );
  const [row] = await tx.query<RunAtHand & { [column: string]: unknown }>(
    `SELECT r.id, r.automation, split_part(a.key, '~', 1) AS key, a.name, a.state, a.version AS newest, r.version,
            r.object, r.record, r.status, r.reason
       FROM ${tx.s}.run r JOIN ${tx.s}.automation a ON a.id = r.automation WHERE r.id = $1${readable}`,
    params,
  );
  return row ?? null;
};

/** The row of a run's step, by the step's id inside the automation. */
export const findStepRow = async (tx: Transaction, run: string, step: string): Promise<string | null> => {
  const [row] = await tx.query<{ id: string }>(
    `SELECT id FROM ${tx.s}.run_step WHERE run = $1 AND step = $2`,
    [run, step],
  );
  return row?.id ?? null;
};

/** The steps that a run has reached. */
export const reachedSteps = async (tx: Transaction, run: string): Promise<string[]> => {
  const rows = await tx.query<{ step: string }>(
    `SELECT step FROM ${tx.s}.run_step WHERE run = $1 ORDER BY id`,
    [run],
  );
  return rows.map((row) => row.step);
};
