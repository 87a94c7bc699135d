import type { NotificationPage } from "@cadencia/contracts/api";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { request } from "../../lib/api/request.ts";

const A_PAGE = 30;
/** Whatever comes with a change arrives sooner; this is for the rest. */
const EVERY = 60_000;

export const notificationsQuery = infiniteQueryOptions({
  queryKey: ["notifications"],
  queryFn: ({ pageParam, signal }) => {
    const cursor = pageParam === "" ? "" : `&cursor=${pageParam}`;
    return request<NotificationPage>(`/notifications?limit=${A_PAGE}${cursor}`, { signal });
  },
  initialPageParam: "",
  getNextPageParam: ({ next }) => next,
  refetchInterval: EVERY,
});
