import type { DryRunPayload } from "@cadencia/contracts/api";
import type { Rights } from "@cadencia/core/rights";
import { readableIds, readsEverything } from "../../rights/index.ts";
import type { AutomationContext } from "../context.ts";

type Effect = DryRunPayload["steps"][number]["effects"][number];

/** What tells an effect that is a message from a change of a record, and where its words stand on the message. */
const MESSAGE_FIELDS: ReadonlyMap<string, string> = new Map([
  ["recipient", "to"],
  ["to", "to"],
  ["cc", "cc"],
  ["from", "from"],
  ["fromName", "from"],
  ["subject", "subject"],
  ["text", "body"],
  ["body", "body"],
  ["html", "html"],
  ["headers", "headers"],
]);

/**
 * What a dry run keeps back from who does not read everything: fields that are hidden from them, what it does to
 * records that they may not read, whom a message goes to where they may not see that on the message itself, and
 * details, which may name any value.
 */
export const spare = async (
  context: AutomationContext,
  rights: Rights,
  told: DryRunPayload,
): Promise<DryRunPayload> => {
  if (readsEverything(rights, context.unit.catalog.model)) return told;
  const effects = told.steps.flatMap((step) => step.effects);
  const isSeen = await seenRecords(context, rights, effects);
  return {
    ...told,
    detail: null,
    steps: told.steps.map((step) => ({
      ...step,
      detail: null,
      held: step.held.map((hold) => ({ ...hold, detail: null })),
      effects: step.effects.map((effect) => sparedEffect(rights, effect, isSeen)),
    })),
  };
};

const seenRecords = async (
  { unit: { tx, catalog } }: AutomationContext,
  rights: Rights,
  effects: readonly Effect[],
): Promise<(effect: Effect) => boolean> => {
  const seen = new Set<string>();
  for (const [object, group] of Map.groupBy(effects, (effect) => effect.object)) {
    if (object === null || !catalog.model.objects.has(object)) continue;
    const ids = group.flatMap(({ record }) => record ?? []);
    for (const id of await readableIds(tx, { rights, model: catalog.model, object }, ids)) seen.add(id);
  }
  // A message may be of no record, and what is changed always is of one.
  return ({ record }) => record === null || seen.has(record);
};

const sparedEffect = (rights: Rights, effect: Effect, isSeen: (effect: Effect) => boolean): Effect => {
  const { object, content } = effect;
  if (!isSeen(effect)) return { ...effect, object: null, record: null, content: {} };
  if (effect.kind === "notify") return effect;
  if (!("after" in content)) return { ...effect, content: sparedMessage(rights, content) };
  const shown = (values: unknown): Record<string, unknown> => sparedValues(rights, object ?? "", values);
  return { ...effect, content: { before: shown(content["before"]), after: shown(content["after"]) } };
};

const sparedValues = (rights: Rights, object: string, values: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values ?? {}).filter(([key]) => !rights.hides(object, key.replace(/__object$/, ""))),
  );

/** Whoever may read no messages learns only that there would be one, and what becomes of it. */
const sparedMessage = (rights: Rights, content: Effect["content"]): Effect["content"] => {
  const closed = rights.scope("message", "read") === "none";
  const entries = Object.entries(content).filter(([key]) => {
    const field = MESSAGE_FIELDS.get(key);
    return field === undefined || !(closed || rights.hides("message", field));
  });
  return { ...Object.fromEntries(entries), detail: null };
};
