import {
  inOneStatement,
  inTransaction,
  type Transaction,
  type Workspace,
} from "../../../platform/workspace/index.ts";
import type { SaveUnit } from "../../records/index.ts";
import { CrashSimulated } from "../transports/scripted.ts";
import type { Transport, Transports } from "../transports/transport.ts";
import { leaseNext, readAbandoned, type LeasedDelivery } from "./deliveries.repo.ts";
import type { DeliveryListener } from "./listener.ts";
import { recordOutcome, withinLimits, type Attempt } from "./record-outcome.ts";
import { afterNight, nextAttempt } from "./retry.ts";

export interface DeliveryWork {
  readonly workspace: Workspace;
  /** Deliveries of channels without a transport stay queued. */
  readonly transports: Transports;
  readonly listener: DeliveryListener;
  /** Opens the unit in which outcomes are saved, so that message records are matched and journalled like all others. */
  readonly openUnit: (tx: Transaction) => Promise<SaveUnit>;
  /** How long one handover may take: beyond it the worker counts as dead and the message as uncertain. */
  readonly leaseFor: { readonly seconds: number };
  /** At most so many deliveries in this call. */
  readonly limit: number;
  /** Handovers at the same time; 1 keeps due order. */
  readonly concurrency?: number;
  /** Only what this run sends (dry runs). */
  readonly run?: string;
}

/**
 * Hands over what is due, and says how many deliveries it worked on. Each is leased and committed before its
 * handover and leased alone, so that a worker that dies leaves no more than what it was handing over in doubt.
 */
export const deliverDue = async (work: DeliveryWork): Promise<{ readonly handled: number }> => {
  const settled = work.run === undefined ? await settleAbandoned(work) : 0;
  let handled = 0;
  const lane = async (): Promise<void> => {
    while (handled < work.limit) {
      handled += 1;
      const delivery = await lease(work);
      if (delivery === null) {
        handled -= 1;
        return;
      }
      await deliverOne(work, delivery);
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: work.concurrency ?? 1 }, lane));
  for (const result of lanes) if (result.status === "rejected") throw result.reason;
  return { handled: handled + settled };
};

/**
 * A lease that ran out while its message was being handed over: nobody knows whether it arrived, so it is
 * `uncertain` and never sent again by itself. `evenUnexpired` is for whoever knows that no other worker lives.
 */
export const settleAbandoned = async (
  work: Pick<DeliveryWork, "workspace" | "listener" | "openUnit" | "limit">,
  { evenUnexpired = false }: { evenUnexpired?: boolean } = {},
): Promise<number> => {
  const abandoned = await inOneStatement(work.workspace, (tx) =>
    readAbandoned(tx, { evenUnexpired, limit: work.limit }),
  );
  for (const delivery of abandoned) {
    await record(work, delivery, uncertain("the worker died while it was handing the message over"));
  }
  return abandoned.length;
};

const lease = ({ workspace, transports, leaseFor, run }: DeliveryWork): Promise<LeasedDelivery | null> =>
  inOneStatement(workspace, (tx) =>
    leaseNext(tx, {
      channels: [...transports.keys()],
      id: workspace.newId(),
      until: tx.realNow.add(leaseFor),
      run: run ?? null,
    }),
  );

const deliverOne = async (work: DeliveryWork, delivery: LeasedDelivery): Promise<void> => {
  const transport = work.transports.get(delivery.payload.channel);
  if (transport === undefined) return;
  if (delivery.heldBy !== null) return record(work, delivery, heldBack(delivery.heldBy));
  const attempt = await putOff(work, delivery);
  await record(work, delivery, attempt ?? (await handOver(work, delivery, transport)));
};

/** What lay while nobody worked is looked at again: null when it may go now. */
const putOff = async (
  { workspace, openUnit, listener }: DeliveryWork,
  delivery: LeasedDelivery,
): Promise<Attempt | null> => {
  if (!delivery.overdue) return null;
  const now = workspace.clock.now();
  const attempt = await inTransaction(workspace, async (tx) =>
    withinLimits(
      await openUnit(tx),
      { delivery, attempt: { kind: "overdue", at: afterNight(now, delivery.quiet) } },
      listener,
    ),
  );
  return attempt.kind === "overdue" && Temporal.Instant.compare(attempt.at, now) <= 0 ? null : attempt;
};

const handOver = async (
  { workspace }: DeliveryWork,
  delivery: LeasedDelivery,
  transport: Transport,
): Promise<Attempt> => {
  try {
    const result = await transport.handOver(delivery);
    if (result.ok) return { kind: "sent" };
    const at = result.temporary ? nextAttempt(workspace.clock.now(), delivery.attempt, delivery.quiet) : null;
    return at === null ? failed(result.answer) : { kind: "retry", at, detail: result.answer };
  } catch (error) {
    if (error instanceof CrashSimulated) throw error;
    return uncertain(error instanceof Error ? error.message : String(error));
  }
};

const record = (
  { workspace, openUnit, listener }: Pick<DeliveryWork, "workspace" | "listener" | "openUnit">,
  delivery: LeasedDelivery,
  attempt: Attempt,
): Promise<void> =>
  inTransaction(workspace, async (tx) => {
    const unit = await openUnit(tx);
    await recordOutcome(unit, { delivery, attempt }, listener);
    await unit.flush();
  });

const uncertain = (detail: string): Attempt => ({
  kind: "ended",
  standing: { state: "uncertain", status: null, reason: "uncertain", detail },
});

const failed = (answer: string): Attempt => ({
  kind: "ended",
  standing: { state: "failed", status: "failed", reason: "error", detail: answer },
});

const heldBack = (state: NonNullable<LeasedDelivery["heldBy"]>): Attempt => ({
  kind: "ended",
  standing: { state: "held", status: "suppressed", reason: state, detail: `the address is ${state}` },
});
