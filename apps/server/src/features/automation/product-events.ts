import { asText, type JsonValue } from "@cadencia/core/model";
import type { Save } from "../records/index.ts";
import type { RaisedEvent } from "./events.ts";

/** What saves of certain fields mean to the product (automation.md, the trigger `event`). */
export const eventsOf = (saves: readonly Save[]): RaisedEvent[] =>
  saves.flatMap((save) => {
    if (isConversion(save)) {
      const payload = { deal: asText(save.after.values["converted_deal"]) };
      return [
        { name: "lead.converted", object: "lead", record: save.after.id, payload, origin: save.origin },
      ];
    }
    return isCompletion(save) ? completed(save) : [];
  });

export const reportsEvent = (save: Save): boolean => isConversion(save) || isCompletion(save);

const isConversion = ({ object, changed, after }: Save): boolean =>
  object.key === "lead" && changed.has("converted_deal") && after.values["converted_deal"] !== null;

const isCompletion = ({ object, kind, changed, after }: Save): boolean =>
  object.key === "activity" && kind === "updated" && changed.has("done") && after.values["done"] === true;

/** `activity.completed` is reported of the activity and of the record that it belongs to. */
const completed = ({ after, origin }: Save): RaisedEvent[] => {
  const { values } = after;
  const payload: JsonValue = {
    activity: after.id,
    type: values["type"] ?? null,
    summary: values["summary"] ?? null,
    result: values["result"] ?? null,
    record: values["record"] ?? null,
  };
  const name = "activity.completed";
  const own: RaisedEvent = { name, object: "activity", record: after.id, payload, origin };
  const [object, record] = [values["record__object"], values["record"]];
  if (typeof object !== "string" || typeof record !== "string") return [own];
  return [own, { name, object, record, payload, origin }];
};
