import { differencesBetween, parseAutomation, type AutomationInput } from "@cadencia/contracts/automation";

/** In how many things a draft differs from what is published. */
export const countChanges = (published: AutomationInput, draft: AutomationInput): number => {
  const [before, after] = [parseAutomation(published), parseAutomation(draft)];
  if (before.ok && after.ok) return differencesBetween(before.automation, after.automation).length;
  return roughly(published, draft);
};

const isOther = (left: unknown, right: unknown): boolean => JSON.stringify(left) !== JSON.stringify(right);
const parts = (of: AutomationInput): Readonly<Record<string, unknown>> => ({ ...of });

/** Of a draft that is not finished: the parts of its head and the steps that are others. */
const roughly = (published: AutomationInput, draft: AutomationInput): number => {
  const keys = new Set([...Object.keys(published), ...Object.keys(draft)]);
  keys.delete("steps");
  keys.delete("active");
  const head = [...keys].filter((key) => isOther(parts(published)[key], parts(draft)[key])).length;
  const were = new Map(published.steps.map((step) => [step.id, step]));
  const kept = new Set(draft.steps.map(({ id }) => id));
  const steps = draft.steps.filter((step) => isOther(were.get(step.id), step)).length;
  return head + steps + published.steps.filter(({ id }) => !kept.has(id)).length;
};
