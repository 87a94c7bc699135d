import { queryOptions } from "@tanstack/react-query";
import { request } from "../../../lib/api/request.ts";
import type { Place } from "../queries.ts";

/** Who may see the record. */
export const readersQuery = ({ object, id }: Place) =>
  queryOptions({
    queryKey: ["record-readers", object, id],
    queryFn: ({ signal }) => request<{ users: string[] }>(`/records/${object}/${id}/readers`, { signal }),
  });
