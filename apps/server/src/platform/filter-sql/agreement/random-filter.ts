import { operatorsFor } from "@cadencia/core/filter";
import {
  ANY_OBJECT,
  type Field,
  isDecimalType,
  isTextType,
  type JsonValue,
  type Model,
  type ObjectType,
} from "@cadencia/core/model";
import { WEEKDAYS } from "@cadencia/core/schedule";
import type { Draw } from "./draw.ts";
import { OPTIONS } from "./random-model.ts";
import { INTEGERS, NUMBERS, randomText, type Stored, TEXTS } from "./random-record.ts";
import { type Present, randomDate, randomMoment } from "./random-time.ts";

export interface Surroundings {
  readonly model: Model;
  readonly present: Present;
  readonly records: readonly Stored[];
}

const TO_ONE = new Set(["relation", "user"]);
const NEEDS_SAVE = new Set(["changed", "changed_from", "changed_to", "increased_by", "decreased_by"]);
const COUNTS = ["is", "is_not", "gt", "gte", "lt", "lte"] as const;

/** A filter as people write one, nested up to `depth`. */
export function randomFilter(draw: Draw, object: string, at: Surroundings & { depth: number }): JsonValue {
  const inner = { ...at, depth: at.depth - 1 };
  const several = (): JsonValue[] =>
    Array.from({ length: draw.integer(1, 3) }, () => randomFilter(draw, object, inner));
  if (at.depth <= 0 || draw.chance(35)) return randomCondition(draw, object, at);
  switch (draw.integer(0, 5)) {
    case 0:
      return { all: several() };
    case 1:
      return { any: several() };
    case 2:
      return { not: randomFilter(draw, object, inner) };
    case 3:
      return several();
    default:
      return randomRelated(draw, object, inner);
  }
}

function randomRelated(draw: Draw, start: string, at: Surroundings & { depth: number }): JsonValue {
  const { names, object } = randomPath(draw, start, { at, most: 1 });
  const sets = [...object.fields.values()].filter(
    (field) => field.type === "users" || field.type === "relations",
  );
  const relations = [
    ...[...object.reverse.values()].map((reverse) => ({ name: reverse.name, target: reverse.object })),
    ...sets.map((field) => ({ name: field.key, target: field.to ?? "user" })),
  ];
  const { name, target } = draw.pick(relations);
  const path = [...names, name].join(".");
  const where = draw.chance(75) ? { where: randomFilter(draw, target, at) } : {};
  switch (draw.integer(0, 2)) {
    case 0:
      return { some: path, ...where };
    case 1:
      return { none: path, ...where };
    default:
      return { count: path, ...where, is: [draw.pick(COUNTS), draw.integer(0, 3)] };
  }
}

function randomPath(
  draw: Draw,
  start: string,
  { at, most }: { readonly at: Surroundings; readonly most: number },
): { names: string[]; object: ObjectType } {
  const names: string[] = [];
  const first = at.model.objects.get(start);
  if (!first) throw new Error(`no object ${start}`);
  let object: ObjectType = first;
  for (let hops = draw.chance(55) ? 0 : draw.integer(1, most); hops > 0; hops--) {
    const links: readonly Field[] = [...object.fields.values()].filter(
      (field) => TO_ONE.has(field.type) && field.to !== ANY_OBJECT,
    );
    const link = draw.pick(links);
    names.push(link.key);
    object = at.model.objects.get(link.to ?? "user") ?? object;
  }
  return { names, object };
}

function randomCondition(draw: Draw, start: string, at: Surroundings): JsonValue {
  if (draw.chance(4)) return randomClockCondition(draw, at);
  const { names, object } = randomPath(draw, start, { at, most: 2 });
  const id: Field = { key: "id", label: "id", type: "relation", to: object.key };
  const field = draw.chance(3) ? id : randomField(draw, object);
  const operator = draw.pick(operatorsFor(field.type).filter((candidate) => !NEEDS_SAVE.has(candidate)));
  const name = [...names, field.key].join(".");
  if (operator === "is_set" || operator === "is_not_set") return [name, operator];
  return [name, operator, randomOperand(draw, operator, { field, object, at })];
}

/** Times are where the two readings of a filter differ most, so they are asked for most. */
function randomField(draw: Draw, object: ObjectType): Field {
  const fields = [...object.fields.values()];
  const times = fields.filter((field) => field.type === "date" || field.type === "datetime");
  return draw.pick(times.length > 0 && draw.chance(40) ? times : fields);
}

function randomClockCondition(draw: Draw, at: Surroundings): JsonValue {
  switch (draw.integer(0, 2)) {
    case 0:
      return ["now", "weekday_in", draw.some(WEEKDAYS, 4).concat("mon")];
    case 1:
      return ["now", "time_between", ["20:00", "08:00"]];
    default:
      return ["now", draw.pick(["before", "after", "on"]), randomMoment(draw, at.present).toString()];
  }
}

interface Asked {
  readonly field: Field;
  readonly object: ObjectType;
  readonly at: Surroundings;
}

function randomOperand(draw: Draw, operator: string, asked: Asked): JsonValue {
  const one = (): JsonValue => randomLiteral(draw, asked);
  switch (operator) {
    case "older_than":
    case "newer_than":
    case "within_next":
      return draw.pick(asked.at.present.durations);
    case "weekday_in":
      return [draw.pick(WEEKDAYS), ...draw.some(WEEKDAYS, 3)];
    case "time_between":
      return draw.pick([
        ["20:00", "08:00"],
        ["09:00", "18:00:30"],
        ["00:00", "02:30"],
        ["02:00", "24:00"],
      ]);
    case "between": {
      const pair = [one(), one()];
      return isDecimalType(asked.field.type) || asked.field.type === "integer"
        ? pair.toSorted((left, right) => Number(left) - Number(right))
        : pair;
    }
    case "in":
    case "not_in":
    case "has_any":
    case "has_all":
    case "has_none":
      return Array.from({ length: draw.integer(1, 3) }, one);
    case "contains":
    case "not_contains":
    case "starts_with":
    case "ends_with":
      return isTextType(asked.field.type) ? randomPart(draw) : one();
    default:
      return one();
  }
}

/** Some letters of a text, so that it is found in others now and then. */
function randomPart(draw: Draw): string {
  const letters = [...draw.pick(TEXTS)];
  const from = draw.integer(0, letters.length - 1);
  return letters.slice(from, from + draw.integer(1, 3)).join("");
}

function randomLiteral(draw: Draw, { field, object, at }: Asked): JsonValue {
  switch (field.type) {
    case "number":
    case "money":
    case "percent":
      return draw.pick(NUMBERS);
    case "integer":
      return draw.pick([...INTEGERS, "2.5", "-0.5", 7]);
    case "boolean":
      return draw.chance(50);
    case "date":
    case "datetime":
      return randomTimeLiteral(draw, at.present);
    case "select":
    case "multi_select":
      return draw.pick([...OPTIONS, "GOLD", "ñandú"]);
    case "stage":
    case "pipeline": {
      const pipelines = [...at.model.pipelines.values()].filter((pipeline) => pipeline.object === object.key);
      if (field.type === "pipeline") return draw.pick(pipelines).key;
      const stage = draw.pick(draw.pick(pipelines).stages);
      return draw.chance(50) ? stage.key : stage.name.toUpperCase();
    }
    case "user":
    case "users":
    case "relation":
    case "relations": {
      const target = field.to ?? "user";
      const ids = at.records.filter((record) => target === ANY_OBJECT || record.object === target);
      return draw.pick(ids).id;
    }
    default:
      return randomText(draw) || "x";
  }
}

function randomTimeLiteral(draw: Draw, present: Present): JsonValue {
  switch (draw.integer(0, 4)) {
    case 0:
      return draw.pick(["now", "today"]);
    case 1:
      return `${draw.pick(["now", "today"])}${draw.pick(["+", "-"])}${draw.pick(present.durations)}`;
    case 2:
      return randomDate(draw, present);
    case 3:
      return randomMoment(draw, present)
        .toZonedDateTimeISO(present.calendar.timeZone)
        .toPlainDateTime()
        .toString({ smallestUnit: "second" });
    default:
      return randomMoment(draw, present).toString();
  }
}
