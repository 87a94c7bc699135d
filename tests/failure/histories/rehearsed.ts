import { KEYS } from "./automations.ts";
import type { History } from "./history.ts";
import { DEALS } from "./timeline.ts";

/** The same history with dry runs between what happens: promise 7 says that nothing comes of them. */
export const rehearsed = (given: History): History => ({
  ...given,
  happenings: given.happenings.flatMap((happening, index) => {
    const key = KEYS[index % given.automations.length];
    const record = DEALS[index % DEALS.length];
    return [happening, { after: 0, entry: { dry_run: key, record } }];
  }),
});
