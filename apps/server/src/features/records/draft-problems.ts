import type { ObjectType } from "@cadencia/core/model";
import type { FieldProblem } from "../../platform/errors/index.ts";
import type { DraftContext, DraftResult } from "./draft.ts";
import { lineProblems, type LineInput } from "./lines.ts";
import { missingReferences } from "./references.ts";
import type { SaveUnit } from "./unit.ts";

/** What the database alone can tell is wrong, by the position of the draft. */
export const draftProblems = async (
  unit: SaveUnit,
  object: ObjectType,
  batch: {
    readonly drafts: readonly { readonly id: string; readonly drafted: DraftResult | null }[];
    readonly lines: ReadonlyMap<string, readonly LineInput[]>;
    readonly context: DraftContext;
  },
): Promise<ReadonlyMap<number, readonly FieldProblem[]>> => {
  const missing = await missingReferences(
    unit.tx,
    object,
    batch.drafts.map(({ drafted }) => drafted),
  );
  if (batch.lines.size === 0) return missing;
  const wrong = await lineProblems(unit, batch.lines, batch.context);
  const problems = batch.drafts.map(({ id }, index) => [
    ...(missing.get(index) ?? []),
    ...(wrong.get(id) ?? []),
  ]);
  return new Map(problems.entries().filter(([, own]) => own.length > 0));
};
