import type { Transaction } from "../../platform/workspace/index.ts";
import type { TemplateDefinition } from "./actions/action.ts";

/** Templates are live: each batch reads them as they are now. */
export const readTemplates = async (
  tx: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, TemplateDefinition>> => {
  if (keys.length === 0) return new Map();
  const rows = await tx.query<{ key: string; definition: TemplateDefinition }>(
    `SELECT key, definition FROM ${tx.s}.template WHERE key = ANY($1::text[]) AND removed_at IS NULL`,
    [keys],
  );
  return new Map(rows.map((row) => [row.key, row.definition]));
};

export const readTemplateKeys = async (tx: Transaction): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ key: string }>(`SELECT key FROM ${tx.s}.template WHERE removed_at IS NULL`);
  return new Set(rows.map((row) => row.key));
};

export const writeTemplate = (tx: Transaction, template: TemplateDefinition): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.template (key, kind, definition, updated_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (key) DO UPDATE
       SET kind = excluded.kind, definition = excluded.definition, updated_at = excluded.updated_at,
           removed_at = NULL`,
    [template.key, template.kind, JSON.stringify(template), tx.now.toString()],
  );

export const hideTemplate = (tx: Transaction, key: string): Promise<number> =>
  tx.execute(`UPDATE ${tx.s}.template SET removed_at = $2 WHERE key = $1 AND removed_at IS NULL`, [
    key,
    tx.now.toString(),
  ]);
