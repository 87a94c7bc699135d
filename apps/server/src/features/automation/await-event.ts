import { evaluate, parseFilter, payloadView } from "@cadencia/core/filter";
import { judgedNow, type AutomationContext } from "./context.ts";
import type { RaisedEvent } from "./events.ts";
import { isTimedOut, timeAfterEvent } from "./plan.ts";
import { awaitingSteps, releaseSteps } from "./await-event.repo.ts";

/**
 * Steps that wait for this event of this record go on at once: as of when it happened, where that passed while nobody
 * worked.
 */
export const continueAwaiting = async (
  context: AutomationContext,
  event: RaisedEvent,
  { only }: { readonly only?: string | undefined } = {},
): Promise<void> => {
  const { unit, rules } = context;
  if (event.record === null) return;
  const around = { now: event.at ?? unit.tx.now, calendar: unit.catalog.calendar };
  const released: Parameters<typeof releaseSteps>[1][number][] = [];
  for (const step of await awaitingSteps(unit.tx, event.record)) {
    if (only !== undefined && step.automation !== only) continue;
    const rule = await rules.version(unit.tx, step.automation, step.version);
    const stop = rule?.stops.get(step.step);
    const wait = stop?.wait ?? null;
    if (stop === undefined || wait === null || !("event" in wait) || wait.event !== event.name) continue;
    // It had not begun to wait when the event happened.
    if (Temporal.Instant.compare(Temporal.Instant.from(step.base), around.now) > 0) continue;
    if (isTimedOut(wait, Temporal.Instant.from(step.base), around)) continue;
    if (wait.match !== undefined && !matches(context, wait.match, event)) continue;
    released.push({ id: step.id, timing: timeAfterEvent(stop, around.now, around.calendar) });
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
