import type { ActionName, StepInput } from "@cadencia/contracts/automation";
import {
  IconActivity,
  IconApi,
  IconArchive,
  IconArrowsSplit2,
  IconBell,
  IconCalendarEvent,
  IconCalendarPlus,
  IconChecklist,
  IconChecks,
  IconCirclePlus,
  IconCopy,
  IconEdit,
  IconHourglass,
  IconMail,
  IconMessage,
  IconMessageCircle,
  IconNote,
  IconPhone,
  IconPhoneCall,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconStar,
  IconTag,
  IconTagOff,
  IconTransform,
  IconTrash,
  IconUserCheck,
  IconUserMinus,
  IconUserPlus,
  type TablerIcon,
} from "@tabler/icons-react";
import { freshId } from "../draft/steps.ts";
import { FIRST_PARAMETERS } from "../forms/action-inputs.ts";
import type { PaletteItem } from "./palette-groups.ts";

export const ACTION_ICONS: Readonly<Record<ActionName, TablerIcon>> = {
  send_email: IconMail,
  send_sms: IconMessage,
  send_message: IconMessageCircle,
  call: IconPhone,
  send_survey: IconStar,
  notify: IconBell,
  plan_activity: IconPhoneCall,
  complete_activities: IconChecks,
  create_task: IconChecklist,
  create_event: IconCalendarEvent,
  set: IconEdit,
  add_tags: IconTag,
  remove_tags: IconTagOff,
  assign: IconUserCheck,
  add_followers: IconUserPlus,
  remove_followers: IconUserMinus,
  create: IconCirclePlus,
  copy_deal: IconCopy,
  create_repeat_lead: IconRefresh,
  convert_lead: IconTransform,
  archive: IconArchive,
  delete: IconTrash,
  post_note: IconNote,
  call_webhook: IconApi,
  start_automation: IconPlayerPlay,
  stop_automation: IconPlayerStop,
  plan_activities: IconCalendarPlus,
};

export const ITEM_ICONS: Readonly<Record<PaletteItem, TablerIcon>> = {
  ...ACTION_ICONS,
  branch: IconArrowsSplit2,
  wait_event: IconHourglass,
};

export const ANY_ICON = IconActivity;

/** A new step as the palette makes it. */
export const newStep = (item: PaletteItem, steps: readonly StepInput[]): StepInput => {
  if (item === "branch")
    return {
      id: freshId(steps, "branch"),
      branch: [
        { if: [["owner", "is_set"]], steps: [] },
        { else: true, steps: [] },
      ],
    };
  if (item === "wait_event")
    return {
      id: freshId(steps, "reply"),
      wait: { event: "message.received", timeout: "3d" },
      branch: [
        { if: [["wait.happened", "is", true]], steps: [] },
        { else: true, steps: [] },
      ],
    };
  return { id: freshId(steps, item), do: item, with: FIRST_PARAMETERS[item] };
};
