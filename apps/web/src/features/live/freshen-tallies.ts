import type { QueryClient } from "@tanstack/react-query";

/** The tallies count the steps of a month: however much news there is, they are asked for no more often than this. */
const EVERY = 5_000;

const pending = new WeakMap<QueryClient, { readonly last: number; readonly timer: boolean }>();

/** What automations did shows in the records; how often they did is asked for anew a little later. */
export const freshenTallies = (client: QueryClient): void => {
  const { last, timer } = pending.get(client) ?? { last: -EVERY, timer: false };
  if (timer) return;
  pending.set(client, { last, timer: true });
  setTimeout(
    () => {
      pending.set(client, { last: performance.now(), timer: false });
      void client.invalidateQueries({ queryKey: ["automations", "tallies"] });
    },
    Math.max(0, last + EVERY - performance.now()),
  );
};
