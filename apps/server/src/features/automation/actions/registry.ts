import type { ActionName } from "@cadencia/contracts/automation";
import type { Action } from "./action.ts";
import { callAction } from "./call/execute.ts";
import { callWebhookAction } from "./call-webhook/execute.ts";
import { createTaskAction } from "./create-task/execute.ts";
import { notifyAction } from "./notify/execute.ts";
import { planActivityAction } from "./plan-activity/execute.ts";
import { sendEmailAction } from "./send-email/execute.ts";
import { sendSmsAction } from "./send-sms/execute.ts";
import { setAction } from "./set/execute.ts";

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
  ].map((action) => [action.name, anyAction(action)]),
);
