import type { DoStepInput } from "@cadencia/contracts/automation";
import {
  IconArchive,
  IconBell,
  IconCalendarPlus,
  IconCheckbox,
  IconCopy,
  IconEdit,
  IconMail,
  IconMessage,
  IconNote,
  IconPhoneCall,
  IconPlayerPlay,
  IconPlayerStop,
  IconRepeat,
  IconStar,
  IconTag,
  IconTrash,
  IconUserPlus,
  IconWebhook,
  IconPlus,
  type TablerIcon,
} from "@tabler/icons-react";

const ICONS: Readonly<Record<DoStepInput["do"], TablerIcon>> = {
  send_email: IconMail,
  send_sms: IconMessage,
  send_message: IconMessage,
  call: IconPhoneCall,
  send_survey: IconStar,
  notify: IconBell,
  plan_activity: IconPhoneCall,
  plan_activities: IconPhoneCall,
  complete_activities: IconCheckbox,
  create_task: IconCheckbox,
  create_event: IconCalendarPlus,
  set: IconEdit,
  add_tags: IconTag,
  remove_tags: IconTag,
  assign: IconUserPlus,
  add_followers: IconUserPlus,
  remove_followers: IconUserPlus,
  create: IconPlus,
  copy_deal: IconCopy,
  create_repeat_lead: IconRepeat,
  convert_lead: IconRepeat,
  archive: IconArchive,
  delete: IconTrash,
  post_note: IconNote,
  call_webhook: IconWebhook,
  start_automation: IconPlayerPlay,
  stop_automation: IconPlayerStop,
};

export const ActionIcon = ({ action }: { readonly action: DoStepInput["do"] }) => {
  const Icon = ICONS[action];
  return <Icon size={16} stroke={1.75} aria-hidden />;
};
