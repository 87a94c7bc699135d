import type { Transaction } from "../../../platform/workspace/index.ts";

/** An edit of an automation that is not published yet. */
export interface DraftRow {
  readonly key: string;
  readonly revision: number;
  /** The version that was edited; 0 where there is none yet. */
  readonly baseVersion: number;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly editorName: string | null;
}

type Row = DraftRow & { readonly [column: string]: unknown };

const COLUMNS = `d.key, d.revision, d.base_version AS "baseVersion", d.definition, d.updated_at AS "updatedAt",
  d.updated_by AS "updatedBy", u.name AS "editorName"`;

export const readDraft = async (tx: Transaction, key: string): Promise<DraftRow | null> => {
  const [row] = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM ${tx.s}.automation_draft d LEFT JOIN ${tx.s}.o_user u ON u.id = d.updated_by
      WHERE d.key = $1`,
    [key],
  );
  return row ?? null;
};

/** The newest first. */
export const listDrafts = (tx: Transaction): Promise<DraftRow[]> =>
  tx.query<Row>(
    `SELECT ${COLUMNS} FROM ${tx.s}.automation_draft d LEFT JOIN ${tx.s}.o_user u ON u.id = d.updated_by
      ORDER BY d.updated_at DESC, d.key`,
  );

type NewDraft = Pick<DraftRow, "key" | "revision" | "baseVersion" | "definition" | "updatedBy">;

/** Writes a draft over the one of that revision (0: there is none yet). Answers whether that one was there. */
export const writeDraft = async (
  tx: Transaction,
  { key, revision, baseVersion, definition, updatedBy }: NewDraft,
): Promise<boolean> => {
  const values = [key, baseVersion, JSON.stringify(definition), tx.now.toString(), updatedBy];
  const written =
    revision === 0
      ? await tx.execute(
          `INSERT INTO ${tx.s}.automation_draft (key, revision, base_version, definition, updated_at, updated_by)
           VALUES ($1, 1, $2, $3, $4, $5) ON CONFLICT (key) DO NOTHING`,
          values,
        )
      : await tx.execute(
          `UPDATE ${tx.s}.automation_draft
              SET revision = revision + 1, base_version = $2, definition = $3, updated_at = $4, updated_by = $5
            WHERE key = $1 AND revision = $6`,
          [...values, revision],
        );
  return written > 0;
};

export const removeDraft = (tx: Transaction, key: string): Promise<number> =>
  tx.execute(`DELETE FROM ${tx.s}.automation_draft WHERE key = $1`, [key]);
