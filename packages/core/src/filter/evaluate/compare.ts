import type { Value } from "../../model/index.ts";
import type { EvaluationContext } from "../context.ts";
import type { ConditionNode } from "../nodes/index.ts";
import type { Operand } from "../operand.ts";
import type { Comparison } from "../operators.ts";
import type { FieldSource, Source } from "../source.ts";
import { dayNumber } from "../time/day.ts";
import { toMicroseconds } from "../time/microseconds.ts";
import { clockBetween, weekdayAt, weekdayOfNumber } from "../time/wall.ts";
import { judgeChoice, judgeChoices } from "./choice.ts";
import { momentOf } from "./moment.ts";
import { judgeNumber } from "./number.ts";
import { judgePayload } from "./payload.ts";
import { judgeText } from "./text.ts";
import { judgeAge, judgeTime } from "./time.ts";
import { asText, asTexts, isEmpty } from "./walk.ts";

/** A comparison to make: what is compared, how, and with what. */
export interface Comparing {
  readonly source: ConditionNode["source"];
  readonly operator: Comparison;
  readonly operand: Operand;
}

/** Judges one value. An empty one fails every comparison. */
export function compare(value: Value, comparing: Comparing, context: EvaluationContext): boolean {
  const { source, operator, operand } = comparing;
  if (isEmpty(value)) return false;
  if (operator === "is_set") return true;
  if (source.kind === "payload") return judgePayload(value, { operator, operand }, context);

  switch (operand.kind) {
    case "none":
    case "amount":
    case "raw":
      return false;
    case "texts":
      return judgeText(operator, asText(value), operand);
    case "decimals":
      return judgeNumber(operator, asText(value), operand);
    case "booleans":
      return operand.booleans.some((boolean) => boolean === value);
    case "choices":
      return source.kind === "field" && isSet(source)
        ? judgeChoices(operator, asTexts(value), { operand, folded: source.field.type === "tags" })
        : judgeChoice(operator, asText(value), operand);
    case "times":
    case "duration":
    case "clock":
    case "weekdays":
      return judgeMoment(asText(value), comparing, context);
  }
}

const isSet = ({ field }: FieldSource): boolean =>
  field.type === "tags" ||
  field.type === "multi_select" ||
  field.type === "users" ||
  field.type === "relations";

function judgeMoment(
  text: string,
  { source, operator, operand }: Comparing,
  context: EvaluationContext,
): boolean {
  const { timeZone } = context.calendar;
  const wholeDay = isWholeDay(source);
  if (operand.kind === "weekdays" && wholeDay)
    return operand.weekdays.includes(weekdayOfNumber(dayNumber(text)));

  const instant = source.kind === "now" ? context.now : momentOf(text, timeZone);
  if (instant === null) return false;
  switch (operand.kind) {
    case "times":
      return judgeTime(operator, { instant, wholeDay }, { operand, present: context });
    case "duration":
      return judgeAge(operator, instant, { operand, present: context });
    case "weekdays":
      return operand.weekdays.includes(weekdayAt(toMicroseconds(instant), timeZone));
    case "clock":
      return clockBetween(toMicroseconds(instant), timeZone, operand);
    default:
      return false;
  }
}

export const isWholeDay = (source: Source): boolean =>
  source.kind === "field" && source.field.type === "date";
