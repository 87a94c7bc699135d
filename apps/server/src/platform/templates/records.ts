import {
  asText,
  type Field,
  type FieldType,
  type Model,
  type RecordView,
  type Value,
} from "@cadencia/core/model";
import { isToMany, isToOne } from "./relations.ts";
import { type LazySource, lazyObject } from "./lazy-object.ts";
import { parseDecimal } from "./values/decimal.ts";
import { DateValue, NumberValue, OptionValue } from "./values/index.ts";

/** What turning a record's fields into template values depends on. */
export interface RecordReader {
  readonly model: Model;
  readonly timeZone: string;
  /** The words of a select's option; without it an option is called by its key. */
  readonly optionLabel?: (field: Field, option: string) => string;
}

const views = new WeakMap<object, RecordView>();

/** The record behind a template value; null when it is none. */
export const viewOf = (value: unknown): RecordView | null =>
  typeof value === "object" && value !== null ? (views.get(value) ?? null) : null;

const TITLE_FIELDS = ["name", "title", "summary", "number", "subject", "text"];

/** What a record prints where it stands alone: its name or title. */
export const recordTitle = (view: RecordView): string => {
  for (const field of TITLE_FIELDS) {
    const value = view.value(field);
    if (typeof value === "string" && value !== "") return value;
  }
  return "";
};

/** Makes template values out of records. One record is one value, so that `==` compares records. */
export const recordValues = (reader: RecordReader): ((view: RecordView | null) => object | null) => {
  const known = new Map<string, object>();

  const wrap = (view: RecordView | null): object | null => {
    if (view === null) return null;
    const key = `${view.object}:${view.id}`;
    const existing = known.get(key);
    if (existing !== undefined) return existing;
    const value = lazyObject(sourceOf(view));
    views.set(value, view);
    known.set(key, value);
    return value;
  };

  const sourceOf = (view: RecordView): LazySource => {
    const type = reader.model.objects.get(view.object);
    return {
      has: (key) => key === "id" || type?.fields.has(key) === true || type?.reverse.has(key) === true,
      read: (key) => {
        if (key === "id") return view.id;
        const field = type?.fields.get(key);
        return field === undefined ? view.many(key).map(wrap) : fieldValue(field, view);
      },
      keys: () => ["id", ...(type?.fields.keys() ?? []), ...(type?.reverse.keys() ?? [])],
    };
  };

  const fieldValue = (field: Field, view: RecordView): unknown => {
    if (isToOne(field)) return wrap(view.one(field.key));
    if (isToMany(field)) return view.many(field.key).map(wrap);
    const value = view.value(field.key);
    if (value === null || value === "") return null;
    return READERS[field.type](value, { field, view, reader });
  };

  return wrap;
};

interface FieldContext {
  readonly field: Field;
  readonly view: RecordView;
  readonly reader: RecordReader;
}

type FieldReader = (value: Value, context: FieldContext) => unknown;

const asItIs: FieldReader = (value) => value;

const asNumber: FieldReader = (value) => {
  const decimal = parseDecimal(asText(value));
  return decimal === null ? null : new NumberValue(decimal);
};

const asMoney: FieldReader = (value, { view }) => {
  const decimal = parseDecimal(asText(value));
  const currency = view.value("currency");
  return decimal === null ? null : new NumberValue(decimal, typeof currency === "string" ? currency : null);
};

const asDate: FieldReader = (value, { reader }) => DateValue.parse(asText(value), reader.timeZone);

const asOption: FieldReader = (value, { field, reader }) => {
  const option = asText(value);
  return new OptionValue(option, reader.optionLabel?.(field, option) ?? option);
};

const asOptions: FieldReader = (value, context) =>
  Array.isArray(value) ? value.map((option: Value) => asOption(option, context)) : null;

const asStage: FieldReader = (value, { reader }) => stageValue(asText(value), reader.model);

/** How each type's canonical value becomes a template value. Relations are read by the record. */
const READERS: Readonly<Record<FieldType, FieldReader>> = {
  text: asItIs,
  long_text: asItIs,
  html: asItIs,
  email: asItIs,
  phone: asItIs,
  url: asItIs,
  duration: asItIs,
  boolean: asItIs,
  json: asItIs,
  tags: asItIs,
  pipeline: asItIs,
  number: asNumber,
  integer: asNumber,
  percent: asNumber,
  money: asMoney,
  date: asDate,
  datetime: asDate,
  select: asOption,
  multi_select: asOptions,
  stage: asStage,
  user: asItIs,
  users: asItIs,
  relation: asItIs,
  relations: asItIs,
};

const stageValue = (key: string, model: Model): OptionValue => {
  const slash = key.indexOf("/");
  const plain = key.slice(slash + 1);
  const stage = model.pipelines.get(key.slice(0, slash))?.stages.find((candidate) => candidate.key === key);
  return new OptionValue(key, stage?.name ?? plain, plain);
};
