import { reserveSmsCredits, type Parcel } from "../../../messaging/index.ts";
import type { ActionBatch } from "../action.ts";
import type { StepPlan } from "../sending/conclude.ts";

/** Reserves credits for every text that is about to go; those for whom none are left fail visibly. */
export const withCredits = async (
  batch: ActionBatch<unknown>,
  plans: ReadonlyMap<string, StepPlan>,
): Promise<ReadonlyMap<string, StepPlan>> => {
  const costs = [...plans.values()].flatMap(({ parcels }) =>
    parcels.flatMap((parcel) => costOf(parcel) ?? []),
  );
  const granted = await reserveSmsCredits(batch.unit.tx, costs, batch.catalog.settings);
  let next = 0;
  const checked = (parcel: Parcel): Parcel => {
    const cost = costOf(parcel);
    if (parcel.kind === "held" || cost === null) return parcel;
    const isGranted = granted[next] ?? false;
    next += 1;
    if (isGranted) return parcel;
    const { recipient, payload } = parcel.delivery;
    const detail = `the text costs ${cost}, and fewer credits are left`;
    return {
      kind: "held",
      channel: payload.channel,
      recipient,
      notSent: { status: "failed", reason: "no_credit", detail },
    };
  };
  return new Map([...plans].map(([step, plan]) => [step, { ...plan, parcels: plan.parcels.map(checked) }]));
};

const costOf = (parcel: Parcel): string | null => (parcel.kind === "send" ? parcel.delivery.cost : null);
