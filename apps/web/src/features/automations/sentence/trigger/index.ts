import type { AutomationInput } from "@cadencia/contracts/automation";
import type { Part } from "../parts.ts";
import type { Speech } from "../speech.ts";
import { dateClause } from "./date.ts";
import { entersClause } from "./enters.ts";
import { eventClause } from "./event.ts";
import { idleClause } from "./idle.ts";
import { manualClause } from "./manual.ts";
import { onClause } from "./on.ts";
import { scheduleClause } from "./schedule.ts";

export const triggerClause = (
  { trigger, object, name, key }: Pick<AutomationInput, "trigger" | "object" | "name" | "key">,
  speech: Speech,
): readonly Part[] => {
  if ("on" in trigger) return onClause(trigger, object, speech);
  if ("enters" in trigger) return entersClause(trigger, object, speech);
  if ("date" in trigger) return dateClause(trigger, object, speech);
  if ("event" in trigger) return eventClause(trigger, object, speech);
  if ("schedule" in trigger) return scheduleClause(trigger, object, speech);
  if ("idle" in trigger) return idleClause(trigger, object, speech);
  return manualClause(name ?? key, speech);
};
