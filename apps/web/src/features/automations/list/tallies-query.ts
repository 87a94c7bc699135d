import type { TalliesPayload } from "@cadencia/contracts/api";
import { queryOptions } from "@tanstack/react-query";
import { request } from "../../../lib/api/request.ts";

export type Tally = TalliesPayload["items"][number];

export const talliesQuery = queryOptions({
  queryKey: ["automations", "tallies"],
  queryFn: ({ signal }) => request<TalliesPayload>("/automation-tallies", { signal }),
  select: ({ items }) => new Map(items.map((tally) => [tally.automation, tally])),
  refetchInterval: 60_000,
});
