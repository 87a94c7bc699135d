import type { Transaction } from "../../platform/workspace/index.ts";

export interface StoredTemplate {
  readonly key: string;
  readonly kind: string;
  readonly subject: unknown;
  readonly body: unknown;
  readonly transactional: boolean;
  readonly transliterate: boolean;
}

export const listTemplates = async (tx: Transaction): Promise<StoredTemplate[]> => {
  const rows = await tx.query<{ definition: StoredTemplate }>(
    `SELECT definition FROM ${tx.s}.template WHERE removed_at IS NULL ORDER BY key`,
  );
  return rows.map((row) => row.definition);
};
