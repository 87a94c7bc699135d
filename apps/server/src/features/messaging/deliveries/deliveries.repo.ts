import type { Transaction } from "../../../platform/workspace/index.ts";
import type { Origin } from "../../records/index.ts";
import type { HeldState } from "../address-states/address-state.ts";
import type { QuietFor } from "./delivery.ts";
import type { DeliveryStanding, DeliveryState } from "./outcome.ts";
import type { Channel, Payload } from "./payload.ts";

/** A row to insert; instants and JSON as text. */
export interface DeliveryRow {
  readonly id: string;
  readonly step: string | null;
  readonly step_key: string | null;
  readonly run: string | null;
  readonly automation: string | null;
  readonly object: string | null;
  readonly record: string | null;
  readonly origin: Origin;
  readonly message: string | null;
  readonly position: number;
  readonly channel: Channel;
  readonly recipient: string;
  readonly payload: Payload | Record<string, never>;
  readonly stopped_by: readonly HeldState[];
  readonly quiet: QuietFor | null;
  readonly cost: string | null;
  readonly token: string | null;
  readonly warning: string | null;
  readonly state: DeliveryState;
  readonly status: string | null;
  readonly reason: string | null;
  readonly detail: string | null;
}

const COLUMNS = [
  "id uuid",
  "step uuid",
  "step_key text",
  "run uuid",
  "automation uuid",
  "object text",
  "record uuid",
  "origin jsonb",
  "message uuid",
  "position int",
  "channel text",
  "recipient text",
  "payload jsonb",
  "stopped_by text[]",
  "quiet jsonb",
  "cost numeric",
  "token text",
  "warning text",
  "state text",
  "status text",
  "reason text",
  "detail text",
];
const NAMES = COLUMNS.map((column) => column.split(" ")[0]).join(", ");

export const insertDeliveries = async (tx: Transaction, rows: readonly DeliveryRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await tx.execute(
    `INSERT INTO ${tx.s}.delivery (${NAMES}, run_at, base_at, created_at)
       SELECT ${NAMES}, $2, $2, $2 FROM jsonb_to_recordset($1::jsonb) AS v(${COLUMNS.join(", ")})`,
    [JSON.stringify(rows), tx.now.toString()],
  );
};

/** A delivery that this worker holds: nobody else touches it until the lease ends. */
export interface LeasedDelivery {
  readonly id: string;
  readonly lease: string;
  readonly attempt: number;
  readonly step: string | null;
  readonly stepKey: string | null;
  readonly automation: string | null;
  readonly object: string | null;
  readonly record: string | null;
  readonly message: string | null;
  readonly origin: Origin;
  readonly recipient: string;
  readonly payload: Payload;
  readonly quiet: QuietFor | null;
  readonly cost: string | null;
  /** Whether it takes a slot of its recipient's frequency cap. */
  readonly capped: boolean;
  /** The state of the address that stops it now, if one does. */
  readonly heldBy: HeldState | null;
  /** It lay a while: nobody worked then, or its automation was off. What limits its step is to be asked again. */
  readonly overdue: boolean;
}

/** A worker that is merely busy is not much later than this. */
const OVERDUE_AFTER = "5 minutes";

const LEASED = `d.id, d.lease, d.attempt, d.step, d.step_key AS "stepKey", d.automation, d.object, d.record, d.message,
  d.origin, d.recipient, d.payload, d.quiet, d.cost::text AS cost, (d.channel = 'email' AND d.stopped_by <> '{}') AS capped`;

/**
 * Takes the next delivery that is due, in due order. Several workers at once each get another one. Materialized: as
 * a subquery a nested loop ran it again for each row, and leased what it then did not hand over.
 */
export const leaseNext = async (
  tx: Transaction,
  lease: {
    readonly channels: readonly Channel[];
    readonly id: string;
    readonly until: Temporal.Instant;
    /** Null: of any run. */
    readonly run: string | null;
  },
): Promise<LeasedDelivery | null> => {
  const [row] = await tx.query<LeasedDelivery & { [column: string]: unknown }>(
    `WITH due AS MATERIALIZED (
       SELECT id FROM ${tx.s}.delivery
        WHERE state = 'queued' AND run_at <= $3 AND channel = ANY($4::text[])${lease.run === null ? "" : " AND run = $5"}
        ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     UPDATE ${tx.s}.delivery d SET state = 'sending', attempt = d.attempt + 1, lease = $1, leased_until = $2
       FROM due WHERE d.id = due.id
      RETURNING ${LEASED},
        (SELECT a.state FROM ${tx.s}.address_state a
          WHERE a.address = d.recipient AND a.state = ANY(d.stopped_by)) AS "heldBy",
        d.resumed OR d.run_at < $3::timestamptz - interval '${OVERDUE_AFTER}' AS overdue`,
    [
      lease.id,
      lease.until.toString(),
      tx.now.toString(),
      lease.channels,
      ...(lease.run === null ? [] : [lease.run]),
    ],
  );
  return row ?? null;
};

/** Deliveries whose worker died, or all that are being sent when no worker lives any more. */
export const readAbandoned = async (
  tx: Transaction,
  { evenUnexpired, limit }: { evenUnexpired: boolean; limit: number },
): Promise<LeasedDelivery[]> =>
  tx.query<LeasedDelivery & { [column: string]: unknown }>(
    `SELECT ${LEASED}, NULL AS "heldBy", false AS overdue FROM ${tx.s}.delivery d
      WHERE d.state = 'sending' AND (d.leased_until <= $1 OR $2) ORDER BY d.run_at, d.id LIMIT $3`,
    [tx.realNow.toString(), evenUnexpired, limit],
  );

export interface SiblingDelivery extends DeliveryStanding {
  readonly id: string;
  readonly lease: string | null;
}

/**
 * All deliveries of a step, locked in one order: of two whose outcomes come at the same time, the later one sees
 * the other's and ends the step.
 */
export const lockSiblings = async (
  tx: Transaction,
  { id, step }: Pick<LeasedDelivery, "id" | "step">,
): Promise<SiblingDelivery[]> =>
  tx.query<SiblingDelivery & { [column: string]: unknown }>(
    `SELECT id, lease, state, status, reason, detail, warning FROM ${tx.s}.delivery
      WHERE ${step === null ? "id = $1" : "step = $1"} ORDER BY position, id FOR UPDATE`,
    [step ?? id],
  );

/**
 * Whether the run that a delivery belongs to has ended. Held until the transaction ends: whoever ends the run
 * meanwhile waits, and so finds the delivery in the queue.
 */
export const hasRunEnded = async (tx: Transaction, id: string): Promise<boolean> => {
  const [run] = await tx.query<{ ended: boolean }>(
    `SELECT r.status <> 'active' AS ended FROM ${tx.s}.run r
      WHERE r.id = (SELECT run FROM ${tx.s}.delivery WHERE id = $1) FOR NO KEY UPDATE`,
    [id],
  );
  return run?.ended ?? false;
};

/**
 * Back into the queue until the next attempt; what was not handed over was none. While its automation is off it
 * rests there.
 */
export const requeueDelivery = (
  tx: Transaction,
  id: string,
  next: { kind: "retry"; at: Temporal.Instant; detail: string } | { kind: "overdue"; at: Temporal.Instant },
) =>
  tx.execute(
    `UPDATE ${tx.s}.delivery d
        SET state = 'queued', detail = coalesce($3, detail), attempt = attempt - $4::int, lease = NULL,
            leased_until = NULL, resumed = false, base_at = CASE WHEN $4::int = 0 THEN $5 ELSE base_at END,
            run_at = CASE WHEN EXISTS (SELECT 1 FROM ${tx.s}.automation a
                                        WHERE a.id = d.automation AND a.state <> 'active')
                          THEN NULL ELSE $2::timestamptz END
      WHERE id = $1`,
    [
      id,
      next.at.toString(),
      next.kind === "retry" ? next.detail : null,
      next.kind === "retry" ? 0 : 1,
      tx.now.toString(),
    ],
  );

/** While an automation is off nothing that it has queued goes. */
export const parkDeliveries = (tx: Transaction, automation: string): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.delivery SET run_at = NULL WHERE automation = $1 AND state = 'queued' AND run_at IS NOT NULL`,
    [automation],
  );

export interface ParkedDelivery {
  readonly id: string;
  /** From where the wait for the next attempt counts. */
  readonly base: string;
  readonly attempt: number;
}

/** The messages of steps that rest with their automation. */
export const readParkedDeliveries = (tx: Transaction, steps: readonly string[]): Promise<ParkedDelivery[]> =>
  tx.query<ParkedDelivery & { [column: string]: unknown }>(
    `SELECT id, base_at AS base, attempt FROM ${tx.s}.delivery
      WHERE step = ANY($1::uuid[]) AND state = 'queued' AND run_at IS NULL ORDER BY id`,
    [steps],
  );

/** What limits their steps is asked again when their moment has come. */
export const unparkDeliveries = (
  tx: Transaction,
  deliveries: readonly {
    readonly id: string;
    readonly base: Temporal.Instant;
    readonly at: Temporal.Instant;
  }[],
): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.delivery d SET base_at = v.base, run_at = v.at, resumed = true
       FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS v(id, base, at) WHERE d.id = v.id`,
    [
      deliveries.map(({ id }) => id),
      deliveries.map(({ base }) => base.toString()),
      deliveries.map(({ at }) => at.toString()),
    ],
  );

/** The end of a delivery. What went out, or stands in the outbox, gets its place in the order of what happened. */
export const endDelivery = (tx: Transaction, id: string, end: DeliveryStanding): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.delivery d
        SET state = $2, status = $3, reason = $4, detail = $5, lease = NULL, leased_until = NULL,
            handed_at = h.at, seq = CASE WHEN h.at IS NULL THEN NULL ELSE nextval('${tx.s}.journal_seq') END
       FROM (SELECT CASE
               WHEN $2 = 'sent' THEN $6::timestamptz
               WHEN $2 = 'uncertain' THEN (SELECT max(at) FROM ${tx.s}.outbox WHERE delivery = $1)
             END AS at) h
      WHERE d.id = $1`,
    [id, end.state, end.status, end.reason, end.detail, tx.now.toString()],
  );

interface CancelledDelivery {
  readonly message: string | null;
  readonly cost: string | null;
  readonly recipient: string;
  /** Whether it took a slot of its recipient's frequency cap. */
  readonly capped: boolean;
}

/** Stops what has not been handed over; answers their messages, and what was reserved for them. */
export const cancelQueued = async (
  tx: Transaction,
  steps: readonly string[],
  reason: { reason: string; detail: string | null },
): Promise<CancelledDelivery[]> =>
  tx.query<CancelledDelivery & { [column: string]: unknown }>(
    `UPDATE ${tx.s}.delivery SET state = 'cancelled', reason = $2, detail = $3
      WHERE step = ANY($1::uuid[]) AND state = 'queued' RETURNING message, cost::text AS cost, recipient,
        (channel = 'email' AND stopped_by <> '{}') AS capped`,
    [steps, reason.reason, reason.detail],
  );

/** Leases run in real time: when the first one ends by the workspace's clock, which a demo may have moved ahead. */
export const leaseEnd = (schema: string): string =>
  `min(leased_until) + (SELECT clock_ahead FROM ${schema}.revision) * interval '1 millisecond'`;

/** When the next attempt is due, or the next lease ends; null when nothing is under way. */
export const nextDeliveryAt = async (tx: Transaction): Promise<Temporal.Instant | null> => {
  const [row] = await tx.query<{ at: string | null }>(
    `SELECT least((SELECT min(run_at) FROM ${tx.s}.delivery WHERE state = 'queued'),
                  (SELECT ${leaseEnd(tx.s)} FROM ${tx.s}.delivery WHERE state = 'sending')) AS at`,
  );
  return row?.at ? Temporal.Instant.from(row.at) : null;
};
