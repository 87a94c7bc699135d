import type { ObjectType } from "@cadencia/core/model";
import type { FieldProblem } from "../../platform/errors/index.ts";
import type { DraftContext, DraftResult } from "./draft.ts";
import { lineProblems, type LineInput } from "./lines.ts";
import { missingReferences, type Referring } from "./references.ts";
import type { SaveUnit } from "./unit.ts";

/** What the database alone can tell is wrong, by the position of the draft. */
export const draftProblems = async (
  unit: SaveUnit,
  object: ObjectType,
  batch: {
    readonly drafts: readonly ({ readonly id: string; readonly drafted: DraftResult | null } & Referring)[];
    readonly lines: ReadonlyMap<string, readonly LineInput[]>;
    readonly context: DraftContext;
  },
): Promise<ReadonlyMap<number, readonly FieldProblem[]>> => {
  const missing = await missingReferences(
    unit,
    object,
    batch.drafts.map(({ drafted, rights, along }) => ({ draft: drafted, rights, along })),
  );
  if (batch.lines.size === 0) return missing;
  const referring = new Map(batch.drafts.map(({ id, rights, along }) => [id, { rights, along }]));
  const wrong = await lineProblems(unit, { lines: batch.lines, referring }, batch.context);
  const problems = batch.drafts.map(({ id }, index) => [
    ...(missing.get(index) ?? []),
    ...(wrong.get(id) ?? []),
  ]);
  return new Map(problems.entries().filter(([, own]) => own.length > 0));
};
