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

export const readCausedChanges = (
  tx: Transaction,
  { afterSeq }: { afterSeq: number },
): Promise<CausedChange[]> =>
  tx.query<CausedChange & { [column: string]: unknown }>(
    `SELECT c.seq, c.at, c.object, c.record, c.kind, c.step, c.before, c.after,
            coalesce(a.summary, t.title) AS summary, coalesce(a.record, t.record) AS subject,
            (SELECT jsonb_agg(jsonb_build_object('product', l.product, 'quantity', l.quantity::text,
                                                 'price', l.price::text, 'discount', l.discount::text)
                              ORDER BY l.position)
               FROM ${tx.s}.o_line l WHERE l.parent = c.record AND c.kind = 'c' AND l.deleted_at IS NULL) AS lines
       FROM ${tx.s}.change c
       LEFT JOIN ${tx.s}.o_activity a ON c.object = 'activity' AND a.id = c.record
       LEFT JOIN ${tx.s}.o_task t ON c.object = 'task' AND t.id = c.record
      WHERE c.step IS NOT NULL AND c.seq > $1 ORDER BY c.seq`,
    [afterSeq],
  );

export interface StepName {
  readonly automation: string;
  readonly step: string;
  readonly record: string | null;
  /** Fields that the step's parameters name. */
  readonly named: ReadonlySet<string>;
}

interface StepRow extends Omit<StepName, "named"> {
  readonly id: string;
  readonly definition: Automation;
  readonly [column: string]: unknown;
}

export const readSteps = async (tx: Transaction): Promise<ReadonlyMap<string, StepName>> => {
  const rows = await tx.query<StepRow>(
    `SELECT s.id, split_part(a.key, '~', 1) AS automation, s.step, r.record, v.definition
       FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run JOIN ${tx.s}.automation a ON a.id = s.automation
       JOIN ${tx.s}.automation_version v ON v.automation = s.automation AND v.version = s.version`,
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
