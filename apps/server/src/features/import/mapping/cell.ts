import { nearest } from "@cadencia/core/nearest";
import { quote } from "@cadencia/contracts/problems";
import { fold, type Field } from "@cadencia/core/model";
import type { DateFormat } from "./date-format.ts";
import { readNumber, type DecimalMark } from "./number-format.ts";

/** What a cell gives: the value for the field (undefined: none), or why it gives none. */
export type CellValue =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };

export type ReadCell = (cell: unknown) => CellValue;

interface Reading {
  readonly format: DateFormat | null;
  readonly decimal: DecimalMark | null;
  readonly values: Readonly<Record<string, unknown>> | null;
  /** The cell names a related record, which is looked for later. */
  readonly matched: boolean;
}

const give = (value: unknown): CellValue => ({ ok: true, value });
const refuse = (reason: string): CellValue => ({ ok: false, reason });
const EMPTY = give(undefined);

/** How cells become values of this field. What is no text (a row of a scenario) has its type already. */
export const cellReader = (field: Field, reading: Reading): ReadCell => {
  const readText = textReader(field, reading);
  const translate = reading.values === null ? null : translator(reading.values);
  return (cell) => {
    if (translate !== null && typeof cell === "string") return translate(cell.trim());
    if (cell === null || cell === undefined) return EMPTY;
    if (typeof cell !== "string") return give(cell);
    const text = cell.trim();
    return text === "" ? EMPTY : readText(text);
  };
};

/** By the exact text, else without regard to case; an empty cell is empty unless it has a translation of its own. */
const translator = (values: Readonly<Record<string, unknown>>): ((text: string) => CellValue) => {
  const exact = new Map(Object.entries(values));
  const folded = new Map(Object.entries(values).map(([from, to]) => [fold(from), to]));
  return (text) => {
    if (exact.has(text)) return give(exact.get(text) ?? undefined);
    if (folded.has(fold(text))) return give(folded.get(fold(text)) ?? undefined);
    if (text === "") return EMPTY;
    const close = nearest(text, exact.keys());
    const choices =
      close === undefined ? `it knows ${[...exact.keys()].join(", ")}` : `did you mean "${close}"?`;
    return refuse(`${quote(text)} has no translation in values; ${choices}`);
  };
};

const textReader = (field: Field, { format, decimal, matched }: Reading): ((text: string) => CellValue) => {
  switch (field.type) {
    case "number":
    case "money":
    case "percent":
    case "integer":
      return (text) => readNumber(text, decimal);
    case "date":
      return format === null ? give : (text) => dayOnly(format, text);
    case "datetime":
      return format === null ? give : (text) => format.read(text);
    case "boolean":
      return readBoolean;
    case "multi_select":
    case "tags":
    case "users":
    case "relations":
      return (text) => give(parts(text));
    case "json":
      return matched ? give : readJson;
    default:
      return give;
  }
};

const dayOnly = (format: DateFormat, text: string): CellValue => {
  const read = format.read(text);
  return read.ok ? give(read.value.slice(0, "2026-06-01".length)) : read;
};

const YES = new Set(["true", "yes", "y", "1", "x", "sí", "si", "s", "da", "igen", "verdadero"]);
const NO = new Set(["false", "no", "n", "0", "nu", "nem", "falso"]);

const readBoolean = (text: string): CellValue => {
  if (YES.has(fold(text))) return give(true);
  if (NO.has(fold(text))) return give(false);
  return refuse(`must be yes or no, not ${quote(text)}`);
};

const SEPARATOR = /[;,|]/;

/** Several values in one cell. */
const parts = (text: string): string[] =>
  text
    .split(SEPARATOR)
    .map((part) => part.trim())
    .filter((part) => part !== "");

const readJson = (text: string): CellValue => {
  try {
    return give(JSON.parse(text));
  } catch {
    return refuse(`must be JSON, not ${quote(text)}`);
  }
};
