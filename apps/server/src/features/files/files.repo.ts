import type { Transaction } from "../../platform/workspace/index.ts";

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  readonly created_at: Temporal.Instant;
  readonly created_by: string;
}

interface Place {
  readonly record: string;
  readonly id: string;
}

type Row<Shape> = Shape & { [column: string]: unknown };

/** Ids grow with time. */
export const readFiles = (tx: Transaction, record: string): Promise<StoredFile[]> =>
  tx.query<Row<StoredFile>>(
    `SELECT id, name, type, size, created_at, created_by
       FROM ${tx.s}.record_file WHERE record = $1 ORDER BY id DESC`,
    [record],
  );

export const countFiles = async (tx: Transaction, record: string): Promise<number> => {
  const [row] = await tx.query<{ files: number }>(
    `SELECT count(*)::int AS files FROM ${tx.s}.record_file WHERE record = $1`,
    [record],
  );
  return row?.files ?? 0;
};

export interface FileContent {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

export const readContent = async (tx: Transaction, { record, id }: Place): Promise<FileContent | null> => {
  const [row] = await tx.query<Row<FileContent>>(
    `SELECT name, type, bytes FROM ${tx.s}.record_file WHERE id = $2 AND record = $1`,
    [record, id],
  );
  return row ?? null;
};

export const writeFile = async (
  tx: Transaction,
  record: string,
  { id, name, type, size, created_at, created_by, bytes }: StoredFile & FileContent,
): Promise<void> => {
  await tx.execute(
    `INSERT INTO ${tx.s}.record_file (id, record, name, type, size, created_at, created_by, bytes)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, record, name, type, size, created_at.toString(), created_by, bytes],
  );
};

type Removed = Pick<StoredFile, "id" | "name" | "size">;

/** Answers what was removed; null where there was nothing. */
export const removeFile = async (tx: Transaction, { record, id }: Place): Promise<Removed | null> => {
  const [row] = await tx.query<Row<Removed>>(
    `DELETE FROM ${tx.s}.record_file WHERE id = $2 AND record = $1 RETURNING id, name, size`,
    [record, id],
  );
  return row ?? null;
};

/** To the record that was kept of two. */
export const moveFiles = async (
  tx: Transaction,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> => {
  await tx.execute(`UPDATE ${tx.s}.record_file SET record = $2 WHERE record = $1`, [from, to]);
};
