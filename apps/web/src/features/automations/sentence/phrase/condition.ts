import { weave, type Part } from "../parts.ts";
import type { Speech } from "../speech.ts";
import { aDuration } from "./duration.ts";
import { theField } from "./field.ts";
import { aValue } from "./value.ts";

const LASTS = new Set(["older_than", "newer_than", "within_next"]);
const JOINS = new Set(["has_all"]);

interface Condition {
  readonly field: string;
  readonly operator: string;
  readonly value: unknown;
}

/** "the amount is more than 5,000 €". */
export const aCondition = (
  { field, operator, value }: Condition,
  object: string,
  speech: Speech,
): readonly Part[] => {
  const template = speech.find(`operator.${operator}`) ?? speech.say("operator.other", { operator });
  const between = operator === "between" || operator === "time_between";
  const shown =
    LASTS.has(operator) && typeof value === "string"
      ? aDuration(value, speech)
      : aValue(value, { path: field, object, or: !between && !JOINS.has(operator) }, speech);
  return weave(template, { field: theField(field, object, speech), value: shown });
};
