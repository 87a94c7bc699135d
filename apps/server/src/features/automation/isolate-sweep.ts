import type { AutomationContext } from "./context.ts";
import { tellGivenUp } from "./jobs/tell-given-up.ts";
import { errorText, isLastAttempt, RETRY_MINUTES, retryAfter } from "./retry.ts";

/**
 * Sweeps for one automation. Where that fails it holds up no other: it is tried again as a step is, and however often
 * it fails, since nothing of the automation comes by time before. The admins are told after as many attempts.
 */
export const isolateSweep = async (
  context: AutomationContext,
  automation: string,
  {
    attempt,
    work,
    delay,
  }: {
    /** How often it has failed. */
    attempt: number;
    work: () => Promise<void>;
    delay: (until: Temporal.Instant) => Promise<unknown>;
  },
): Promise<void> => {
  const { unit, rules } = context;
  const swept = await unit.attempt(work);
  if (swept.ok) return;
  const last = RETRY_MINUTES.at(-1) ?? 0;
  await delay(retryAfter(unit.tx.now, attempt) ?? unit.tx.now.add({ minutes: last }));
  const rule = rules.active.find(({ id }) => id === automation);
  const isFinal = isLastAttempt(attempt) && !isLastAttempt(attempt - 1);
  if (isFinal && rule !== undefined)
    await tellGivenUp(context, [{ rule, record: null, isTrigger: true }], errorText(swept.error));
};
