import type { FilePayload } from "@cadencia/contracts/api";
import { queryOptions } from "@tanstack/react-query";
import { request } from "../../../lib/api/request.ts";
import type { Place } from "../queries.ts";

export const filesPath = ({ object, id }: Place): string =>
  `/records/${object}/${encodeURIComponent(id)}/files`;

export const filesKey = ({ id }: Place) => ["record-life", id, "files"] as const;

export const filesQuery = (place: Place) =>
  queryOptions({
    queryKey: filesKey(place),
    queryFn: ({ signal }) =>
      request<{ readonly items: readonly FilePayload[] }>(filesPath(place), { signal }),
  });
