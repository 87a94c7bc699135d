import type { DemoMovedPayload, DemoPayload, DemoRemovalPayload } from "@cadencia/contracts/api";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "../../lib/api/request.ts";
import { isUnderWay } from "./offer.ts";

export type Demo = NonNullable<DemoPayload["demo"]>;
export type Offer = NonNullable<Demo["offer"]>;

/** What somebody tries out shows soon after they did it, whichever page they did it on. */
const SOON = 2_000;
const MINUTE = 60_000;

export const demoQuery = queryOptions({
  queryKey: ["demo"],
  queryFn: ({ signal }) => request<DemoPayload>("/demo", { signal }),
  select: ({ demo }) => demo,
  refetchInterval: ({ state }) => (isUnderWay(state.data?.demo?.offer ?? null) ? SOON : MINUTE),
});

export const removalQuery = queryOptions({
  queryKey: ["demo", "removal"],
  queryFn: ({ signal }) => request<DemoRemovalPayload>("/demo/removal", { signal }),
  gcTime: 0,
});

/** Days go by, and whatever is shown may have changed meanwhile. */
export const useMoveClock = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (days: number) =>
      request<DemoMovedPayload>("/demo/clock", { method: "POST", body: { days } }),
    onSettled: () => client.invalidateQueries(),
  });
};

export const useNoteOffer = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (note: { readonly explained?: true; readonly closed?: true }) =>
      request<DemoPayload>("/demo/offer", { method: "POST", body: note }),
    onSuccess: (answer) => client.setQueryData(demoQuery.queryKey, answer),
  });
};

const isGone = (first: unknown): boolean => first !== "session" && first !== "demo";

/** Nothing of what was shown is there any more; who asked for it goes away with the demo's mark. */
export const useRemoveDemo = (tell: () => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<DemoRemovalPayload>("/demo", { method: "DELETE" }),
    onSuccess: () => {
      tell();
      void client.resetQueries({ predicate: ({ queryKey: [first] }) => isGone(first) });
      void client.invalidateQueries({ queryKey: ["session"] });
    },
  });
};
