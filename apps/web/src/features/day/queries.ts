import type { Attention, DayPayload } from "@cadencia/contracts/api";
import { queryOptions } from "@tanstack/react-query";
import { request } from "../../lib/api/request.ts";

export const dayQuery = queryOptions({
  queryKey: ["day"],
  queryFn: ({ signal }) => request<DayPayload>("/my-day", { signal }),
  refetchInterval: 60_000,
});

export const attentionQuery = queryOptions({
  queryKey: ["day", "attention"],
  queryFn: ({ signal }) => request<Attention>("/attention", { signal }),
  refetchInterval: 60_000,
});
