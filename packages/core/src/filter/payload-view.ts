import type { JsonValue, RecordView } from "../model/index.ts";

/** An event's payload as a record whose fields are dotted names into the JSON (`attendee.address`, `items.0.sku`). */
export function payloadView(payload: JsonValue): RecordView {
  return Object.freeze({
    id: "",
    object: "",
    value: (name: string) => valueAt(payload, name),
    one: () => null,
    many: () => [],
  });
}

function valueAt(payload: JsonValue, name: string): JsonValue {
  let reached: JsonValue = payload;
  for (const [index, key] of name.split(".").entries()) {
    if (index === 0 && hasOwn(payload, name))
      return (payload as Readonly<Record<string, JsonValue>>)[name] ?? null;
    if (!hasOwn(reached, key)) return null;
    reached = (reached as Readonly<Record<string, JsonValue>>)[key] ?? null;
  }
  return reached;
}

const hasOwn = (value: JsonValue, key: string): boolean =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key);
