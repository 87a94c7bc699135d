import type { AutomationInput } from "@cadencia/contracts/automation";
import { isStage } from "./stage-rules.ts";

interface Way {
  readonly from: string;
  readonly to: string;
}

/** The same automation, begun by another stage; what else its filter asks for stays. */
export const restaged = (definition: AutomationInput, way: Way): AutomationInput => {
  const { trigger } = definition;
  if (!("enters" in trigger)) return definition;
  const enters = moved(trigger.enters, way) as typeof trigger.enters;
  return { ...definition, trigger: { ...trigger, enters } };
};

const moved = (filter: unknown, way: Way): unknown => {
  if (Array.isArray(filter)) {
    const [field, operator, value] = filter as readonly unknown[];
    if (typeof field !== "string") return filter.map((part) => moved(part, way));
    return field === "stage" && (operator === "is" || operator === "in")
      ? [field, operator, stages(value, way)]
      : filter;
  }
  if (typeof filter !== "object" || filter === null) return filter;
  if ("stage" in filter) return { ...filter, stage: stages(filter.stage, way) };
  return "all" in filter ? { ...filter, all: moved(filter.all, way) } : filter;
};

const stages = (written: unknown, { from, to }: Way): unknown => {
  const one = (stage: unknown): unknown => (isStage(String(stage), from) ? to : stage);
  return Array.isArray(written) ? [...new Set(written.map(one))] : one(written);
};
