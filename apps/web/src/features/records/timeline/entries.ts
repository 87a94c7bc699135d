import type { RecordPayload, RunPayload } from "@cadencia/contracts/api";
import type { Change } from "./queries.ts";

export type Entry =
  | { readonly kind: "change"; readonly at: string; readonly id: string; readonly change: Change }
  | {
      readonly kind: "message" | "note" | "activity";
      readonly at: string;
      readonly id: string;
      readonly record: RecordPayload;
    }
  | {
      readonly kind: "step";
      readonly at: string;
      readonly id: string;
      readonly run: RunPayload;
      readonly step: RunPayload["steps"][number];
    };

interface Sources {
  readonly changes: readonly Change[];
  readonly messages: readonly RecordPayload[];
  readonly notes: readonly RecordPayload[];
  readonly activities: readonly RecordPayload[];
  readonly runs: readonly RunPayload[];
}

/** What goes without saying: it changes with every other field. */
const BESIDE = new Set(["stage_entered_at", "updated_at", "updated_by", "closed_at", "followers"]);

/** The fields that a change was about. */
export const changedFields = ({ before, after }: Change): readonly string[] =>
  [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter((key) => !BESIDE.has(key));

/** Everything that happened to a record, the newest first. A step that saved is told by what it did, not twice. */
export const entriesOf = ({ changes, messages, notes, activities, runs }: Sources): readonly Entry[] => {
  const steps = runs.flatMap((run) =>
    run.steps
      .filter(({ at, status }) => at !== null && status !== "cancelled")
      .map((step): Entry => ({ kind: "step", at: step.at ?? "", id: `${run.id}/${step.step}`, run, step })),
  );
  const saves = changes
    .filter((change) => change.kind !== "updated" || changedFields(change).length > 0)
    .map((change): Entry => ({ kind: "change", at: change.at, id: `change ${change.seq}`, change }));
  const standing = (kind: "message" | "note" | "activity", records: readonly RecordPayload[]) =>
    records.map((record): Entry => ({ kind, at: record.created_at, id: record.id, record }));
  return [
    ...saves,
    ...steps,
    ...standing("message", messages),
    ...standing("note", notes),
    ...standing("activity", activities),
  ].toSorted((left, right) => (left.at < right.at ? 1 : left.at > right.at ? -1 : 0));
};
