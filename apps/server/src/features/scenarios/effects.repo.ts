import { stepsOf, type Automation } from "@cadencia/contracts/automation";
import type { Transaction } from "../../platform/workspace/index.ts";

/** A change that a step made. */
export interface CausedChange {
  readonly seq: number;
  readonly at: string;
  readonly object: string;
  readonly record: string;
  readonly kind: string;
  readonly step: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  /** Of an activity or a task: what it is called and the record that it belongs to. */
  readonly summary: string | null;
  readonly subject: string | null;
  /** Product lines of a record that was created. */
  readonly lines: Record<string, unknown>[] | null;
}

const caused = (s: string): string =>
  `SELECT c.seq, c.at, c.object, c.record, c.kind, c.step, c.before, c.after,
            coalesce(a.summary, t.title) AS summary, coalesce(a.record, t.record) AS subject,
            (SELECT jsonb_agg(jsonb_build_object('product', l.product, 'quantity', l.quantity::text,
                                                 'price', l.price::text, 'discount', l.discount::text)
                              ORDER BY l.position)
               FROM ${s}.o_line l WHERE l.parent = c.record AND c.kind = 'c' AND l.deleted_at IS NULL) AS lines
       FROM ${s}.change c
       LEFT JOIN ${s}.o_activity a ON c.object = 'activity' AND a.id = c.record
       LEFT JOIN ${s}.o_task t ON c.object = 'task' AND t.id = c.record`;

export const readCausedChanges = (
  tx: Transaction,
  { afterSeq }: { afterSeq: number },
): Promise<CausedChange[]> =>
  tx.query<CausedChange & { [column: string]: unknown }>(
    `${caused(tx.s)} WHERE c.step IS NOT NULL AND c.seq > $1 ORDER BY c.seq`,
    [afterSeq],
  );

/** What these steps changed between two instants: the journal is found by time. */
export const readChangesOfSteps = (
  tx: Transaction,
  steps: readonly string[],
  { from, until }: { readonly from: string; readonly until: string },
): Promise<CausedChange[]> =>
  tx.query<CausedChange & { [column: string]: unknown }>(
    `${caused(tx.s)} WHERE c.step = ANY($1::uuid[]) AND c.at BETWEEN $2 AND $3 ORDER BY c.seq`,
    [steps, from, until],
  );
export interface StepName {
  readonly automation: string;
  readonly step: string;
  readonly record: string | null;
  /** Fields that the step's parameters name. */
  readonly named: ReadonlySet<string>;
}

/** The same of these rows alone. */
export const readStepNames = (
  tx: Transaction,
  steps: readonly string[],
): Promise<ReadonlyMap<string, StepName>> => stepNames(tx, steps);

interface StepRow extends Omit<StepName, "named"> {
  readonly id: string;
  readonly definition: Automation;
  readonly [column: string]: unknown;
}

export const readSteps = (tx: Transaction): Promise<ReadonlyMap<string, StepName>> => stepNames(tx, null);

const stepNames = async (
  tx: Transaction,
  steps: readonly string[] | null,
): Promise<ReadonlyMap<string, StepName>> => {
  const rows = await tx.query<StepRow>(
    `SELECT s.id, split_part(a.key, '~', 1) AS automation, s.step, r.record, v.definition
       FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run JOIN ${tx.s}.automation a ON a.id = s.automation
       JOIN ${tx.s}.automation_version v ON v.automation = s.automation AND v.version = s.version
      WHERE $1::uuid[] IS NULL OR s.id = ANY($1)`,
    [steps],
  );
  return new Map(
    rows.map(({ id, definition, ...row }) => [id, { ...row, named: namedFields(definition, row.step) }]),
  );
};

const namedFields = (definition: Automation, step: string): ReadonlySet<string> => {
  const parameters = stepsOf(definition).find((placed) => placed.step.id === step)?.step.with ?? {};
  return new Set(
    Object.entries(parameters).flatMap(([key, value]) =>
      typeof value === "object" && value !== null ? [key, ...Object.keys(value)] : [key],
    ),
  );
};
