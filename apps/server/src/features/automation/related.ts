import type { RelationStep } from "@cadencia/core/filter";
import { idsPointedAt, idsPointingAt, readRecords, type Save, type SaveUnit } from "../records/index.ts";

/**
 * The records that a way back leads to from records that were saved. Where the way goes from a child to its
 * parent, the parent is locked: it is what two children's saves would otherwise judge past each other.
 */
export const walkBack = async (
  unit: SaveUnit,
  path: readonly RelationStep[],
  start: { readonly saves: readonly Save[] } | { readonly ids: readonly string[] },
): Promise<readonly string[]> => {
  let ids: readonly string[] = "saves" in start ? start.saves.map((save) => save.after.id) : start.ids;
  for (const [index, step] of path.toReversed().entries()) {
    if (ids.length === 0) return [];
    ids =
      index === 0 && "saves" in start && step.link.direction === "reverse"
        ? parentsOfSaves(step, start.saves)
        : await stepBack(unit, step, ids);
    if (step.link.direction === "reverse")
      await readRecords(unit.tx, unit.object(step.object), ids, "update");
  }
  return ids;
};

const stepBack = (unit: SaveUnit, step: RelationStep, ids: readonly string[]): Promise<string[]> => {
  const { link } = step;
  if (link.direction === "reverse") {
    return idsPointedAt(unit.tx, { object: step.target, fields: link.fields.map((field) => field.key) }, ids);
  }
  const list = link.field.type === "users" || link.field.type === "relations";
  return idsPointingAt(unit.tx, { object: step.object, field: link.field.key, list }, ids);
};

/** The parents that the saved children have now and those that they had before. */
const parentsOfSaves = (step: RelationStep, saves: readonly Save[]): string[] => {
  if (step.link.direction !== "reverse") return [];
  const parents = new Set<string>();
  for (const { before, after } of saves) {
    for (const values of [before?.values, after.values]) {
      for (const field of step.link.fields) {
        const target = values?.[`${field.key}__object`];
        const parent = values?.[field.key];
        if (typeof parent === "string" && (target === undefined || target === step.object))
          parents.add(parent);
      }
    }
  }
  return [...parents].toSorted();
};
