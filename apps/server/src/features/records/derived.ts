import type { Model, Value } from "@cadencia/core/model";
import { stageOf } from "./stage.ts";
import type { RecordValues } from "./row.ts";

/** What a derivation sees: the record as it was, as it is about to be, and which fields the caller gave. */
export interface Draft {
  readonly before: RecordValues | null;
  readonly values: RecordValues;
  readonly given: ReadonlySet<string>;
  readonly now: string;
  readonly model: Model;
}

type Derivation = (draft: Draft) => Readonly<Record<string, Value>>;

const contactName: Derivation = ({ values }) => {
  const parts = [values["first_name"], values["last_name"]].filter((part) => typeof part === "string");
  return { name: parts.length > 0 ? parts.join(" ") : (values["email"] ?? null) };
};

const stageEntered: Derivation = ({ before, values, given, now }) => {
  const moved = before === null || before["stage"] !== values["stage"];
  if (!moved || given.has("stage_entered_at") || values["stage"] === null) return {};
  return { stage_entered_at: now };
};

/** A deal's `closed_at` is set on entering a won or lost stage unless given; back in an open stage it is empty. */
const closedAt: Derivation = ({ before, values, given, now, model }) => {
  const stage = values["stage"];
  if (typeof stage !== "string") return {};
  if (given.has("closed_at") && values["closed_at"] !== null) return {};
  if (before !== null && before["stage"] === stage) return {};
  const kind = stageOf(model, stage)?.kind;
  if (kind === undefined) return {};
  return { closed_at: kind === "open" ? null : now };
};

/** A task says that it is done in two ways, `done` and `state`; the one that was given decides. */
const taskDone: Derivation = ({ before, values, given, now }) => {
  const byState = given.has("state") || (given.has("done_at") && !given.has("done"));
  const closed = given.has("done_at") && values["done_at"] !== null ? "done" : values["state"];
  const done = byState && !given.has("done") ? closed === "done" : values["done"] === true;
  const state = done ? "done" : values["state"] === "done" ? "open" : (values["state"] ?? "open");
  return { done, state, ...doneAt({ before, values, given, now, done }) };
};

const activityDone: Derivation = ({ before, values, given, now }) => {
  const done =
    given.has("done_at") && !given.has("done") ? values["done_at"] !== null : values["done"] === true;
  return { done, ...doneAt({ before, values, given, now, done }) };
};

const doneAt = (
  draft: Pick<Draft, "before" | "values" | "given" | "now"> & { readonly done: boolean },
): Readonly<Record<string, Value>> => {
  if (draft.given.has("done_at") && draft.values["done_at"] !== null) return {};
  if (!draft.done) return { done_at: null };
  return draft.before?.["done"] === true ? {} : { done_at: draft.now };
};

const DERIVATIONS: Readonly<Record<string, readonly Derivation[]>> = {
  contact: [contactName],
  task: [taskDone],
  activity: [activityDone],
};

/** Fields that the product sets in the same save, from what the record is about to be. */
export const derivedValues = (object: string, draft: Draft): Readonly<Record<string, Value>> => {
  let values = draft.values;
  const derived: Record<string, Value> = {};
  const fields = draft.model.objects.get(object)?.fields;
  const chosen = [
    ...(fields?.has("stage_entered_at") === true ? [stageEntered] : []),
    ...(fields?.has("closed_at") === true ? [closedAt] : []),
    ...(Object.hasOwn(DERIVATIONS, object) ? (DERIVATIONS[object] ?? []) : []),
  ];
  for (const derive of chosen) {
    const more = derive({ ...draft, values });
    Object.assign(derived, more);
    values = { ...values, ...more };
  }
  return derived;
};
