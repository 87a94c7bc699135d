import type { Transaction } from "../../../platform/workspace/index.ts";

export const INTERVENTIONS = ["run_now", "retried", "retried_newest", "went_out", "sent_again"] as const;
export type InterventionKind = (typeof INTERVENTIONS)[number];

/** What a person did to a step, in its place of the journal. */
export interface Intervention {
  readonly at: string;
  readonly actor: string | null;
  readonly step: string;
  readonly kind: InterventionKind;
  readonly detail: string | null;
}

type NewIntervention = Omit<Intervention, "at"> & { readonly run: string };

export const journalInterventions = (tx: Transaction, done: readonly NewIntervention[]): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.intervention (at, actor, run, step, kind, detail)
     SELECT $1, v.actor, v.run, v.step, v.kind, v.detail
       FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[]) AS v(actor, run, step, kind, detail)`,
    [
      tx.now.toString(),
      done.map(({ actor }) => actor),
      done.map(({ run }) => run),
      done.map(({ step }) => step),
      done.map(({ kind }) => kind),
      done.map(({ detail }) => detail),
    ],
  );

export const readInterventions = (tx: Transaction, run: string): Promise<Intervention[]> =>
  tx.query<Intervention & { [column: string]: unknown }>(
    `SELECT at, actor, step, kind, detail FROM ${tx.s}.intervention WHERE run = $1 ORDER BY seq`,
    [run],
  );
