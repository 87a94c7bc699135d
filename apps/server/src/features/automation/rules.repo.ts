import type { Automation } from "@cadencia/contracts/automation";
import type { Transaction } from "../../platform/workspace/index.ts";
import type { RuleSource } from "./rule.ts";

interface VersionRow {
  id: string;
  position: number;
  version: number;
  created_after: string | null;
  activated_at: string | null;
  definition: Automation;
  segments: Record<string, { object: string; filter: unknown }>;
  publisher: string | null;
}

const SELECT_VERSION = (s: string): string => `
  SELECT a.id, a.position, v.version, a.created_after, a.activated_at, v.definition, v.segments, v.published_by AS publisher
    FROM ${s}.automation a JOIN ${s}.automation_version v ON v.automation = a.id`;

const toSource = (row: VersionRow): RuleSource => ({
  id: row.id,
  position: row.position,
  version: row.version,
  createdAfter: row.created_after,
  activatedAt: row.activated_at,
  definition: row.definition,
  segments: new Map(Object.entries(row.segments)),
  publisher: row.publisher,
});

/** The current version of every active automation, in order. */
export const readActiveVersions = async (tx: Transaction): Promise<RuleSource[]> => {
  const rows = await tx.query<VersionRow>(
    `${SELECT_VERSION(tx.s)} AND v.version = a.version WHERE a.state = 'active' ORDER BY a.position`,
  );
  return rows.map(toSource);
};

/** The same of those that are switched off; only traces ask for them. */
/** Of `events`, only those that events would start. */
export const readInactiveVersions = async (
  tx: Transaction,
  which: "all" | "events",
): Promise<RuleSource[]> => {
  const narrowed = which === "all" ? "" : "AND v.definition->'trigger' ? 'event'";
  const rows = await tx.query<VersionRow>(
    `${SELECT_VERSION(tx.s)} AND v.version = a.version WHERE a.state = 'inactive' ${narrowed} ORDER BY a.position`,
  );
  return rows.map(toSource);
};

export const readVersion = async (
  tx: Transaction,
  automation: string,
  version: number,
): Promise<RuleSource | null> => {
  const rows = await tx.query<VersionRow>(`${SELECT_VERSION(tx.s)} WHERE a.id = $1 AND v.version = $2`, [
    automation,
    version,
  ]);
  return rows[0] === undefined ? null : toSource(rows[0]);
};

/** Older versions that active automations still have runs on. */
export const readVersionsUnderWay = async (
  tx: Transaction,
): Promise<{ automation: string; version: number }[]> =>
  tx.query<{ automation: string; version: number }>(
    `SELECT v.automation, v.version FROM ${tx.s}.automation_version v
       JOIN ${tx.s}.automation a ON a.id = v.automation AND a.version > v.version AND a.state <> 'deleted'
      WHERE EXISTS (SELECT 1 FROM ${tx.s}.run r
                     WHERE r.automation = v.automation AND r.version = v.version AND r.status = 'active')`,
  );

/**
 * Whether saves have to ask for steps that wait until a date, for activities that end with a stage, or for runs that
 * end by a reply. What no
 * version ever says can come to stand nowhere before the next version is published, which raises the revision.
 */
export const readStandingWork = async (
  tx: Transaction,
): Promise<{ waitsUntil: boolean; completesByStage: boolean; endedByReply: ReadonlySet<string> }> => {
  const [row] = await tx.query<{ until: boolean; complete: boolean; replied: string[] | null }>(
    `SELECT coalesce(bool_or(jsonb_path_exists(definition, '$.**.until')), false) AS until,
            coalesce(bool_or(jsonb_path_exists(definition, '$.**.auto_complete')), false) AS complete,
            array_agg(DISTINCT definition->>'object')
              FILTER (WHERE definition #>> '{enrollment,exit,on_reply}' = 'true') AS replied
       FROM ${tx.s}.automation_version`,
  );
  return {
    waitsUntil: row?.until ?? true,
    completesByStage: row?.complete ?? true,
    endedByReply: new Set(row?.replied),
  };
};
