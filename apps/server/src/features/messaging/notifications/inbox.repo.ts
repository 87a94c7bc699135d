import type { Transaction } from "../../../platform/workspace/index.ts";

export interface InboxEntry {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly text: string;
  readonly object: string | null;
  readonly record: string | null;
  readonly automation: string | null;
  readonly read: boolean;
  readonly [column: string]: unknown;
}

/** What a user was told, the newest first. */
export const readInbox = (
  tx: Transaction,
  user: string,
  page: { readonly before: number | null; readonly limit: number },
): Promise<InboxEntry[]> =>
  tx.query<InboxEntry>(
    `SELECT n.seq, n.id, n.at, n.text, n.object, n.record, a.key AS automation, n.read_at IS NOT NULL AS read
       FROM ${tx.s}.notification n LEFT JOIN ${tx.s}.automation a ON a.id = n.automation
      WHERE n.recipient = $1 AND ($2::bigint IS NULL OR n.seq < $2)
      ORDER BY n.seq DESC LIMIT $3`,
    [user, page.before, page.limit],
  );

/** No more than `most`: beyond that nobody counts. */
export const countUnread = async (tx: Transaction, user: string, most: number): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT 1 FROM ${tx.s}.notification WHERE recipient = $1 AND read_at IS NULL LIMIT $2) unread`,
    [user, most],
  );
  return row?.count ?? 0;
};

/** These, or all where none are named; those of others are left as they are. */
export const markRead = (tx: Transaction, user: string, ids: readonly string[] | null): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.notification SET read_at = $1
      WHERE recipient = $2 AND read_at IS NULL AND ($3::uuid[] IS NULL OR id = ANY($3))`,
    [tx.now.toString(), user, ids],
  );
