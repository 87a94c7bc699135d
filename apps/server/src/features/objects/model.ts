import type { Field, Model, ObjectType, Pipeline, ReverseRelation } from "@cadencia/core/model";
import { ANY_OBJECT } from "@cadencia/core/model";
import { COMMON_FIELDS, PIPELINE_FIELDS } from "./standard/fields.ts";
import { STANDARD_OBJECTS } from "./standard/objects.ts";

/** A custom object as an admin declared it. */
export interface CustomObject {
  readonly key: string;
  readonly label: string;
}

/** A custom field, and the name of the way back when it is a relation. */
export interface CustomField {
  readonly object: string;
  readonly field: Field;
  readonly back: string | null;
}

export interface ModelSource {
  readonly objects: readonly CustomObject[];
  readonly fields: readonly CustomField[];
  readonly pipelines: readonly Pipeline[];
}

/** Objects whose product lines are reached by this name. */
export const LINE_RELATIONS: ReadonlyMap<string, string> = new Map([
  ["deal", "products"],
  ["subscription", "products"],
  ["plan", "products"],
  ["quote", "lines"],
  ["order", "lines"],
  ["invoice", "lines"],
]);

/** Puts standard objects, custom objects and fields, and pipelines together into what every part reads. */
export const buildModel = (source: ModelSource): Model => {
  const pipelined = new Set(source.pipelines.map((pipeline) => pipeline.object));
  const drafts = new Map<string, { label: string; custom: boolean; fields: Map<string, Field> }>();
  for (const standard of STANDARD_OBJECTS) {
    const own = standard.pipelined || pipelined.has(standard.key) ? PIPELINE_FIELDS : [];
    drafts.set(standard.key, {
      label: standard.label,
      custom: false,
      fields: keyed([...COMMON_FIELDS, ...own, ...standard.fields]),
    });
  }
  for (const object of source.objects) {
    const own = pipelined.has(object.key) ? PIPELINE_FIELDS : [];
    drafts.set(object.key, { label: object.label, custom: true, fields: keyed([...COMMON_FIELDS, ...own]) });
  }
  for (const { object, field } of source.fields) drafts.get(object)?.fields.set(field.key, field);

  const reverse = reverseRelations(source.fields, new Set(drafts.keys()));
  const objects = new Map<string, ObjectType>();
  for (const [key, draft] of drafts) {
    objects.set(key, { key, ...draft, reverse: reverse.get(key) ?? new Map() });
  }
  return { objects, pipelines: new Map(source.pipelines.map((pipeline) => [pipeline.key, pipeline])) };
};

const keyed = (fields: readonly Field[]): Map<string, Field> =>
  new Map(fields.map((field) => [field.key, field]));

type ReverseMaps = Map<string, Map<string, ReverseRelation>>;

const reverseRelations = (custom: readonly CustomField[], objects: ReadonlySet<string>): ReverseMaps => {
  const maps: ReverseMaps = new Map([...objects].map((key) => [key, new Map()]));
  const add = (on: string, name: string, from: { object: string; field: string }): void => {
    const known = maps.get(on)?.get(name);
    if (known !== undefined && known.object !== from.object) return;
    const fields = [...(known?.fields ?? []), from.field];
    maps.get(on)?.set(name, { name, object: from.object, fields });
  };
  for (const standard of STANDARD_OBJECTS) {
    for (const [fieldKey, name] of Object.entries(standard.back ?? {})) {
      const target = standard.fields.find((candidate) => candidate.key === fieldKey)?.to;
      const targets = target === ANY_OBJECT ? [...objects] : target === undefined ? [] : [target];
      for (const on of targets) add(on, name, { object: standard.key, field: fieldKey });
    }
  }
  for (const [on, name] of LINE_RELATIONS) add(on, name, { object: "line", field: "parent" });
  for (const { object, field, back } of custom) {
    if (back === null || field.to === undefined) continue;
    const targets = field.to === ANY_OBJECT ? [...objects] : [field.to];
    for (const on of targets) add(on, back, { object, field: field.key });
  }
  return maps;
};
