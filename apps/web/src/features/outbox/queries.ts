import type { OutboxPage } from "@cadencia/contracts/api";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { request } from "../../lib/api/request.ts";

/** `narrowed`: as the server takes it. */
export const outboxQuery = (narrowed: string) =>
  infiniteQueryOptions({
    queryKey: ["outbox", "list", narrowed],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams(narrowed);
      query.set("limit", "50");
      if (pageParam !== null) query.set("cursor", pageParam);
      return request<OutboxPage>(`/outbox?${query.toString()}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 30_000,
  });
