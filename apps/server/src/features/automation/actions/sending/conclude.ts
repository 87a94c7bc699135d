import {
  dispatch,
  type Channel,
  type DeliverySource,
  type Dispatch,
  type NotSent,
  type Parcel,
  type SendingReason,
} from "../../../messaging/index.ts";
import { StepFailure, type ActionBatch, type StepAtWork, type StepOutcome } from "../action.ts";

/** What one step is about to send. */
export type StepPlan = Dispatch;

export const sourceOf = (
  batch: ActionBatch<unknown>,
  { id, run, record, origin }: StepAtWork,
): DeliverySource => ({
  step: id,
  stepKey: batch.step.id,
  run,
  automation: batch.automation.id,
  record: record === null ? null : { object: record.object, id: record.id },
  origin,
});

/** Makes one recipient's parcel; what fails is that recipient's own affair. */
export const parcelFor = (recipient: string, channel: Channel, make: () => Parcel): Parcel => {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    // Messaging knows the reasons of sending only; a failed rendering has no other.
    const notSent: NotSent = {
      status: "failed",
      reason: error.reason as SendingReason,
      detail: error.message,
    };
    return { kind: "held", channel, recipient, notSent };
  }
};

/** Queues what can go, and says of each step how it stands. */
export const conclude = async (
  batch: ActionBatch<unknown>,
  plans: ReadonlyMap<string, StepPlan>,
  failures: ReadonlyMap<string, StepOutcome>,
): Promise<ReadonlyMap<string, StepOutcome>> => {
  const outcomes = new Map(failures);
  const going: Dispatch[] = [];
  for (const [step, plan] of plans) {
    const outcome = outcomeOf(plan);
    outcomes.set(step, outcome);
    if (outcome.status === "sending") going.push(plan);
  }
  await dispatch(batch.unit, going);
  return outcomes;
};

const outcomeOf = ({ parcels }: StepPlan): StepOutcome => {
  if (parcels.some(({ kind }) => kind === "send")) return { status: "sending" };
  const first = parcels.find((parcel) => parcel.kind === "held");
  return (
    first?.notSent ?? { status: "failed", reason: "no_recipient", detail: "there is nobody to send it to" }
  );
};

/** Without an address there is nothing to hold on to but the place in the list. */
export const withoutAddress = (channel: Channel, place: number, detail: string): Parcel => ({
  kind: "held",
  channel,
  recipient: `?${place}`,
  notSent: { status: "failed", reason: "no_recipient", detail },
});
