import type * as z from "zod";
import { addFollowers } from "./add-followers.ts";
import { addTags } from "./add-tags.ts";
import { archive } from "./archive.ts";
import { assign } from "./assign.ts";
import { callWebhook } from "./call-webhook.ts";
import { call } from "./call.ts";
import { completeActivities } from "./complete-activities.ts";
import { convertLead } from "./convert-lead.ts";
import { copyDeal } from "./copy-deal.ts";
import { createEvent } from "./create-event.ts";
import { createRepeatLead } from "./create-repeat-lead.ts";
import { createTask } from "./create-task.ts";
import { create } from "./create.ts";
import { deleteRecord } from "./delete.ts";
import { notify } from "./notify.ts";
import { planActivities } from "./plan-activities.ts";
import { planActivity } from "./plan-activity.ts";
import { postNote } from "./post-note.ts";
import { removeFollowers } from "./remove-followers.ts";
import { removeTags } from "./remove-tags.ts";
import { sendEmail } from "./send-email.ts";
import { sendMessage } from "./send-message.ts";
import { sendSms } from "./send-sms.ts";
import { sendSurvey } from "./send-survey.ts";
import { set } from "./set.ts";
import { startAutomation } from "./start-automation.ts";
import { stopAutomation } from "./stop-automation.ts";

/** Every action that a step can do, by its name. */
export const ACTIONS = {
  send_email: sendEmail,
  send_sms: sendSms,
  send_message: sendMessage,
  call,
  send_survey: sendSurvey,
  notify,
  plan_activity: planActivity,
  complete_activities: completeActivities,
  create_task: createTask,
  create_event: createEvent,
  set,
  add_tags: addTags,
  remove_tags: removeTags,
  assign,
  add_followers: addFollowers,
  remove_followers: removeFollowers,
  create,
  copy_deal: copyDeal,
  create_repeat_lead: createRepeatLead,
  convert_lead: convertLead,
  archive,
  delete: deleteRecord,
  post_note: postNote,
  call_webhook: callWebhook,
  start_automation: startAutomation,
  stop_automation: stopAutomation,
  plan_activities: planActivities,
} as const;

export type ActionName = keyof typeof ACTIONS;
export const ACTION_NAMES = Object.keys(ACTIONS) as readonly ActionName[];

/** What `with` holds for an action. */
export type ActionParameters<Name extends ActionName> = z.output<(typeof ACTIONS)[Name]["parameters"]>;

export type { ActionDescription, Flaw } from "./description.ts";
export type { Due, People, TemplateChoice } from "./parameters.ts";
export { SET_WORDS } from "./set.ts";
