import type { JsonValue, Value } from "@cadencia/core/model";
import { viewOf } from "./records.ts";
import { decimalText } from "./values/decimal.ts";
import { DateValue, NumberValue, numberIn, OptionValue, SafeText } from "./values/index.ts";

/** A template value as a field would hold it (Value of the model): exact, and in no language. */
export const canonical = (value: unknown): Value => {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (value instanceof OptionValue) return OptionValue.keyOf(value);
  if (value instanceof DateValue || value instanceof SafeText) return value.toString();
  if (typeof value === "number" || value instanceof NumberValue) {
    const decimal = numberIn(value);
    return decimal === null ? null : decimalText(decimal);
  }
  const view = viewOf(value);
  if (view !== null) return view.id;
  return Array.isArray(value) ? value.map(canonical) : (value as JsonValue);
};
