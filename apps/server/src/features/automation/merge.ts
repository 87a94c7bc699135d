import { ANY_OBJECT, isSetType, type Field, type ObjectType, type Value } from "@cadencia/core/model";
import { Refusal } from "../../platform/errors/index.ts";
import { moveFiles } from "../files/index.ts";
import {
  idsPointingAt,
  readRecords,
  recordOf,
  refusalOf,
  rightsOfOrigin,
  type Input,
  type Origin,
  type StoredRecord,
} from "../records/index.ts";
import type { AutomationContext } from "./context.ts";
import { raiseEvents } from "./events.ts";
import { removeMemberships } from "./membership.repo.ts";
import { endWhoArrived, readStriving } from "./merge-goals.ts";
import { moveRuns, runsThatCollide } from "./merge.repo.ts";
import { clearMomentsOfRecords, moveIdleMoments } from "./moments.repo.ts";
import { moveReports } from "./idle/reported-event.repo.ts";
import { endRuns } from "./exit.ts";
import { followDates } from "./until.ts";

interface Merging {
  readonly kept: { readonly object: string; readonly id: string };
  readonly gone: { readonly object: string; readonly id: string };
  readonly origin: Origin;
}

/**
 * Merges two records (objects.md): the kept one's values win, its empty fields are filled from the other; timeline,
 * relations, files, tags, followers and active runs move to it; the other stays as a redirect.
 */
export const mergeRecords = async (
  context: AutomationContext,
  { kept, gone, origin }: Merging,
): Promise<void> => {
  const { unit } = context;
  if (kept.object !== gone.object)
    throw new Refusal("conflict", `a ${kept.object} cannot be merged with a ${gone.object}`);
  if (kept.id === gone.id) throw new Refusal("conflict", `a ${kept.object} cannot be merged with itself`);
  const object = unit.object(kept.object);
  const records = await readRecords(unit.tx, object, [kept.id, gone.id], "update");
  const [winner, loser] = [kept.id, gone.id].map((id) =>
    records.find((record) => record.id === id && record.deletedAt === null),
  );
  if (winner === undefined || loser === undefined)
    throw new Refusal("not_found", `there is no such ${kept.object} to merge`);
  const rights = await rightsOfOrigin(unit, origin);
  // Who somebody is, and whom they lead, would come along with a merge.
  if (object.key === "user" && !rights.everything)
    throw new Refusal("forbidden", "forbidden: users are merged by administrators");
  for (const before of [winner, loser]) {
    const refused = await refusalOf(unit, rights, { action: "edit", before });
    if (refused !== null) recordOf(refused);
  }

  const striving = await readStriving(context, { object, record: loser.id });
  await moveRelations(context, { object, from: loser.id, to: winner.id, origin });
  await moveFiles(unit.tx, { from: loser.id, to: winner.id });
  await moveRunsOver(context, loser.id, winner.id);
  const [outcome] = await unit.update(
    object.key,
    [{ id: winner.id, input: filledFrom(object, winner, loser), origin }],
    true,
  );
  recordOf(outcome);
  await unit.markMerged(loser, winner.id, origin);
  await unit.flush();
  await followDates(context, [winner.id]);
  await endWhoArrived(context, striving, { object, record: winner.id });
  if (object.key !== "deal") return;
  await raiseEvents(context, [
    { name: "deals.merged", object: "deal", record: winner.id, payload: { gone: loser.id }, origin },
  ]);
};

const NOT_TAKEN = new Set(["archived", "stage", "pipeline", "stage_entered_at", "closed_at"]);

const filledFrom = (object: ObjectType, winner: StoredRecord, loser: StoredRecord): Input => {
  const input: Record<string, unknown> = {};
  for (const field of object.fields.values()) {
    if (field.readOnly === true || NOT_TAKEN.has(field.key)) continue;
    const [own, other] = [winner.values[field.key] ?? null, loser.values[field.key] ?? null];
    if (isSetType(field.type)) input[field.key] = [...new Set([...listOf(own), ...listOf(other)])];
    else if (own === null && other !== null) input[field.key] = taken(field, loser);
  }
  return input;
};

const listOf = (value: Value): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);

const taken = (field: Field, { values }: StoredRecord): unknown =>
  field.to === ANY_OBJECT
    ? { object: values[`${field.key}__object`], id: values[field.key] }
    : values[field.key];

const moveRelations = async (
  { unit }: AutomationContext,
  { object, from, to, origin }: { object: ObjectType; from: string; to: string; origin: Origin },
): Promise<void> => {
  for (const other of unit.catalog.model.objects.values()) {
    for (const field of other.fields.values()) {
      if (field.to !== object.key && field.to !== ANY_OBJECT) continue;
      const list = isSetType(field.type);
      const ids = await idsPointingAt(unit.tx, { object: other.key, field: field.key, list }, [from]);
      if (ids.length === 0 || list) continue;
      const value = field.to === ANY_OBJECT ? { object: object.key, id: to } : to;
      await unit.update(
        other.key,
        ids.map((id) => ({ id, input: { [field.key]: value }, origin })),
        true,
      );
    }
  }
};

/** A run ends with `record_merged` where the kept record already has an active one of that automation. */
const moveRunsOver = async ({ unit }: AutomationContext, from: string, to: string): Promise<void> => {
  const colliding = await runsThatCollide(unit.tx, from, to);
  if (colliding.length > 0) await endRuns(unit, { runs: colliding }, { reason: "record_merged" });
  await moveRuns(unit.tx, from, to);
  await removeMemberships(unit.tx, [from]);
  await clearMomentsOfRecords(unit.tx, [from]);
  await moveIdleMoments(unit.tx, { from, to });
  await moveReports(unit.tx, { from, to });
};
