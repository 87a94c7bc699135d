import type { Page, RecordPayload } from "@cadencia/contracts/api";
import { queryOptions } from "@tanstack/react-query";
import { request } from "../../lib/api/request.ts";

/** Where a record is found. */
export interface Place {
  readonly object: string;
  readonly id: string;
}

export const recordKey = ({ object, id }: Place) => ["record", object, id] as const;

export const recordQuery = ({ object, id }: Place) =>
  queryOptions({
    queryKey: recordKey({ object, id }),
    queryFn: ({ signal }) =>
      request<RecordPayload>(`/records/${object}/${encodeURIComponent(id)}`, { signal }),
  });

/** Records whose name contains what somebody typed. */
export const searchQuery = (object: string, { by, text }: { by: readonly string[]; text: string }) =>
  queryOptions({
    queryKey: ["records", object, "search", text],
    queryFn: ({ signal }) => {
      const params = new URLSearchParams({ limit: "20" });
      if (text !== "" && by.length > 0)
        params.set("filter", JSON.stringify({ any: by.map((field) => [field, "contains", text]) }));
      return request<Page<RecordPayload>>(`/records/${object}?${params.toString()}`, { signal });
    },
    staleTime: 10_000,
  });
