import type { Dependencies, RelationStep } from "@cadencia/core/filter";
import { readRecords } from "../../records/index.ts";
import type { AutomationContext } from "../context.ts";
import { readChildIds, readFormerTargets } from "./past.repo.ts";
import type { Bearing } from "./saves.repo.ts";

/** Of each level of relations so many records are looked at. */
const MOST_BEARINGS = 1000;

/** The records whose saves may change a filter's answer for this one, now or in former times, with the fields. */
export const bearingsOf = async (
  context: AutomationContext,
  record: string,
  { own, related }: Dependencies,
): Promise<Bearing[]> => {
  const fields = new Map<string, Set<string>>([[record, new Set(own)]]);
  const walked = new Map<string, readonly string[]>();
  for (const { path, field } of related) {
    let ids: readonly string[] = [record];
    for (const [depth, step] of path.entries()) {
      const key = path
        .slice(0, depth + 1)
        .map((each) => each.field)
        .join(".");
      ids = walked.get(key) ?? (await stepFrom(context, step, ids));
      walked.set(key, ids);
    }
    for (const id of ids) fields.set(id, (fields.get(id) ?? new Set()).add(field));
    addLinks(fields, path, { walked, record });
  }
  return [...fields].map(([id, names]) => ({ record: id, fields: [...names] }));
};

/** The links on the way bear on it as well: of a child the field that points at its parent. */
const addLinks = (
  fields: Map<string, Set<string>>,
  path: readonly RelationStep[],
  { walked, record }: { walked: ReadonlyMap<string, readonly string[]>; record: string },
): void => {
  for (const [depth, { link }] of path.entries()) {
    const here = depth === 0 ? [record] : (walked.get(keyOf(path, depth)) ?? []);
    const beyond = walked.get(keyOf(path, depth + 1)) ?? [];
    const [holders, names] =
      link.direction === "forward" ? [here, [link.field.key]] : [beyond, link.fields.map(({ key }) => key)];
    for (const id of holders) {
      const known = fields.get(id) ?? new Set<string>();
      for (const name of names) known.add(name);
      fields.set(id, known);
    }
  }
};

const keyOf = (path: readonly RelationStep[], depth: number): string =>
  path
    .slice(0, depth)
    .map((each) => each.field)
    .join(".");

const stepFrom = async (
  { unit: { tx, catalog } }: AutomationContext,
  step: RelationStep,
  ids: readonly string[],
): Promise<readonly string[]> => {
  const { link } = step;
  if (ids.length === 0) return [];
  if (link.direction === "reverse") {
    const object = catalog.model.objects.get(step.target);
    if (object === undefined) return [];
    const fields = link.fields.map(({ key }) => key);
    return (await readChildIds(tx, { object, fields, limit: MOST_BEARINGS }, ids)).slice(0, MOST_BEARINGS);
  }
  const object = catalog.model.objects.get(step.object);
  if (object === undefined) return [];
  const now = (await readRecords(tx, object, ids)).flatMap(({ values }) => {
    const value = values[link.field.key];
    return Array.isArray(value) ? (value as string[]) : typeof value === "string" ? [value] : [];
  });
  const former = await readFormerTargets(tx, link.field.key, ids);
  return [...new Set([...now, ...former])].slice(0, MOST_BEARINGS);
};
