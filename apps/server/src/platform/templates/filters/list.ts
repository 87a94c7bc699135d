import { filters as liquidFilters } from "liquidjs";
import { add, ZERO } from "../values/decimal.ts";
import { NumberValue, toDecimal } from "../values/index.ts";
import { type Filter, textOf } from "./filter.ts";

const listOf = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? [] : [value];
};

const size: Filter = (value) => {
  if (Array.isArray(value)) return value.length;
  return typeof value === "string" ? [...value].length : 0;
};

const join: Filter = function (value, separator = " ") {
  const between = textOf(this, separator);
  const texts = listOf(value).map((item) => textOf(this, item));
  this.context.memoryLimit.use(between.length * texts.length);
  return texts.join(between);
};

const sum: Filter = function (value, property) {
  const items = listOf(value);
  this.context.memoryLimit.use(items.length);
  const path = property === undefined ? null : textOf(this, property);
  const addends = path === null ? items : items.map((item) => this.context.getFromScope(item, path));
  return new NumberValue(addends.map(toDecimal).reduce(add, ZERO));
};

/** Sorting costs more than a walk, so its items weigh more. */
const SORT_WEIGHT = 20;

/** liquidjs' own, after its items are counted. */
const counted = (name: keyof typeof liquidFilters, weight: number = 1): Filter => {
  const handler = liquidFilters[name] as Filter;
  return function (value, ...args) {
    this.context.memoryLimit.use(listOf(value).length * weight);
    return handler.call(this, value, ...args);
  };
};

export const listFilters: Readonly<Record<string, Filter>> = {
  size,
  join,
  sum,
  first: (value) => listOf(value)[0],
  last: (value) => listOf(value).at(-1),
  reverse: counted("reverse"),
  sort: counted("sort", SORT_WEIGHT),
  uniq: counted("uniq"),
  compact: counted("compact"),
  concat: counted("concat"),
  map: counted("map", SORT_WEIGHT),
  where: counted("where", SORT_WEIGHT),
};
