import type { DryRunPayload } from "@cadencia/contracts/api";
import type { Transaction } from "../../../platform/workspace/index.ts";
import type { Pair } from "../membership.repo.ts";

type Loose<Row> = Row & { readonly [column: string]: unknown };

/** Why the run would not start. */
export const readRefusal = async (
  tx: Transaction,
  { automation, record }: Pair,
): Promise<{ reason: string; detail: string | null } | null> => {
  const [row] = await tx.query<{ reason: string; detail: string | null }>(
    `SELECT reason, detail FROM ${tx.s}.run_log WHERE record = $1 AND automation = $2 ORDER BY seq DESC LIMIT 1`,
    [record, automation],
  );
  return row ?? null;
};

type RunEnd = Pick<DryRunPayload, "reason" | "detail" | "ended_at"> & {
  status: "active" | "completed" | "exited";
};

export const readRunEnd = async (tx: Transaction, run: string): Promise<RunEnd> => {
  const [row] = await tx.query<Loose<RunEnd>>(
    `SELECT status, reason, detail, ended_at FROM ${tx.s}.run WHERE id = $1`,
    [run],
  );
  if (row === undefined) throw new Error(`the run ${run} of a dry run is gone`);
  return row;
};

export interface Hold {
  readonly step: string;
  readonly at: string;
  readonly reason: string;
  readonly detail: string | null;
}

/** When steps were put off, and why. */
export const readHolds = (tx: Transaction, run: string): Promise<Hold[]> =>
  tx.query<Loose<Hold>>(
    `SELECT step, at, reason, detail FROM ${tx.s}.run_log WHERE run = $1 AND step IS NOT NULL ORDER BY seq`,
    [run],
  );

/** Something that a step does. */
export interface StepEffect {
  readonly seq: number;
  readonly at: string;
  readonly step: string;
  readonly kind: string;
  readonly object: string | null;
  readonly record: string | null;
  readonly content: Record<string, unknown>;
}

/** Messages, also those that a recipient does not get, with the reason. */
export const readMessagesOf = (tx: Transaction, run: string): Promise<StepEffect[]> =>
  tx.query<Loose<StepEffect>>(
    `SELECT coalesce(seq, 0) AS seq, coalesce(handed_at, created_at) AS at, step_key AS step, channel AS kind,
            object, record,
            payload || jsonb_build_object('recipient', recipient, 'state', state, 'reason', reason, 'detail', detail)
              AS content
       FROM ${tx.s}.delivery WHERE run = $1 ORDER BY seq, position, id`,
    [run],
  );

export const readNoticesOf = (tx: Transaction, run: string): Promise<StepEffect[]> =>
  tx.query<Loose<StepEffect>>(
    `SELECT n.seq, n.at, s.step, 'notify' AS kind, n.object, n.record,
            jsonb_build_object('to', n.recipient, 'text', n.text) AS content
       FROM ${tx.s}.run_step s JOIN ${tx.s}.notification n ON n.step = s.id WHERE s.run = $1 ORDER BY n.seq`,
    [run],
  );

/** Records that steps created, changed, archived or deleted; messages on a timeline are told of as messages. */
export const readChangesOf = (
  tx: Transaction,
  { run, afterSeq }: { run: string; afterSeq: number },
): Promise<StepEffect[]> =>
  tx.query<Loose<StepEffect>>(
    `SELECT c.seq, c.at, s.step,
            CASE c.kind WHEN 'c' THEN 'create' WHEN 'a' THEN 'archive' WHEN 'd' THEN 'delete' ELSE 'update' END AS kind,
            c.object, c.record,
            jsonb_build_object('before', coalesce(c.before, '{}'), 'after', coalesce(c.after, '{}')) AS content
       FROM ${tx.s}.change c JOIN ${tx.s}.run_step s ON s.id = c.step
      WHERE s.run = $1 AND c.seq > $2 AND c.object <> 'message' ORDER BY c.seq`,
    [run, afterSeq],
  );
