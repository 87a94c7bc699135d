import { filters as liquidFilters } from "liquidjs";
import { add, ZERO } from "../values/decimal.ts";
import { weightOf } from "../weight.ts";
import { NumberValue, toDecimal } from "../values/index.ts";
import { type Filter, textOf } from "./filter.ts";

/** Sorting, and looking a field up in each item, cost more than a walk. */
const HEAVY = 20;

const listOf = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? [] : [value];
};

const size: Filter = function (value) {
  if (Array.isArray(value)) return value.length;
  return typeof value === "string" ? [...textOf(this, value)].length : 0;
};

const join: Filter = function (value, ...args) {
  const between = args.length === 0 ? " " : textOf(this, args[0]);
  const texts = listOf(value).map((item) => textOf(this, item));
  this.context.memoryLimit.use(between.length * texts.length);
  return texts.join(between);
};

const sum: Filter = function (value, property) {
  const items = listOf(value);
  this.context.memoryLimit.use(items.length * HEAVY);
  const path = property === undefined ? null : textOf(this, property);
  const addends = path === null ? items : items.map((item) => this.context.getFromScope(item, path));
  return new NumberValue(addends.map(toDecimal).reduce(add, ZERO));
};

const concat: Filter = function (value, other) {
  const [left, right] = [listOf(value), listOf(other)];
  this.context.memoryLimit.use((left.length + right.length) * HEAVY);
  return [...left, ...right];
};

/** liquidjs' own, after what they handle is counted. */
const counted = (name: keyof typeof liquidFilters, weight: number = 1): Filter => {
  const handler = liquidFilters[name] as Filter;
  return function (value, ...args) {
    const perItem = listOf(value).length * args.reduce((total: number, arg) => total + weightOf(arg), 0);
    this.context.memoryLimit.use((weightOf(value) + perItem) * weight);
    return handler.call(this, value, ...args);
  };
};

export const listFilters: Readonly<Record<string, Filter>> = {
  size,
  join,
  sum,
  first: (value) => (Array.isArray(value) ? (value[0] as unknown) : null),
  last: (value) => (Array.isArray(value) ? (value.at(-1) as unknown) : null),
  reverse: counted("reverse"),
  sort: counted("sort", HEAVY),
  uniq: counted("uniq"),
  compact: counted("compact"),
  concat,
  map: counted("map", HEAVY),
  where: counted("where", HEAVY),
};
