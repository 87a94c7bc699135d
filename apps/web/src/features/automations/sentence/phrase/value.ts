import { asWords } from "../../../../lib/format/as-words.ts";
import type { FieldInfo } from "../../../model/queries.ts";
import type { Speech } from "../speech.ts";
import { aDuration } from "./duration.ts";
import { fieldAt } from "./field.ts";
import { aPerson } from "./person.ts";
import { aStage } from "./stage.ts";

const DURATION = /^-?\d+(m|h|d|w|mo|y|bd|bh)$/u;
const NUMBER = /^-?[\d.]+$/u;
const DATE = /^\d{4}-\d{2}-\d{2}$/u;

interface Told {
  readonly path: string;
  readonly object: string;
  readonly or?: boolean;
}

/** A value as its field shows it. */
export const aValue = (value: unknown, { path, object, or = true }: Told, speech: Speech): string => {
  if (value === null || value === undefined || value === "") return speech.say("value.empty");
  if (Array.isArray(value))
    return speech.format.list(
      value.map((one) => aValue(one, { path, object }, speech)),
      or ? "disjunction" : "conjunction",
    );
  if (typeof value === "boolean") return speech.say(`value.${value ? "yes" : "no"}`);
  const field = fieldAt(path, object, speech);
  return field === undefined ? asWords(value) : written(asWords(value), field, speech);
};

const written = (value: string, { key, type }: FieldInfo, speech: Speech): string => {
  const { format } = speech;
  switch (type) {
    case "money":
      return NUMBER.test(value) ? format.money(value, speech.currency) : value;
    case "number":
    case "integer":
      return NUMBER.test(value) ? format.number(value) : value;
    case "percent":
      return NUMBER.test(value) ? format.percent(value) : value;
    case "stage":
      return aStage(value, speech);
    case "pipeline":
      return speech.pipelines.get(value)?.label ?? value;
    case "select":
    case "multi_select":
      return speech.labels.option(key, value);
    case "user":
    case "users":
      return aPerson(value, "for", speech);
    case "date":
    case "datetime":
      return aDay(value, speech);
    default:
      return value;
  }
};

const aDay = (value: string, speech: Speech): string => {
  if (DURATION.test(value)) return aDuration(value, speech);
  return DATE.test(value) ? speech.format.day(value) : (speech.find(`value.${value}`) ?? value);
};
