import type { Automation } from "@cadencia/contracts/automation";
import type { Transaction } from "../../platform/workspace/index.ts";
import type { TemplateDefinition } from "../automation/index.ts";

/**
 * Takes away the seeds that nobody has changed, switched on, drafted on or run: of them nothing is lost. The texts they
 * were written with may be those of any language.
 */
export const removeUntouched = async (
  tx: Transaction,
  {
    automations: written,
    templates,
  }: { readonly automations: readonly Automation[]; readonly templates: readonly TemplateDefinition[] },
): Promise<void> => {
  const [untouched] = await tx.query<{ automations: readonly string[] | null }>(
    `SELECT array_agg(a.id) AS automations
       FROM ${tx.s}.automation a
       JOIN ${tx.s}.automation_version v ON v.automation = a.id AND v.version = 1
       JOIN unnest($1::text[], $2::jsonb[]) AS seed (key, definition)
         ON seed.key = a.key AND seed.definition = v.definition
      WHERE a.state = 'inactive' AND a.version = 1 AND a.activated_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM ${tx.s}.run r WHERE r.automation = a.id)
        AND NOT EXISTS (SELECT 1 FROM ${tx.s}.automation_draft d WHERE d.key = a.key)
        AND (SELECT count(*) FROM ${tx.s}.automation_history h WHERE h.automation = a.id) = 1`,
    [written.map(({ key }) => key), written.map((automation) => JSON.stringify(automation))],
  );
  const automations = untouched?.automations ?? null;
  if (automations !== null)
    for (const [table, column] of OF_AUTOMATION)
      await tx.execute(`DELETE FROM ${tx.s}.${table} WHERE ${column} = ANY($1::uuid[])`, [automations]);
  await tx.execute(
    `DELETE FROM ${tx.s}.template t USING unnest($1::text[], $2::jsonb[]) AS seed (key, definition)
      WHERE t.key = seed.key AND t.definition = seed.definition AND t.removed_at IS NULL`,
    [templates.map(({ key }) => key), templates.map((template) => JSON.stringify(template))],
  );
};

const OF_AUTOMATION = [
  ["automation_history", "automation"],
  ["automation_version", "automation"],
  ["automation", "id"],
] as const;

/** The keys of automations and templates that stand. */
export const readTaken = async (
  tx: Transaction,
): Promise<{ readonly automations: ReadonlySet<string>; readonly templates: ReadonlySet<string> }> => {
  const rows = await tx.query<{ kind: string; key: string }>(
    `SELECT 'automation' AS kind, key FROM ${tx.s}.automation WHERE state <> 'deleted'
      UNION ALL SELECT 'template', key FROM ${tx.s}.template`,
  );
  const of = (kind: string) => new Set(rows.flatMap((row) => (row.kind === kind ? [row.key] : [])));
  return { automations: of("automation"), templates: of("template") };
};
