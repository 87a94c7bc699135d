import type { JsonValue } from "../model/index.ts";
import type { Duration, Weekday } from "../schedule/index.ts";
import type { TimeLiteral } from "./time/literal.ts";

/** The value of a condition, read and checked against the field's type. */
export type Operand =
  | NoOperand
  | TextOperand
  | DecimalOperand
  | BooleanOperand
  | TimeOperand
  | DurationOperand
  | ClockOperand
  | WeekdayOperand
  | ChoiceOperand
  | AmountOperand
  | RawOperand;

export interface NoOperand {
  readonly kind: "none";
}

/** Texts as written, and as they are compared (folded). */
export interface TextOperand {
  readonly kind: "texts";
  readonly written: readonly string[];
  readonly folded: readonly string[];
}

/** Exact decimals in canonical form. */
export interface DecimalOperand {
  readonly kind: "decimals";
  readonly decimals: readonly string[];
}

export interface BooleanOperand {
  readonly kind: "booleans";
  readonly booleans: readonly boolean[];
}

export interface TimeOperand {
  readonly kind: "times";
  readonly times: readonly TimeLiteral[];
}

export interface DurationOperand {
  readonly kind: "duration";
  readonly duration: Duration;
}

/** Wall-clock times as seconds from 00:00; `from` is in, `to` is out, and the span may pass midnight. */
export interface ClockOperand {
  readonly kind: "clock";
  readonly from: number;
  readonly to: number;
}

export interface WeekdayOperand {
  readonly kind: "weekdays";
  readonly weekdays: readonly Weekday[];
}

/**
 * Options, stages, ids or tags. One word may stand for several keys: `won` is the stage of that name in each of
 * the object's pipelines.
 */
export interface ChoiceOperand {
  readonly kind: "choices";
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly written: string;
  readonly keys: readonly string[];
}

/** By how much a number changed: a positive decimal, or a percentage of the old value. */
export interface AmountOperand {
  readonly kind: "amount";
  readonly amount: string;
  readonly percent: boolean;
}

/** Values for a payload field, whose type is known only when the payload is there. */
export interface RawOperand {
  readonly kind: "raw";
  readonly values: readonly JsonValue[];
}

export const NO_OPERAND: NoOperand = Object.freeze({ kind: "none" });

export const allKeys = (operand: ChoiceOperand): readonly string[] =>
  operand.choices.flatMap((choice) => choice.keys);
