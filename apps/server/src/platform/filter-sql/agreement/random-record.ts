import {
  ANY_OBJECT,
  type Field,
  isSetType,
  type JsonValue,
  type Model,
  type ObjectType,
  type Value,
} from "@cadencia/core/model";
import type { Draw } from "./draw.ts";
import { OPTIONS } from "./random-model.ts";
import { type Present, randomDate, randomMoment } from "./random-time.ts";

/** One record as it is stored. */
export interface Stored {
  readonly id: string;
  readonly object: string;
  readonly deleted: boolean;
  readonly archived: boolean;
  readonly values: ReadonlyMap<string, Value>;
  /** Object that an any-relation points at, by the field's key. */
  readonly pointsAt: ReadonlyMap<string, string>;
}

export const TEXTS = [
  "straße",
  "STRASSE",
  "İstanbul",
  "istanbul",
  "ıstanbul",
  "ΟΔΟΣ",
  "οδος",
  "ΣΑΣ",
  "σ",
  "é",
  "e\u0301",
  "E\u0301clair",
  "ﬁn",
  "😀",
  "a😀b",
  "\u{10ffff}",
  "\ufffd",
  "\ue000",
  "100%",
  "50_x",
  String.raw`a\b`,
  "%",
  "_",
  "ab\u0323\u0307",
  "Boiler Room",
  " lead",
  "0",
  "null",
  "ǅ",
  "Å",
  "\u212b",
] as const;
export const NUMBERS = [
  "0",
  "1",
  "-1",
  "0.1",
  "0.3",
  "-0.25",
  "2.5",
  "100",
  "99.99",
  "100000000000000000000.01",
  "0.000000000000000001",
  "-12345678901234567890",
] as const;
export const INTEGERS = [0, 1, -1, 2, 3, 100, 9_007_199_254_740_991] as const;

export const randomText = (draw: Draw): string =>
  draw.chance(85) ? draw.pick(TEXTS) : draw.text().replaceAll("\0", "");

/** Records that point at one another, every fifth value empty, every tenth record deleted, every tenth archived. */
export function randomRecords(
  draw: Draw,
  { model, present, count }: { readonly model: Model; readonly present: Present; readonly count: number },
): Stored[] {
  const places = [...model.objects.values()].flatMap((object) =>
    Array.from({ length: object.key === "alpha" ? count : Math.ceil(count / 3) }, () => ({
      object,
      id: draw.uuid(),
    })),
  );
  const idsOf = (object: string): string[] =>
    places.filter((place) => place.object.key === object).map((place) => place.id);
  const ids = new Map([...model.objects.keys()].map((key) => [key, idsOf(key)]));
  return places.map(({ object, id }) => randomRecord(draw, { object, id, ids, model, present }));
}

interface Drawing {
  readonly object: ObjectType;
  readonly id: string;
  readonly ids: ReadonlyMap<string, readonly string[]>;
  readonly model: Model;
  readonly present: Present;
}

function randomRecord(draw: Draw, drawing: Drawing): Stored {
  const values = new Map<string, Value>();
  const pointsAt = new Map<string, string>();
  for (const field of drawing.object.fields.values()) {
    if (draw.chance(20)) {
      values.set(field.key, isSetType(field.type) && draw.chance(50) ? [] : null);
      continue;
    }
    if (field.to === ANY_OBJECT) pointsAt.set(field.key, draw.pick([...drawing.ids.keys()]));
    values.set(
      field.key,
      randomValue(draw, field, { drawing, target: pointsAt.get(field.key) ?? field.to ?? "user" }),
    );
  }
  const [deleted, archived] = [draw.chance(10), draw.chance(10)];
  return { id: drawing.id, object: drawing.object.key, deleted, archived, values, pointsAt };
}

const JSON_VALUES: readonly JsonValue[] = [{}, { a: 1 }, [], [1], "", "x", 0, false];

function randomValue(
  draw: Draw,
  field: Field,
  { drawing, target }: { readonly drawing: Drawing; readonly target: string },
): Value {
  const { present, model, object } = drawing;
  const ids = drawing.ids.get(target) ?? [];
  const stages = [...model.pipelines.values()]
    .filter((pipeline) => pipeline.object === object.key)
    .flatMap((pipeline) => pipeline.stages);
  switch (field.type) {
    case "text":
    case "long_text":
    case "html":
    case "email":
    case "phone":
    case "url":
    case "duration":
      return draw.chance(5) ? "" : randomText(draw);
    case "number":
    case "money":
    case "percent":
      return draw.pick(NUMBERS);
    case "integer":
      return draw.pick(INTEGERS);
    case "boolean":
      return draw.chance(50);
    case "date":
      return randomDate(draw, present);
    case "datetime":
      return randomMoment(draw, present).toString();
    case "select":
      return draw.pick(OPTIONS);
    case "multi_select":
      return draw.some(OPTIONS, 3);
    case "tags":
      return draw.some(TEXTS, 3);
    case "user":
    case "relation":
      return draw.pick(ids);
    case "users":
    case "relations":
      return draw.some(ids, 3);
    case "json":
      return draw.pick(JSON_VALUES);
    case "pipeline":
      return stages.length > 0 ? draw.pick(stages).pipeline : null;
    case "stage":
      return stages.length > 0 ? draw.pick(stages).key : null;
  }
}
