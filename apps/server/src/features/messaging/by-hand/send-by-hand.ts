import type { HandMessagePayload } from "@cadencia/contracts/api";
import { invalid } from "../../../platform/errors/index.ts";
import type { SaveUnit } from "../../records/index.ts";
import { giveBackSmsCredits } from "../credits/credits.ts";
import type { Dispatch, NotSent, Parcel } from "../deliveries/delivery.ts";
import { dispatch } from "../deliveries/dispatch.ts";

/** Queues what was planned; what nobody would get is refused with the reason, and nothing is kept. */
export const sent = async (unit: SaveUnit, plan: Dispatch | NotSent): Promise<HandMessagePayload> => {
  const shown = shownOf(plan);
  if (shown.notSent !== null) {
    const { reason, detail } = shown.notSent;
    throw invalid([{ field: "to", code: reason, message: detail }]);
  }
  if ("parcels" in plan) await dispatch(unit, [plan]);
  unit.tx.afterCommit(unit.tx.workspace.onWork);
  return shown;
};

/** The same without sending: credits that were reserved for it are free again. */
export const previewed = async (unit: SaveUnit, plan: Dispatch | NotSent): Promise<HandMessagePayload> => {
  for (const parcel of "parcels" in plan ? plan.parcels : []) {
    if (parcel.kind === "send" && parcel.delivery.cost !== null)
      await giveBackSmsCredits(unit.tx, parcel.delivery.cost);
  }
  return shownOf(plan);
};

const shownOf = (plan: Dispatch | NotSent): HandMessagePayload => {
  if (!("parcels" in plan)) return { ...NOTHING, notSent: reasonOf(plan) };
  // A record has one customer.
  const [parcel] = plan.parcels;
  return parcel === undefined ? NOTHING : shownParcel(parcel);
};

const NOTHING: HandMessagePayload = {
  to: null,
  from: null,
  subject: null,
  text: null,
  segments: null,
  notSent: null,
};

const shownParcel = (parcel: Parcel): HandMessagePayload => {
  if (parcel.kind === "held") {
    const { recipient, notSent } = parcel;
    return {
      ...NOTHING,
      // Without an address there is only a place in the list.
      to: recipient.startsWith("?") ? null : recipient,
      notSent: reasonOf(notSent),
    };
  }
  const { payload } = parcel.delivery;
  if (payload.channel === "email") {
    const { to, from, fromName, subject, text } = payload;
    return { ...NOTHING, to, from: fromName === null ? from : `${fromName} <${from}>`, subject, text };
  }
  if (payload.channel !== "sms") throw new Error(`${payload.channel} is not sent by hand`);
  const { to, from, text, segments } = payload;
  return { ...NOTHING, to, from, text, segments };
};

const reasonOf = ({ reason, detail }: NotSent) => ({ reason, detail });
