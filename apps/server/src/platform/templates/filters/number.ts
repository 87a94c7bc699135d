import { Drop } from "liquidjs";
import { formatMoney } from "../formats.ts";
import { renderingOf } from "../rendering.ts";
import {
  add,
  compare,
  type Decimal,
  decimalText,
  divide,
  floor,
  modulo,
  multiply,
  negate,
  roundTo,
  ZERO,
} from "../values/decimal.ts";
import { NumberValue, toDecimal } from "../values/index.ts";
import type { Filter } from "./filter.ts";

const MAX_PLACES = 20;

/**
 * Exact arithmetic. What is empty stays empty, as an empty value prints nothing: a deal without amount has no
 * discounted amount either.
 */
const arithmetic = (calculate: (value: Decimal, arg: Decimal) => Decimal | null): Filter =>
  function (value, arg) {
    if (isNothing(value)) return null;
    this.context.memoryLimit.use(1);
    const result = calculate(toDecimal(value), arg === undefined ? ZERO : toDecimal(arg));
    return result === null ? null : new NumberValue(result);
  };

/** Nothing to reckon with: empty, or the word `nil`. */
const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (value instanceof Drop && !value.valueOf());

const placesIn = (arg: Decimal): number =>
  Math.max(-MAX_PLACES, Math.min(MAX_PLACES, Number(decimalText(floor(arg)))));

const CURRENCY = /^[A-Z]{3}$/;

/** An amount with its currency: the one asked for, else the record's, else the workspace's. */
const money: Filter = function (value, currency) {
  if (isNothing(value)) return null;
  const { locale, currency: usual } = renderingOf(this.context);
  const own = value instanceof NumberValue ? NumberValue.currencyOf(value) : null;
  const wanted = [currency, own, usual].find((code) => typeof code === "string" && CURRENCY.test(code));
  return formatMoney(locale, decimalText(toDecimal(value)), (wanted as string | undefined) ?? "EUR");
};

export const numberFilters: Readonly<Record<string, Filter>> = {
  plus: arithmetic(add),
  minus: arithmetic((value, arg) => add(value, negate(arg))),
  times: arithmetic(multiply),
  divided_by: arithmetic(divide),
  modulo: arithmetic(modulo),
  round: arithmetic((value, places) => roundTo(value, placesIn(places))),
  floor: arithmetic(floor),
  ceil: arithmetic((value) => negate(floor(negate(value)))),
  abs: arithmetic((value) => (value.units < 0n ? negate(value) : value)),
  at_least: arithmetic((value, least) => (compare(value, least) < 0 ? least : value)),
  at_most: arithmetic((value, most) => (compare(value, most) > 0 ? most : value)),
  money,
};
