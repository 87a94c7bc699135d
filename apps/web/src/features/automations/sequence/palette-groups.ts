import type { ActionName } from "@cadencia/contracts/automation";

/** What is dragged into a sequence: an action, a branch, or a wait for an event with its two ways. */
export type PaletteItem = ActionName | "branch" | "wait_event";

/** By what people come for, in the words of those who come from other systems. */
export const PALETTE: readonly { readonly group: string; readonly items: readonly PaletteItem[] }[] = [
  { group: "messages", items: ["send_email", "send_sms", "call", "notify"] },
  {
    group: "work",
    items: [
      "plan_activity",
      "plan_activities",
      "create_task",
      "create_event",
      "complete_activities",
      "post_note",
    ],
  },
  { group: "sales", items: ["create_repeat_lead", "copy_deal", "convert_lead", "create"] },
  {
    group: "record",
    items: [
      "set",
      "assign",
      "add_tags",
      "remove_tags",
      "add_followers",
      "remove_followers",
      "archive",
      "delete",
    ],
  },
  { group: "flow", items: ["branch", "wait_event", "start_automation", "stop_automation", "call_webhook"] },
];

/** Only of leads, only of deals. */
const ONLY_OF: Partial<Record<PaletteItem, readonly string[]>> = {
  create_repeat_lead: ["deal"],
  copy_deal: ["deal"],
  convert_lead: ["lead"],
};

export const fitsObject = (item: PaletteItem, object: string): boolean =>
  ONLY_OF[item]?.includes(object) ?? true;
