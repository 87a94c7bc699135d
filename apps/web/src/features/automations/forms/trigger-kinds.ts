import { isStageForm, type Trigger } from "@cadencia/contracts/automation";

/** The triggers as people choose among them: a save is one kind for each way of saving. */
export const TRIGGER_CHOICES = [
  "stage",
  "filter",
  "created",
  "updated",
  "saved",
  "date",
  "idle",
  "event",
  "schedule",
  "manual",
  "archived",
  "unarchived",
  "deleted",
] as const;
export type TriggerChoice = (typeof TRIGGER_CHOICES)[number];

export const choiceOf = (trigger: Trigger): TriggerChoice => {
  if ("on" in trigger) return trigger.on;
  if ("enters" in trigger) return isStageForm(trigger.enters) ? "stage" : "filter";
  if ("date" in trigger) return "date";
  if ("event" in trigger) return "event";
  if ("schedule" in trigger) return "schedule";
  return "idle" in trigger ? "idle" : "manual";
};

/** What a trigger of a kind begins with. */
export const firstTrigger = (choice: TriggerChoice, stage: string): Trigger => {
  switch (choice) {
    case "stage":
      return { enters: { stage } };
    case "filter":
      return { enters: [["created_at", "is_set"]] };
    case "date":
      return { date: { field: "" } };
    case "event":
      return { event: "message.received" };
    case "schedule":
      return { schedule: { rrule: "FREQ=WEEKLY;BYDAY=MO", at: "09:00" } };
    case "idle":
      return { idle: { for: "3bd", of: ["activities", "messages"] } };
    case "manual":
      return { manual: true };
    default:
      return { on: choice };
  }
};
