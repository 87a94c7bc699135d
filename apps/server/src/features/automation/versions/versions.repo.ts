import type { Transaction } from "../../../platform/workspace/index.ts";
import type { AutomationRow } from "../automations.repo.ts";

export interface VersionRow {
  readonly version: number;
  readonly publishedAt: string;
  readonly publishedBy: string | null;
  readonly publisherName: string | null;
  readonly activeRuns: "finish" | "move" | "cancel" | null;
  readonly restores: number | null;
  /** Runs under way on this version. */
  readonly runsUnderWay: number;
}

/** Versions of an automation, the newest first. */
export const readVersions = (
  tx: Transaction,
  automation: string,
  { below, limit }: { readonly below: number | null; readonly limit: number },
): Promise<VersionRow[]> =>
  tx.query<VersionRow & { [column: string]: unknown }>(
    `SELECT v.version, v.published_at AS "publishedAt", v.published_by AS "publishedBy", u.name AS "publisherName",
            v.active_runs AS "activeRuns", v.restores,
            (SELECT count(*)::int FROM ${tx.s}.run r
              WHERE r.automation = v.automation AND r.version = v.version AND r.status = 'active') AS "runsUnderWay"
       FROM ${tx.s}.automation_version v LEFT JOIN ${tx.s}.o_user u ON u.id = v.published_by
      WHERE v.automation = $1 AND ($2::int IS NULL OR v.version < $2) ORDER BY v.version DESC LIMIT $3`,
    [automation, below, limit],
  );

/** The automation of a key; where there is none, the last one that bore it and was deleted. */
export const findEver = async (
  tx: Transaction,
  key: string,
): Promise<Pick<AutomationRow, "id" | "version" | "object"> | null> => {
  const [row] = await tx.query<{ id: string; version: number; object: string }>(
    `SELECT id, version, object FROM ${tx.s}.automation WHERE key = $1 OR (state = 'deleted' AND split_part(key, '~', 1) = $1)
      ORDER BY state = 'deleted', updated_at DESC LIMIT 1`,
    [key],
  );
  return row ?? null;
};
