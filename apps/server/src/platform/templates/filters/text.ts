import { filters as liquidFilters } from "liquidjs";
import { viewOf } from "../records.ts";
import { parseDecimal } from "../values/decimal.ts";
import { escapeHtml, numberIn, SafeText } from "../values/index.ts";
import { type Filter, textFilter, textOf } from "./filter.ts";

const capitalize = (text: string): string => {
  const [first = "", ...rest] = text;
  return first.toUpperCase() + rest.join("").toLowerCase();
};

/** A whole number among a filter's arguments. */
const countIn = (value: unknown, fallback: number): number => {
  const decimal = numberIn(value) ?? (typeof value === "string" ? parseDecimal(value) : null);
  return decimal === null ? fallback : Number(decimal.units / 10n ** BigInt(decimal.scale));
};

/** Characters are counted as people count them: an emoji is one. */
const truncate: Filter = function (value, length = 50, ellipsis = "...") {
  const characters = [...textOf(this, value)];
  const limit = countIn(length, 50);
  if (characters.length <= limit) return characters.join("");
  const end = textOf(this, ellipsis);
  return characters.slice(0, Math.max(0, limit - [...end].length)).join("") + end;
};

const truncateWords: Filter = function (value, count = 15, ellipsis = "...") {
  const text = textOf(this, value);
  const words = text.trimStart().split(/\s+/);
  const limit = Math.max(1, countIn(count, 15));
  return words.length <= limit ? text : words.slice(0, limit).join(" ") + textOf(this, ellipsis);
};

const replace: Filter = function (value, pattern, replacement = "") {
  const parts = textOf(this, value).split(textOf(this, pattern));
  const between = textOf(this, replacement);
  this.context.memoryLimit.use((parts.length - 1) * between.length);
  return parts.join(between);
};

const remove: Filter = function (value, pattern) {
  return textOf(this, value).split(textOf(this, pattern)).join("");
};

const replaceLast = (text: string, pattern: string, replacement = ""): string => {
  const at = text.lastIndexOf(pattern);
  return at < 0 ? text : text.slice(0, at) + replacement + text.slice(at + pattern.length);
};

const slice: Filter = function (value, start, length = 1) {
  const items = Array.isArray(value) ? value : [...textOf(this, value)];
  const offset = countIn(start, 0);
  const from = offset < 0 ? items.length + offset : offset;
  const count = countIn(length, 1);
  const part = from < 0 || count < 0 ? [] : items.slice(from, from + count);
  return Array.isArray(value) ? part : part.join("");
};

const split: Filter = function (value, separator) {
  const parts = textOf(this, value).split(textOf(this, separator));
  this.context.memoryLimit.use(parts.length * ITEM_WEIGHT);
  while (parts.at(-1) === "") parts.pop();
  return parts;
};

/** An item of a list weighs more than a character of a text: loops and sorting walk it. */
const ITEM_WEIGHT = 10;

const urlEncode = (text: string): string =>
  encodeURIComponent(text.toWellFormed())
    .replaceAll("%20", "+")
    .replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

const stripHtml: Filter = function (value) {
  return (liquidFilters["strip_html"] as Filter).call(this, textOf(this, value));
};

/** Values as data, for the body of a webhook: numbers and dates in canonical form, whatever the language. */
const json: Filter = function (value) {
  const text = JSON.stringify(value ?? null, (_, inner: unknown) => viewOf(inner)?.id ?? inner);
  this.context.memoryLimit.use(text.length);
  return text;
};

export const textFilters: Readonly<Record<string, Filter>> = {
  upcase: textFilter((text) => text.toUpperCase()),
  downcase: textFilter((text) => text.toLowerCase()),
  capitalize: textFilter(capitalize),
  strip: textFilter((text) => text.trim()),
  lstrip: textFilter((text) => text.trimStart()),
  rstrip: textFilter((text) => text.trimEnd()),
  strip_newlines: textFilter((text) => text.replaceAll(/\r?\n/g, "")),
  squish: textFilter((text) => text.trim().split(/\s+/).join(" ")),
  append: textFilter((text, end = "") => text + end),
  prepend: textFilter((text, start = "") => start + text),
  replace,
  replace_first: textFilter((text, pattern = "", replacement = "") =>
    text.replace(pattern, () => replacement),
  ),
  replace_last: textFilter((text, pattern = "", replacement = "") => replaceLast(text, pattern, replacement)),
  remove,
  remove_first: textFilter((text, pattern = "") => text.replace(pattern, () => "")),
  remove_last: textFilter((text, pattern = "") => replaceLast(text, pattern)),
  truncate,
  truncatewords: truncateWords,
  slice,
  split,
  strip_html: stripHtml,
  escape: textFilter((text) => new SafeText(escapeHtml(text))),
  newline_to_br: textFilter((text) => new SafeText(escapeHtml(text).replaceAll(/\r?\n/g, "<br />\n"))),
  url_encode: textFilter((text) => urlEncode(text)),
  json,
};
