import type { RecordNode } from "../records/index.ts";
import type { AutomationContext } from "./context.ts";
import type { Candidate } from "./enroll.ts";
import { dateAsked } from "./recurring/dates.ts";

/**
 * A record for which an automation is pressed: by a person, the API or another automation. A date's moment that was
 * pressed does not fire again. `base`: now unless given.
 */
export const pressedCandidate = (
  context: AutomationContext,
  {
    rule,
    record,
    origin,
    base = context.unit.tx.now,
  }: Pick<Candidate, "rule" | "origin"> & { readonly record: RecordNode; readonly base?: Temporal.Instant },
): Candidate => {
  const asked = dateAsked(context, rule, record);
  return {
    rule,
    record: asked?.record ?? record,
    origin,
    base,
    occasion: asked?.occasion ?? null,
    payload: undefined,
    pressed: true,
  };
};
