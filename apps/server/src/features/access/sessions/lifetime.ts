/** Unused for so long, a session ends. */
export const IDLE_DAYS = 14;
/** However busy, a session ends: the person logs in anew. */
export const ABSOLUTE_DAYS = 90;

const HOURS = 24;

/** Sessions seen last, or begun, before these instants have ended. */
export const endedBefore = (
  now: Temporal.Instant,
): { readonly seen: Temporal.Instant; readonly begun: Temporal.Instant } => ({
  seen: now.subtract({ hours: IDLE_DAYS * HOURS }),
  begun: now.subtract({ hours: ABSOLUTE_DAYS * HOURS }),
});
