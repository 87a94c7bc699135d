import type { Rights } from "@cadencia/core/rights";
import { quoted, tableName } from "../../objects/index.ts";
import { readableCondition, readsEvery, scopeCondition } from "../../rights/index.ts";
import type { AutomationContext } from "../context.ts";

/** Whether an automation has runs under way on records that somebody may not edit. */
export const hasRunsOfOthers = async (
  { unit: { tx, catalog } }: Pick<AutomationContext, "unit">,
  { id, object }: { readonly id: string; readonly object: string },
  rights: Rights,
): Promise<boolean> => {
  const { model } = catalog;
  if (rights.scope(object, "edit") === "all" && readsEvery(rights, { model, object })) return false;
  const params: unknown[] = [id];
  const add = (value: unknown, type: string): string => `$${params.push(value)}::${type}`;
  const conditions = [
    scopeCondition(rights, { object, action: "edit", alias: "t", add }),
    readableCondition(rights, { model, schema: tx.s, object, alias: "t", add }),
  ].filter((condition) => condition !== null);
  const rows = await tx.query(
    `SELECT 1 FROM ${tx.s}.run r
      WHERE r.automation = $1 AND r.status = 'active' AND r.record IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM ${tx.s}.${quoted(tableName(object))} t WHERE t.id = r.record AND ${conditions.join(" AND ")})
      LIMIT 1`,
    params,
  );
  return rows.length > 0;
};
