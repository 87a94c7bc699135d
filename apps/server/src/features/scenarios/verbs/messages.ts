import type { EntryOf } from "@cadencia/contracts/scenario";
import type { JsonValue } from "@cadencia/core/model";
import { Refusal } from "../../../platform/errors/index.ts";
import { raiseEvents } from "../../automation/index.ts";
import { lastUnsubscribeToken, recordBounce, unsubscribe } from "../../messaging/index.ts";
import { recordOf } from "../../records/index.ts";
import { translatePayload } from "../inputs.ts";
import type { Stage } from "../run.ts";
import { named, originOf } from "./records.ts";

/** Any event of automation.md, reported of a record or of none. */
export const event = (stage: Stage, entry: EntryOf<"event">): Promise<void> => {
  const about = entry.record === undefined ? null : named(stage, entry.record);
  return stage.engine.run((context) =>
    raiseEvents(context, [
      {
        name: entry.event,
        object: about?.object ?? "",
        record: about?.id ?? null,
        payload: translatePayload(entry.payload ?? {}, stage.names) as JsonValue,
        origin: originOf(stage, entry.as),
      },
    ]),
  );
};

/** A message on the record's timeline. Only a comment raises an event. */
export const message = (stage: Stage, entry: EntryOf<"message">): Promise<void> => {
  const about = named(stage, entry.message);
  const origin = originOf(stage, entry.as);
  const direction = entry.direction ?? "in";
  const subtype = entry.subtype ?? "comment";
  const channel = entry.channel ?? "email";
  return stage.engine.run(async (context) => {
    const [outcome] = await context.unit.create("message", [
      {
        origin,
        input: {
          direction,
          channel,
          subtype,
          from: entry.from,
          to: entry.to,
          subject: entry.subject,
          body: entry.text,
          headers: entry.headers,
          record: about,
          state: direction === "in" ? "received" : "sent",
        },
      },
    ]);
    recordOf(outcome);
    await context.unit.flush();
    if (subtype !== "comment") return;
    await raiseEvents(context, [
      {
        name: direction === "in" ? "message.received" : "message.sent",
        object: about.object,
        record: about.id,
        origin,
        payload: {
          channel,
          direction,
          subtype,
          automated: false,
          from: entry.from ?? null,
          to: entry.to ?? null,
          subject: entry.subject ?? null,
          text: entry.text ?? null,
        },
      },
    ]);
  });
};

export const bounce = (stage: Stage, entry: EntryOf<"bounce">): Promise<void> =>
  stage.engine.save(async (unit) => {
    const action = (entry.action ?? "failed") as Parameters<typeof recordBounce>[1]["action"];
    await recordBounce(unit, { address: entry.bounce, status: entry.status, action });
  });

/** By the link in the last mail; what a machine fetches changes nothing. */
export const unsubscribeBy = (stage: Stage, entry: EntryOf<"unsubscribe">): Promise<void> =>
  stage.engine.save(async (unit) => {
    if (entry.agent === "machine") return;
    const token = await lastUnsubscribeToken(unit, entry.unsubscribe);
    if (token === null) {
      throw new Refusal("not_found", `no mail with an unsubscribe link went to ${entry.unsubscribe}`);
    }
    await unsubscribe(unit, token);
  });
