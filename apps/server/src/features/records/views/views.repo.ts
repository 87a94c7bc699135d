import type { Transaction } from "../../../platform/workspace/index.ts";

export interface SavedView {
  readonly id: string;
  readonly pipeline: string;
  readonly owner: string;
  readonly name: string;
  readonly wanted: Readonly<Record<string, unknown>>;
  readonly shared: boolean;
  /** Whether the reader's page opens with it. */
  readonly usual: boolean;
}

const COLUMNS = `v.id, v.pipeline, v.owner, v.name, v.wanted, v.shared`;

/** The views of a pipeline that a user made, and those that others share, by name. */
export const readViews = (tx: Transaction, pipeline: string, user: string): Promise<SavedView[]> =>
  tx.query<SavedView & { [column: string]: unknown }>(
    `SELECT ${COLUMNS}, (u.view IS NOT NULL) AS usual
       FROM ${tx.s}.saved_view v
       LEFT JOIN ${tx.s}.usual_view u ON u.view = v.id AND u.user_id = $2 AND u.pipeline = v.pipeline
      WHERE v.pipeline = $1 AND (v.owner = $2 OR v.shared)
      ORDER BY lower(v.name), v.id`,
    [pipeline, user],
  );

export const readView = async (tx: Transaction, id: string, user: string): Promise<SavedView | null> => {
  const [view] = await tx.query<SavedView & { [column: string]: unknown }>(
    `SELECT ${COLUMNS}, EXISTS (SELECT 1 FROM ${tx.s}.usual_view u WHERE u.view = v.id AND u.user_id = $2) AS usual
       FROM ${tx.s}.saved_view v WHERE v.id = $1 AND (v.owner = $2 OR v.shared) FOR UPDATE OF v`,
    [id, user],
  );
  return view ?? null;
};

export const hasViewNamed = async (
  tx: Transaction,
  { id, pipeline, owner, name }: Pick<SavedView, "id" | "pipeline" | "owner" | "name">,
): Promise<boolean> => {
  const rows = await tx.query(
    `SELECT 1 FROM ${tx.s}.saved_view
      WHERE pipeline = $1 AND owner = $2 AND lower(name) = lower($3) AND id <> $4`,
    [pipeline, owner, name, id],
  );
  return rows.length > 0;
};

/** How many views of his own somebody has for a pipeline. */
export const countViews = async (tx: Transaction, pipeline: string, owner: string): Promise<number> => {
  const [row] = await tx.query<{ views: number }>(
    `SELECT count(*)::int AS views FROM ${tx.s}.saved_view WHERE pipeline = $1 AND owner = $2`,
    [pipeline, owner],
  );
  return row?.views ?? 0;
};

export const writeView = async (
  tx: Transaction,
  { id, pipeline, owner, name, wanted, shared }: Omit<SavedView, "usual">,
): Promise<void> => {
  await tx.execute(
    `INSERT INTO ${tx.s}.saved_view (id, pipeline, owner, name, wanted, shared, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, wanted = EXCLUDED.wanted, shared = EXCLUDED.shared`,
    [id, pipeline, owner, name, JSON.stringify(wanted), shared, tx.now.toString()],
  );
};

/** What others open their page with is not taken from them in silence: only its owner's own choice stays. */
export const forgetOthersUsual = async (tx: Transaction, { id, owner }: SavedView): Promise<void> => {
  await tx.execute(`DELETE FROM ${tx.s}.usual_view WHERE view = $1 AND user_id <> $2`, [id, owner]);
};

export const writeUsual = async (
  tx: Transaction,
  user: string,
  { id, pipeline, usual }: Pick<SavedView, "id" | "pipeline" | "usual">,
): Promise<void> => {
  if (usual)
    await tx.execute(
      `INSERT INTO ${tx.s}.usual_view (user_id, pipeline, view) VALUES ($1, $2, $3)
       ON CONFLICT (user_id, pipeline) DO UPDATE SET view = EXCLUDED.view`,
      [user, pipeline, id],
    );
  else await tx.execute(`DELETE FROM ${tx.s}.usual_view WHERE user_id = $1 AND view = $2`, [user, id]);
};

export const removeView = async (tx: Transaction, id: string): Promise<void> => {
  await tx.execute(`DELETE FROM ${tx.s}.saved_view WHERE id = $1`, [id]);
};
