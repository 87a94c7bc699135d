import type { Transaction } from "../../platform/workspace/index.ts";
import type { Payload } from "../messaging/index.ts";

export interface OutboxWanted {
  readonly channels: readonly string[] | null;
  readonly states: readonly string[] | null;
  readonly automation: string | null;
  readonly record: string | null;
  /** Lower case; null: any. */
  readonly text: string | null;
  /** Messages older than this one; null from the newest. */
  readonly before: string | null;
  readonly limit: number;
}

export interface OutboxRow {
  readonly id: string;
  readonly channel: string;
  readonly state: string;
  readonly recipient: string;
  /** Empty where nothing was made for the recipient. */
  readonly payload: Payload | Record<string, never>;
  readonly captured: boolean;
  readonly at: string;
  readonly createdAt: string;
  readonly nextAt: string | null;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly attempts: number;
  readonly automation: string | null;
  readonly automationName: string | null;
  readonly automationObject: string | null;
  readonly run: string | null;
  readonly step: string | null;
  readonly object: string | null;
  readonly record: string | null;
}

/** Who may be shown a row, as SQL over `d`; "" for everybody. */
export type Readable = (add: (value: string | readonly string[], type: string) => string) => string;

type Row = OutboxRow & { readonly [column: string]: unknown };

const COLUMNS = `d.id, d.channel, d.state, d.recipient, d.payload, coalesce(d.handed_at, d.created_at) AS at,
  d.created_at AS "createdAt", CASE WHEN d.state = 'queued' THEN d.run_at END AS "nextAt", d.reason, d.detail,
  d.attempt AS attempts, split_part(a.key, '~', 1) AS automation, a.name AS "automationName",
  a.object AS "automationObject", d.run, d.step_key AS step, d.object, d.record,
  EXISTS (SELECT 1 FROM s.outbox o WHERE o.delivery = d.id) AS captured`;

/** So many messages are looked through for a text in one go; the next page goes on behind them. */
const LOOKED_THROUGH = 5000;

export interface Looked {
  readonly rows: OutboxRow[];
  /** The last message that was looked at; null where there are no older ones. */
  readonly last: string | null;
}

/** Messages, the newest first. */
export const readOutbox = async (
  tx: Transaction,
  wanted: OutboxWanted,
  readable: Readable,
): Promise<Looked> => {
  const { channels, states, automation, record, text, before, limit } = wanted;
  const params: unknown[] = [channels, states, automation, record, before];
  const add = (value: string | readonly string[], type: string): string => `$${params.push(value)}::${type}`;
  const most = text === null ? limit : LOOKED_THROUGH;
  const inner = `SELECT d.* FROM ${tx.s}.delivery d
      WHERE ($1::text[] IS NULL OR d.channel = ANY($1)) AND ($2::text[] IS NULL OR d.state = ANY($2))
        AND ($3::uuid IS NULL OR d.automation = $3) AND ($4::uuid IS NULL OR d.record = $4)
        AND ($5::uuid IS NULL OR d.id < $5)${readable(add)}
      ORDER BY d.id DESC LIMIT ${most}`;
  const isFound = text === null ? "true" : containing(add(text, "text"));
  // There is a row for where the looking ended, even where nothing was found.
  const found = await tx.query<Row & { isHit: boolean; lastLooked: string | null }>(
    `WITH d AS MATERIALIZED (${inner}),
          l AS (SELECT CASE WHEN count(*) = ${most} THEN min(id::text) END AS last FROM d)
     SELECT ${COLUMNS.replace("s.outbox", `${tx.s}.outbox`)}, d.id IS NOT NULL AS "isHit", l.last AS "lastLooked"
       FROM l LEFT JOIN d ON ${isFound} LEFT JOIN ${tx.s}.automation a ON a.id = d.automation
      ORDER BY d.id DESC LIMIT ${limit}`,
    params,
  );
  const rows = found.filter(({ isHit }) => isHit);
  const looked = found[0]?.lastLooked ?? null;
  const full = rows.length === limit ? (rows.at(-1)?.id ?? null) : looked;
  return { rows, last: full };
};

/** What is for one person's eyes is not searched. */
const containing = (text: string): string =>
  `d.payload->>'confidential' IS NULL AND (strpos(d.recipient, ${text}) > 0
     OR strpos(lower(d.payload->>'subject'), ${text}) > 0 OR strpos(lower(d.payload->>'text'), ${text}) > 0)`;

export const readOutboxMessage = async (
  tx: Transaction,
  id: string,
  readable: Readable,
): Promise<OutboxRow | null> => {
  const params: unknown[] = [id];
  const add = (value: string | readonly string[], type: string): string => `$${params.push(value)}::${type}`;
  const [row] = await tx.query<Row>(
    `SELECT ${COLUMNS.replace("s.outbox", `${tx.s}.outbox`)}
       FROM ${tx.s}.delivery d LEFT JOIN ${tx.s}.automation a ON a.id = d.automation
      WHERE d.id = $1${readable(add)}`,
    params,
  );
  return row ?? null;
};

/** Records that stand on the timeline or are named in rows, by id, of this object only where they may be read. */
export const findAutomationId = async (tx: Transaction, key: string): Promise<string | null> => {
  const [row] = await tx.query<{ id: string }>(
    `SELECT id FROM ${tx.s}.automation WHERE split_part(key, '~', 1) = $1 ORDER BY key = $1 DESC LIMIT 1`,
    [key],
  );
  return row?.id ?? null;
};
