import type { Transaction } from "../../../platform/workspace/index.ts";

/** Something a user is told in the product. */
export interface NewNotification {
  readonly recipient: string;
  readonly text: string;
  readonly object: string | null;
  readonly record: string | null;
  readonly step: string;
  readonly automation: string;
}

export const insertNotifications = async (
  tx: Transaction,
  notifications: readonly NewNotification[],
): Promise<void> => {
  if (notifications.length === 0) return;
  const columns = ["recipient", "text", "object", "record", "step", "automation"] as const;
  await tx.execute(
    `INSERT INTO ${tx.s}.notification (id, at, ${columns.join(", ")})
       SELECT v.id, $1, ${columns.map((column) => `v.${column}`).join(", ")}
         FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::uuid[])
           WITH ORDINALITY AS v(id, ${columns.join(", ")}, place) ORDER BY v.place`,
    [
      tx.now.toString(),
      notifications.map(() => tx.workspace.newId()),
      ...columns.map((column) => notifications.map((notification) => notification[column])),
    ],
  );
};

export interface StoredNotification extends Omit<NewNotification, "step" | "automation"> {
  readonly seq: number;
  readonly at: Temporal.Instant;
  /** Null for what the product tells admins by itself. */
  readonly step: string | null;
  readonly automation: string | null;
}

/** What users were told after a point of the journal. */
export const readNotifications = async (
  tx: Transaction,
  { afterSeq }: { afterSeq: number },
): Promise<StoredNotification[]> => {
  const rows = await tx.query<Omit<StoredNotification, "at"> & { at: string; [column: string]: unknown }>(
    `SELECT seq, at, recipient, text, object, record, step, automation
       FROM ${tx.s}.notification WHERE seq > $1 ORDER BY seq`,
    [afterSeq],
  );
  return rows.map((row) => ({ ...row, at: Temporal.Instant.from(row.at) }));
};

/** What these steps told users between two instants. */
export const readNotificationsOfSteps = async (
  tx: Transaction,
  steps: readonly string[],
  { from, until }: { readonly from: string; readonly until: string },
): Promise<StoredNotification[]> => {
  const [first] = await tx.query<{ seq: number | null }>(
    `SELECT min(seq) - 1 AS seq FROM ${tx.s}.change WHERE at >= $1`,
    [from],
  );
  const rows = await tx.query<Omit<StoredNotification, "at"> & { at: string; [column: string]: unknown }>(
    `SELECT seq, at, recipient, text, object, record, step, automation FROM ${tx.s}.notification
      WHERE seq > $2 AND step = ANY($1::uuid[]) AND at <= $3 ORDER BY seq`,
    [steps, first?.seq ?? 0, until],
  );
  return rows.map((row) => ({ ...row, at: Temporal.Instant.from(row.at) }));
};
