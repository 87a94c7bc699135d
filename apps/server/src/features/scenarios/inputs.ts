import { ANY_OBJECT } from "@cadencia/core/model";
import { LINE_RELATIONS } from "../objects/index.ts";
import type { Input, SaveUnit } from "../records/index.ts";
import type { Names } from "./names.ts";

/**
 * Values of a file as the records feature takes them: where a record of any object may stand, a name becomes
 * {object, id}; in product lines names become ids. Other names are resolved where all names are.
 */
export const translateInput = (
  unit: SaveUnit,
  object: string,
  { values, names }: { values: Input; names: Names },
): Input => {
  const fields = unit.object(object).fields;
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      if (key === LINE_RELATIONS.get(object)) return [key, linesOf(value, names)];
      const field = fields.get(key);
      if (field?.to !== ANY_OBJECT || typeof value !== "string") return [key, value];
      return [key, names.find(value) ?? value];
    }),
  );
};

const linesOf = (value: unknown, names: Names): unknown => {
  if (!Array.isArray(value)) return value;
  return value.map((line: unknown) => {
    if (typeof line !== "object" || line === null || !("product" in line)) return line;
    const product = String(line.product);
    return { ...line, product: names.find(product)?.id ?? product };
  });
};

/** Names inside an event's payload become ids. */
export const translatePayload = (payload: unknown, names: Names): unknown => {
  if (typeof payload === "string") return names.find(payload)?.id ?? payload;
  if (Array.isArray(payload)) return payload.map((part: unknown) => translatePayload(part, names));
  if (typeof payload !== "object" || payload === null) return payload;
  return Object.fromEntries(
    Object.entries(payload).map(([key, part]) => [key, translatePayload(part, names)]),
  );
};
