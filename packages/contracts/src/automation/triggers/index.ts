import type * as z from "zod";
import { keyedUnion } from "../../problems/index.ts";
import { type DateTrigger, dateTrigger } from "./date.ts";
import { type EntersTrigger, entersTrigger } from "./enters.ts";
import { type EventTrigger, eventTrigger } from "./event.ts";
import { type IdleTrigger, idleTrigger } from "./idle.ts";
import { type ManualTrigger, manualTrigger } from "./manual.ts";
import { type OnTrigger, onTrigger } from "./on.ts";
import { type ScheduleTrigger, scheduleTrigger } from "./schedule.ts";

export type Trigger =
  | OnTrigger
  | EntersTrigger
  | DateTrigger
  | EventTrigger
  | ScheduleTrigger
  | IdleTrigger
  | ManualTrigger;

const TRIGGERS = {
  on: onTrigger,
  enters: entersTrigger,
  date: dateTrigger,
  event: eventTrigger,
  schedule: scheduleTrigger,
  idle: idleTrigger,
  manual: manualTrigger,
};

export type TriggerKind = keyof typeof TRIGGERS;
export const TRIGGER_KINDS = Object.keys(TRIGGERS) as readonly TriggerKind[];

/** Exactly one of the seven kinds. */
export const trigger: z.ZodType<Trigger> = keyedUnion("a trigger", TRIGGERS);

export const triggerKind = (of: Trigger): TriggerKind => {
  const kind = TRIGGER_KINDS.find((candidate) => candidate in of);
  if (!kind) throw new TypeError(`no kind of trigger: ${Object.keys(of).join(", ")}`);
  return kind;
};

export { type DateTrigger } from "./date.ts";
export { type EntersTrigger, isStageForm, type StageForm } from "./enters.ts";
export { eventName, type EventTrigger } from "./event.ts";
export { type IdleTrigger, type Stirring, STIRRINGS } from "./idle.ts";
export { type ManualTrigger } from "./manual.ts";
export { type OnTrigger, SAVE_KINDS, type SaveKind } from "./on.ts";
export { type ScheduleTrigger } from "./schedule.ts";
