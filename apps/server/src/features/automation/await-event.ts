import { evaluate, parseFilter, payloadView } from "@cadencia/core/filter";
import { judgedNow, type AutomationContext } from "./context.ts";
import type { RaisedEvent } from "./events.ts";
import { awaitingSteps, releaseSteps } from "./await-event.repo.ts";

/** Steps that wait for this event of this record go on at once. */
export const continueAwaiting = async (context: AutomationContext, event: RaisedEvent): Promise<void> => {
  const { unit, rules } = context;
  if (event.record === null) return;
  const released: string[] = [];
  for (const step of await awaitingSteps(unit.tx, event.record)) {
    const rule = await rules.version(unit.tx, step.automation, step.version);
    const wait = rule?.steps.get(step.step)?.definition.wait;
    if (wait === null || wait === undefined || !("event" in wait) || wait.event !== event.name) continue;
    if (wait.match !== undefined && !matches(context, wait.match, event)) continue;
    released.push(step.id);
  }
  await releaseSteps(unit.tx, released);
  if (released.length > 0) unit.tx.afterCommit(unit.tx.workspace.onWork);
};

const matches = (context: AutomationContext, match: unknown, event: RaisedEvent): boolean => {
  const { unit } = context;
  const parsed = parseFilter(match, {
    model: unit.catalog.model,
    object: event.object,
    segments: new Map(),
    payload: true,
    resolve: unit.options.resolve,
  });
  return parsed.ok && evaluate(parsed.filter, payloadView(event.payload), judgedNow(context));
};
