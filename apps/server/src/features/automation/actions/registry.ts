import type { ActionName } from "@cadencia/contracts/automation";
import type { Action } from "./action.ts";
import { addFollowersAction } from "./add-followers/execute.ts";
import { addTagsAction } from "./add-tags/execute.ts";
import { archiveAction } from "./archive/execute.ts";
import { assignAction } from "./assign/execute.ts";
import { callWebhookAction } from "./call-webhook/execute.ts";
import { callAction } from "./call/execute.ts";
import { completeActivitiesAction } from "./complete-activities/execute.ts";
import { convertLeadAction } from "./convert-lead/execute.ts";
import { copyDealAction } from "./copy-deal/execute.ts";
import { createEventAction } from "./create-event/execute.ts";
import { createRepeatLeadAction } from "./create-repeat-lead/execute.ts";
import { createTaskAction } from "./create-task/execute.ts";
import { createAction } from "./create/execute.ts";
import { deleteAction } from "./delete/execute.ts";
import { notifyAction } from "./notify/execute.ts";
import { planActivitiesAction } from "./plan-activities/execute.ts";
import { planActivityAction } from "./plan-activity/execute.ts";
import { postNoteAction } from "./post-note/execute.ts";
import { removeFollowersAction } from "./remove-followers/execute.ts";
import { removeTagsAction } from "./remove-tags/execute.ts";
import { sendEmailAction } from "./send-email/execute.ts";
import { sendSmsAction } from "./send-sms/execute.ts";
import { setAction } from "./set/execute.ts";
import { startAutomationAction } from "./start-automation/execute.ts";
import { stopAutomationAction } from "./stop-automation/execute.ts";

/** An action is only ever given the parameters that its own schema accepted. */
const anyAction = (action: { readonly name: ActionName }): Action => action as Action;

/** Every action that the engine can do. A new one is a folder and a line here. */
export const ACTION_REGISTRY: ReadonlyMap<ActionName, Action> = new Map(
  [
    setAction,
    planActivityAction,
    createTaskAction,
    sendEmailAction,
    sendSmsAction,
    callAction,
    notifyAction,
    callWebhookAction,
    addFollowersAction,
    addTagsAction,
    archiveAction,
    assignAction,
    completeActivitiesAction,
    convertLeadAction,
    copyDealAction,
    createEventAction,
    createRepeatLeadAction,
    createAction,
    deleteAction,
    planActivitiesAction,
    postNoteAction,
    removeFollowersAction,
    removeTagsAction,
    startAutomationAction,
    stopAutomationAction,
  ].map((action) => [action.name, anyAction(action)]),
);
