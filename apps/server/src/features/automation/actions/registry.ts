import type { ActionName } from "@cadencia/contracts/automation";
import type { Action } from "./action.ts";
import { createTaskAction } from "./create-task/execute.ts";
import { planActivityAction } from "./plan-activity/execute.ts";
import { setAction } from "./set/execute.ts";

/** An action is only ever given the parameters that its own schema accepted. */
const anyAction = (action: { readonly name: ActionName }): Action => action as Action;

/** Every action that the engine can do. A new one is a folder and a line here. */
export const ACTION_REGISTRY: ReadonlyMap<ActionName, Action> = new Map(
  [setAction, planActivityAction, createTaskAction].map((action) => [action.name, anyAction(action)]),
);
