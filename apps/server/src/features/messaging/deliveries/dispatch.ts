import type { NewRecord, SaveUnit } from "../../records/index.ts";
import type { NewDelivery, Dispatch } from "./delivery.ts";
import { type DeliveryRow, insertDeliveries } from "./deliveries.repo.ts";
import type { MessagePayload } from "./payload.ts";

/**
 * Queues what the steps of a batch send, in the transaction of the batch: a delivery for each recipient, and a
 * message on the record's timeline for each that is one. Steps of which nobody gets anything are not dispatched.
 */
export const dispatch = async (unit: SaveUnit, dispatches: readonly Dispatch[]): Promise<void> => {
  const messages: NewRecord[] = [];
  const rows = dispatches.flatMap((one) =>
    one.parcels.map((parcel, position): DeliveryRow => {
      if (parcel.kind === "held") return heldRow(unit, one, { parcel, position });
      const message = messageOf(unit, one, parcel.delivery);
      if (message !== null) messages.push(message);
      return queuedRow(one, parcel.delivery, { position, message: message?.id ?? null });
    }),
  );
  await unit.create("message", messages);
  await insertDeliveries(unit.tx, rows);
};

const sourceColumns = ({ source, warning }: Dispatch) => ({
  step: source.step,
  step_key: source.stepKey,
  run: source.run,
  automation: source.automation,
  object: source.record?.object ?? null,
  record: source.record?.id ?? null,
  origin: source.origin,
  warning,
});

const queuedRow = (
  one: Dispatch,
  delivery: NewDelivery,
  { position, message }: { position: number; message: string | null },
): DeliveryRow => ({
  ...sourceColumns(one),
  id: delivery.id,
  message,
  position,
  channel: delivery.payload.channel,
  recipient: delivery.recipient,
  payload: delivery.payload,
  stopped_by: delivery.stoppedBy,
  quiet: delivery.quiet,
  cost: delivery.cost,
  token: delivery.token,
  state: "queued",
  status: null,
  reason: null,
  detail: null,
});

/** Kept beside the others, so that the step can bear its first reason should none of them go either. */
const heldRow = (
  unit: SaveUnit,
  one: Dispatch,
  { parcel, position }: { parcel: Extract<Dispatch["parcels"][number], { kind: "held" }>; position: number },
): DeliveryRow => ({
  ...sourceColumns(one),
  id: unit.tx.workspace.newId(),
  message: null,
  position,
  channel: parcel.channel,
  recipient: parcel.recipient,
  payload: {},
  stopped_by: [],
  quiet: null,
  cost: null,
  token: null,
  state: "held",
  ...parcel.notSent,
});

const messageOf = (
  unit: SaveUnit,
  { source }: Dispatch,
  { payload }: NewDelivery,
): (NewRecord & { id: string }) | null => {
  if (payload.channel === "webhook") return null;
  return {
    id: unit.tx.workspace.newId(),
    origin: source.origin,
    input: {
      direction: "out",
      channel: payload.channel,
      to: payload.to,
      body: payload.text,
      state: "queued",
      ...(source.record === null ? {} : { record: source.record }),
      ...(payload.channel === "email" ? mailFields(payload) : {}),
    },
  };
};

const mailFields = (payload: Extract<MessagePayload, { channel: "email" }>) => ({
  from: payload.from,
  cc: payload.cc.length === 0 ? null : payload.cc.join(", "),
  subject: payload.subject,
  html: payload.html,
  headers: payload.headers,
  thread: payload.headers["Message-ID"] ?? null,
});
