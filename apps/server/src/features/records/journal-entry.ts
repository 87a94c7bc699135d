import type { Value } from "@cadencia/core/model";
import type { Change } from "../../platform/journal/index.ts";
import type { RecordValues } from "./row.ts";
import type { Save } from "./save.ts";

/** A save as the journal keeps it: only what changed. */
export const toChange = (save: Save): Change => {
  const pick = (values: RecordValues): Record<string, Value> | null => {
    const picked: Record<string, Value> = {};
    for (const key of save.changed) {
      const value = values[key] ?? null;
      if (value !== null || save.before !== null) picked[key] = value;
      const target = values[`${key}__object`];
      if (target !== undefined && target !== null) picked[`${key}__object`] = target;
    }
    return Object.keys(picked).length > 0 ? picked : null;
  };
  return {
    object: save.object.key,
    record: save.after.id,
    kind: save.kind,
    actor: save.origin.actor,
    step: save.origin.ascribedTo ?? save.origin.cause?.step ?? null,
    quiet: !save.origin.runAutomations,
    moved: movedFrom(save),
    before: save.before === null || save.kind === "restored" ? null : pick(save.before.values),
    after: save.kind === "restored" ? null : pick(save.after.values),
  };
};

/** By this a record is found again by what it belonged to. */
const movedFrom = ({ object, kind, changed, before }: Save): string[] => {
  if (kind !== "updated" || before === null) return [];
  const left: string[] = [];
  for (const key of changed) {
    const type = object.fields.get(key)?.type;
    const value = before.values[key];
    if ((type === "relation" || type === "user") && typeof value === "string") left.push(value);
  }
  return left;
};
