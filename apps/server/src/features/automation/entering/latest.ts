/**
 * The last millisecond of a span at which something still holds that, once it has ceased to, never holds again;
 * null where it does not hold at the beginning. Moments rise with the date that they count from, so a comparison
 * of moments becomes one of dates, which the database can search by.
 */
export const latestAt = (
  { from, to }: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
  holds: (instant: Temporal.Instant) => boolean,
): Temporal.Instant | null => {
  let known = from.epochMilliseconds;
  let open = to.epochMilliseconds;
  if (!holds(at(known))) return null;
  if (holds(at(open))) return at(open);
  while (open - known > 1) {
    const middle = Math.floor((known + open) / 2);
    if (holds(at(middle))) known = middle;
    else open = middle;
  }
  return at(known);
};

const at = (milliseconds: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(milliseconds);
