import { ANY_OBJECT, type Model } from "@cadencia/core/model";
import type { Transaction } from "../../../platform/workspace/index.ts";
import { readSaves, type Saved } from "./journal.repo.ts";

/** What is known of the records around a run: how they stood before it, and what happened to them since. */
export interface History {
  /** In the order in which they were come upon, the run's own first. */
  readonly records: readonly PastRecord[];
  /** From the save that started the run on. */
  readonly later: readonly Saved[];
  /** The save that started it; null where none of these records was saved then. */
  readonly trigger: Saved | null;
}

export interface PastRecord {
  readonly id: string;
  readonly object: string;
  /** Null: it was made later. */
  readonly values: Readonly<Record<string, unknown>> | null;
}

interface Around {
  readonly model: Model;
  readonly object: string;
  readonly record: string;
  /** When the run began. */
  readonly from: string;
  readonly until: string;
  /** Rows of the run's own steps: what they saved is what the test is to show. */
  readonly steps: ReadonlySet<string>;
}

/** A deal's company's owner is as far as filters and texts commonly look. */
const STEPS_AWAY = 2;
const MOST_RECORDS = 40;

export const readHistory = async (tx: Transaction, around: Around): Promise<History> => {
  const { model, from, until, steps } = around;
  const found = new Map([[around.record, around.object]]);
  let saves: readonly Saved[] = [];
  for (let away = 0; away <= STEPS_AWAY; away += 1) {
    saves = await readSaves(tx, [...found.keys()], until);
    if (away === STEPS_AWAY) break;
    for (const [id, object] of saves.flatMap((save) => pointedAt(model, save)))
      if (found.size < MOST_RECORDS && !found.has(id)) found.set(id, object);
  }
  const others = saves.filter(({ step }) => step === null || !steps.has(step));
  const trigger = others.find(({ at }) => at === from) ?? null;
  const isLater = ({ seq, at }: Saved): boolean => (trigger === null ? at > from : seq >= trigger.seq);
  const earlier = Map.groupBy(
    others.filter((save) => !isLater(save)),
    ({ record }) => record,
  );
  return {
    trigger,
    later: others.filter(isLater),
    records: [...found].map(([id, object]) => ({ id, object, values: folded(earlier.get(id) ?? []) })),
  };
};

/** The records that a save's values name. */
const pointedAt = (model: Model, { object, after }: Saved): readonly (readonly [string, string])[] => {
  const fields = model.objects.get(object)?.fields;
  return Object.entries(after ?? {}).flatMap(([key, value]): readonly (readonly [string, string])[] => {
    const field = fields?.get(key);
    if (field?.type !== "relation" || typeof value !== "string" || field.to === undefined) return [];
    const to = field.to === ANY_OBJECT ? after?.[`${key}__object`] : field.to;
    return typeof to === "string" && model.objects.has(to) && to !== "user" ? [[value, to]] : [];
  });
};

/** Every save upon the other; null where there was none. */
const folded = (saves: readonly Saved[]): Readonly<Record<string, unknown>> | null =>
  saves.length === 0
    ? null
    : (Object.assign({}, ...saves.map(({ after }) => after ?? {})) as Record<string, unknown>);
