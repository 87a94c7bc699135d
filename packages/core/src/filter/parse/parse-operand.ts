import { fold } from "../../model/index.ts";
import { compareDecimals } from "../../model/index.ts";
import { NO_OPERAND, type Operand } from "../operand.ts";
import type { Operator } from "../operators.ts";
import { printSource, type Source } from "../source.ts";
import { sourceFamily } from "./parse-source.ts";
import {
  isEmptyLiteral,
  type Read,
  readAmount,
  readBoolean,
  readClock,
  readDuration,
  readNumber,
  readRaw,
  readText,
  readTime,
  readWeekday,
} from "./read.ts";
import { readChoice } from "./read-choice.ts";
import { at, refuse, type Scope } from "./scope.ts";

/** A condition whose value is to be read. */
export interface Question {
  readonly source: Source;
  readonly operator: Operator;
}

const TAKES_NOTHING: ReadonlySet<Operator> = new Set<Operator>(["is_set", "is_not_set", "changed"]);
export const takesNothing = (operator: Operator): boolean => TAKES_NOTHING.has(operator);

/** Reads the third part of a condition against the field's type; null after noting what is wrong. */
export function parseOperand(value: unknown, question: Question, place: Scope): Operand | null {
  const { source, operator } = question;
  if (takesNothing(operator)) return NO_OPERAND;
  const scope = { ...place, about: `${printSource(source)} ${operator}` };
  const values = valuesOf(value, question, scope);
  if (!values) return null;

  switch (operator) {
    case "older_than":
    case "newer_than":
    case "within_next": {
      const [duration] = each(values, readDuration, scope) ?? [];
      return duration ? Object.freeze({ kind: "duration", duration }) : null;
    }
    case "time_between":
      return parseClockSpan(values, scope);
    case "weekday_in": {
      const weekdays = each(values, readWeekday, scope);
      return weekdays && Object.freeze({ kind: "weekdays", weekdays });
    }
    case "increased_by":
    case "decreased_by": {
      const [amount] = each(values, readAmount, scope) ?? [];
      return amount ? Object.freeze({ kind: "amount", ...amount }) : null;
    }
    case "before":
    case "after":
    case "on":
      return source.kind === "payload"
        ? parseTimes(values, question, scope)
        : parseTyped(values, question, scope);
    default:
      return parseTyped(values, question, scope);
  }
}

function parseTyped(values: readonly unknown[], question: Question, scope: Scope): Operand | null {
  const { source } = question;
  switch (sourceFamily(source)) {
    case "text":
    case "label":
      return parseTexts(values, scope);
    case "decimal":
      return parseDecimals(values, question, scope);
    case "boolean": {
      const booleans = each(values, readBoolean, scope);
      return booleans && Object.freeze({ kind: "booleans", booleans });
    }
    case "date":
    case "datetime":
    case "now":
      return parseTimes(values, question, scope);
    case "payload": {
      const raw = each(values, readRaw, scope);
      return raw && Object.freeze({ kind: "raw", values: raw });
    }
    case "choice":
    case "choices": {
      if (source.kind !== "field") return null;
      const choices = each(values, (value) => readChoice(value, source, scope), scope);
      return choices && Object.freeze({ kind: "choices", choices });
    }
    case "opaque":
      return NO_OPERAND;
  }
}

function parseTexts(values: readonly unknown[], scope: Scope): Operand | null {
  const written = each(values, readText, scope);
  return written && Object.freeze({ kind: "texts", written, folded: Object.freeze(written.map(fold)) });
}

function parseDecimals(
  values: readonly unknown[],
  { source, operator }: Question,
  scope: Scope,
): Operand | null {
  const percentSign = source.kind === "field" && source.field.type === "percent";
  const decimals = each(values, (value) => readNumber(value, percentSign), scope);
  if (!decimals) return null;
  const [from = "0", to = "0"] = decimals;
  if (operator === "between" && compareDecimals(from, to) > 0) {
    const message = `needs the smaller value first: [${to}, ${from}]`;
    return refuse(scope, { code: "wrong_value", message });
  }
  return Object.freeze({ kind: "decimals", decimals });
}

function parseTimes(values: readonly unknown[], { source }: Question, scope: Scope): Operand | null {
  const times = each(values, readTime, scope);
  if (!times) return null;
  if (source.kind === "now" && times.some((time) => time.kind === "now"))
    return refuse(scope, { code: "wrong_value", message: "cannot compare now with now" });
  return Object.freeze({ kind: "times", times });
}

function parseClockSpan(values: readonly unknown[], scope: Scope): Operand | null {
  const [from, to] = each(values, readClock, scope) ?? [];
  if (from === undefined || to === undefined) return null;
  if (from === to) return refuse(scope, { code: "wrong_value", message: "needs two different times" });
  return Object.freeze({ kind: "clock", from, to });
}

const TAKES_LIST: ReadonlySet<Operator> = new Set<Operator>(["in", "not_in", "weekday_in"]);
const TAKES_PAIR: ReadonlySet<Operator> = new Set<Operator>(["between", "time_between"]);
/** Operators on sets take a list; one value alone is read as a list of one. */
const TAKES_LIST_OR_ONE: ReadonlySet<Operator> = new Set<Operator>(["has_any", "has_all", "has_none"]);
const COMPARES_SETS: ReadonlySet<Operator> = new Set<Operator>([
  "is",
  "is_not",
  "changed_from",
  "changed_to",
]);

/** The values of the third part, as many as the operator takes. */
function valuesOf(value: unknown, { source, operator }: Question, scope: Scope): readonly unknown[] | null {
  if (TAKES_PAIR.has(operator)) {
    if (Array.isArray(value) && value.length === 2) return value;
    return refuse(scope, { code: "wrong_value", message: "needs a list of two values" });
  }
  if (TAKES_LIST.has(operator) && !Array.isArray(value)) {
    return refuse(scope, { code: "wrong_value", message: "needs a list of values" });
  }
  if (Array.isArray(value) && !takesList(source, operator)) {
    return refuse(scope, { code: "wrong_value", message: "needs one value, not a list" });
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length === 0 || values.some(isEmptyLiteral)) {
    const message = "needs a value; ask is_set or is_not_set for empty";
    return refuse(scope, { code: "wrong_value", message });
  }
  return values;
}

function takesList(source: Source, operator: Operator): boolean {
  if (TAKES_LIST.has(operator) || TAKES_LIST_OR_ONE.has(operator)) return true;
  const family = sourceFamily(source);
  return (family === "choices" || family === "payload") && COMPARES_SETS.has(operator);
}

/** Reads every value, noting each refusal where it stands; null when any was refused. */
function each<T>(
  values: readonly unknown[],
  reader: (value: unknown) => Read<T>,
  scope: Scope,
): readonly T[] | null {
  const read: T[] = [];
  for (const [index, value] of values.entries()) {
    const result = reader(value);
    if ("value" in result) read.push(result.value);
    else refuse(values.length === 1 ? scope : at(scope, index), result.refusal);
  }
  return read.length === values.length ? Object.freeze(read) : null;
}
