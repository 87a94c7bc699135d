import type { Transaction } from "../../platform/workspace/index.ts";

/** How far somebody has come with what the first start offers. */
export interface OfferProgress {
  readonly name: string | null;
  readonly switchedOn: boolean;
  readonly title: string | null;
  /** Where the deal stands. */
  readonly standsIn: string | null;
  /** The first run, whichever deal it was that was moved. */
  readonly moved: { readonly object: string; readonly record: string; readonly title: string | null } | null;
  /** When its first step was done. */
  readonly ranAt: string | null;
}

type Row = {
  readonly name: string | null;
  readonly switchedOn: boolean | null;
  readonly title: string | null;
  readonly standsIn: string | null;
  readonly object: string | null;
  readonly record: string | null;
  readonly movedTitle: string | null;
  readonly ranAt: string | null;
};

export const readOffer = async (
  tx: Transaction,
  { automation, record }: { readonly automation: string; readonly record: string },
): Promise<OfferProgress> => {
  const [row] = await tx.query<Row>(
    `SELECT a.name, a.activated_at IS NOT NULL AS "switchedOn", d.title, d.stage AS "standsIn",
            r.object, r.record, m.title AS "movedTitle", r.ran_at AS "ranAt"
       FROM (SELECT 1) one
       LEFT JOIN ${tx.s}.automation a ON a.key = $1
       LEFT JOIN ${tx.s}.o_deal d ON d.id = $2 AND d.deleted_at IS NULL
       LEFT JOIN LATERAL (
         SELECT r.object, r.record, (SELECT min(s.finished_at) FROM ${tx.s}.run_step s
                                      WHERE s.run = r.id AND s.status = 'done') AS ran_at
           FROM ${tx.s}.run r WHERE r.automation = a.id AND r.record IS NOT NULL
          ORDER BY ran_at NULLS LAST, r.id LIMIT 1) r ON true
       LEFT JOIN ${tx.s}.o_deal m ON m.id = r.record`,
    [automation, record],
  );
  const { object = null, record: movedRecord = null } = row ?? {};
  return {
    name: row?.name ?? null,
    switchedOn: row?.switchedOn ?? false,
    title: row?.title ?? null,
    standsIn: row?.standsIn ?? null,
    moved:
      object === null || movedRecord === null
        ? null
        : { object, record: movedRecord, title: row?.movedTitle ?? null },
    ranAt: row?.ranAt ?? null,
  };
};
