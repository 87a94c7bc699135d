import type { ActionName } from "@cadencia/contracts/automation";
import { completeActivities, planActivities, planActivity } from "./activity.ts";
import { startAutomation, stopAutomation } from "./automation.ts";
import { bare, type ActionClause } from "./clause.ts";
import { copyDeal, create, createRepeatLead } from "./create.ts";
import { createEvent } from "./event.ts";
import { callOut, notify, sendEmail, sendMessage, sendSms, sendSurvey } from "./message.ts";
import { addFollowers, assign, removeFollowers } from "./people.ts";
import { set } from "./set.ts";
import { addTags, removeTags } from "./tags.ts";
import { createTask } from "./task.ts";
import { callWebhook } from "./webhook.ts";

export const ACTION_CLAUSES: Readonly<Record<ActionName, ActionClause>> = {
  send_email: sendEmail,
  send_sms: sendSms,
  send_message: sendMessage,
  call: callOut,
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
  convert_lead: bare("convert_lead"),
  archive: bare("archive"),
  delete: bare("delete"),
  post_note: bare("post_note"),
  call_webhook: callWebhook,
  start_automation: startAutomation,
  stop_automation: stopAutomation,
  plan_activities: planActivities,
};
