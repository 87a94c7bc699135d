import type { Transaction } from "../../platform/workspace/index.ts";

interface NewNotice {
  readonly id: string;
  readonly recipient: string;
  readonly text: string;
  readonly automation: string | null;
  readonly onceKey: string;
}

export const insertNotices = (tx: Transaction, notices: readonly NewNotice[]): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.notification (id, at, recipient, text, automation, once_key)
     SELECT v.id, $1, v.recipient, v.text, v.automation, v.once_key
       FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[])
         AS v(id, recipient, text, automation, once_key)
     ON CONFLICT (once_key) DO NOTHING`,
    [
      tx.now.toString(),
      notices.map((notice) => notice.id),
      notices.map((notice) => notice.recipient),
      notices.map((notice) => notice.text),
      notices.map((notice) => notice.automation),
      notices.map((notice) => notice.onceKey),
    ],
  );
