import type { AutomationContext } from "../context.ts";
import { hearersOf, ofSurvivor, raiseEvents, type RaisedEvent } from "../events.ts";
import type { EventTask, Outcome } from "./job.ts";

type Dated = RaisedEvent & { readonly at: Temporal.Instant };

/** Raises an event for each that hears it by itself: one automation's failure is no other's. Answers the failures. */
export const raiseApart = async (context: AutomationContext, event: Dated): Promise<Outcome["failed"]> => {
  const { unit } = context;
  const failed = [];
  for (const only of await hearersOf(context, event)) {
    const attempt = await unit.attempt(async () => {
      await raiseEvents(context, [event], { only });
      await unit.flush();
    });
    const task: EventTask = { ...event, at: event.at.toString(), only };
    if (!attempt.ok) failed.push({ work: { kind: "event", task } as const, error: attempt.error });
  }
  return failed;
};

/** Raises an event again that failed. */
export const raiseAgain = async (
  context: AutomationContext,
  { only, ...task }: EventTask,
): Promise<Outcome> => {
  const { unit } = context;
  const at = Temporal.Instant.from(task.at);
  const found = await ofSurvivor(context, { ...task, at });
  if (found === null) return { rest: null, failed: [] };
  const event = { ...found, at };
  const attempt = await unit.attempt(async () => {
    await raiseEvents(context, [event], { only });
    await unit.flush();
  });
  if (attempt.ok) return { rest: null, failed: [] };
  if (only !== undefined || (await hearersOf(context, event)).length < 2) throw attempt.error;
  return { rest: null, failed: await raiseApart(context, event) };
};
