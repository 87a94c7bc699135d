import { isStageForm, stepsOf, type Automation } from "@cadencia/contracts/automation";
import type { Warning } from "./warning.ts";

/** What starts an automation, and what a step brings about, in one word, so that they can be held against each other. */
type Signal = string;

const startsBy = ({ key, object, trigger }: Automation): readonly Signal[] => {
  const own = `start ${key}`;
  if ("enters" in trigger && isStageForm(trigger.enters)) return [own, `stage ${trigger.enters.stage}`];
  if (!("on" in trigger)) return [own];
  if (trigger.on === "created" || trigger.on === "saved") return [own, `created ${object}`];
  return [own];
};

const bringsAbout = (definition: Automation): readonly Signal[] =>
  stepsOf(definition).flatMap(({ step }): Signal[] => {
    if (step.do === "start_automation") return [`start ${step.with.automation}`];
    if (step.do === "set" && typeof step.with["stage"] === "string") return [`stage ${step.with["stage"]}`];
    if (step.do === "create") return [`created ${step.with.object}`];
    if (step.do === "create_task") return ["created task"];
    if (step.do === "create_repeat_lead") return ["created lead"];
    if (step.do !== "copy_deal") return [];
    return ["created deal", ...(step.with.stage === undefined ? [] : [`stage ${step.with.stage}`])];
  });

/** Automations that start each other in a circle; the guard stops them, but nobody means it so. */
export const loops = (definition: Automation, others: readonly Automation[]): readonly Warning[] => {
  const all = [definition, ...others.filter(({ key }) => key !== definition.key)];
  const next = (from: Automation): readonly Automation[] => {
    const signals = new Set(bringsAbout(from));
    return all.filter((to) => startsBy(to).some((signal) => signals.has(signal)));
  };
  const circle = circleFrom([definition], next, new Set());
  if (circle === null) return [];
  const path = circle.map(({ name }) => name).join(", ");
  return [{ field: "steps", code: "loop", params: { path } }];
};

const circleFrom = (
  path: readonly Automation[],
  next: (from: Automation) => readonly Automation[],
  seen: Set<string>,
): readonly Automation[] | null => {
  const [first] = path;
  const last = path.at(-1);
  if (first === undefined || last === undefined) return null;
  for (const following of next(last)) {
    if (following.key === first.key) return [...path, first];
    if (seen.has(following.key)) continue;
    seen.add(following.key);
    const found = circleFrom([...path, following], next, seen);
    if (found !== null) return found;
  }
  return null;
};
